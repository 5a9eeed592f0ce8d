// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/values/driverrules.h"

#include <QCoreApplication>

#include <algorithm>
#include <initializer_list>

using namespace Qt::StringLiterals;

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(DriverRules)
};

using Names = std::initializer_list<QStringView>;

bool isOneOf(QStringView name, Names names)
{
    return std::find(names.begin(), names.end(), name) != names.end();
}

// The element or attribute at `root`, or something in it.
bool isWithin(QStringView path, Names roots)
{
    return std::any_of(roots.begin(), roots.end(), [path](QStringView root) {
        return path.startsWith(root)
               && (path.size() == root.size() || isOneOf(path.sliced(root.size(), 1), {u"/", u"@"})
                   || path[root.size()] == u'[');
    });
}

bool isContainer(const MachineDriver &driver)
{
    return driver.type == "lxc"_L1 || driver.type == "openvz"_L1;
}

// VMware's other products are spoken to by a driver that writes their machines' files anew.
bool isEsx(const MachineDriver &driver)
{
    return driver.type == "vmware"_L1 && isOneOf(driver.scheme, {u"esx", u"gsx", u"vpx"});
}

bool isParavirtual(const MachineDriver &driver)
{
    return driver.type == "xen"_L1 && isOneOf(driver.osType, {u"linux", u"xen"});
}

// Whose documents have much of which the documentation says "QEMU and KVM only".
bool isForeign(const MachineDriver &driver)
{
    return isContainer(driver)
           || isOneOf(driver.type, {u"xen", u"bhyve", u"vmware", u"vbox", u"hyperv"});
}

// Drivers whose virDomainDefineXML() makes new machines, and refuses the UUID of one that is there.
QString makesNewOnesOnly(const MachineDriver &driver)
{
    if (isEsx(driver))
        return u"VMware ESX"_s;
    if (driver.type == "hyperv"_L1)
        return u"Hyper-V"_s;
    if (driver.type == "vbox"_L1)
        return u"VirtualBox"_s;
    return driver.type == "openvz"_L1 ? u"OpenVZ"_s : QString();
}

// Their virDomainAttachDevice(), virDomainUpdateDeviceFlags() and virDomainDetachDevice() are not
// there.
QString hasNoDeviceCalls(const MachineDriver &driver)
{
    if (isEsx(driver))
        return u"VMware ESX"_s;
    return driver.type == "bhyve"_L1 ? u"bhyve"_s : QString();
}

// What the domain capabilities name says more than any table of ours.
bool offers(const DomainCapabilities *host, QStringView kind)
{
    return host
           && ((kind == u"tpm" && !host->tpmModels.isEmpty())
               || (kind == u"panic" && !host->crashDevices.isEmpty())
               || (kind == u"rng" && !host->rngModels.isEmpty())
               || (kind == u"video" && !host->videoModels.isEmpty())
               || (kind == u"graphics" && !host->graphicsTypes.isEmpty()));
}

QString whyNotDevice(const MachineDriver &driver, QStringView kind, const DomainCapabilities *host)
{
    if (offers(host, kind))
        return {};
    if (isContainer(driver)
        && isOneOf(kind,
                   {u"audio",    u"crypto",      u"graphics",   u"hub",     u"input",     u"iommu",
                    u"memory",   u"nvram",       u"memballoon", u"panic",   u"parallel",  u"pstore",
                    u"redirdev", u"redirfilter", u"rng",        u"shmem",   u"smartcard", u"sound",
                    u"tpm",      u"video",       u"vsock",      u"watchdog"}))
        return Text::tr("A container has no hardware of its own, and so no such device.");
    if (isParavirtual(driver)
        && isOneOf(kind,
                   {u"hub", u"parallel", u"redirdev", u"redirfilter", u"smartcard", u"sound"}))
        return Text::tr("A paravirtual machine has no emulated hardware, and so no such device.");
    // bhyve has a TPM in newer versions, which their domain capabilities need not name.
    const bool qemuOnly = isOneOf(kind, {u"memory", u"nvram", u"panic", u"shmem", u"watchdog"})
                          || (kind == u"tpm" && driver.type != "bhyve"_L1);
    if (qemuOnly && isForeign(driver))
        return Text::tr("libvirt has such devices for QEMU and KVM only.");
    return {};
}

QString whyNotInContainer(const QString &path)
{
    if (isWithin(path, {u"os@firmware", u"os/firmware", u"os/loader", u"os/nvram", u"os/bootmenu",
                        u"os/bios", u"os/smbios", u"os/acpi", u"os/boot", u"pm"}))
        return Text::tr("Containers have no firmware.");
    if (isWithin(path, {u"os/kernel", u"os/initrd", u"os/cmdline", u"os/dtb"}))
        return Text::tr("Containers run on the kernel of the host.");
    if (isWithin(path, {u"cpu", u"iothreads", u"iothreadids", u"defaultiothread"}))
        return Text::tr("Containers see the processors of the host as they are.");
    // The two that are for containers.
    if (isWithin(path, {u"features"})
        && !isWithin(path, {u"features/privnet", u"features/capabilities"}))
        return Text::tr("Containers have no hardware of their own, which this is a feature of.");
    return {};
}

} // namespace

QString DriverRules::whyNotItem(const MachineDriver &driver, const QString &kind, bool running,
                                const DomainCapabilities *host)
{
    // A running machine's processors, memory and weights have calls of their own.
    const bool hasCalls =
        running && isOneOf(kind, {u"section:cpu", u"section:memory", u"section:tuning"});
    const QString product = makesNewOnesOnly(driver);
    if (!product.isEmpty() && !hasCalls)
        return Text::tr("libvirt cannot change the definition of a machine that %1 has already.")
            .arg(product);
    if (kind == "section:system-information"_L1 && isContainer(driver))
        return Text::tr("A container has no firmware that could show it this information.");
    if (kind == "section:system-information"_L1 && isParavirtual(driver))
        return Text::tr("A paravirtual machine has no firmware that could show it this "
                        "information.");
    return whyNotDevice(driver, kind, host);
}

QString DriverRules::whyNotField(const MachineDriver &driver, const QString &kind,
                                 const QString &path)
{
    if (!isForeign(driver))
        return {};
    const bool section = kind.startsWith("section:"_L1);
    if (section && isContainer(driver)) {
        if (const QString why = whyNotInContainer(path); !why.isEmpty())
            return why;
    }
    if (section && isParavirtual(driver)
        && isWithin(path, {u"os@firmware", u"os/firmware", u"os/loader", u"os/nvram",
                           u"os/bootmenu", u"os/bios", u"os/smbios"}))
        return Text::tr("Paravirtual machines have no firmware.");
    bool qemuOnly = false;
    if (section)
        qemuOnly = isWithin(path, {u"maxMemory", u"launchSecurity", u"keywrap"});
    else if (kind == "disk"_L1)
        qemuOnly = isWithin(path, {u"driver@ioeventfd", u"driver@event_idx", u"driver@copy_on_read",
                                   u"driver@iothread", u"iotune", u"source/reservations"})
                   // Xen knows it by now, whatever the documentation says.
                   || (path == "driver@discard"_L1 && driver.type != "xen"_L1);
    else if (kind == "interface"_L1)
        qemuOnly = isWithin(path, {u"driver@txmode", u"driver@ioeventfd", u"driver@event_idx",
                                   u"driver@queues", u"driver@rx_queue_size",
                                   u"driver@tx_queue_size", u"driver/host", u"driver/guest"});
    else if (kind == "memballoon"_L1)
        qemuOnly = isWithin(path, {u"@autodeflate", u"@freePageReporting"});
    return qemuOnly ? Text::tr("libvirt has this for QEMU and KVM only.") : QString();
}

QString DriverRules::whyNotAdded(const MachineDriver &driver, const QString &kind,
                                 const DomainCapabilities *host)
{
    if (isEsx(driver))
        return Text::tr("libvirt cannot give a device to a machine that %1 has already.")
            .arg(makesNewOnesOnly(driver));
    return whyNotDevice(driver, kind, host);
}

QString DriverRules::whyNotRemoved(const MachineDriver &driver)
{
    return isEsx(driver)
               ? Text::tr("libvirt cannot take a device from a machine that %1 has already.")
                     .arg(makesNewOnesOnly(driver))
               : QString();
}

static bool concernsDevicesOnly(const DomainChanges &changes)
{
    const auto isDevice = [](const auto &one) {
        return !one.item.isEmpty() && !one.item.startsWith("section:"_L1);
    };
    return !changes.document && !changes.isEmpty()
           && std::all_of(changes.fields.cbegin(), changes.fields.cend(), isDevice)
           && std::all_of(changes.elements.cbegin(), changes.elements.cend(), isDevice);
}

QString DriverRules::whyNotNow(const MachineDriver &driver, const DomainChanges &changes,
                               bool updateRefused)
{
    if (!concernsDevicesOnly(changes))
        return {};
    const QString product = hasNoDeviceCalls(driver);
    if (!product.isEmpty())
        return Text::tr("libvirt cannot change devices of %1 while a machine runs.").arg(product);
    return updateRefused ? Text::tr("This host has answered that it cannot change devices while a "
                                    "machine runs.")
                         : QString();
}

bool DriverRules::hasNoDeviceUpdate(const DomainChanges &changes, const EditOutcome &outcome)
{
    constexpr int noSupport = 3; // VIR_ERR_NO_SUPPORT: the driver has no such function
    return std::any_of(changes.fields.cbegin(), changes.fields.cend(), [&](const FieldChange &one) {
        const auto answer = outcome.notNow.constFind(one.item);
        return !one.item.isEmpty() && !one.item.startsWith("section:"_L1)
               && answer != outcome.notNow.constEnd() && answer->kind == Error::Kind::Unsupported
               && answer->code == noSupport;
    });
}
