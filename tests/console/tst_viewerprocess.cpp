// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/viewerdisplay.h"
#include "console/viewerprocess.h"
#include "tests/support/patience.h"

#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>

#include <csignal>

using namespace Qt::StringLiterals;

// A program in the viewer's place that does what `script` says; "$1" is its end of the socket.
class Impostor
{
public:
    explicit Impostor(const QByteArray &script)
    {
        QFile file(path());
        if (file.open(QIODevice::WriteOnly))
            file.write("#!/bin/bash\n" + script);
        file.close();
        file.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    }
    QString path() const { return m_folder.filePath(u"viewer"_s); }

private:
    QTemporaryDir m_folder;
};

static QByteArray hex(const QByteArray &packet)
{
    return "\\x" + packet.toHex(':').replace(":", "\\x");
}

class TestViewerProcess : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aViewerThatDoesNotBehaveIsCutOff_data()
    {
        using namespace Wire;
        const QByteArray hello = "printf '" + hex(ToWindow::encode(Hello{})) + "' >&$1\n";
        const auto say = [](const QByteArray &packet) {
            return QByteArray("printf '" + hex(packet) + "' >&$1\n");
        };
        QTest::addColumn<QByteArray>("script");
        QTest::newRow("is not there") << QByteArray();
        QTest::newRow("ends at once") << QByteArray("exit 0");
        QTest::newRow("crashes") << QByteArray("kill -SEGV $$");
        QTest::newRow("talks garbage") << QByteArray("head -c 3000 /dev/urandom >&$1; sleep 100");
        QTest::newRow("does not greet") << say(ToWindow::encode(Opened{})) + "sleep 100";
        QTest::newRow("greets twice") << hello + hello + "sleep 100";
        QTest::newRow("is of another version") << say(ToWindow::encode(Hello{99})) + "sleep 100";
        QTest::newRow("has a picture without memory")
            << hello + say(ToWindow::encode(Picture{0, 64, 64})) + "sleep 100";
        QTest::newRow("has damage without a picture")
            << hello + say(ToWindow::encode(Damage{0, {QRect(0, 0, 9, 9)}})) + "sleep 100";
        QTest::newRow("has damage on a display that is not there")
            << hello + say(ToWindow::encode(Damage{3, {QRect(0, 0, 9, 9)}})) + "sleep 100";
        QTest::newRow("sends a packet that is too long")
            << hello
                   + "head -c 300000 /dev/zero | dd bs=300000 iflag=fullblock status=none >&$1; "
                     "sleep 100";
        QTest::newRow("wants connections without end")
            << hello + "for i in {1..40}; do " + say(ToWindow::encode(ChannelWanted{1, false}))
                   + "done; sleep 100";
        QTest::newRow("never stops talking")
            << hello + "while :; do " + say(ToWindow::encode(CursorAt{0, 1, 1})) + "done";
    }

    void aViewerThatDoesNotBehaveIsCutOff()
    {
        QFETCH(QByteArray, script);
        const Impostor impostor("eval \"exec 9>&$1\"; set -- 9\n" + script);
        ViewerProcess viewer;
        QSignalSpy crashed(&viewer, &ViewerProcess::crashed);
        viewer.start(script.isEmpty() ? u"/nonexistent/viewer"_s : impostor.path(), {});
        QTRY_COMPARE_WITH_TIMEOUT(crashed.size(), 1, 20000);
        QVERIFY(!crashed.first().first().toString().isEmpty());
        QVERIFY(viewer.display()->picture().isNull());
        viewer.display()->sendKey(30, true); // no harm
        viewer.display()->seen();
    }

    void oneThatNeverReadsStopsNobody()
    {
        const Impostor impostor("sleep 100");
        ViewerProcess viewer;
        const QSignalSpy crashed(&viewer, &ViewerProcess::crashed);
        viewer.start(impostor.path(), {});
        for (int i = 0; i < 20000 && crashed.isEmpty(); ++i)
            viewer.display()->movePointerTo({i % 100, 1}, 0);
        QCOMPARE(crashed.size(), 1);
    }

    void itsLastWordIsHeard()
    {
        using namespace Wire;
        const Impostor impostor("printf '" + hex(ToWindow::encode(Hello{})) + "' >&$1\nprintf '"
                                + hex(ToWindow::encode(Ended{EndReason::PasswordWanted, u"why"_s}))
                                + "' >&$1\n");
        ViewerProcess viewer;
        const QSignalSpy crashed(&viewer, &ViewerProcess::crashed);
        QSignalSpy ended(&viewer, &ViewerProcess::ended);
        viewer.start(impostor.path(), {});
        QVERIFY(ended.wait(patience));
        QCOMPARE(ended.first().first().value<EndReason>(), EndReason::PasswordWanted);
        QCOMPARE(ended.first().last().toString(), u"why"_s);
        QCOMPARE(crashed.size(), 0);
    }

    void theViewerEndsWhenTheWindowLetsItGo()
    {
        qint64 pid = 0;
        {
            ViewerProcess viewer;
            viewer.start(TestViewerProcess::realViewer(), {});
            pid = viewer.processId();
            QVERIFY(pid > 0);
        }
        QTRY_VERIFY(::kill(pid_t(pid), 0) != 0);
    }

    void aServerThatIsNotThereIsReported()
    {
        ViewerProcess viewer;
        QSignalSpy ended(&viewer, &ViewerProcess::ended);
        Wire::Open where;
        where.path = u"/nonexistent/spice.sock"_s;
        viewer.start(realViewer(), where);
        QVERIFY(ended.wait(20000));
        QCOMPARE(ended.first().first().value<Wire::EndReason>(), Wire::EndReason::Unreachable);
    }

private:
    static QString realViewer()
    {
        return QCoreApplication::applicationDirPath() + u"/../app/guesthouse-viewer"_s;
    }
};

QTEST_GUILESS_MAIN(TestViewerProcess)
#include "tst_viewerprocess.moc"
