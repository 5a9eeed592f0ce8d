// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDate>
#include <QFlags>
#include <QList>
#include <QMetaType>
#include <QString>

#include <optional>

// What is known about operating systems, as plain values; models/osinfo reads them from libosinfo.
// Texts come from its database: trusted as far as a package is.

// One entry of the list of systems.
struct SystemEntry
{
    QString id = {};      // "http://debian.org/debian/12": what machines keep
    QString shortId = {}; // "debian12"
    QString name = {};    // "Debian 12"
    QString version = {}, codename = {}, vendor = {};
    QString family = {};                 // "linux", "winnt", "freebsd", …; may be empty
    QString distro = {};                 // "debian", "win"; may be empty
    QDate released = {}, endOfLife = {}; // invalid: not known
    bool prerelease = false;             // a snapshot or a version that is not out yet

    bool operator==(const SystemEntry &) const = default;
};
Q_DECLARE_METATYPE(SystemEntry)

// Hardware that a system has drivers for, out of the box.
enum class SystemDevice : quint32 {
    VirtioDisk = 1u << 0,
    VirtioScsi = 1u << 1,
    VirtioNetwork = 1u << 2,
    VirtioGpu = 1u << 3,
    VirtioRng = 1u << 4,
    VirtioBalloon = 1u << 5,
    VirtioSerial = 1u << 6,
    VirtioInput = 1u << 7,
    VirtioFs = 1u << 8,
    Qxl = 1u << 9,
    UsbTablet = 1u << 10,
    Usb3 = 1u << 11,
    Q35 = 1u << 12, // PCI Express
    Sata = 1u << 13,
    HdaSound = 1u << 14, // ich6 or ich9
    Ac97Sound = 1u << 15,
    E1000 = 1u << 16,
    E1000e = 1u << 17,
    Rtl8139 = 1u << 18,
    Acpi = 1u << 19,
    Apic = 1u << 20,
    Vsock = 1u << 21,
    Tpm = 1u << 22,
};
Q_DECLARE_FLAGS(SystemDevices, SystemDevice)
Q_DECLARE_OPERATORS_FOR_FLAGS(SystemDevices)

struct SystemResources
{
    int cpus = 0;        // 0: not said, as for the others
    quint64 memory = 0;  // bytes
    quint64 storage = 0; // bytes
    bool operator==(const SystemResources &) const = default;
};

// What one system supports and needs on one architecture.
struct SystemFacts
{
    SystemEntry system = {};   // an empty id: nothing is known, take what works everywhere
    QString architecture = {}; // "x86_64"; what the rest is about
    SystemDevices devices = {};
    bool supportsBios = true, supportsUefi = true, supportsSecureBoot = true;
    bool needsUefi = false, needsSecureBoot = false, needsTpm = false;
    bool localTime = false; // the hardware clock holds local time
    SystemResources minimum = {}, recommended = {};

    bool isWindows() const
    {
        return system.family == u"winnt" || system.family == u"win9x" || system.family == u"win16";
    }
    bool operator==(const SystemFacts &) const = default;
};
Q_DECLARE_METATYPE(SystemFacts)

// A medium that libosinfo can tell of: an ISO to fetch, or the one that was recognised.
struct SystemMedium
{
    QString id = {};
    QString systemId = {}, systemName = {};
    QString architecture = {};
    QString url = {};                         // where it can be had; may be empty
    QString variant = {};                     // "Netinst"; may be empty
    QString volumeId = {};                    // of the ISO 9660 file system
    QString kernelPath = {}, initrdPath = {}; // inside the medium; may be empty
    bool live = false, installer = true;
    bool takesScript = true; // can install without questions
    int installerReboots = 1;

    bool operator==(const SystemMedium &) const = default;
};
Q_DECLARE_METATYPE(SystemMedium)

// A disk image of an installed system (a “cloud image”).
struct SystemImage
{
    QString systemId = {}, systemName = {};
    QString architecture = {};
    QString format = {}; // "qcow2", "raw", "vmdk", "containerdisk"
    QString url = {};
    QString variant = {};
    bool cloudInit = false;

    bool operator==(const SystemImage &) const = default;
};
Q_DECLARE_METATYPE(SystemImage)

// An installation tree on the network.
struct SystemTree
{
    QString systemId = {}, systemName = {};
    QString architecture = {};
    QString url = {};
    QString kernelPath = {}, initrdPath = {}; // below the URL
    QString variant = {};

    bool operator==(const SystemTree &) const = default;
};
Q_DECLARE_METATYPE(SystemTree)

// How libosinfo would install without questions.
struct InstallScript
{
    QString id = {};
    QString profile = {};    // "desktop", "jeos"
    QString outputName = {}; // "preseed.cfg", "autounattend.xml": what the installer looks for
    bool byInitrd = false, byDisk = false, byFloppy = false, byCdrom = false; // how it gets there
    bool needsUser = false, needsTimezone = false, needsLanguage = false, needsLicence = false;

    bool operator==(const InstallScript &) const = default;
};
Q_DECLARE_METATYPE(InstallScript)

// How an installer gets its answers.
enum class Injection {
    None,
    Initrd,   // in its initial RAM disk, which its kernel is told of
    Cdrom,    // on a CD, where it looks by itself
    OemDrive, // the same, called OEMDRV, as "ks.cfg"
};

// The answers to an installer's questions.
struct UnattendedAnswers
{
    QString userName = {}, fullName = {}, password = {}; // the same password for root
    QString hostName = {};
    QString language = {}; // "de_DE.UTF-8"
    QString timezone = {}; // "Europe/Berlin"
    QString keyboard = {}; // "de"
    QString licenceKey = {};
    Injection injection = Injection::None;
    QString installUrl = {}; // of the tree that is installed from; empty: a medium
    QString targetDisk = {}; // "/dev/vda"
};
