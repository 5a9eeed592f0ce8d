// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QMetaType>
#include <QString>
#include <QStringList>

// What one emulator can do for one architecture, machine type and way of virtualization
// (virConnectGetDomainCapabilities). The words are libvirt's. Untrusted text.
struct DomainCapabilities
{
    struct CpuModel
    {
        QString name = {}, vendor = {};
        bool usable = false, deprecated = false;
        bool operator==(const CpuModel &) const = default;
    };

    QString emulator = {};
    QString virtType = {};     // "kvm", "qemu", "lxc"
    QString machine = {};      // canonical: "pc-q35-7.2"
    QString architecture = {}; // "x86_64"
    int maximumVcpus = 0;      // 0: not said
    bool ioThreads = false;

    QStringList firmwares = {};   // "bios", "efi": what libvirt finds by itself
    QStringList loaders = {};     // paths of firmware images, the preferred first
    QStringList loaderTypes = {}; // "rom", "pflash"
    bool secureBoot = false;      // a loader with secure='yes' is possible

    bool hostPassthrough = false, hostModel = false, maximumCpu = false;
    QString hostModelName = {};         // what host-model stands for
    QStringList hostModelFeatures = {}; // and the features that it has beyond that model
    QList<CpuModel> cpuModels = {};

    QStringList memoryBackings = {}; // "file", "anonymous", "memfd"

    // Empty: the document does not speak of it, or says that there is none.
    QStringList diskDevices = {}, diskBuses = {};
    QStringList graphicsTypes = {};
    QStringList videoModels = {};
    QStringList rngModels = {}, rngBackends = {};
    QStringList filesystemDrivers = {};
    QStringList tpmModels = {}, tpmBackends = {}, tpmVersions = {};
    QStringList redirectionBuses = {};
    QStringList channelTypes = {};
    QStringList hostDeviceTypes = {};   // "usb", "pci", …
    QStringList crashDevices = {};      // panic models; libvirt 10
    QStringList interfaceBackends = {}; // libvirt 10
    bool saysChannels = false, saysRedirections = false, saysRng = false; // older ones do not

    bool generationId = false, vmcoreinfo = false, backup = false, sev = false, sgx = false;
    QStringList hypervFeatures = {};
    QStringList gicVersions = {};

    bool hasUefi() const { return firmwares.contains(u"efi"); }
    bool operator==(const DomainCapabilities &) const = default;
};
Q_DECLARE_METATYPE(DomainCapabilities)
