// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/consolepage.h"
#include "console/displayview.h"
#include "tests/support/desktopguest.h"
#include "tests/support/patience.h"

using namespace Qt::StringLiterals;

// What the tests of consoles rely on: a desktop that is seen, and whose agent answers.
class TestDesktopGuest : public QObject
{
    Q_OBJECT

    static void connectTo(ConsolePage &page, const TestGuest &guest)
    {
        ConsoleTarget target;
        target.key.uuid = QUuid(guest.uuid());
        target.name = guest.name();
        target.local = true;
        target.graphics = guest.graphics();
        connect(&page, &ConsolePage::targetWanted, &page,
                [&page, target] { page.setTarget(target); });
        page.resize(900, 700);
        page.show();
        page.setMachine(guest.name(), MachineState::Running, false);
        page.setActive(true);
    }

private Q_SLOTS:
    void initTestCase()
    {
        if (!qEnvironmentVariableIsSet("GUESTHOUSE_VIEWER"))
            qputenv("GUESTHOUSE_VIEWER", QFile::encodeName(QCoreApplication::applicationDirPath()
                                                           + u"/../app/guesthouse-viewer"_s));
    }

    void itsDesktopIsSeenAndItsAgentAnswers()
    {
        PrivateLibvirtd daemon;
        QVERIFY2(daemon.start(), qPrintable(daemon.errorString()));
        DesktopGuest guest(daemon, u"desktop"_s,
                           {.listen = GuestOptions::Listen::Socket, .folderChannel = true});
        QVERIFY2(guest.define() && guest.start(), qPrintable(guest.errorString()));
        QVERIFY2(guest.waitForDesktop(), guest.serialOutput().constData());
        QVERIFY(guest.waitForAgent());

        // Its own witnesses: what a command writes, its status, the clipboard.
        QCOMPARE(guest.run("echo one; echo two >&2; false"), (DesktopGuest::Answer{1, "one\ntwo"}));
        QVERIFY(guest.setClipboard("a word"));
        QCOMPARE(guest.clipboard(), "a word"_ba);

        ConsolePage page;
        connectTo(page, guest);
        QTRY_COMPARE_WITH_TIMEOUT(page.displayState(), ConsoleState::Connected, patience);
        const auto seen = [&page] { return page.displayView()->image(); };
        QTRY_COMPARE_WITH_TIMEOUT(seen().size(), QSize(1280, 800), patience);
        QTRY_COMPARE_WITH_TIMEOUT(seen().pixelColor(1200, 700), QColor(0x20, 0x40, 0x60), patience);
        // The agent is there: the guest can follow the window.
        page.setScaling(Scaling::GuestFollows);
        QTRY_VERIFY_WITH_TIMEOUT(guest.serialOutput().contains("GUEST-RANDR Virtual-1"), patience);
        QTRY_VERIFY_WITH_TIMEOUT(seen().size() != QSize(1280, 800), patience);
        QVERIFY(guest.run("xrandr").output.contains("Virtual-1 connected"));
    }

    void itHasTheDevicesThatATestAsksFor()
    {
        PrivateLibvirtd daemon;
        QVERIFY2(daemon.startWithTls(), qPrintable(daemon.errorString()));
        QVERIFY(QFile::exists(daemon.caFile()) && QFile::exists(daemon.otherCaFile()));
        DesktopGuest guest(daemon, u"many"_s,
                           {.graphics = {u"spice"_s, u"vnc"_s},
                            .listen = GuestOptions::Listen::Address,
                            .password = u"sesame"_s,
                            .secureOnly = true,
                            .video = u"qxl"_s,
                            .heads = 2,
                            .tablet = false,
                            .usbRedirections = 2,
                            .sound = true});
        QVERIFY2(guest.define() && guest.start(), qPrintable(guest.errorString()));
        const QList<Graphics> graphics = guest.graphics();
        QCOMPARE(graphics.size(), 2);
        QVERIFY(graphics.first().tlsPort > 0);
        QVERIFY(graphics.last().port > 0);
        QVERIFY2(guest.waitForDesktop(), guest.serialOutput().constData());
        const QByteArray screens = guest.run("xrandr").output;
        QVERIFY2(screens.contains("Virtual-2"), screens.constData());
        QCOMPARE(guest.run("ls /dev/dsp").status, 0);
        QCOMPARE(guest.run("head -c 20000 /dev/urandom > /dev/dsp").status, 0);
    }

    void overVncQemuItselfIsTheAgentsOtherEnd()
    {
        PrivateLibvirtd daemon;
        QVERIFY2(daemon.start(), qPrintable(daemon.errorString()));
        DesktopGuest guest(daemon, u"vnc"_s,
                           {.graphics = {u"vnc"_s},
                            .listen = GuestOptions::Listen::Socket,
                            .powerControl = true,
                            .vncAgent = true,
                            .sound = true});
        QVERIFY2(guest.define() && guest.start(), qPrintable(guest.errorString()));
        QCOMPARE(guest.graphics().size(), 1);
        QVERIFY(QFile::exists(guest.graphics().first().socketPath));
        QVERIFY2(guest.waitForDesktop(), guest.serialOutput().constData());
        QVERIFY(guest.waitForAgent());
    }
};

QTEST_MAIN(TestDesktopGuest)
#include "tst_desktopguest.moc"
