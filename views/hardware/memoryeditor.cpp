// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/hardware/memoryeditor.h"

#include "models/core/units.h"
#include "models/xml/devicewords.h"
#include "models/xml/xmlvalues.h"
#include "views/hardware/amountfield.h"
#include "views/hardware/numacelltable.h"
#include "views/hardware/numapolicyeditor.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

const QString hugePages = u"memoryBacking/hugepages"_s;

FormEditor::WordList words(std::span<const Word> table)
{
    FormEditor::WordList list;
    for (const Word &one : table)
        list += {QString::fromUtf16(one.raw), Fields::translated(one.text)};
    return list;
}

quint64 amountOf(const XmlNode &node, const QString &number)
{
    return XmlValues::memoryKiB(number, node.attribute(u"unit")).value_or(0);
}

} // namespace

MemoryEditor::MemoryEditor(const HardwareServices &services, QWidget *parent)
    : FormEditor(services, parent)
    , m_shared(new QCheckBox(tr("Shared with processes of the host")))
    , m_pages(new QComboBox)
    , m_cells(new NumaCellTable)
{
    addGroup(tr("Memory"));
    m_atStart = addAmount(tr("In use"), u"currentMemory"_s);
    m_maximum = addAmount(tr("Maximum"), u"memory"_s);
    m_maximum->setRequired(true);
    addGroup(tr("Backing"));
    addRow(m_shared->text(), m_shared);
    addRow(tr("Huge pages"), m_pages);
    m_pages->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_source = addChoice(tr("Source"), u"memoryBacking/source@type"_s, words(Words::memorySource));
    m_access = addChoice(tr("Access"), u"memoryBacking/access@mode"_s, words(Words::memoryAccess));
    m_allocation =
        addChoice(tr("Allocation"), u"memoryBacking/allocation@mode"_s,
                  {{u"immediate"_s, tr("At the start")}, {u"ondemand"_s, tr("When used")}});
    m_backing = {m_shared, m_pages, m_source, m_access, m_allocation};
    m_backing += addPresence(tr("Locked in RAM"), u"memoryBacking/locked/*"_s);
    m_backing +=
        addPresence(tr("Not merged with other machines’"), u"memoryBacking/nosharepages/*"_s);
    m_backing += addPresence(tr("Discarded at the end"), u"memoryBacking/discard/*"_s);
    addGroup(tr("Hot-plug"));
    m_hotplug = addAmount(tr("Most with added memory"), u"maxMemory"_s);
    m_slots = addNumber(tr("Slots for memory"), u"maxMemory@slots"_s);
    m_backing += {m_hotplug, m_slots};
    addGroup(tr("Limits on the host"));
    m_hardLimit = addAmount(tr("Hard limit"), u"memtune/hard_limit"_s);
    addAmount(tr("Soft limit"), u"memtune/soft_limit"_s);
    m_swapLimit = addAmount(tr("Limit with swap"), u"memtune/swap_hard_limit"_s);
    m_guarantee = addAmount(tr("Guaranteed minimum"), u"memtune/min_guarantee"_s);
    addGroup(tr("NUMA cells of the guest"));
    addWide(m_cells);
    addPart(new NumaPolicyEditor(services));
    alsoCovers({u"cpu/numa/cell/*"_s});

    connect(m_shared, &QCheckBox::clicked, this, &MemoryEditor::setShared);
    connect(m_pages, &QComboBox::activated, this,
            [this](int row) { setPages(m_pages->itemData(row).toString()); });
    connect(m_cells, &NumaCellTable::addWanted, this, &MemoryEditor::addCell);
    connect(m_cells, &NumaCellTable::removeWanted, this, [this](const QString &id) {
        if (root().find(u"cpu/numa/cell").size() < 2)
            setElement(u"cpu/numa"_s, {});
        else
            setInElement(u"cpu/numa"_s, {}, {u"cpu/numa/cell[id=%1]"_s.arg(id)});
    });
    connect(m_cells, &NumaCellTable::cpusEdited, this,
            [this](const QString &id, const Value &cpus) { setCell(id, u"cpus"_s, cpus); });
    connect(
        m_cells, &NumaCellTable::accessEdited, this,
        [this](const QString &id, const Value &access) { setCell(id, u"memAccess"_s, access); });
    connect(m_cells, &NumaCellTable::memoryEdited, this, [this](const QString &id, quint64 kib) {
        setCell(id, u"memory"_s, QString::number(kib));
    });
}

void MemoryEditor::setShared(bool shared)
{
    together([this, shared] {
        set(u"memoryBacking/access@mode"_s, shared ? Value(u"shared"_s) : std::nullopt);
        // Anonymous memory cannot be shared; huge pages are files of their own.
        const QString source = root().value(u"memoryBacking/source@type");
        if (shared && source != "file"_L1 && source != "memfd"_L1)
            set(u"memoryBacking/source@type"_s, u"memfd"_s);
        else if (!shared && source == "memfd"_L1)
            set(u"memoryBacking/source@type"_s, std::nullopt);
    });
}

void MemoryEditor::setPages(const QString &kib)
{
    if (kib == "as is"_L1)
        return;
    if (kib.isEmpty()) {
        setElement(hugePages, {});
        return;
    }
    if (kib == "host"_L1)
        setElement(hugePages, "<hugepages/>");
    else
        setInElement(hugePages, {{.path = hugePages + u"/page@size"_s, .after = kib},
                                 {.path = hugePages + u"/page@unit"_s, .after = u"KiB"_s}});
}

void MemoryEditor::setCell(const QString &id, const QString &attribute, const Value &wanted)
{
    const QString cell = u"cpu/numa/cell[id=%1]@"_s.arg(id);
    QList<FieldChange> fields{{.path = cell + attribute, .after = wanted}};
    if (attribute == "memory"_L1)
        fields += {.path = cell + u"unit"_s, .after = u"KiB"_s};
    setInElement(u"cpu/numa"_s, fields);
}

// The first has everything; a further one what the others leave.
void MemoryEditor::addCell()
{
    quint64 taken = 0;
    int next = 0;
    const auto cells = root().find(u"cpu/numa/cell");
    for (const XmlNode *cell : cells) {
        taken += amountOf(*cell, cell->attribute(u"memory"));
        next = qMax(next, cell->attribute(u"id").toInt() + 1);
    }
    const quint64 all = m_maximum->kibibytes();
    const quint64 free = all > taken ? all - taken : qMin<quint64>(all, 512 * 1024);
    const QString path = u"cpu/numa/cell[id=%1]@"_s.arg(next);
    QList<FieldChange> fields;
    const int vcpus = root().value(u"vcpu").toInt();
    if (cells.isEmpty() && vcpus > 0)
        fields +=
            {.path = path + u"cpus"_s, .after = vcpus > 1 ? u"0-%1"_s.arg(vcpus - 1) : u"0"_s};
    fields += {.path = path + u"memory"_s, .after = QString::number(free)};
    fields += {.path = path + u"unit"_s, .after = u"KiB"_s};
    setInElement(u"cpu/numa"_s, fields);
}

void MemoryEditor::fillMore()
{
    fillAmounts();
    fillPages();
    fillCells();
    const bool machine = !isContainer();
    for (QWidget *one : std::as_const(m_backing))
        setRowVisible(one, machine);
    m_cells->setVisible(machine);
}

void MemoryEditor::fillAmounts()
{
    const auto amount = [this](const QString &element) -> quint64 {
        const auto nodes = root().find(element);
        return nodes.isEmpty() ? 0 : amountOf(*nodes[0], nodes[0]->text);
    };
    const quint64 current = amount(u"currentMemory"_s), maximum = amount(u"memory"_s);
    quint64 host = 0;
    if (const auto &choices = context().choices; choices && choices->host) {
        for (const NumaCell &cell : choices->host->cells)
            host += cell.memoryKiB;
    }
    setNote(m_atStart,
            current > maximum ? tr("No more than the maximum can be in use.") : QString());
    setNote(m_maximum, host > 0 && maximum > host
                           ? tr("This is more than the host has (%1).").arg(Units::kibibytes(host))
                           : QString());
    const quint64 hard = amount(u"memtune/hard_limit"_s);
    setNote(m_hardLimit,
            hard > 0 && hard < maximum
                ? tr("The hypervisor needs memory besides the guest’s: beyond this the host kills "
                     "the machine.")
                : QString());
    const quint64 swap = amount(u"memtune/swap_hard_limit"_s);
    setNote(m_swapLimit,
            swap > 0 && swap < hard ? tr("This must be at least the hard limit.") : QString());
    // VMware's alone.
    setRowVisible(m_guarantee, domainType() == "vmware"_L1 || says(u"memtune/min_guarantee"_s));
    const quint64 hotplug = amount(u"maxMemory"_s);
    setNote(m_hotplug, hotplug > 0 && hotplug < maximum
                           ? tr("This must be at least the maximum above.")
                           : QString());
    setNote(m_slots, hotplug > 0 && root().find(u"cpu/numa/cell").isEmpty()
                         ? tr("Memory can be added to machines with NUMA cells only.")
                         : QString());
}

void MemoryEditor::fillPages()
{
    const QSignalBlocker blocker(m_shared);
    const QString access = root().value(u"memoryBacking/access@mode");
    m_shared->setChecked(access == "shared"_L1);
    setNote(m_shared,
            m_shared->isChecked() ? QString() : tr("Shared folders by virtiofs need it."));
    const auto &choices = context().choices;
    if (choices && choices->capabilities && !choices->capabilities->memoryBackings.isEmpty()) {
        WordList offered = words(Words::memorySource);
        offered.removeIf([&](const auto &one) {
            return !choices->capabilities->memoryBackings.contains(one.raw);
        });
        setWords(m_source, offered);
    }
    QList<std::pair<QString, QString>> rows{{QString(), tr("None")},
                                            {u"host"_s, tr("Of the host’s default size")}};
    const auto sizeText = [](quint64 kib) {
        return tr("Of %1", "huge pages").arg(Units::kibibytes(kib));
    };
    if (choices && choices->host) {
        auto sizes = choices->host->pageSizesKiB;
        std::sort(sizes.begin(), sizes.end());
        for (const quint64 kib : sizes.mid(1)) // the smallest is no huge one
            rows += {QString::number(kib), sizeText(kib)};
    }
    QString now;
    const auto pages = root().find(hugePages + u"/page"_s);
    if (pages.size() > 1 || (pages.size() == 1 && pages[0]->has(u"nodeset"))) {
        now = u"as is"_s;
        rows += {now, tr("Of several sizes, as the XML says")};
    } else if (pages.size() == 1) {
        const quint64 kib = amountOf(*pages[0], pages[0]->attribute(u"size"));
        now = QString::number(kib);
        if (std::none_of(rows.cbegin(), rows.cend(),
                         [&](const auto &row) { return row.first == now; }))
            rows += {now, sizeText(kib)};
    } else if (!root().find(hugePages).isEmpty()) {
        now = u"host"_s;
    }
    m_pages->clear();
    for (const auto &[raw, text] : std::as_const(rows))
        m_pages->addItem(text, raw);
    m_pages->setCurrentIndex(m_pages->findData(now));
}

void MemoryEditor::fillCells()
{
    QList<NumaCellTable::Cell> cells;
    const auto text = [](const XmlNode *node, QStringView name) -> Value {
        return node->has(name) ? Value(node->attribute(name)) : std::nullopt;
    };
    for (const XmlNode *cell : root().find(u"cpu/numa/cell"))
        cells += {.id = cell->attribute(u"id"),
                  .cpus = text(cell, u"cpus"),
                  .access = text(cell, u"memAccess"),
                  .memoryKiB = amountOf(*cell, cell->attribute(u"memory"))};
    m_cells->setCells(cells);
}
