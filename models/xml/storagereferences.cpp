// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/xml/storagereferences.h"

#include "models/xml/xmlnode.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;
using Role = StorageReference::Role;

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(StorageReferences)
};

// A <source>, <mirror> or <backingStore>'s source: a path, a volume of a pool, a server's.
StorageReference readSource(const XmlNode &source, Role role, const QString &format)
{
    StorageReference reference{.role = role, .format = format};
    reference.protocol = source.attribute(u"protocol");
    reference.poolName = source.attribute(u"pool");
    reference.volume = source.attribute(u"volume");
    for (const QStringView word : {u"file", u"dev", u"dir", u"name"}) {
        if (reference.path.isEmpty())
            reference.path = source.attribute(word);
    }
    return reference;
}

bool isSomewhere(const StorageReference &reference)
{
    return !reference.path.isEmpty() || !reference.volume.isEmpty();
}

// What lies below a disk, as deep as the document goes; true when it goes to the end.
bool readChain(const XmlNode &disk, QList<StorageReference> &references)
{
    const XmlNode *layer = disk.child(u"backingStore");
    while (layer) {
        if (layer->children.isEmpty() && layer->attributes.isEmpty())
            return true; // an empty one is the end
        if (const XmlNode *source = layer->child(u"source")) {
            StorageReference reference =
                readSource(*source, Role::Backing, layer->value(u"format@type"));
            if (isSomewhere(reference))
                references.append(reference);
        }
        layer = layer->child(u"backingStore");
    }
    return false;
}

void readDisk(const XmlNode &disk, QList<StorageReference> &references)
{
    const QString device = disk.attribute(u"device");
    const Role role = device == "cdrom"_L1    ? Role::Cdrom
                      : device == "floppy"_L1 ? Role::Floppy
                                              : Role::Disk;
    const qsizetype first = references.size();
    for (const XmlNode *source : disk.find(u"source")) {
        const StorageReference reference = readSource(*source, role, disk.value(u"driver@type"));
        if (isSomewhere(reference))
            references.append(reference);
        for (const XmlNode *store : source->find(u"dataStore/source")) {
            const StorageReference data = readSource(*store, role, u"raw"_s);
            if (isSomewhere(data))
                references.append(data);
        }
    }
    const bool whole = readChain(disk, references);
    for (qsizetype i = first; i < references.size(); ++i)
        references[i].chainKnown = whole;
    for (const XmlNode *mirror : disk.find(u"mirror")) {
        StorageReference reference =
            readSource(*mirror, Role::Mirror, mirror->value(u"format@type"));
        if (!isSomewhere(reference)) {
            if (const XmlNode *source = mirror->child(u"source"))
                reference = readSource(*source, Role::Mirror, mirror->value(u"format@type"));
        }
        if (isSomewhere(reference))
            references.append(reference);
    }
}

void readDomain(const XmlNode &domain, QList<StorageReference> &references)
{
    const auto add = [&references](const XmlNode *node, Role role) {
        if (const QString path = node->text.trimmed(); !path.isEmpty())
            references.append({.role = role, .path = path});
    };
    for (const XmlNode *os : domain.find(u"os")) {
        for (const XmlNode &part : os->children) {
            if (part.name == "kernel"_L1)
                add(&part, Role::Kernel);
            else if (part.name == "initrd"_L1)
                add(&part, Role::Initrd);
            else if (part.name == "dtb"_L1)
                add(&part, Role::DeviceTree);
            else if (part.name == "loader"_L1)
                add(&part, Role::Firmware);
            else if (part.name == "nvram"_L1) {
                add(&part, Role::FirmwareVariables);
                if (const QString master = part.attribute(u"template"); !master.isEmpty())
                    references.append({.role = Role::Firmware, .path = master});
                for (const XmlNode *source : part.find(u"source")) {
                    const auto reference =
                        readSource(*source, Role::FirmwareVariables, part.attribute(u"format"));
                    if (isSomewhere(reference))
                        references.append(reference);
                }
            } else if (part.name == "acpi"_L1) {
                for (const XmlNode *table : part.find(u"table"))
                    add(table, Role::Other);
            }
        }
    }
    for (const XmlNode *devices : domain.find(u"devices")) {
        for (const XmlNode &device : devices->children) {
            if (device.name == "disk"_L1) {
                readDisk(device, references);
                continue;
            }
            // Whatever names a file or a device node: folders, memory, serial logs, disks given
            // to the guest, and what libvirt learns to do later.
            const Role role = device.name == "filesystem"_L1 ? Role::Filesystem
                              : device.name == "memory"_L1   ? Role::Memory
                                                             : Role::Other;
            for (const XmlNode *source : device.find(u"source")) {
                const auto reference = readSource(*source, role, device.value(u"driver@format"));
                if (reference.path.startsWith(u'/') || !reference.volume.isEmpty())
                    references.append(reference);
                for (const QStringView word : {u"path", u"block"}) {
                    if (const QString path = source->attribute(word); path.startsWith(u'/'))
                        references.append({.role = role, .path = path});
                }
                for (const QStringView word : {u"path", u"block", u"char"}) {
                    for (const XmlNode *inner : source->find(word)) {
                        if (inner->text.trimmed().startsWith(u'/'))
                            add(inner, role);
                    }
                }
            }
        }
    }
}

Error wrongRoot(const XmlNode &root)
{
    return {.summary = Text::tr("This XML does not describe a machine."),
            .detail = Text::tr("Its root element is <%1>.").arg(root.name)};
}

} // namespace

Result<QList<StorageReference>> readStorageReferences(const QByteArray &xml)
{
    return readTree(xml).and_then([](const XmlNode &root) -> Result<QList<StorageReference>> {
        if (root.name != "domain"_L1)
            return tl::unexpected(wrongRoot(root));
        QList<StorageReference> references;
        readDomain(root, references);
        return references;
    });
}

Result<QList<StorageReference>> readSnapshotReferences(const QByteArray &xml)
{
    return readTree(xml).and_then([](const XmlNode &root) -> Result<QList<StorageReference>> {
        if (root.name != "domainsnapshot"_L1)
            return tl::unexpected(wrongRoot(root));
        QList<StorageReference> references;
        for (const XmlNode *memory : root.find(u"memory")) {
            if (const QString path = memory->attribute(u"file"); !path.isEmpty())
                references.append({.role = Role::Memory, .path = path});
        }
        for (const XmlNode *disk : root.find(u"disks/disk")) {
            for (const XmlNode *source : disk->find(u"source")) {
                const auto reference = readSource(*source, Role::Disk, disk->value(u"driver@type"));
                if (isSomewhere(reference))
                    references.append(reference);
            }
        }
        for (const QStringView name : {u"domain", u"inactiveDomain"}) {
            for (const XmlNode *domain : root.find(name))
                readDomain(*domain, references);
        }
        return references;
    });
}
