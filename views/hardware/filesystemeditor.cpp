// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/hardware/filesystemeditor.h"

#include "models/xml/devicewords.h"
#include "models/xml/domainedit.h"

#include <QPushButton>

using namespace Qt::StringLiterals;
using Value = FieldRows::Value;

static const QString memory = u"section:memory#0"_s;

FilesystemEditor::FilesystemEditor(const HardwareServices &services, QWidget *parent)
    : RowsEditor(services, parent), m_share(new QPushButton(tr("Share the memory")))
{
    FieldRows &r = rows();
    r.addChoice(u"driver@type"_s, tr("Driver"), {});
    r.addWidget(u"#share"_s, {}, m_share);
    m_share->setAccessibleName(m_share->text());
    m_share->setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
    r.addChoice(u"@type"_s, tr("Kind"),
                {{u"mount"_s, tr("A folder of the host")},
                 {u"file"_s, tr("An image file")},
                 {u"block"_s, tr("A block device")},
                 {u"volume"_s, tr("A storage volume")},
                 {u"ram"_s, tr("Memory")},
                 {u"bind"_s, tr("Another folder of the container")},
                 {u"template"_s, tr("A template")}});
    r.addText(u"source@dir"_s, tr("Host folder"), tr("None"));
    r.addText(u"source@file"_s, tr("Image file"), tr("None"));
    r.addText(u"source@dev"_s, tr("Block device"), tr("None"));
    r.addText(u"source@pool"_s, tr("Pool"), tr("Its name"));
    r.addText(u"source@volume"_s, tr("Volume"), tr("Its name"));
    r.addNumber(u"source@usage"_s, tr("RAM limit"));
    r.addText(u"source@name"_s, tr("Template"), tr("None"));
    r.addText(u"source@socket"_s, tr("Socket"), tr("None"));
    r.addText(u"target@dir"_s, tr("Seen in the guest as"), tr("None"));
    r.addChoice(u"@accessmode"_s, tr("Access"), listOf(Words::accessMode));
    r.addPresence(u"readonly/*"_s, tr("Read-only"));
    r.addChoice(u"binary/cache@mode"_s, tr("Cache"),
                {{u"none"_s, tr("None (others may change files)")},
                 {u"always"_s, tr("Always (nobody else changes files)")}});
    r.addSwitch(u"binary@xattr"_s, tr("Extended attributes"), true);
    r.addChoice(u"@multidevs"_s, tr("Several devices"),
                {{u"remap"_s, tr("File numbers are made unique")},
                 {u"warn"_s, tr("Warn")},
                 {u"forbid"_s, tr("Only the first one is shown")}});
    addBrowse(u"source@dir"_s, StoragePurpose::Folder);
    addBrowse(u"source@file"_s, StoragePurpose::Disk);
    addBrowse(u"source@dev"_s, StoragePurpose::Disk);
    connect(m_share, &QPushButton::clicked, this, &FilesystemEditor::shareMemory);
}

void FilesystemEditor::arrange()
{
    FieldRows::Words drivers{{u"virtiofs"_s, tr("virtiofs (fast)")},
                             {u"path"_s, tr("9p (in QEMU)")},
                             {u"handle"_s, tr("9p by handles")},
                             {u"loop"_s, tr("Loop device")},
                             {u"nbd"_s, u"NBD"_s},
                             {u"ploop"_s, tr("Parallels loop device")},
                             {u"mtp"_s, tr("MTP (USB)")}};
    const auto &choices = context().choices;
    if (choices && choices->capabilities && !choices->capabilities->filesystemDrivers.isEmpty())
        drivers.removeIf([&choices](const auto &one) {
            return !choices->capabilities->filesystemDrivers.contains(one.raw);
        });
    rows().setWords(u"driver@type"_s, drivers);
    const QString type = value(u"@type"_s).value_or(u"mount"_s);
    const QString driver = word(u"driver@type"_s);
    const bool fast = driver == "virtiofs"_L1;
    const bool socket = value(u"source@socket"_s).has_value();
    offer(u"source@dir"_s, (type == "mount"_L1 || type == "bind"_L1) && !socket);
    offer(u"source@file"_s, type == "file"_L1);
    offer(u"source@dev"_s, type == "block"_L1);
    offer(u"source@pool"_s, type == "volume"_L1);
    offer(u"source@volume"_s, type == "volume"_L1);
    offer(u"source@usage"_s, type == "ram"_L1);
    offer(u"source@name"_s, type == "template"_L1);
    offer(u"source@socket"_s, false);
    offer(u"binary/cache@mode"_s, fast && !socket);
    offer(u"binary@xattr"_s, fast && !socket);
    offer(u"@accessmode"_s, !fast);
    offer(u"@multidevs"_s, !fast && type == "mount"_L1);

    const auto of = [this](const QString &path) { return value(memory, path); };
    const bool shared = of(u"memoryBacking/access@mode"_s) == u"shared"_s;
    rows().setShown(u"#share"_s, fast && !shared);
    rows().setNote(u"driver@type"_s,
                   fast && !shared
                       ? tr("virtiofs needs memory that the machine shares with the host.")
                       : QString());
    const Value target = value(u"target@dir"_s);
    rows().setNote(u"target@dir"_s, fast && target && target->toUtf8().size() > 36
                                        ? tr("The guest’s driver takes a name of at most 36 bytes.")
                                        : QString());
}

void FilesystemEditor::shareMemory()
{
    together([this] {
        // Huge pages and files can be shared as they are.
        if (!value(memory, u"memoryBacking/source@type"_s)
            && !value(memory, u"memoryBacking/hugepages/*"_s))
            set(memory, u"memoryBacking/source@type"_s, u"memfd"_s);
        set(memory, u"memoryBacking/access@mode"_s, u"shared"_s);
    });
}

void FilesystemEditor::edit(const QString &path, const Value &wanted)
{
    if (path == "driver@type"_L1) {
        const bool back = originalValue(path) == wanted;
        together([&] {
            set(path, wanted);
            for (const QString &field : {u"@accessmode"_s, u"@multidevs"_s, u"@fmode"_s,
                                         u"@dmode"_s, u"binary/cache@mode"_s, u"binary@xattr"_s}) {
                const bool fast = wanted == u"virtiofs"_s;
                const bool fits = fast == field.startsWith("binary"_L1);
                const Value target = back ? originalValue(field) : fits ? value(field) : Value();
                if (value(field) != target)
                    set(field, target);
            }
            // The one that it has.
            if (!back && wanted == u"virtiofs"_s)
                set(u"@accessmode"_s, u"passthrough"_s);
        });
    } else if (path == "@type"_L1) {
        const bool back = originalValue(path) == wanted;
        together([&] {
            set(path, wanted);
            setElement(u"source"_s, back ? originalElement(u"source"_s) : QByteArray());
        });
    } else {
        set(path, wanted);
    }
}
