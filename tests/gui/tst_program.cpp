// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/nodefile.h"
#include "tests/support/windowuser.h"

#include <QProcess>
#include <QSettings>
#include <QSignalSpy>

using namespace Qt::StringLiterals;

// How the program is started: its command line, in this process and as processes of their own.
class TestProgram : public QObject
{
    Q_OBJECT

    const QString testUri = u"test:///default"_s;

    struct Ended
    {
        int code = -1;
        QString output = {}, error = {};
    };
    static QString program()
    {
        return QCoreApplication::applicationDirPath() + u"/../app/guesthouse"_s;
    }
    static Ended run(const QStringList &arguments)
    {
        QProcess process;
        QSignalSpy ended(&process, &QProcess::finished);
        process.start(program(), arguments);
        if (!ended.wait(patience) || process.exitStatus() != QProcess::NormalExit)
            return {};
        return {process.exitCode(), QString::fromUtf8(process.readAllStandardOutput()),
                QString::fromUtf8(process.readAllStandardError())};
    }

private Q_SLOTS:
    void helpAndVersionArePrinted()
    {
        const Ended help = run({u"--help"_s});
        QCOMPARE(help.code, 0);
        for (const QString &option :
             {u"--connect"_s, u"--show-domain-console"_s, u"--show-domain-details"_s,
              u"--show-domain-performance"_s, u"--show-domain-creator"_s, u"--show-host-summary"_s,
              u"--debug"_s, u"--version"_s})
            QVERIFY2(help.output.contains(option), qPrintable(option));
        const Ended version = run({u"--version"_s});
        QCOMPARE(version.code, 0);
        QVERIFY(version.output.startsWith(u"guesthouse "_s));
    }

    void whatCannotBeUnderstoodIsRefused_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::newRow("unknown option") << QStringList{u"--frobnicate"_s};
        QTest::newRow("unexpected argument") << QStringList{u"machine"_s};
        QTest::newRow("option without its value") << QStringList{u"--connect"_s};
        QTest::newRow("two pages")
            << QStringList{u"--show-host-summary"_s, u"--show-domain-console"_s, u"a"_s};
    }
    void whatCannotBeUnderstoodIsRefused()
    {
        QFETCH(const QStringList, arguments);
        const Ended ended = run(arguments);
        QCOMPARE(ended.code, 2);
        QVERIFY(!ended.error.isEmpty());
        QVERIFY(ended.output.isEmpty());
    }

    void aPageOfAMachineIsShownAtTheStart_data()
    {
        QTest::addColumn<int>("show");
        QTest::addColumn<bool>("byUuid");
        QTest::addColumn<int>("page");
        QTest::newRow("console by name")
            << int(CommandLine::Show::Console) << false << int(MachinePages::Console);
        QTest::newRow("details by name")
            << int(CommandLine::Show::Details) << false << int(MachinePages::Hardware);
        QTest::newRow("performance by UUID")
            << int(CommandLine::Show::Performance) << true << int(MachinePages::Performance);
    }
    void aPageOfAMachineIsShownAtTheStart()
    {
        QFETCH(const int, show);
        QFETCH(const bool, byUuid);
        QFETCH(const int, page);
        WindowUser user;
        const QTemporaryDir folder;
        QFile node(folder.filePath(u"node.xml"_s));
        QVERIFY(node.open(QIODevice::WriteOnly));
        node.write(nodeXml(30));
        node.close();
        user.start({u"test://"_s + node.fileName()},
                   {.show = CommandLine::Show(show),
                    .machine = byUuid ? nodeMachineUuid(17) : nodeMachineName(17)});
        QTRY_COMPARE(user.tree()->selectedMachines().size(), 1);
        QTRY_COMPARE(user.tree()->currentMachine().uuid, QUuid(nodeMachineUuid(17)));
        QTRY_COMPARE(int(user.window().machinePages()->currentPage()), page);
        QVERIFY(user.quit());
    }

    void aMachineThatIsNotThereIsTold()
    {
        WindowUser user;
        user.start({testUri}, {.show = CommandLine::Show::Console, .machine = u"<b>nobody</b>"_s});
        QTRY_VERIFY2(user.notice().contains(u"“<b>nobody</b>”"_s), qPrintable(user.notice()));
        QVERIFY(user.quit());
    }

    void theHostsSummaryIsShownAtTheStart()
    {
        WindowUser user;
        user.start({testUri}, {.show = CommandLine::Show::HostSummary});
        QTRY_COMPARE(user.tree()->selectedHosts().size(), 1);
        QVERIFY(user.quit());
    }

    // The X server tells the titles of both windows; the first one does what the second was asked.
    void aSecondStartHandsOverToTheFirst()
    {
        const QTemporaryDir profile;
        const QStringList common{u"--profile"_s, profile.path()};
        QProcess first;
        first.setProcessChannelMode(QProcess::ForwardedChannels);
        first.start(program(), common + QStringList{u"--connect"_s, testUri});
        QProcess search;
        QSignalSpy found(&search, &QProcess::finished);
        search.start(u"/usr/bin/xdotool"_s, {u"search"_s, u"--sync"_s, u"--onlyvisible"_s,
                                             u"--pid"_s, QString::number(first.processId())});
        QVERIFY(found.wait(patience));
        const QString window =
            QString::fromLatin1(search.readAllStandardOutput()).section(u'\n', 0, 0);
        QVERIFY(!window.isEmpty());

        const Ended second = run(common + QStringList{u"--show-domain-performance"_s, u"test"_s});
        QCOMPARE(second.code, 0);
        QCOMPARE(first.state(), QProcess::Running);
        const QString preferences = profile.path() + u"/guesthouse.ini"_s;
        const auto page = [&] {
            return QSettings(preferences, QSettings::IniFormat)
                .value(u"window/machinePage"_s, -1)
                .toInt();
        };
        QTRY_COMPARE_WITH_TIMEOUT(page(), int(MachinePages::Performance), patience);

        QSignalSpy ended(&first, &QProcess::finished);
        QProcess keys;
        keys.start(u"/usr/bin/xdotool"_s,
                   {u"windowactivate"_s, u"--sync"_s, window, u"key"_s, u"ctrl+q"_s});
        QVERIFY(ended.wait(patience));
        QCOMPARE(first.exitCode(), 0);
        QTRY_COMPARE(keys.state(), QProcess::NotRunning);
    }
};

QTEST_MAIN(TestProgram)
#include "tst_program.moc"
