// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/hardware/sharedmemoryeditor.h"

#include "models/xml/domainedit.h"
#include "models/xml/elementparts.h"
#include "models/xml/xmlvalues.h"

using namespace Qt::StringLiterals;
using Value = FieldRows::Value;

// In KiB; without a unit it is bytes in the document.
static Value inKib(const Value &amount, const Value &unit)
{
    if (!amount)
        return {};
    const auto kib = XmlValues::memoryKiB(*amount, unit.value_or(u"b"_s));
    return kib ? Value(QString::number(*kib)) : amount;
}

SharedMemoryEditor::SharedMemoryEditor(const HardwareServices &services, QWidget *parent)
    : RowsEditor(services, parent)
{
    FieldRows &r = rows();
    r.addText(u"@name"_s, tr("Name"), tr("None"));
    r.addChoice(u"model@type"_s, tr("Model"), {});
    r.addAmount(
        u"size"_s, tr("Size"),
        {{tr("KiB"), 1}, {tr("MiB"), Q_UINT64_C(1) << 10}, {tr("GiB"), Q_UINT64_C(1) << 20}});
    r.addChoice(u"@role"_s, tr("Role"), {});
    r.addText(u"server@path"_s, tr("Socket of the server"), tr("By the name"));
    r.addPresence(u"msi/*"_s, tr("Interrupts (MSI)"));
    r.addNumber(u"msi@vectors"_s, tr("Interrupt vectors"));
    r.addSwitch(u"msi@ioeventfd"_s, tr("Interrupts without leaving the guest"), true);
    addBrowse(u"server@path"_s, StoragePurpose::Disk);
    alsoCovers({u"server/*"_s});
}

Value SharedMemoryEditor::shown(const QString &path) const
{
    return path == "size"_L1 ? inKib(value(path), value(u"size@unit"_s)) : value(path);
}

Value SharedMemoryEditor::shownBefore(const QString &path) const
{
    return path == "size"_L1 ? inKib(originalValue(path), originalValue(u"size@unit"_s))
                             : originalValue(path);
}

void SharedMemoryEditor::arrange()
{
    const QStringList where{u"domain"_s, u"devices"_s, u"shmem"_s};
    rows().setWords(u"model@type"_s,
                    schemaWords(where + QStringList{u"model"_s}, u"type"_s,
                                {{u"ivshmem-plain"_s, tr("Memory alone (ivshmem-plain)")},
                                 {u"ivshmem-doorbell"_s, tr("With a server (ivshmem-doorbell)")},
                                 {u"ivshmem"_s, tr("Old (ivshmem)")}}));
    rows().setWords(u"@role"_s, schemaWords(where, u"role"_s,
                                            {{u"master"_s, tr("Keeps the memory (master)")},
                                             {u"peer"_s, tr("Guest of another (peer)")}}));
    const QString model = word(u"model@type"_s);
    const bool served = model == "ivshmem-doorbell"_L1 || model == "ivshmem"_L1;
    const bool interrupts = value(u"msi/*"_s).has_value();
    offer(u"size"_s, model != "ivshmem-doorbell"_L1);
    offer(u"server@path"_s, served);
    offer(u"msi/*"_s, served);
    offer(u"msi@vectors"_s, interrupts);
    offer(u"msi@ioeventfd"_s, interrupts);
    const QString name = word(u"@name"_s);
    rows().setNote(u"@name"_s, name.isEmpty()        ? tr("It needs a name.")
                               : name.contains(u'/') ? tr("A name has no slash.")
                                                     : QString());
    const Value size = shown(u"size"_s);
    const quint64 kib = size ? size->toULongLong() : 0;
    rows().setNote(u"size"_s, size && (kib < 1024 || (kib & (kib - 1)) != 0)
                                  ? tr("The size is a power of two, and at least 1 MiB.")
                                  : QString());
}

void SharedMemoryEditor::edit(const QString &path, const Value &wanted)
{
    if (path == "model@type"_L1) {
        changeModel(wanted);
    } else if (path == "size"_L1) {
        const bool back = shownBefore(path) == wanted;
        together([&] {
            set(path, back ? originalValue(path) : wanted);
            const Value unit = back     ? originalValue(u"size@unit"_s)
                               : wanted ? Value(u"KiB"_s)
                                        : Value();
            if (value(u"size@unit"_s) != unit)
                set(u"size@unit"_s, unit);
        });
    } else if (path == "server@path"_L1 && !wanted && value(u"server/*"_s)) {
        // The server is one without a path, too.
        const bool back = originalValue(u"server/*"_s) && !originalValue(path);
        setElement(u"server"_s,
                   back ? originalElement(u"server"_s) : ElementParts::make(u"server"_s));
    } else if (path == "msi/*"_L1) {
        const QByteArray before = originalElement(u"msi"_s);
        setElement(u"msi"_s, !wanted            ? QByteArray()
                             : before.isEmpty() ? ElementParts::make(u"msi"_s)
                                                : before);
    } else {
        set(path, wanted);
    }
}

// Only the one with a doorbell has a server and interrupts, and that has no size of its own.
void SharedMemoryEditor::changeModel(const Value &model)
{
    const bool back = originalValue(u"model@type"_s) == model;
    const auto before = [this](const QString &part) { return originalElement(part); };
    together([&] {
        set(u"model@type"_s, model);
        if (back) {
            for (const QString &part : {u"server"_s, u"msi"_s, u"size"_s})
                setElement(part, before(part));
        } else if (model == u"ivshmem-doorbell"_s) {
            if (element(u"server"_s).isEmpty())
                setElement(u"server"_s, ElementParts::make(u"server"_s));
            setElement(u"size"_s, {});
        } else if (model == u"ivshmem-plain"_s) {
            setElement(u"server"_s, {});
            setElement(u"msi"_s, {});
        }
    });
}
