// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QMetaType>
#include <QString>
#include <QStringList>

// What virConnectGetCapabilities says that the host's Overview shows. Untrusted text.
struct HostCpu
{
    int id = 0;
    int socket = -1, die = -1, core = -1; // -1: not said (offline)
    QString siblings = {};                // those on its core, itself too: "0,4"
    bool operator==(const HostCpu &) const = default;
};

struct NumaCell
{
    int id = 0;
    quint64 memoryKiB = 0;
    int cpus = 0;
    QList<HostCpu> cpuList = {}; // each, where they are listed
    bool operator==(const NumaCell &) const = default;
};

// What of a cache, or of the way to memory, can be shared out among machines (resctrl).
struct CacheControl
{
    QString type = {};                              // "both", "code", "data"
    quint64 granularityBytes = 0, minimumBytes = 0; // 0: not said
    bool operator==(const CacheControl &) const = default;
};

struct CacheBank
{
    int id = 0, level = 0;
    QString type = {};
    quint64 bytes = 0;
    QString cpus = {};
    QList<CacheControl> controls = {}; // none: it cannot be shared out
    bool operator==(const CacheBank &) const = default;
};

struct MemoryBandwidth
{
    int node = 0;
    QString cpus = {};
    int granularity = 0, minimum = 0; // percent; 0: not said
    bool operator==(const MemoryBandwidth &) const = default;
};

// One <machine> of an architecture.
struct MachineType
{
    QString name = {};      // "q35"
    QString canonical = {}; // what an alias stands for: "pc-q35-7.2"; empty: no alias
    int maximumVcpus = 0;   // 0: not said
    bool deprecated = false;
    bool operator==(const MachineType &) const = default;
};

struct GuestSupport
{
    QString osType = {}; // "hvm", "exe"
    QString architecture = {};
    int wordSize = 0; // bits
    QString emulator = {};
    QStringList domainTypes = {}; // "qemu", "kvm"
    QStringList machineTypes = {};
    QList<MachineType> machines = {}; // the same with what is said of them
    bool acpi = false, apic = false;  // may be had
    bool operator==(const GuestSupport &) const = default;
};

struct HostCapabilities
{
    QString uuid = {};
    QString architecture = {}, cpuModel = {}, cpuVendor = {};
    int sockets = 0, dies = 0, cores = 0, threads = 0; // 0: not said
    bool iommu = false;
    QStringList powerManagement = {}; // "suspend_mem" …
    bool liveMigration = false;
    QStringList migrationTransports = {};
    QStringList securityModels = {}; // "apparmor", "dac"
    QList<NumaCell> cells = {};
    QList<quint64> pageSizesKiB = {}; // of memory pages: 4, 2048, 1048576
    QList<CacheBank> cacheBanks = {};
    QList<MemoryBandwidth> memoryBandwidth = {}; // where it can be limited
    QList<GuestSupport> guests = {};

    bool hasKvm() const
    {
        for (const GuestSupport &guest : guests) {
            if (guest.domainTypes.contains(u"kvm"))
                return true;
        }
        return false;
    }
    bool operator==(const HostCapabilities &) const = default;
};
Q_DECLARE_METATYPE(HostCapabilities)
