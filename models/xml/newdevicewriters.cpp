// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later

// Networks, memory, and what a machine has one of.
#include "models/xml/newdevicewriters.h"

#include <QUuid>

using namespace Qt::StringLiterals;
using Machine = MachineHardware;

void NewDeviceWriters::interface(ElementWriter &xml, const Machine &machine)
{
    // The first network that runs; a host without any has but the user's own.
    QString network;
    const auto &networks = machine.choices().networks;
    if (networks) {
        for (const HostNetwork &one : *networks) {
            if (network.isEmpty() || (one.active && one.name == "default"_L1))
                network = one.name;
        }
    } else if (!machine.has(u"devices/interface@type", u"user"_s)) {
        network = u"default"_s;
    }
    const auto element =
        xml.element(u"interface", {{u"type", network.isEmpty() ? u"user"_s : u"network"_s}});
    xml.empty(u"mac", {{u"address", machine.freeMac()}});
    if (!network.isEmpty())
        xml.empty(u"source", {{u"network", network}});
    QString model = machine.values(u"devices/interface/model", u"@type").value(0);
    if (model.isEmpty() && machine.isQemu())
        model = u"virtio"_s;
    if (!model.isEmpty())
        xml.empty(u"model", {{u"type", model}});
}

void NewDeviceWriters::vsock(ElementWriter &xml, const Machine &)
{
    const auto element = xml.element(u"vsock", {{u"model", u"virtio"_s}});
    xml.empty(u"cid", {{u"auto", u"yes"_s}});
}

void NewDeviceWriters::nvdimm(ElementWriter &xml, const Machine &machine)
{
    const auto element = xml.element(u"memory", {{u"model", u"nvdimm"_s}});
    // libvirt wants one that is told on POWER.
    if (machine.architecture().startsWith("ppc"_L1))
        xml.text(u"uuid", QUuid::createUuid().toString(QUuid::WithoutBraces));
    {
        const auto source = xml.element(u"source");
        xml.text(u"path", u"/var/lib/libvirt/images/nvdimm.img"_s);
    }
    const auto target = xml.element(u"target");
    xml.text(u"size", u"1024"_s, {{u"unit", u"MiB"_s}});
    xml.text(u"node", u"0"_s);
    const auto label = xml.element(u"label");
    xml.text(u"size", u"128"_s, {{u"unit", u"KiB"_s}});
}

void NewDeviceWriters::pmem(ElementWriter &xml, const Machine &)
{
    const auto element =
        xml.element(u"memory", {{u"model", u"virtio-pmem"_s}, {u"access", u"shared"_s}});
    {
        const auto source = xml.element(u"source");
        xml.text(u"path", u"/var/lib/libvirt/images/pmem.img"_s);
    }
    const auto target = xml.element(u"target");
    xml.text(u"size", u"1024"_s, {{u"unit", u"MiB"_s}});
}

void NewDeviceWriters::sgx(ElementWriter &xml, const Machine &)
{
    const auto element = xml.element(u"memory", {{u"model", u"sgx-epc"_s}});
    const auto target = xml.element(u"target");
    xml.text(u"size", u"64"_s, {{u"unit", u"MiB"_s}});
}

void NewDeviceWriters::dimm(ElementWriter &xml, const Machine &)
{
    const auto element = xml.element(u"memory", {{u"model", u"dimm"_s}});
    const auto target = xml.element(u"target");
    xml.text(u"size", u"1024"_s, {{u"unit", u"MiB"_s}});
    xml.text(u"node", u"0"_s);
}

void NewDeviceWriters::virtioMem(ElementWriter &xml, const Machine &)
{
    const auto element = xml.element(u"memory", {{u"model", u"virtio-mem"_s}});
    const auto target = xml.element(u"target");
    xml.text(u"size", u"1024"_s, {{u"unit", u"MiB"_s}});
    xml.text(u"node", u"0"_s);
    xml.text(u"block", u"2048"_s, {{u"unit", u"KiB"_s}});
    xml.text(u"requested", u"0"_s, {{u"unit", u"KiB"_s}});
}

void NewDeviceWriters::balloon(ElementWriter &xml, const Machine &machine)
{
    xml.empty(u"memballoon", {{u"model", machine.isXen() ? u"xen"_s : u"virtio"_s}});
}

void NewDeviceWriters::shmem(ElementWriter &xml, const Machine &machine)
{
    int free = 0;
    const QStringList taken = machine.values(u"devices/shmem", u"@name");
    while (taken.contains(u"shmem%1"_s.arg(free)))
        ++free;
    const auto element = xml.element(u"shmem", {{u"name", u"shmem%1"_s.arg(free)}});
    xml.empty(u"model", {{u"type", u"ivshmem-plain"_s}});
    xml.text(u"size", u"4"_s, {{u"unit", u"M"_s}});
}

void NewDeviceWriters::tpm(ElementWriter &xml, const Machine &machine)
{
    const DomainCapabilities *can = machine.capabilities();
    QString model = machine.isX86() ? u"tpm-crb"_s : u"tpm-tis"_s;
    if (can && !can->tpmModels.isEmpty() && !can->tpmModels.contains(model))
        model = can->tpmModels.first();
    const bool emulated =
        !can || can->tpmBackends.isEmpty() || can->tpmBackends.contains("emulator"_L1);
    const auto element = xml.element(u"tpm", {{u"model", model}});
    if (emulated) {
        xml.empty(u"backend", {{u"type", u"emulator"_s}, {u"version", u"2.0"_s}});
        return;
    }
    const auto backend = xml.element(u"backend", {{u"type", u"passthrough"_s}});
    xml.empty(u"device", {{u"path", u"/dev/tpm0"_s}});
}

void NewDeviceWriters::rng(ElementWriter &xml, const Machine &)
{
    const auto element = xml.element(u"rng", {{u"model", u"virtio"_s}});
    xml.text(u"backend", u"/dev/urandom"_s, {{u"model", u"random"_s}});
}

void NewDeviceWriters::watchdog(ElementWriter &xml, const Machine &machine)
{
    const bool s390 = machine.architecture().startsWith("s390"_L1);
    xml.empty(u"watchdog",
              {{u"model", s390 ? u"diag288"_s : u"i6300esb"_s}, {u"action", u"reset"_s}});
}

void NewDeviceWriters::panic(ElementWriter &xml, const Machine &machine)
{
    const DomainCapabilities *can = machine.capabilities();
    const QString known = can ? can->crashDevices.value(0) : QString();
    const QString arch = machine.architecture();
    const QString model = !known.isEmpty()             ? known
                          : arch.startsWith("ppc"_L1)  ? u"pseries"_s
                          : arch.startsWith("s390"_L1) ? u"s390"_s
                                                       : u"isa"_s;
    xml.empty(u"panic", {{u"model", model}});
}

void NewDeviceWriters::iommu(ElementWriter &xml, const Machine &machine)
{
    xml.empty(u"iommu", {{u"model", machine.isX86() ? u"intel"_s : u"smmuv3"_s}});
}

void NewDeviceWriters::crypto(ElementWriter &xml, const Machine &)
{
    const auto element = xml.element(u"crypto", {{u"model", u"virtio"_s}, {u"type", u"qemu"_s}});
    xml.empty(u"backend", {{u"model", u"builtin"_s}});
}

void NewDeviceWriters::pstore(ElementWriter &xml, const Machine &)
{
    const auto element = xml.element(u"pstore", {{u"backend", u"acpi-erst"_s}});
    xml.text(u"path", u"/var/lib/libvirt/qemu/nvram/pstore.bin"_s);
    xml.text(u"size", u"8"_s, {{u"unit", u"MiB"_s}});
}
