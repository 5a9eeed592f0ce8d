// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/core/result.h"
#include "models/values/stats.h"
#include "models/virt/handle.h"

// Statistics in bulk. All of it blocks: worker threads only.
namespace Virt {

// virConnectGetAllDomainStats of the running machines, one call whatever their number. A machine
// whose monitor is busy answers with less instead of making the others wait.
Result<QList<MachineSample>> sampleMachines(const ConnectHandle &connect, StatsGroups groups);

// The host's own counters. How many fields a driver has is asked once and kept.
class HostSampler
{
public:
    void sampleCpu(const ConnectHandle &connect, HostSample &sample);    // virNodeGetCPUStats
    void sampleMemory(const ConnectHandle &connect, HostSample &sample); // virNodeGetMemoryStats

private:
    int m_cpuFields = 0; // 0: not asked yet, negative: the driver has none
    int m_memoryFields = 0;
};

} // namespace Virt
