// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/hardware/memorydeviceeditor.h"

#include "models/xml/devicewords.h"
#include "models/xml/xmlvalues.h"

using namespace Qt::StringLiterals;
using Value = FieldRows::Value;

static const QStringList sizes{u"target/size"_s,     u"target/requested"_s,
                               u"target/block"_s,    u"target/label/size"_s,
                               u"source/pagesize"_s, u"source/alignsize"_s};

// In KiB, whatever the unit in the document.
static Value inKib(const Value &amount, const Value &unit)
{
    if (!amount)
        return {};
    const auto kib = XmlValues::memoryKiB(*amount, unit.value_or(QString()));
    return kib ? Value(QString::number(*kib)) : amount;
}

MemoryDeviceEditor::MemoryDeviceEditor(const HardwareServices &services, QWidget *parent)
    : RowsEditor(services, parent)
{
    const QList<FieldRows::Unit> units{
        {tr("KiB"), 1}, {tr("MiB"), Q_UINT64_C(1) << 10}, {tr("GiB"), Q_UINT64_C(1) << 20}};
    FieldRows &r = rows();
    r.addChoice(u"@model"_s, tr("Model"), listOf(Words::memoryModel), tr("None"));
    r.addAmount(u"target/size"_s, tr("Size"), units);
    r.addAmount(u"target/requested"_s, tr("Requested"), units);
    r.addAmount(u"target/block"_s, tr("Block size"), units);
    r.addNumber(u"target/node"_s, tr("NUMA node"));
    r.addAmount(u"target/label/size"_s, tr("Label size"), units);
    r.addText(u"source/path"_s, tr("File"), tr("None"));
    r.addAmount(u"source/alignsize"_s, tr("Alignment"), units);
    r.addAmount(u"source/pagesize"_s, tr("Page size"), units);
    r.addText(u"source/nodemask"_s, tr("Host nodes"));
    r.addPresence(u"source/pmem/*"_s, tr("Persistent"));
    addGroup(tr("Where the host takes it from"),
             {u"source/pagesize"_s, u"source/nodemask"_s, u"source/alignsize"_s});
    addBrowse(u"source/path"_s, StoragePurpose::Disk);
}

Value MemoryDeviceEditor::shown(const QString &path) const
{
    return sizes.contains(path) ? inKib(value(path), value(path + u"@unit"_s)) : value(path);
}

Value MemoryDeviceEditor::shownBefore(const QString &path) const
{
    return sizes.contains(path) ? inKib(originalValue(path), originalValue(path + u"@unit"_s))
                                : originalValue(path);
}

void MemoryDeviceEditor::arrange()
{
    rows().setWords(u"@model"_s, schemaWords({u"domain"_s, u"devices"_s, u"memory"_s}, u"model"_s,
                                             listOf(Words::memoryModel)));
    const QString model = word(u"@model"_s);
    const bool file = model == "nvdimm"_L1 || model == "virtio-pmem"_L1;
    offer(u"target/requested"_s, model == "virtio-mem"_L1);
    offer(u"target/block"_s, model == "virtio-mem"_L1);
    offer(u"target/label/size"_s, model == "nvdimm"_L1);
    offer(u"source/path"_s, file);
    offer(u"source/alignsize"_s, model == "nvdimm"_L1);
    offer(u"source/pmem/*"_s, model == "nvdimm"_L1);
    offer(u"source/pagesize"_s, model == "dimm"_L1 || model == "virtio-mem"_L1);
    offer(u"source/nodemask"_s, !file);
    const Value size = shown(u"target/size"_s), requested = shown(u"target/requested"_s);
    rows().setNote(u"target/requested"_s,
                   size && requested && requested->toULongLong() > size->toULongLong()
                       ? tr("At most the size can be requested.")
                       : QString());
    rows().setNote(u"target/size"_s,
                   value(u"section:memory#0"_s, u"maxMemory"_s)
                       ? QString()
                       : tr("The machine has no room for modules yet: see the maximum with "
                            "hot-plug in the Memory section."));
}

void MemoryDeviceEditor::edit(const QString &path, const Value &wanted)
{
    if (!sizes.contains(path)) {
        set(path, wanted);
        return;
    }
    const QString unit = path + u"@unit"_s;
    const bool back = shownBefore(path) == wanted;
    together([&] {
        if (!wanted) { // with the element
            set(path, {});
            if (value(unit))
                set(unit, {});
            return;
        }
        set(path, back ? originalValue(path) : wanted);
        const Value kept = back ? originalValue(unit) : Value(u"KiB"_s);
        if (value(unit) != kept)
            set(unit, kept);
    });
}
