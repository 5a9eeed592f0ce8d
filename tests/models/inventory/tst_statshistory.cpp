// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/inventory/statshistory.h"
#include "tests/support/patience.h"

#include <QSignalSpy>

#include <cmath>

using namespace Qt::StringLiterals;

static const ConnectionId host = QUuid::createUuid();
static const StatsGroups everything = StatsGroup::State | StatsGroup::Cpu | StatsGroup::Memory
                                      | StatsGroup::Vcpu | StatsGroup::Interface
                                      | StatsGroup::Block;
static constexpr qint64 start = 1'700'000'000'000;
static constexpr quint64 second = 1'000'000'000; // of CPU time

static MachineSample sampleAt(const QUuid &uuid, qint64 ms, quint64 cpuNs, quint32 vcpus = 1)
{
    return {.uuid = uuid, .timeMs = start + ms, .cpuTimeNs = cpuNs, .vcpuCurrent = vcpus};
}

class TestStatsHistory : public QObject
{
    Q_OBJECT

    const MachineKey machine{host, QUuid::createUuid()};
    QObject viewer;

    static StatsBatch one(const MachineSample &sample, StatsGroups groups = everything)
    {
        return {.groups = groups, .machines = {sample}};
    }

private Q_SLOTS:
    void aCounterBecomesAShareOfTheMachinesOwnProcessors()
    {
        StatsHistory history;
        history.add(host, one(sampleAt(machine.uuid, 0, 10 * second, 4)));
        QCOMPARE(history.usage(machine).cpuShare, std::optional<double>());
        history.add(host, one(sampleAt(machine.uuid, 2000, 14 * second, 4)));
        QCOMPARE(history.usage(machine).cpuShare, std::optional<double>(0.5));
        QCOMPARE(history.cpuTrail(machine).size(), 1);
        QVERIFY(std::abs(history.cpuTrail(machine).last() - 0.5f) < 0.01f);
    }

    void aRestartGivesNoNegativeRate()
    {
        StatsHistory history;
        history.add(host, one(sampleAt(machine.uuid, 0, 100 * second)));
        history.add(host, one(sampleAt(machine.uuid, 1000, second / 2)));
        QCOMPARE(history.usage(machine).cpuShare, std::optional<double>());
        history.add(host, one(sampleAt(machine.uuid, 2000, second)));
        QCOMPARE(history.usage(machine).cpuShare, std::optional<double>(0.5));
    }

    void aLongSilenceGivesNoRate()
    {
        StatsHistory history;
        history.add(host, one(sampleAt(machine.uuid, 0, 0)));
        history.add(host, one(sampleAt(machine.uuid, 600'000, 60 * second)));
        QCOMPARE(history.usage(machine).cpuShare, std::optional<double>());
    }

    void aClockThatIsSetBackOrAheadGivesNoRate()
    {
        StatsHistory history;
        history.watch(&viewer, machine);
        history.add(host, one(sampleAt(machine.uuid, 0, 0)), 0);
        history.add(host, one(sampleAt(machine.uuid, 3000, second)), 3000);
        QVERIFY(history.usage(machine).cpuShare);
        // 30 s ahead in three seconds: the same growth would look ten times smaller.
        history.add(host, one(sampleAt(machine.uuid, 33'000, 2 * second)), 6000);
        QVERIFY(!history.usage(machine).cpuShare);
        history.add(host, one(sampleAt(machine.uuid, 36'000, 3 * second)), 9000);
        QVERIFY(history.usage(machine).cpuShare);
        history.add(host, one(sampleAt(machine.uuid, -3'600'000, 4 * second)), 12'000);
        QVERIFY(!history.usage(machine).cpuShare);
        history.add(host, one(sampleAt(machine.uuid, -3'597'000, 5 * second)), 15'000);
        QVERIFY(std::abs(*history.usage(machine).cpuShare - 1.0 / 3) < 1e-9);
        const QList<qint64> times = history.timeline(machine).times();
        QCOMPARE(times.size(), 6);
        QVERIFY(std::is_sorted(times.begin(), times.end()));
        QCOMPARE(times.last(), start - 3'597'000);
    }

    void devicesAreSummedForTheRowAndTheirNumberMayChange()
    {
        StatsHistory history;
        MachineSample sample = sampleAt(machine.uuid, 0, 0);
        sample.disks = {{u"vda"_s, 1000, 0}, {u"vdb"_s, 5000, 0}};
        sample.interfaces = {{u"vnet0"_s, 0, 100}};
        history.add(host, one(sample));
        sample.timeMs += 1000;
        sample.disks[0].readBytes += 10;
        sample.disks[1].readBytes += 20;
        sample.interfaces[0].sentBytes += 7;
        history.add(host, one(sample));
        QCOMPARE(history.usage(machine).diskReadRate, std::optional<double>(30));
        QCOMPARE(history.usage(machine).diskWriteRate, std::optional<double>(0));
        QCOMPARE(history.usage(machine).sendRate, std::optional<double>(7));

        sample.timeMs += 1000;
        sample.disks.append({u"vdc"_s, 1'000'000'000, 0}); // attached with a history of its own
        history.add(host, one(sample));
        QCOMPARE(history.usage(machine).diskReadRate, std::optional<double>());
        sample.timeMs += 1000;
        history.add(host, one(sample));
        QCOMPARE(history.usage(machine).diskReadRate, std::optional<double>(0));
    }

    void theGuestsOwnViewOfItsMemoryCountsUnlessItIsOld()
    {
        StatsHistory history;
        MachineSample sample = sampleAt(machine.uuid, 0, 0);
        sample.balloonKiB = 2000;
        sample.guestAvailableKiB = 1900;
        sample.guestUnusedKiB = 100;
        sample.guestUsableKiB = 900;
        sample.guestUpdatedSecs = sample.timeMs / 1000 - 5;
        history.add(host, one(sample));
        QCOMPARE(history.usage(machine).memoryUsedKiB, std::optional<quint64>(1000));
        sample.timeMs += 600'000;
        history.add(host, one(sample));
        QCOMPARE(history.usage(machine).memoryUsedKiB, std::optional<quint64>(2000));
    }

    void aGroupThatWasNotAskedForIsUnknown()
    {
        StatsHistory history;
        MachineSample sample = sampleAt(machine.uuid, 0, 0);
        sample.disks = {{u"vda"_s, 1000, 0}};
        history.add(host, one(sample));
        sample.timeMs += 1000;
        history.add(host, one(sample));
        QVERIFY(history.usage(machine).diskReadRate);
        sample.timeMs += 1000;
        sample.disks = {};
        history.add(host, one(sample, StatsGroup::Cpu));
        QVERIFY(!history.usage(machine).diskReadRate);
    }

    void aBatchIsAnnouncedOnceWithWhoChanged()
    {
        StatsHistory history;
        QSignalSpy updated(&history, &StatsHistory::machinesUpdated);
        StatsBatch batch{.groups = everything};
        for (int i = 0; i < 50; ++i)
            batch.machines.append(sampleAt(QUuid::createUuid(), 0, 0));
        history.add(host, batch);
        QCOMPARE(updated.size(), 0); // one sample says nothing yet
        for (MachineSample &sample : batch.machines)
            sample = sampleAt(sample.uuid, 1000, second / 4);
        history.add(host, batch);
        QCOMPARE(updated.size(), 1);
        QCOMPARE(updated.first().at(1).value<QList<QUuid>>().size(), 50);
    }

    void anIdleMachineThatLooksTheSameIsNotAnnounced()
    {
        StatsHistory history;
        QSignalSpy updated(&history, &StatsHistory::machinesUpdated);
        for (int i = 0; i <= StatsHistory::trailLength + 1; ++i)
            history.add(host, one(sampleAt(machine.uuid, i * 1000, 0)));
        updated.clear();
        history.add(host, one(sampleAt(machine.uuid, 100'000, 0)));
        QCOMPARE(updated.size(), 0);
        QCOMPARE(history.cpuTrail(machine).size(), StatsHistory::trailLength);
    }

    void aMachineThatIsOffHasNoUsage()
    {
        StatsHistory history;
        history.add(host, one(sampleAt(machine.uuid, 0, 0)));
        history.add(host, one(sampleAt(machine.uuid, 1000, second)));
        QVERIFY(history.usage(machine).cpuShare);
        QSignalSpy updated(&history, &StatsHistory::machinesUpdated);
        history.add(host, {.groups = StatsGroup::State | StatsGroup::Cpu}); // the call failed
        QVERIFY(history.usage(machine).cpuShare);
        history.add(host, one(sampleAt(QUuid::createUuid(), 2000, second)));
        QCOMPARE(updated.size(), 1);
        QCOMPARE(history.usage(machine), MachineUsage());
        QCOMPARE(history.cpuTrail(machine), QList<float>());
    }

    void theHostIsBusyByItsOwnCounters()
    {
        StatsHistory history;
        HostSample sample{.timeMs = start,
                          .cpuBusyNs = 0,
                          .cpuIdleNs = 0,
                          .cpuIowaitNs = 0,
                          .memoryTotalKiB = 1000,
                          .memoryFreeKiB = 300,
                          .memoryBuffersKiB = 100,
                          .memoryCachedKiB = 200};
        history.watchHost(&viewer, host);
        history.add(host, {.host = sample});
        QVERIFY(!history.hostUsage(host).cpuShare);
        QCOMPARE(history.hostUsage(host).memoryUsedKiB, std::optional<quint64>(400));
        sample.timeMs += 1000;
        sample.cpuBusyNs = 30;
        sample.cpuIdleNs = 60;
        sample.cpuIowaitNs = 10;
        history.add(host, {.host = sample});
        QCOMPARE(history.hostUsage(host).cpuShare, std::optional<double>(0.3));
        const Timeline &timeline = history.hostTimeline(host);
        QCOMPARE(timeline.latest({StatsMetric::CpuIowait, {}}), 0.1f);
        QCOMPARE(timeline.latest({StatsMetric::MemoryCached, {}}), 200.0f * 1024);
        QCOMPARE(history.hostCpuTrail(host).size(), 1);

        sample.timeMs += 1000;
        sample.cpuIowaitNs = 5; // the kernel takes some back: the rest still counts
        sample.cpuBusyNs = 40;
        sample.cpuIdleNs = 90;
        history.add(host, {.host = sample});
        QCOMPARE(history.hostUsage(host).cpuShare, std::optional<double>(0.25));

        history.add(host, {.host = HostSample{.timeMs = start + 3000, .cpuUtilization = 0.7}});
        QCOMPARE(history.hostUsage(host).cpuShare, std::optional<double>(0.7));
    }

    void aHostMayTellItsProcessorsAndItsMemoryInTurns()
    {
        StatsHistory history;
        history.watchHost(&viewer, host);
        for (int i = 0; i < 3; ++i) {
            const quint64 ns = quint64(i) * 100;
            history.add(host, {.host = HostSample{
                                   .timeMs = start + i * 6000, .cpuBusyNs = ns, .cpuIdleNs = ns}});
            history.add(host, {.host = HostSample{.timeMs = start + i * 6000 + 3000,
                                                  .memoryTotalKiB = 100,
                                                  .memoryFreeKiB = 40}});
        }
        QCOMPARE(history.hostUsage(host).cpuShare, std::optional<double>(0.5));
        QCOMPARE(history.hostUsage(host).memoryUsedKiB, std::optional<quint64>(60));
        QCOMPARE(history.hostCpuTrail(host).size(), 2);
        QCOMPARE(history.hostTimeline(host).times().size(), 6);
    }

    void whatIsWatchedIsRecordedDeviceByDevice()
    {
        StatsHistory history;
        history.watch(&viewer, machine);
        QSignalSpy changed(&history, &StatsHistory::timelineChanged);
        MachineSample sample = sampleAt(machine.uuid, 0, 0, 2);
        sample.vcpuTimeNs = {0, std::nullopt, 0};
        sample.balloonKiB = 4;
        sample.disks = {{u"vda"_s, 0, 0, 0, 0}};
        sample.interfaces = {{u"vnet0"_s, 0, 0, 0, 0, 0, 0}};
        history.add(host, one(sample));
        sample.timeMs += 2000;
        sample.cpuTimeNs = second;
        sample.vcpuTimeNs = {second, second, std::nullopt};
        sample.disks = {{u"vda"_s, 100, 200, 10, 20}, {u"vdb"_s, 1, 1, 1, 1}};
        sample.interfaces = {{u"vnet0"_s, 2, 4, 6, 8, 10, 12}};
        history.add(host, one(sample));
        QCOMPARE(changed.size(), 2);
        const Timeline &timeline = history.timeline(machine);
        QCOMPARE(timeline.times().size(), 2);
        QCOMPARE(timeline.latest({StatsMetric::Cpu, {}}), 0.25f);
        QCOMPARE(timeline.latest({StatsMetric::Vcpu, u"0"_s}), 0.5f);
        QVERIFY(std::isnan(timeline.latest({StatsMetric::Vcpu, u"1"_s})));
        QCOMPARE(timeline.latest({StatsMetric::MemoryBalloon, {}}), 4096.0f);
        QCOMPARE(timeline.latest({StatsMetric::DiskRead, u"vda"_s}), 50.0f);
        QCOMPARE(timeline.latest({StatsMetric::DiskWriteRequests, u"vda"_s}), 10.0f);
        QVERIFY(std::isnan(timeline.latest({StatsMetric::DiskRead, u"vdb"_s})));
        QCOMPARE(timeline.latest({StatsMetric::Sent, u"vnet0"_s}), 2.0f);
        QCOMPARE(timeline.latest({StatsMetric::Drops, u"vnet0"_s}), 6.0f);
        QVERIFY(std::isnan(timeline.find({StatsMetric::Sent, u"vnet0"_s})->values.first()));
    }

    void onlyTheLastFewThatWereWatchedStay()
    {
        StatsHistory history;
        QObject page;
        QList<MachineKey> keys;
        for (int i = 0; i < 20; ++i) {
            keys.append({host, QUuid::createUuid()});
            history.watch(&page, keys.last());
            history.add(host, one(sampleAt(keys.last().uuid, i * 1000, 0)));
        }
        int recorded = 0;
        for (const MachineKey &key : keys)
            recorded += !history.timeline(key).times().isEmpty();
        QCOMPARE(recorded, 5);
        QVERIFY(!history.timeline(keys.last()).times().isEmpty());
    }

    void aViewerThatIsGoneWatchesNoLonger()
    {
        StatsHistory history;
        QList<MachineKey> keys;
        for (int i = 0; i < 6; ++i) {
            QObject page;
            keys.append({host, QUuid::createUuid()});
            history.watch(&page, keys.last());
            history.add(host, one(sampleAt(keys.last().uuid, i * 1000, 0)));
        }
        QVERIFY(history.timeline(keys[0]).times().isEmpty());
        QVERIFY(!history.timeline(keys[5]).times().isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestStatsHistory)
#include "tst_statshistory.moc"
