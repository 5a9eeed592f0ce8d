// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/values/machineevent.h"
#include "tests/support/patience.h"

#include <QLocale>
#include <QSet>

using namespace Qt::StringLiterals;
using Kind = MachineEvent::Kind;

class TestMachineEvent : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale::c()); }

    void everyEventIsSaidInWords_data()
    {
        QTest::addColumn<MachineEvent>("event");
        QTest::addColumn<QString>("words");
        const auto row = [](const char *name, Kind kind, qint32 type, qint32 detail,
                            const QString &subject, const QString &text, const QString &words) {
            QTest::newRow(name) << MachineEvent{.kind = kind,
                                                .type = type,
                                                .detail = detail,
                                                .subject = subject,
                                                .text = text}
                                << words;
        };
        row("started", Kind::Lifecycle, 2, 0, {}, {}, u"Started: booted"_s);
        row("crashed", Kind::Lifecycle, 5, 2, {}, {}, u"Stopped: crashed; the guest panicked"_s);
        row("forced off", Kind::Lifecycle, 5, 1, {}, {}, u"Stopped: forced off"_s);
        row("guest", Kind::Lifecycle, 6, 1, {}, {}, u"Shutting down: the guest asked for it"_s);
        row("newer detail", Kind::Lifecycle, 3, 99, {}, {}, u"Paused: unknown (99)"_s);
        row("newer type", Kind::Lifecycle, 42, -1, {}, {}, u"State change: unknown (42, -1)"_s);
        row("reboot", Kind::Reboot, 0, 0, {}, {}, u"Rebooted"_s);
        row("rtc", Kind::RtcChange, 0, 0, {}, u"-3600"_s, u"Clock changed: 1 h 0 min behind UTC"_s);
        row("rtc limit", Kind::RtcChange, 0, 0, {}, u"nonsense"_s, u"Clock changed"_s);
        row("watchdog", Kind::Watchdog, 2, 0, {}, {}, u"Watchdog fired: the machine was reset"_s);
        row("io", Kind::IoError, 1, 0, u"virtio-disk0"_s, u"/x"_s,
            u"Disk error on virtio-disk0 (/x): the machine was paused"_s);
        row("io reason", Kind::IoErrorReason, 1, 0, u"virtio-disk0"_s, u"/x\ny\nenospc"_s,
            u"Disk error on virtio-disk0 (/x\\ny): no space left on the host; the machine was paused"_s);
        row("io no reason", Kind::IoErrorReason, 2, 0, u"virtio-disk0"_s, u"/x\n"_s,
            u"Disk error on virtio-disk0 (/x): the guest was told"_s);
        row("graphics", Kind::Graphics, 1, 0, u"192.0.2.7:5"_s, u"sasl"_s,
            u"Console in use from 192.0.2.7:5 (authentication: sasl)"_s);
        row("control", Kind::ControlError, 0, 0, {}, {},
            u"The hypervisor no longer answers for this machine"_s);
        row("block job", Kind::BlockJob, 5, 1, u"/x"_s, {}, u"Backup of disk /x: failed"_s);
        row("block job 2", Kind::BlockJob2, 2, 3, u"vda"_s, {},
            u"Copy of disk vda: ready to finish"_s);
        row("disk", Kind::DiskChange, 0, 0, u"sata0"_s, u"/a.iso\n"_s,
            u"Medium of sata0 left out at start: /a.iso is missing"_s);
        row("disk other", Kind::DiskChange, 7, 0, u"sata0"_s, u"\n/b"_s,
            u"Disk sata0 changed: nothing → /b"_s);
        row("tray", Kind::TrayChange, 1, 0, u"ide0"_s, {}, u"Tray of ide0 closed"_s);
        row("wakeup", Kind::PmWakeup, 0, 0, {}, {}, u"Woken up"_s);
        row("suspend", Kind::PmSuspend, 0, 0, {}, {}, u"Suspended to memory"_s);
        row("suspend disk", Kind::PmSuspendDisk, 0, 0, {}, {}, u"Suspended to disk"_s);
        row("balloon", Kind::BalloonChange, 0, 0, {}, u"1048576"_s, u"Memory changed to 1.0 GiB"_s);
        row("removed", Kind::DeviceRemoved, 0, 0, u"net0"_s, {}, u"Device removed: net0"_s);
        row("added", Kind::DeviceAdded, 0, 0, u"net0"_s, {}, u"Device added: net0"_s);
        row("not removed", Kind::DeviceRemovalFailed, 0, 0, u"net0"_s, {},
            u"Device could not be removed: net0"_s);
        row("tunable", Kind::Tunable, 0, 0, {}, u"cputune.cpu_shares=10"_s,
            u"Limits changed: cputune.cpu_shares=10"_s);
        row("agent", Kind::AgentLifecycle, 1, 2, {}, {},
            u"Guest agent connected: the guest opened or closed its channel"_s);
        row("agent unknown", Kind::AgentLifecycle, 2, 0, {}, {}, u"Guest agent disconnected"_s);
        row("iteration", Kind::MigrationIteration, 3, 0, {}, {},
            u"Migration: pass 3 over the memory"_s);
        row("job", Kind::JobCompleted, 2, 0, {}, u"time_elapsed=5"_s,
            u"Save of the state completed (time_elapsed=5)"_s);
        row("metadata", Kind::MetadataChange, 2, 0, u"http://a"_s, {},
            u"Metadata changed: http://a"_s);
        row("threshold", Kind::BlockThreshold, 0, 0, u"vda[1]"_s, u"/x\n1024\n2048"_s,
            u"Disk vda[1] (/x) is written beyond 1.0 KiB, by 2.0 KiB"_s);
        row("memory", Kind::MemoryFailure, 1, 1, {}, u"1"_s,
            u"Faulty memory in use by the guest: the guest was told; it had to be handled at once"_s);
        row("memory device", Kind::MemoryDeviceSizeChange, 0, 0, u"virtiomem0"_s, u"1073741824"_s,
            u"Memory device virtiomem0 changed to 1.0 GiB"_s);
    }
    void everyEventIsSaidInWords()
    {
        QFETCH(MachineEvent, event);
        QTEST(eventText(event), "words");
        QVERIFY(!eventKindText(event.kind).isEmpty());
    }

    void noTwoEventsOfLibvirtSoundAlikeAndNoneIsUnknown()
    {
        // How many details each lifecycle type has in libvirt 9.0.
        const QList<int> details{4, 2, 5, 9, 5, 7, 3, 2, 2};
        QSet<QString> said;
        int number = 0;
        for (int type = 0; type < details.size(); ++type) {
            for (int detail = 0; detail < details[type]; ++detail, ++number) {
                const QString words = eventText({.type = type, .detail = detail});
                QVERIFY2(!words.contains("unknown"_L1), qPrintable(words));
                said.insert(words);
            }
            QVERIFY(eventText({.type = type, .detail = details[type]}).contains("unknown"_L1));
        }
        for (int kind = 1; kind <= 26; ++kind, ++number) {
            const QString words =
                eventText({.kind = Kind(kind), .type = 1, .subject = QString::number(kind)});
            QVERIFY2(!words.contains("nknown ("_L1), qPrintable(words));
            said.insert(words);
        }
        QCOMPARE(said.size(), number);
    }

    void whatAGuestOrHostSaysStaysOnItsLine()
    {
        for (int kind = 0; kind < 40; ++kind) {
            const QString words =
                eventText({.kind = Kind(kind),
                           .type = 1,
                           .subject = u"a\n\u202eb\x1b[2J%1%2"_s,
                           .text = u"c\n\u202ed\x1b[2J%1%2\n"_s.repeated(100'000)});
            QVERIFY(!words.isEmpty());
            QVERIFY(words.size() < 3000);
            for (const QChar c : words)
                QVERIFY(c.unicode() >= 0x20 && c != QChar(0x202e));
        }
    }

    void aFailureIsToldFromAPieceOfNews()
    {
        QCOMPARE(eventSeverity({.type = 5, .detail = 2}), EventSeverity::Failure);
        QCOMPARE(eventSeverity({.type = 5, .detail = 1}), EventSeverity::Warning);
        QCOMPARE(eventSeverity({.type = 5, .detail = 0}), EventSeverity::Information);
        QCOMPARE(eventSeverity({.type = 3, .detail = 2}), EventSeverity::Failure);
        QCOMPARE(eventSeverity({.kind = Kind::BlockJob2, .detail = 1}), EventSeverity::Failure);
        QCOMPARE(eventSeverity({.kind = Kind::DeviceRemovalFailed}), EventSeverity::Warning);
    }
};

QTEST_APPLESS_MAIN(TestMachineEvent)
#include "tst_machineevent.moc"
