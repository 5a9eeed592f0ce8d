// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/patience.h"
#include "tests/support/privatelibvirtd.h"
#include "tests/support/testguest.h"

#include <QFileInfo>

using namespace Qt::StringLiterals;

// What the other tests with a machine rely on.
class TestDemoMachine : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void itBootsAnswersItsAgentAndShutsDown()
    {
        PrivateLibvirtd daemon;
        QVERIFY2(daemon.start(), qPrintable(daemon.errorString()));
        TestGuest guest(daemon);
        QVERIFY2(guest.define(), qPrintable(guest.errorString()));
        QCOMPARE(guest.state(), u"shut off"_s);
        QVERIFY2(guest.start(), qPrintable(guest.errorString()));
        QVERIFY(guest.waitFor("GUEST-READY"));
        QCOMPARE(guest.state(), u"running"_s);

        const QStringList ping{u"qemu-agent-command"_s, guest.name(),
                               uR"({"execute":"guest-ping"})"_s};
        QTRY_VERIFY_WITH_TIMEOUT(daemon.virsh(ping).ok(), 60'000);

        QVERIFY(daemon.virsh({u"shutdown"_s, guest.name(), u"--mode"_s, u"acpi"_s}).ok());
        QVERIFY(guest.waitFor("GUEST-POWERBUTTON"));
        QTRY_COMPARE_WITH_TIMEOUT(guest.state(), u"shut off"_s, 30'000);
        guest.remove();
        QVERIFY(guest.uuid().isEmpty());
    }

    void itOutlivesItsDaemonAndIsFoundAgain()
    {
        PrivateLibvirtd daemon;
        QVERIFY2(daemon.start(), qPrintable(daemon.errorString()));
        TestGuest guest(daemon, u"survivor"_s);
        QVERIFY2(guest.define() && guest.start(), qPrintable(guest.errorString()));
        const QString pidFile = daemon.folder() + "/run/libvirt/qemu/run/survivor.pid"_L1;
        QTRY_VERIFY(QFileInfo::exists(pidFile));
        QFile file(pidFile);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QString process = "/proc/"_L1 + QString::fromLatin1(file.readAll().trimmed());

        QVERIFY(daemon.kill());
        QVERIFY(QFileInfo::exists(process));
        QVERIFY2(daemon.restart(), qPrintable(daemon.errorString()));
        QCOMPARE(guest.state(), u"running"_s);

        daemon.quit();
        QVERIFY(!QFileInfo::exists(process));
    }
};

QTEST_GUILESS_MAIN(TestDemoMachine)
#include "tst_demomachine.moc"
