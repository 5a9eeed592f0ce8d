// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/inventory/connection_p.h"

#include "models/core/async.h"
#include "models/virt/stats.h"

// Statistics: only what is on screen, at most two calls a tick whatever the number of machines.

void ConnectionPrivate::demandChanged()
{
    const bool wanted = session && !demands.isEmpty();
    if (!wanted)
        statsTimer.stop();
    else if (!sampling && !statsTimer.isActive())
        statsTimer.start(0);
}

void ConnectionPrivate::tick()
{
    StatsGroups groups;
    bool hostWanted = false;
    for (const Demand &demand : std::as_const(demands)) {
        groups |= demand.groups;
        hostWanted |= demand.host;
    }
    const bool anyRunning = std::any_of(machines.cbegin(), machines.cend(),
                                        [](const Machine &machine) { return machine.isActive(); });
    if (!anyRunning)
        groups = {};
    if (!session || (!groups && !hostWanted))
        return;
    // Of the host's own two calls one has room beside the machines'. Memory moves slowly: it takes
    // the processors' turn on every fifth tick.
    constexpr int memoryTurn = 5;
    const bool both = !groups;
    const bool memoryNow = hostWanted && (both || ticks % memoryTurn == 1 || ticks == 0);
    const bool cpuNow = hostWanted && (both || !memoryNow);
    ++ticks;
    sampling = true;
    QElapsedTimer clock;
    clock.start();
    const auto answer = run(Session::Purpose::Read, [=](Session &live) -> Result<StatsBatch> {
        StatsBatch batch{.groups = groups};
        if (groups) {
            auto samples = Virt::sampleMachines(live.connect(), groups);
            if (samples)
                batch.machines = *std::move(samples);
            else if (samples.error().kind == Error::Kind::Lost)
                return tl::unexpected(samples.error());
        }
        if (cpuNow || memoryNow) {
            HostSample sample;
            if (cpuNow)
                live.hostSampler().sampleCpu(live.connect(), sample);
            if (memoryNow)
                live.hostSampler().sampleMemory(live.connect(), sample);
            sample.timeMs = QDateTime::currentMSecsSinceEpoch();
            batch.host = sample;
        }
        return batch;
    });
    whenDone(answer, this, [this, clock, mine = generation](const Result<StatsBatch> &batch) {
        if (mine != generation)
            return;
        sampling = false;
        const qint64 pause = pace.answered(clock.elapsed(), statsInterval);
        if (!demands.isEmpty())
            statsTimer.start(int(pause));
        if (batch)
            Q_EMIT q->sampled(*batch);
    });
}
