// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/consoles.h"
#include "console/consolepage.h"
#include "console/displayview.h"
#include "tests/support/testguest.h"
#include "tests/support/windowuser.h"
#include "views/basic/messagepage.h"

#include <QFile>
#include <QFileDialog>
#include <QLineEdit>
#include <QSignalSpy>

using namespace Qt::StringLiterals;

// A real machine's screen in the window: seen, typed into from outside of the program by the X
// server's own keys, lost and found again.
class TestGuestConsole : public QObject
{
    Q_OBJECT

    PrivateLibvirtd daemon;
    std::unique_ptr<TestGuest> guest;
    WindowUser user;
    bool failed = false;
    const QString name = u"Guesthouse demo"_s;

    MachineKey key() const
    {
        return user.row(name).data(MachineTreeModel::KeyRole).value<MachineKey>();
    }
    ConsolePage *page() const { return user.window().consoles().existing(key()); }
    QImage picture() const { return page()->displayView()->image(); }
    bool isConnected() const
    {
        return QTest::qWaitFor(
            [this] {
                return page() && page()->displayState() == ConsoleState::Connected
                       && !picture().isNull();
            },
            patience);
    }
    // What the page says in place of a picture.
    QString message() const
    {
        const auto *message = page()->findChild<MessagePage *>();
        return message->isVisible() ? message->title() + u'\n' + message->text() : QString();
    }

    // Real key presses, by the X server; Return at the end.
    static bool type(const QString &text)
    {
        const QList<QStringList> steps{{u"type"_s, u"--delay"_s, u"40"_s, text},
                                       {u"key"_s, u"Return"_s}};
        return std::all_of(steps.begin(), steps.end(), [](const QStringList &arguments) {
            QProcess xdotool;
            QSignalSpy ended(&xdotool, &QProcess::finished);
            xdotool.start(u"/usr/bin/xdotool"_s, arguments);
            return ended.wait(patience) && xdotool.exitCode() == 0;
        });
    }

    // The viewer processes that are ours.
    static QList<qint64> viewers()
    {
        QProcess ps;
        QSignalSpy ended(&ps, &QProcess::finished);
        ps.start(u"/usr/bin/ps"_s, {u"-o"_s, u"pid=,comm="_s, u"--ppid"_s,
                                    QString::number(QCoreApplication::applicationPid())});
        ended.wait(patience);
        QList<qint64> found;
        const QList<QByteArray> lines = ps.readAllStandardOutput().split('\n');
        for (const QByteArray &line : lines) {
            if (line.contains("guesthouse-view"))
                found.append(line.simplified().split(' ').first().toLongLong());
        }
        return found;
    }

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY2(daemon.start(), qPrintable(daemon.errorString()));
        guest = std::make_unique<TestGuest>(daemon);
        QVERIFY2(guest->define(), qPrintable(guest->errorString()));
        user.start({daemon.uri()});
        QVERIFY(QTest::qWaitForWindowExposed(&user.window()));
        QVERIFY(user.select(name));
    }

    // Each test goes on from where the one before left the machine.
    void init()
    {
        if (failed)
            QFAIL("an earlier test failed");
    }
    void cleanup() { failed |= QTest::currentTestFailed(); }

    void cleanupTestCase()
    {
        QVERIFY(user.quit());
        daemon.quit();
    }

    void aMachineThatIsOffSaysSoAndOffersToStart()
    {
        QVERIFY(user.showPage(u"Console"_s));
        QTRY_VERIFY(page());
        QTRY_COMPARE(page()->displayState(), ConsoleState::Off);
        QVERIFY2(message().contains(u"shut off"_s) || message().contains(u"is off"_s),
                 qPrintable(message()));
        QVERIFY(WindowUser::click(page(), u"Start"_s));
        QVERIFY(isConnected());
        QCOMPARE(guest->state(), u"running"_s);
    }

    void thePictureMovesWhileTheGuestBoots()
    {
        const QImage before = picture();
        QTRY_VERIFY_WITH_TIMEOUT(picture() != before, patience);
        QVERIFY(guest->waitFor("GUEST-READY"));
    }

    void whatIsTypedReachesTheGuest()
    {
        QVERIFY(isConnected());
        DisplayView *view = page()->displayView();
        user.window().activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&user.window()));
        view->setFocus();
        QTRY_VERIFY(view->hasFocus());
        const QImage before = picture();
        // Capitals, digits and signs: the scancodes are right, whatever the layout.
        QVERIFY(type(u"echo GUEST-TYPED-$((6*7)) > /dev/ttyS0"_s));
        QVERIFY2(guest->waitFor("GUEST-TYPED-42", 1, patience),
                 guest->serialOutput().right(200).constData());
        QVERIFY(picture() != before);
    }

    void aScreenshotIsSavedAsAFile()
    {
        const QString path = user.profile() + u"/screen.png"_s;
        page()->screenshotAction()->trigger();
        auto *dialog = user.dialog<QFileDialog>();
        QVERIFY(dialog);
        QSignalSpy saved(page(), &ConsolePage::screenshotSaved);
        dialog->findChild<QLineEdit *>()->setText(path);
        QVERIFY(QMetaObject::invokeMethod(dialog, "accept"));
        QTRY_COMPARE(saved.size(), 1);
        const QImage shot(path);
        QCOMPARE(shot.size(), picture().size());
        int lit = 0;
        for (int y = 0; y < shot.height(); ++y) {
            for (int x = 0; x < shot.width(); ++x)
                lit += (shot.pixel(x, y) & 0xffffffu) != 0;
        }
        QVERIFY2(lit > 500, qPrintable(QString::number(lit)));
    }

    void theConsoleMovesToAWindowOfItsOwnAndBack()
    {
        const QPointer<ConsolePage> before = page();
        QVERIFY(user.choose(u"Own window"_s));
        QTRY_VERIFY(page()->window() != &user.window());
        QVERIFY(QTest::qWaitForWindowExposed(page()->window()));
        QVERIFY(page()->window()->windowTitle().contains(name));
        QVERIFY(isConnected());
        page()->window()->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(page()->window()));
        page()->displayView()->setFocus();
        QVERIFY(type(u"echo GUEST-TORN-$((6*7)) > /dev/ttyS0"_s));
        QVERIFY(guest->waitFor("GUEST-TORN-42", 1, patience));
        page()->window()->close();
        QTRY_COMPARE(page()->window(), &user.window());
        QCOMPARE(page(), before.data()); // the same session, never cut
        QTRY_VERIFY(page()->isVisible());
        QCOMPARE(page()->displayState(), ConsoleState::Connected);
    }

    void aViewerThatDiesIsSaidAndReplaced()
    {
        QTRY_COMPARE(viewers().size(), 1);
        ::kill(pid_t(viewers().first()), SIGKILL);
        QTRY_COMPARE(page()->displayState(), ConsoleState::Crashed);
        QVERIFY2(message().contains(u"crashed"_s), qPrintable(message()));
        QVERIFY(WindowUser::click(page()->findChild<MessagePage *>(), u"Reconnect"_s));
        QVERIFY(isConnected());
        QCOMPARE(guest->state(), u"running"_s);
    }

    void aRebootIsSurvived()
    {
        const int boots = int(guest->serialOutput().count("GUEST-READY"));
        QVERIFY(daemon.virsh({u"reset"_s, guest->name()}).ok());
        QVERIFY(guest->waitFor("GUEST-READY", boots + 1));
        QVERIFY(isConnected());
        const QImage before = picture();
        page()->displayView()->setFocus();
        user.window().activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&user.window()));
        QVERIFY(type(u"echo GUEST-AGAIN-$((6*7)) > /dev/ttyS0"_s));
        QVERIFY(guest->waitFor("GUEST-AGAIN-42", 1, patience));
        QTRY_VERIFY(picture() != before);
    }

    // The process with the display goes and another one comes: the console finds it by itself.
    void aStopAndAStartAreFollowed()
    {
        QVERIFY(daemon.virsh({u"destroy"_s, guest->name()}).ok());
        QTRY_COMPARE_WITH_TIMEOUT(page()->displayState(), ConsoleState::Off, patience);
        QTRY_VERIFY(viewers().isEmpty());
        QVERIFY(guest->start());
        QVERIFY(isConnected());
    }
};

QTEST_MAIN(TestGuestConsole)
#include "tst_guestconsole.moc"
