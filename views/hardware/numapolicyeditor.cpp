// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/hardware/numapolicyeditor.h"

#include "models/core/safetext.h"
#include "models/values/cpuset.h"
#include "models/xml/devicewords.h"
#include "models/xml/domainedit.h"
#include "models/xml/elementparts.h"
#include "views/basic/plainlabel.h"
#include "views/hardware/checkedfield.h"
#include "views/hardware/formwidths.h"
#include "views/hardware/pathlist.h"

#include <algorithm>

using namespace Qt::StringLiterals;

static const QString restrictive = u"restrictive"_s;

static FormEditor::WordList modes()
{
    FormEditor::WordList list;
    for (const Word &one : Words::numaMode)
        list += {QString::fromUtf16(one.raw), Fields::translated(one.text)};
    return list;
}

NumaPolicyEditor::NumaPolicyEditor(const HardwareServices &services, QWidget *parent)
    : FormEditor(services, parent)
    , m_cellMode(new QComboBox)
    , m_title(
          new PlainLabel(tr("The memory of single cells of the guest may come from other nodes:")))
    , m_list(new PathList(tr("NUMA policy of each cell"),
                          {tr("Cell of the guest"), tr("Policy"), tr("NUMA nodes")}))
    , m_cellNodes(new CheckedField([this](const QString &text) {
        return text.isEmpty() ? tr("This must name one node of the host at least.")
                              : nodesProblem(text);
    }))
{
    addGroup(tr("NUMA nodes of the host"));
    m_placement = addChoice(tr("NUMA placement"), u"numatune/memory@placement"_s,
                            {{u"static"_s, tr("On the nodes named here")},
                             {u"auto"_s, tr("As the host advises (numad)")}});
    m_mode = addChoice(tr("NUMA policy"), u"numatune/memory@mode"_s, modes());
    m_nodes = addText(tr("NUMA nodes"), u"numatune/memory@nodeset"_s);
    m_title->setWordWrap(true);
    addWide(m_title);
    addWide(m_list);
    addGroup({});
    m_cellMode->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_cellMode->setMinimumContentsLength(FormWidths::choice);
    addRow(tr("Policy of this cell"), m_cellMode);
    addRow(tr("NUMA nodes of this cell"), m_cellNodes);

    connect(m_list, &PathList::selected, this, [this] { fillFields(true); });
    connect(m_cellMode, &QComboBox::activated, this,
            [this](int row) { setMode(m_cellMode->itemData(row).toString()); });
    connect(m_cellNodes, &CheckedField::problemChanged, this, &NumaPolicyEditor::fillNotes);
    connect(m_cellNodes, &CheckedField::entered, this, [this](const QString &nodes) {
        if (const Cell *one = current())
            set(one->path + u"@nodeset"_s, nodes);
    });
}

const NumaPolicyEditor::Cell *NumaPolicyEditor::current() const
{
    const int row = m_list->row();
    return row >= 0 && row < m_cells.size() ? &m_cells[row] : nullptr;
}

// Those of the guest, and then what the document says of others.
void NumaPolicyEditor::readCells()
{
    m_cells.clear();
    const auto known = [this](const QString &id) {
        return std::find_if(m_cells.begin(), m_cells.end(),
                            [&id](const Cell &one) { return one.id == id; });
    };
    int number = 0;
    for (const XmlNode *one : root().find(u"cpu/numa/cell")) {
        const QString id = one->has(u"id") ? one->attribute(u"id") : QString::number(number);
        ++number;
        if (known(id) == m_cells.end())
            m_cells += Cell{.id = id};
    }
    for (const XmlNode *one : root().find(u"numatune/memnode")) {
        const QString id = one->attribute(u"cellid");
        auto cell = known(id);
        if (cell == m_cells.end())
            cell = m_cells.insert(m_cells.end(), Cell{.id = id, .there = false});
        if (cell->set)
            continue; // libvirt refuses a second one
        cell->set = true;
        cell->mode = one->attribute(u"mode");
        cell->nodes = one->attribute(u"nodeset");
    }
    for (Cell &one : m_cells) {
        if (!one.id.isEmpty() && !one.id.contains(u']'))
            one.path = u"numatune/memnode[cellid=%1]"_s.arg(one.id);
    }
}

QString NumaPolicyEditor::nodesProblem(const QString &text) const
{
    const auto nodes = CpuSet::read(text);
    if (!nodes)
        return noNumbers();
    const auto &choices = context().choices;
    if (!choices || !choices->host || choices->host->cells.isEmpty())
        return {};
    const auto &cells = choices->host->cells;
    for (const int node : *nodes) {
        if (std::none_of(cells.cbegin(), cells.cend(),
                         [node](const NumaCell &one) { return one.id == node; }))
            return tr("The host has no NUMA node %1.").arg(node);
    }
    return {};
}

QString NumaPolicyEditor::policyProblem(const Cell &cell) const
{
    if (!cell.there)
        return tr("The guest has no cell of this number.");
    if (!cell.set)
        return {};
    if (root().value(u"numatune/memory@placement") == "auto"_L1)
        return tr("This does not go together with a placement that the host advises.");
    const QString mode = root().value(u"numatune/memory@mode");
    if (!mode.isEmpty() && (mode == restrictive) != (cell.mode == restrictive))
        return tr("Either all of them are restricted, or none.");
    return {};
}

void NumaPolicyEditor::fillMore()
{
    const bool machine = !isContainer();
    readCells();
    QList<PathList::Row> rows;
    for (const Cell &one : std::as_const(m_cells))
        rows += {one.path,
                 {tr("Cell %1").arg(one.id),
                  one.set ? Fields::word(one.mode, Words::numaMode) : tr("As the whole machine"),
                  one.nodes},
                 !policyProblem(one).isEmpty() || !nodesProblem(one.nodes).isEmpty()};
    const bool another = m_list->setRows(rows);
    m_title->setVisible(machine && !m_cells.isEmpty());
    m_list->setVisible(machine && !m_cells.isEmpty());
    fillFields(another);
    const QString nodes = root().value(u"numatune/memory@nodeset");
    const bool advised = root().value(u"numatune/memory@placement") == "auto"_L1;
    setNote(m_nodes, advised && !nodes.isEmpty()
                         ? tr("With a placement that the host advises, no nodes are named.")
                         : nodesProblem(nodes));
}

void NumaPolicyEditor::fillFields(bool anew)
{
    const Cell *one = isContainer() ? nullptr : current();
    const bool told = one && !one->path.isEmpty();
    setRowVisible(m_cellMode, one);
    setRowVisible(m_cellNodes, one && one->set);
    m_cellMode->setEnabled(told);
    m_cellNodes->setEnabled(told);
    if (!one)
        return;
    const QSignalBlocker quiet(m_cellMode);
    m_cellMode->clear();
    m_cellMode->addItem(tr("As the whole machine"));
    for (const auto &word : modes())
        m_cellMode->addItem(word.text, word.raw);
    if (one->set && m_cellMode->findData(one->mode) < 0)
        m_cellMode->addItem(SafeText::line(one->mode, 40), one->mode);
    m_cellMode->setCurrentIndex(one->set ? m_cellMode->findData(one->mode) : 0);
    m_cellNodes->setValue(one->nodes, anew);
    fillNotes();
}

void NumaPolicyEditor::fillNotes()
{
    const Cell *one = current();
    if (!one)
        return;
    setNote(m_cellMode,
            one->path.isEmpty() ? tr("This can be changed in the XML only.") : policyProblem(*one));
    setNote(m_cellNodes, one->set ? m_cellNodes->problem() : QString());
}

// A policy of its own has nodes of its own: first those of the whole machine, or the host's cell
// of the same number.
void NumaPolicyEditor::setMode(const QString &mode)
{
    const Cell *one = current();
    if (!one || one->path.isEmpty())
        return;
    const QString path = one->path, id = one->id;
    if (one->set && !mode.isEmpty()) {
        set(path + u"@mode"_s, mode);
        return;
    }
    if (mode.isEmpty()) {
        setElement(path, {});
        return;
    }
    QString nodes = root().value(u"numatune/memory@nodeset");
    if (nodes.isEmpty())
        nodes = nodesProblem(id).isEmpty() ? id : u"0"_s;
    const QByteArray before = originalElement(path);
    setElement(path,
               before.isEmpty() ? ElementParts::make(
                   u"memnode"_s, {{u"cellid"_s, id}, {u"mode"_s, mode}, {u"nodeset"_s, nodes}})
                                : ElementParts::with(before, u"@mode"_s, mode));
}
