// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/hardware/diskeditor.h"

#include "models/core/safetext.h"
#include "models/xml/devicewords.h"
#include "models/xml/domainedit.h"
#include "models/xml/elementparts.h"
#include "models/xml/xmlnode.h"
#include "views/basic/plainlabel.h"
#include "views/basic/wrappable.h"
#include "views/hardware/attributetable.h"
#include "views/hardware/disklimits.h"
#include "views/hardware/disksource.h"
#include "views/hardware/hostaddress.h"
#include "views/hardware/mediumbox.h"

#include <QPointer>

using namespace Qt::StringLiterals;
using Value = FieldRows::Value;

DiskEditor::DiskEditor(const HardwareServices &services, QWidget *parent)
    : RowsEditor(services, parent)
    , m_medium(new MediumBox(bool(services.chooseStorage)))
    , m_hosts(new AttributeTable(tr("Servers"), {{u"name"_s, tr("Host"), {}, true},
                                                 {u"port"_s, tr("Port")},
                                                 {u"transport"_s,
                                                  tr("Transport"),
                                                  {{u""_s, tr("Default")},
                                                   {u"tcp"_s, u"TCP"_s},
                                                   {u"rdma"_s, u"RDMA"_s},
                                                   {u"unix"_s, tr("Unix socket")}}},
                                                 {u"socket"_s, tr("Socket"), {}, true}}))
    , m_chain(new PlainLabel)
{
    m_chain->setWordWrap(true);
    m_chain->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    rows().addWidget(u"#medium"_s, tr("Medium"), m_medium);
    addSource();
    rows().addOpenChoice(u"driver@type"_s, tr("Format"),
                         {{u"raw"_s, tr("Raw")},
                          {u"qcow2"_s, u"QCOW2"_s},
                          {u"qed"_s, u"QED"_s},
                          {u"vmdk"_s, u"VMDK"_s},
                          {u"vdi"_s, u"VDI"_s},
                          {u"vpc"_s, u"VHD (vpc)"_s}});
    rows().addChoice(u"target@bus"_s, tr("Bus"), {});
    rows().addNumber(u"boot@order"_s, tr("Boot order"));
    rows().addChoice(u"source@startupPolicy"_s, tr("If the host lacks it"),
                     listOf(Words::startupPolicy));
    addGroup(tr("I/O limits"), DiskLimits::addRows(rows()));
    rows().addWidget(u"#chain"_s, tr("Backing chain"), m_chain);
    alsoCovers({u"target@dev"_s});

    connect(m_medium, &MediumBox::wanted, this, &DiskEditor::setMedium);
    connect(m_medium, &MediumBox::browse, this, &DiskEditor::chooseMedium);
    connect(m_hosts, &AttributeTable::edited, this, [this] {
        QByteArray source = element(u"source"_s);
        if (source.isEmpty())
            source = ElementParts::make(u"source"_s);
        setSource(ElementParts::withChildren(source, u"host"_s, m_hosts->elements()));
    });
}

void DiskEditor::addSource()
{
    FieldRows &r = rows();
    r.addChoice(u"@type"_s, tr("Storage"), listOf(Words::sourceType));
    r.addText(u"source@file"_s, tr("File"));
    r.addText(u"source@dev"_s, tr("Block device"));
    r.addText(u"source@dir"_s, tr("Folder"));
    r.addText(u"source@pool"_s, tr("Pool"), tr("Its name"));
    r.addText(u"source@volume"_s, tr("Volume"), tr("Its name"));
    r.addChoice(u"source@mode"_s, tr("iSCSI volume"),
                {{u"host"_s, tr("Through the host’s device")},
                 {u"direct"_s, tr("Through QEMU’s own client")}});
    r.addChoice(u"source@protocol"_s, tr("Protocol"),
                {{u"nbd"_s, u"NBD"_s},
                 {u"iscsi"_s, u"iSCSI"_s},
                 {u"rbd"_s, u"Ceph RBD"_s},
                 {u"gluster"_s, u"Gluster"_s},
                 {u"nfs"_s, u"NFS"_s},
                 {u"https"_s, u"HTTPS"_s},
                 {u"http"_s, u"HTTP"_s},
                 {u"ftps"_s, u"FTPS"_s},
                 {u"ftp"_s, u"FTP"_s},
                 {u"tftp"_s, u"TFTP"_s},
                 {u"ssh"_s, u"SSH"_s},
                 {u"sheepdog"_s, u"Sheepdog"_s},
                 {u"vxhs"_s, u"VxHS"_s}},
                tr("None"));
    r.addText(u"source@name"_s, tr("Name"), tr("Of the export, image or target"));
    r.addWidget(u"#hosts"_s, tr("Servers"), m_hosts);
    r.addText(u"source@query"_s, tr("Query"));
    r.addText(u"source/auth@username"_s, tr("User"), tr("None"));
    r.addOpenChoice(u"source/auth/secret@uuid"_s, tr("Secret"), {}, tr("None"));
    r.addText(u"source/auth/secret@usage"_s, tr("Secret by its use"), tr("None"));
    r.addSwitch(u"source@tls"_s, tr("TLS"));
    r.addText(u"source/initiator/iqn@name"_s, tr("Initiator"));
    r.addText(u"source/snapshot@name"_s, tr("Snapshot"), tr("None"));
    r.addText(u"source/config@file"_s, tr("Configuration file"));
    r.addOpenChoice(u"#nvme"_s, tr("NVMe device"), {}, tr("None"));
    r.addNumber(u"source@namespace"_s, tr("NVMe namespace"));
    r.addSwitch(u"source@managed"_s, tr("Managed by libvirt"));
    r.addText(u"source@path"_s, tr("Socket"));
    r.addSwitch(u"source/reconnect@enabled"_s, tr("Connect again when it breaks"));
    r.addNumber(u"source/reconnect@timeout"_s, tr("Seconds until then"));
    addBrowse(u"source@file"_s, StoragePurpose::Disk);
    addBrowse(u"source@dev"_s, StoragePurpose::Disk);
    addBrowse(u"source@dir"_s, StoragePurpose::Folder);
    addBrowse(u"source@volume"_s, StoragePurpose::Disk);
    r.addChoice(u"source/encryption@format"_s, tr("Encryption"), {{u"luks"_s, u"LUKS"_s}},
                tr("None"));
    r.addOpenChoice(u"source/encryption/secret@uuid"_s, tr("Passphrase (secret)"), {}, tr("None"));
    addGroup(tr("Encryption"), {u"source/encryption@format"_s, u"source/encryption/secret@uuid"_s});
}

QString DiskEditor::form() const
{
    return value(u"@type"_s).value_or(u"block"_s); // libvirt's own default
}

bool DiskEditor::hasMedium() const
{
    const QString device = word(u"@device"_s);
    return device == "cdrom"_L1 || device == "floppy"_L1;
}

Value DiskEditor::shown(const QString &path) const
{
    if (path == "#nvme"_L1)
        return HostAddress::pci(element(u"source/address"_s));
    return value(path);
}

Value DiskEditor::shownBefore(const QString &path) const
{
    return path == "#nvme"_L1 ? shown(path) : originalValue(path);
}

void DiskEditor::arrange()
{
    fillWords();
    const QStringList fields = DiskSource::fields(form(), word(u"source@protocol"_s));
    for (const QString &path : DiskSource::allFields())
        rows().setShown(path, fields.contains(path));
    rows().setShown(u"source@mode"_s,
                    fields.contains(u"source@mode"_s) && value(u"source@mode"_s).has_value());
    const bool medium = hasMedium();
    rows().setShown(u"#medium"_s, medium);
    // The medium says it already.
    const bool plain = form() == "file"_L1 || form() == "block"_L1;
    if (medium && plain)
        rows().setShown(form() == "file"_L1 ? u"source@file"_s : u"source@dev"_s, false);
    if (medium) {
        const bool atOnce = context().running && services().changeAtOnce;
        const auto read = [this, atOnce](const QString &path) {
            return (atOnce && !context().live.isEmpty() ? liveValue(path) : value(path))
                .value_or(QString());
        };
        const QString file = read(u"source@file"_s);
        m_medium->setMedium(file.isEmpty() ? read(u"source@dev"_s) : file,
                            services().recentImages ? services().recentImages() : QStringList(),
                            atOnce);
    }
    rows().setShown(u"source@startupPolicy"_s, form() != "network"_L1 && form() != "nvme"_L1
                                                   && !form().startsWith("vhost"_L1));
    rows().setShown(u"driver@type"_s, !form().startsWith("vhost"_L1));
    m_hosts->setElements(ElementParts::children(element(u"source"_s), u"host"_s));

    QByteArray backing = element(u"backingStore"_s);
    if (backing.isEmpty() && !context().live.isEmpty())
        backing = elementXml(context().live, context().item, u"backingStore"_s);
    QStringList lines;
    for (const QString &line : DiskSource::chain(backing))
        lines += wrappable(SafeText::line(line, 400));
    m_chain->setText(lines.join(u'\n'));
    rows().setShown(u"#chain"_s, !lines.isEmpty());
    judge();
}

void DiskEditor::fillWords()
{
    rows().setWords(u"@type"_s, schemaWords({u"domain"_s, u"devices"_s, u"disk"_s}, u"type"_s,
                                            listOf(Words::sourceType)));
    FieldRows::Words buses = listOf(Words::bus);
    QStringList possible{u"virtio"_s, u"scsi"_s, u"sata"_s, u"ide"_s, u"usb"_s,
                         u"sd"_s,     u"fdc"_s,  u"xen"_s,  u"uml"_s};
    if (context().choices && context().choices->capabilities
        && !context().choices->capabilities->diskBuses.isEmpty())
        possible = context().choices->capabilities->diskBuses;
    const QString device = word(u"@device"_s);
    buses.removeIf([&](const auto &one) {
        const bool floppy = one.raw == "fdc"_L1;
        return !possible.contains(one.raw) || floppy != (device == "floppy"_L1)
               || (device == "cdrom"_L1 && one.raw == "virtio"_L1);
    });
    rows().setWords(u"target@bus"_s, buses);
    if (!context().choices)
        return;
    FieldRows::Words disks;
    for (const NodeDevice &one : context().choices->devices.value_or(QList<NodeDevice>())) {
        if (one.kind == NodeDevice::Kind::Pci && one.pciClass.startsWith("0x0108"_L1))
            disks += {one.address, tr("%1 (%2)").arg(HostAddress::title(one), one.address)};
    }
    rows().setWords(u"#nvme"_s, disks);
    FieldRows::Words secrets;
    for (const HostSecret &one : context().choices->secrets.value_or(QList<HostSecret>())) {
        if (one.usage == SecretUsage::Ceph || one.usage == SecretUsage::Iscsi
            || one.usage == SecretUsage::None)
            secrets += {one.uuid.toString(QUuid::WithoutBraces), secretTitle(one)};
    }
    rows().setWords(u"source/auth/secret@uuid"_s, secrets);
    secrets.clear();
    for (const HostSecret &one : context().choices->secrets.value_or(QList<HostSecret>())) {
        if (one.usage == SecretUsage::Volume)
            secrets += {one.uuid.toString(QUuid::WithoutBraces), secretTitle(one)};
    }
    rows().setWords(u"source/encryption/secret@uuid"_s, secrets);
}

// What is not as it should be.
void DiskEditor::judge()
{
    DiskLimits::judge(rows(), [this](const QString &path) { return value(path).has_value(); });
    const QString form = this->form();
    QString note;
    if (form.startsWith("vhost"_L1)
        && fieldValue(context().document, {}, u"memoryBacking/access@mode"_s) != u"shared"_s)
        note = tr("It needs memory that is shared with the host: see the Memory section.");
    rows().setNote(u"@type"_s, note);
    const bool startsWithSlash = word(u"source@file"_s).startsWith(u'/');
    rows().setNote(u"source@file"_s,
                   form == "file"_L1 && value(u"source@file"_s) && !startsWithSlash
                       ? tr("The path is absolute: it begins with a slash.")
                       : QString());
}

void DiskEditor::setSource(const QByteArray &source)
{
    setElement(u"source"_s, ElementParts::isBare(source) ? QByteArray() : source);
}

void DiskEditor::edit(const QString &path, const Value &wanted)
{
    if (path == "@type"_L1) {
        changeForm(wanted.value_or(QString()));
    } else if (path == "target@bus"_L1) {
        changeBus(wanted);
    } else if (path == "#nvme"_L1) {
        QByteArray source = element(u"source"_s);
        if (source.isEmpty())
            source = ElementParts::make(u"source"_s, {{u"type"_s, u"pci"_s}});
        setSource(ElementParts::withChildren(source, u"address"_s,
                                             HostAddress::attributes(wanted.value_or(QString()))));
    } else if (path.startsWith("source/auth/secret@"_L1)) {
        const QString protocol = word(u"source@protocol"_s);
        together([&] {
            set(path, wanted);
            // A secret is of a type, and is named in one way.
            const QString other = path.endsWith("uuid"_L1) ? u"source/auth/secret@usage"_s
                                                           : u"source/auth/secret@uuid"_s;
            if (wanted && value(other))
                set(other, {});
            if (wanted && !value(u"source/auth/secret@type"_s))
                set(u"source/auth/secret@type"_s, protocol == "rbd"_L1 ? u"ceph"_s : u"iscsi"_s);
            if (!wanted && !value(other) && value(u"source/auth/secret@type"_s))
                set(u"source/auth/secret@type"_s, {});
        });
    } else if (path == "source/encryption/secret@uuid"_L1) {
        together([&] {
            if (wanted)
                set(u"source/encryption/secret@type"_s, u"passphrase"_s);
            set(path, wanted);
            if (!wanted)
                set(u"source/encryption/secret@type"_s, {});
        });
    } else {
        set(path, wanted);
    }
}

void DiskEditor::take(const QString &path, const ChosenStorage &chosen)
{
    together([&] {
        if (!chosen.format.isEmpty() && value(u"driver@type"_s)
            && value(u"driver@type"_s) != chosen.format)
            set(u"driver@type"_s, chosen.format);
        if (path == "source@volume"_L1) {
            if (chosen.poolName.isEmpty())
                return;
            set(u"source@pool"_s, chosen.poolName);
            set(u"source@volume"_s, chosen.volume);
            return;
        }
        const bool device = chosen.path.startsWith("/dev/"_L1);
        if (path == "source@dir"_L1 || device == (path == "source@dev"_L1)
            || form() == "vhostvdpa"_L1) {
            set(path, chosen.path);
            return;
        }
        // It is of the other form.
        const QByteArray source = element(u"source"_s);
        const QString form = device ? u"block"_s : u"file"_s;
        QByteArray made = DiskSource::forForm(source, form);
        if (made.isEmpty())
            made = ElementParts::make(u"source"_s);
        set(u"@type"_s, form);
        setSource(ElementParts::with(made, device ? u"@dev"_s : u"@file"_s, chosen.path));
    });
}

void DiskEditor::changeForm(const QString &form)
{
    const QByteArray source = element(u"source"_s);
    together([&] {
        set(u"@type"_s, form.isEmpty() ? Value() : Value(form));
        // Back to what was read is back to its source.
        if (originalValue(u"@type"_s).value_or(QString()) == form)
            setElement(u"source"_s, originalElement(u"source"_s));
        else
            setElement(u"source"_s, DiskSource::forForm(source, form));
    });
}

void DiskEditor::changeBus(const Value &bus)
{
    const QString prefix = DiskSource::targetPrefix(bus.value_or(QString()));
    const QString before = originalValue(u"target@dev"_s).value_or(QString());
    QStringList taken;
    const auto tree = readTree(context().document);
    for (const XmlNode *target :
         tree ? tree->find(u"devices/disk/target") : QList<const XmlNode *>())
        taken += target->attribute(u"dev");
    taken.removeOne(word(u"target@dev"_s));
    together([&] {
        set(u"target@bus"_s, bus);
        const bool same = originalValue(u"target@bus"_s) == bus;
        // The address is one on the other bus.
        setElement(u"address"_s, same ? originalElement(u"address"_s) : QByteArray());
        if (prefix.isEmpty())
            return;
        if (before.startsWith(prefix) && !taken.contains(before))
            set(u"target@dev"_s, before);
        else
            set(u"target@dev"_s, DiskSource::freeTarget(prefix, taken));
    });
}

void DiskEditor::chooseMedium()
{
    const auto purpose =
        word(u"@device"_s) == "floppy"_L1 ? StoragePurpose::Floppy : StoragePurpose::Iso;
    const QString item = context().item;
    services().chooseStorage(purpose, this,
                             [self = QPointer(this), item](const ChosenStorage &chosen) {
                                 if (self && self->context().item == item && !chosen.path.isEmpty())
                                     self->setMedium(chosen.path);
                             });
}

void DiskEditor::setMedium(const QString &path)
{
    const QString form = path.startsWith("/dev/"_L1) ? u"block"_s : u"file"_s;
    const bool back =
        !path.isEmpty() && originalValue(u"@type"_s) == form
        && originalValue(form == "file"_L1 ? u"source@file"_s : u"source@dev"_s) == path;
    QByteArray source = originalElement(u"source"_s);
    if (!back) {
        source = ElementParts::kept(source.isEmpty() ? ElementParts::make(u"source"_s) : source,
                                    {u"startupPolicy"_s}, {u"seclabel"_s});
        if (!path.isEmpty())
            source = ElementParts::with(source, form == "file"_L1 ? u"@file"_s : u"@dev"_s, path);
        else if (ElementParts::isBare(source))
            source.clear();
    }
    if (!path.isEmpty() && services().imageUsed && word(u"@device"_s) == "cdrom"_L1
        && context().running)
        services().imageUsed(path);
    if (!context().running || !services().changeAtOnce) {
        together([&] {
            if (!path.isEmpty())
                set(u"@type"_s, form);
            setElement(u"source"_s, source);
        });
        return;
    }
    const QString item = context().item;
    DomainChanges changes;
    if (!path.isEmpty())
        changes.fields += {item, u"@type"_s, originalValue(u"@type"_s), form};
    changes.elements +=
        {item, u"source"_s, elementXml(context().original, item, u"source"_s), source};
    // The chain below the medium that was there.
    changes.elements += {item, u"backingStore"_s,
                         elementXml(context().original, item, u"backingStore"_s), QByteArray()};
    services().changeAtOnce(changes);
}
