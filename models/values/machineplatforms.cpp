// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/values/machinerules.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

bool isX86(const QString &architecture)
{
    return architecture == "x86_64"_L1 || architecture == "i686"_L1;
}

// None where the host's own choice is better than ours.
QString usualMachine(const GuestSupport &guest)
{
    const QStringList usual =
        isX86(guest.architecture) ? QStringList{u"q35"_s, u"pc"_s} : QStringList{u"virt"_s};
    for (const QString &machine : usual) {
        if (guest.machineTypes.contains(machine))
            return machine;
    }
    return {};
}

int rankOf(const Platform &platform, const HostCapabilities &host)
{
    int rank = 0;
    if (platform.osType != "hvm"_L1)
        rank += 100;
    if (platform.architecture != host.architecture)
        rank += 10;
    if (platform.virtType == "qemu"_L1)
        rank += 1;
    if (platform.architecture != "x86_64"_L1)
        rank += 1;
    return rank;
}

} // namespace

QList<Platform> platformsOf(const HostCapabilities &host)
{
    QList<Platform> platforms;
    for (const GuestSupport &guest : host.guests) {
        if (guest.osType != "hvm"_L1 && guest.osType != "exe"_L1)
            continue;
        for (const QString &type : guest.domainTypes) {
            Platform platform{.virtType = type,
                              .osType = guest.osType,
                              .architecture = guest.architecture,
                              .emulator = guest.emulator,
                              .machines = guest.machineTypes};
            platform.machine = usualMachine(guest);
            platforms += platform;
        }
    }
    std::stable_sort(platforms.begin(), platforms.end(),
                     [&host](const Platform &a, const Platform &b) {
                         return rankOf(a, host) < rankOf(b, host);
                     });
    return platforms;
}

std::optional<MachineSpec> choosePlatform(const MachineSpec &chosen, const HostCapabilities &host,
                                          const SystemFacts &system)
{
    const auto fits = [](const QString &wanted, const QString &offered) {
        return wanted.isEmpty() || wanted == offered;
    };
    const QString architecture =
        chosen.architecture.isEmpty() ? system.architecture : chosen.architecture;
    for (const Platform &platform : platformsOf(host)) {
        if (!fits(chosen.virtType, platform.virtType) || !fits(chosen.emulator, platform.emulator)
            || !fits(architecture, platform.architecture)
            || !fits(chosen.osType.isEmpty() ? u"hvm"_s : chosen.osType, platform.osType))
            continue;
        if (!chosen.machine.isEmpty() && !platform.machines.isEmpty()
            && !platform.machines.contains(chosen.machine))
            continue;
        MachineSpec spec = chosen;
        spec.virtType = platform.virtType;
        spec.osType = platform.osType;
        spec.architecture = platform.architecture;
        spec.emulator = platform.emulator;
        if (spec.machine.isEmpty()) {
            // What a system from before PCI Express runs on; UEFI wants the other one.
            const bool old = !system.system.id.isEmpty() && !system.needsUefi
                             && !system.devices.testFlag(SystemDevice::Q35);
            spec.machine =
                old && isX86(platform.architecture) && platform.machines.contains("pc"_L1)
                    ? u"pc"_s
                    : platform.machine;
        }
        for (const GuestSupport &guest : host.guests) {
            if (guest.emulator != platform.emulator || guest.architecture != platform.architecture)
                continue;
            if (!spec.acpi)
                spec.acpi = guest.acpi;
            if (!spec.apic)
                spec.apic = guest.apic;
        }
        return spec;
    }
    return std::nullopt;
}
