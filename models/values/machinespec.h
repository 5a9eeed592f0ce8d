// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QMetaType>
#include <QString>
#include <QStringList>
#include <QUuid>

#include <optional>

// A machine that is to be made: what the wizard ends with and MachineWriter writes. An empty text
// and an absent optional mean “whatever is sound here”: soundMachine() fills them in, so that what
// the review shows is what is written.

// Where a disk's bytes are. Nothing here makes or changes storage.
struct DiskSource
{
    enum class Kind {
        None,    // a drive without a medium
        File,    // `path`
        Block,   // `path` of a block device
        Network, // `protocol`, `path` ("pool/image"), `hosts`
        Volume,  // `pool` and `volume` alone: for pools whose volumes libvirt resolves at start
    };
    struct Host
    {
        QString name = {};
        int port = 0; // 0: the protocol's own
        bool operator==(const Host &) const = default;
    };

    Kind kind = Kind::None;
    QString path = {};
    // The volume it is, for words and for what is made first; the path follows once it exists.
    QString pool = {}, volume = {};
    QString protocol = {}; // "rbd", "gluster", "iscsi", "https", …
    QList<Host> hosts = {};
    QString authUser = {}, secretType = {}; // "ceph", "iscsi"
    QUuid secret = {};                      // libvirt's, never the secret itself

    static DiskSource file(const QString &path) { return {.kind = Kind::File, .path = path}; }
    bool operator==(const DiskSource &) const = default;
};

struct DiskSpec
{
    enum class Device { Disk, Cdrom, Floppy };
    // What it is there for; decides its place in the boot order and what happens to it afterwards.
    enum class Role {
        System,    // the installed system
        Data,      // any other disk
        Installer, // a medium to install from: ejected when that is done
        Drivers,   // virtio-win
        Seed,      // cloud-init's or an unattended installation's answers: removed after first boot
    };

    Device device = Device::Disk;
    Role role = Role::System;
    DiskSource source = {};
    QString format = {}; // "qcow2", "raw"; must be set for a disk: formats are never probed
    QString bus = {};    // "virtio", "sata", "scsi", "usb", "ide", "fdc"
    QString target = {}; // "vda"
    QString serial = {};
    QString cache = {}, io = {}, discard = {};
    bool readOnly = false, shareable = false;
    bool blank = false; // made for this machine, with nothing on it yet

    bool operator==(const DiskSpec &) const = default;
};

struct NetworkSpec
{
    enum class Kind {
        Network, // a virtual network: `source` is its name
        Bridge,  // a bridge of the host: `source` is its device
        Direct,  // macvtap on a device of the host
        User,    // the emulator's own NAT: what an unprivileged session has
        None,    // a card that is connected to nothing
    };

    Kind kind = Kind::Network;
    QString source = {};
    QString portGroup = {};
    QString model = {};      // "virtio", "e1000e", …
    QString macAddress = {}; // empty: libvirt makes one

    bool operator==(const NetworkSpec &) const = default;
};

// How the machine boots. `order` is by kind: within one, the disks' own order holds.
struct BootSpec
{
    enum class Device { Disk, Cdrom, Floppy, Network };

    // Empty: a blank disk before the medium to install from, so that the reboot at the end of the
    // installation finds the system; else the medium first.
    QList<Device> order = {};
    bool menu = false;
    // Paths on the host; a kernel makes libvirt skip the firmware's order.
    QString kernel = {}, initrd = {}, commandLine = {};
    bool kernelOnce = false; // it is an installer: without it as soon as that is done

    bool operator==(const BootSpec &) const = default;
};

// A container's own part; see MachineSpec::isContainer().
struct ContainerSpec
{
    QString init = {}; // "/sbin/init", "/bin/sh"
    QStringList arguments = {};
    QString rootFolder = {}; // absolute, on the host; empty: the host's own files, for one program

    bool operator==(const ContainerSpec &) const = default;
};

enum class Firmware { Bios, Uefi };
enum class GraphicsChoice { None, Spice, Vnc };
enum class CpuChoice { Default, HostPassthrough, HostModel, Maximum, Model };

struct MachineSpec
{
    QString name = {};
    QString title = {}, description = {};
    QUuid uuid = {};       // null: libvirt makes one
    QString systemId = {}; // libosinfo's, kept in the machine's metadata
    QStringList tags = {};

    // What it runs on; choosePlatform() fills these from the host's capabilities.
    QString virtType = {}; // "kvm", "qemu", "lxc"
    QString osType = {};   // "hvm", "exe"
    QString architecture = {};
    QString machine = {}; // "q35"
    QString emulator = {};

    std::optional<Firmware> firmware = {};
    std::optional<bool> secureBoot = {}; // only with UEFI
    QString loader = {};                 // a firmware image by path, in place of libvirt's choice
    std::optional<bool> tpm = {};        // an emulated TPM 2.0
    QString tpmModel = {};               // "tpm-crb"

    quint64 memoryKiB = 0;
    int vcpus = 0;
    std::optional<CpuChoice> cpu = {};
    QString cpuModel = {};       // of CpuChoice::Model
    QStringList cpuWithout = {}; // features to hide from the guest

    QList<DiskSpec> disks = {}; // CD and floppy drives too
    QList<NetworkSpec> networks = {};
    BootSpec boot = {};
    // How often the installer restarts the machine until it needs its CD no more; 0: it stays in.
    int installerRestarts = 1;

    std::optional<GraphicsChoice> graphics = {};
    QString videoModel = {}; // "virtio", "qxl", "vga", "none", …
    QString soundModel = {}; // "ich9", "none"
    QString usbModel = {};   // "qemu-xhci", "none"
    std::optional<int> usbRedirections = {};
    std::optional<bool> tablet = {}, agentChannel = {}, spiceAgent = {}, rng = {}, balloon = {},
                        serialConsole = {};
    std::optional<int> pcieRootPorts = {}; // more than it needs: places to plug devices in later
    std::optional<bool> localTime = {};
    std::optional<QStringList> hypervFeatures = {}; // what makes Windows run better
    std::optional<bool> acpi = {}, apic = {};

    ContainerSpec container = {};

    bool isContainer() const { return osType == u"exe"; }
    bool operator==(const MachineSpec &) const = default;
};
Q_DECLARE_METATYPE(MachineSpec)
