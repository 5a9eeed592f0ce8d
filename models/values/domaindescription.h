// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>
#include <QMetaType>
#include <QString>
#include <QStringList>
#include <QUuid>

// One fact about a device, in words: "Cache", "Write back". Labels are translated; a value may
// hold the document's own text and is untrusted.
struct HardwareProperty
{
    QString label = {};
    QString value = {};
    bool runtime = false; // libvirt fills it while the machine runs: no difference to speak of
    QString path = {};    // where it is in its item (see domainchanges.h); may be there twice
    bool raw = false;     // no table names it: it is under its raw name

    bool operator==(const HardwareProperty &) const = default;
};

// One entry of the Hardware page: a device, or a section such as the processor.
struct HardwareItem
{
    QString key = {};     // the same for the same thing in every reading of the same machine
    QString kind = {};    // the element's tag for a device, "section:cpu" for a section
    QString title = {};   // "Hard disk vda"; the parts from the document are untrusted, as below
    QString summary = {}; // one line: "debian12.qcow2 · VirtIO"
    QString icon = {};    // freedesktop name
    QList<HardwareProperty> properties = {};
    QByteArray xml = {}; // the element itself, as the document has it

    bool isSection() const { return kind.startsWith(u"section:"); }
    // The kind in a key, which is "KIND", "KIND/NAME" or one of these and "#PLACE".
    static QString kindOf(const QString &key)
    {
        return key.section(u'#', 0, 0).section(u'/', 0, 0);
    }
    bool operator==(const HardwareItem &) const = default;
};
Q_DECLARE_METATYPE(HardwareItem)

// A machine's XML, read whole; see readDomain(). Everything is untrusted.
struct DomainDescription
{
    QString name = {}, title = {}, description = {};
    QUuid uuid = {};
    QString hypervisor = {};     // "QEMU", "KVM", "Xen" …: the words for <domain type>
    QString virtualization = {}; // "full virtualization", "Linux container": <os><type>
    QString osName = {};         // from libosinfo's metadata; may be empty
    QStringList tags = {};
    QString architecture = {}, machineType = {}, emulator = {};
    QString firmware = {}; // "UEFI with Secure Boot", "BIOS"; empty where it has none to speak of
    quint32 vcpus = 1, maximumVcpus = 1;
    QString cpuModel = {};
    quint64 memoryKiB = 0, maximumMemoryKiB = 0;
    QList<HardwareItem> sections = {}; // in the order to show
    QList<HardwareItem> devices = {};

    bool operator==(const DomainDescription &) const = default;
};
Q_DECLARE_METATYPE(DomainDescription)

// Whether `later` says something else than `now` about the same device, apart from what libvirt
// fills in while the machine runs.
bool differs(const HardwareItem &now, const HardwareItem &later);
