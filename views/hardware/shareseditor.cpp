// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/hardware/shareseditor.h"

#include "models/core/units.h"
#include "models/values/cpuset.h"
#include "models/xml/xmlvalues.h"
#include "views/basic/plainlabel.h"
#include "views/hardware/attributetable.h"
#include "views/hardware/checkedfield.h"
#include "views/hardware/machinethreads.h"
#include "views/hardware/pathlist.h"

#include <QTableWidget>
#include <QToolButton>

#include <algorithm>

using namespace Qt::StringLiterals;
using ElementParts::Attributes;

static const QString vcpusOf = u"vcpus"_s;

static QList<AttributeTable::Column> columns(SharesEditor::Kind kind)
{
    if (kind == SharesEditor::Memory)
        return {{u"id"_s, SharesEditor::tr("NUMA node")},
                {u"bandwidth"_s, SharesEditor::tr("Bandwidth (%)"), {}, true}};
    return {{u"id"_s, SharesEditor::tr("Bank")},
            {u"level"_s, SharesEditor::tr("Level")},
            {u"type"_s,
             SharesEditor::tr("For"),
             {{u"both"_s, SharesEditor::tr("Code and data")},
              {u"code"_s, SharesEditor::tr("Code")},
              {u"data"_s, SharesEditor::tr("Data")}}},
            {u"size"_s, SharesEditor::tr("Size"), {}, true},
            {u"unit"_s,
             SharesEditor::tr("Unit"),
             {{QString(), SharesEditor::tr("Bytes")},
              {u"KiB"_s, SharesEditor::tr("KiB")},
              {u"MiB"_s, SharesEditor::tr("MiB")}}}};
}

static QList<AttributeTable::Column> monitorColumns(SharesEditor::Kind kind)
{
    QList<AttributeTable::Column> list;
    if (kind == SharesEditor::Cache)
        list += AttributeTable::Column{u"level"_s, SharesEditor::tr("Level")};
    list += AttributeTable::Column{vcpusOf, SharesEditor::tr("vCPUs"), {}, true};
    return list;
}

SharesEditor::SharesEditor(Kind kind, const HardwareServices &services, QWidget *parent)
    : FormEditor(services, parent)
    , m_kind(kind)
    , m_about(new PlainLabel)
    , m_sharesTitle(new PlainLabel)
    , m_monitorsTitle(new PlainLabel(tr("What the host watches of them:")))
    , m_problem(new PlainLabel)
    , m_list(new PathList(kind == Cache ? tr("Cache shares") : tr("Memory bandwidth"),
                          {tr("vCPUs"), tr("Shares")}))
    , m_add(new QToolButton)
    , m_remove(new QToolButton)
    , m_vcpus(new CheckedField([this](const QString &text) {
        const Group *one = current();
        return one ? vcpusProblem(*one, text) : QString();
    }))
    , m_shares(new AttributeTable(
          kind == Cache ? tr("Shares of the cache") : tr("Shares of the bandwidth"), columns(kind)))
    , m_monitors(new AttributeTable(kind == Cache ? tr("Cache monitors") : tr("Memory monitors"),
                                    monitorColumns(kind)))
{
    addGroup(m_kind == Cache ? tr("Shares of the host’s cache")
                             : tr("Shares of the host’s memory bandwidth"));
    m_sharesTitle->setText(m_kind == Cache ? tr("What is theirs alone of the cache:")
                                           : tr("How much they may take of the bandwidth:"));
    for (PlainLabel *label : {m_about, m_sharesTitle, m_monitorsTitle, m_problem})
        label->setWordWrap(true);
    m_add->setText(m_kind == Cache ? tr("Add cache share") : tr("Add bandwidth share"));
    m_remove->setText(m_kind == Cache ? tr("Remove cache share") : tr("Remove bandwidth share"));
    addWide(m_about);
    addWide(m_list);
    addWide(PathList::buttonRow(m_add, m_remove));
    addGroup({});
    addRow(m_kind == Cache ? tr("vCPUs with this cache") : tr("vCPUs with this bandwidth"),
           m_vcpus);
    for (QWidget *one :
         QList<QWidget *>{m_sharesTitle, m_shares, m_problem, m_monitorsTitle, m_monitors})
        addWide(one);

    connect(m_list, &PathList::selected, this, [this] { fillFields(true); });
    connect(m_add, &QToolButton::clicked, this, &SharesEditor::add);
    connect(m_remove, &QToolButton::clicked, this, [this] {
        if (const Group *one = current())
            setElement(QString(one->path), {});
    });
    connect(m_vcpus, &CheckedField::problemChanged, this, &SharesEditor::fillNotes);
    connect(m_vcpus, &CheckedField::entered, this, &SharesEditor::setVcpus);
    connect(m_shares, &AttributeTable::edited, this,
            [this] { setChildren(shareName(), m_shares); });
    connect(m_monitors, &AttributeTable::edited, this,
            [this] { setChildren(u"monitor"_s, m_monitors); });
}

QString SharesEditor::pathOf(const QString &vcpus) const
{
    return u"cputune/%1[vcpus=%2]"_s.arg(elementName(), vcpus);
}

bool SharesEditor::isOffered() const
{
    const auto &choices = context().choices;
    if (!choices || !choices->host)
        return false;
    const auto &banks = choices->host->cacheBanks;
    return m_kind == Memory ? !choices->host->memoryBandwidth.isEmpty()
                            : std::any_of(banks.cbegin(), banks.cend(), [](const CacheBank &one) {
                                  return !one.controls.isEmpty();
                              });
}

const SharesEditor::Group *SharesEditor::current() const
{
    const int row = m_list->row();
    return row >= 0 && row < m_groups.size() ? &m_groups[row] : nullptr;
}

void SharesEditor::readGroups()
{
    m_groups.clear();
    for (const XmlNode *one : root().find(u"cputune/"_s + elementName())) {
        Group group{.vcpus = one->attribute(vcpusOf)};
        const QString path = pathOf(group.vcpus);
        if (one->has(vcpusOf) && !group.vcpus.contains(u']')
            && std::none_of(m_groups.cbegin(), m_groups.cend(),
                            [&path](const Group &other) { return other.path == path; }))
            group.path = path;
        for (const XmlNode &child : one->children) {
            Attributes attributes;
            for (const auto &attribute : child.attributes)
                attributes.append({attribute.name, attribute.value});
            if (child.name == shareName())
                group.shares += attributes;
            else if (child.name == "monitor"_L1)
                group.monitors += attributes;
        }
        m_groups += group;
    }
}

QString SharesEditor::freeVcpus() const
{
    QStringList sets;
    for (const Group &one : m_groups)
        sets += one.vcpus;
    return MachineThreads::left(MachineThreads::vcpus(root()), sets);
}

// Cache and bandwidth of the same vCPUs go together, and only of the very same.
QString SharesEditor::vcpusProblem(const Group &group, const QString &vcpus) const
{
    QStringList others;
    for (const Group &one : m_groups) {
        if (&one != &group)
            others += one.vcpus;
    }
    const auto own = CpuSet::read(vcpus);
    for (const XmlNode *one :
         root().find(m_kind == Cache ? u"cputune/memorytune" : u"cputune/cachetune")) {
        if (CpuSet::read(one->attribute(vcpusOf)) != own)
            others += one->attribute(vcpusOf);
    }
    const auto found = MachineThreads::problemOf(vcpus, MachineThreads::vcpus(root()), others);
    switch (found.kind) {
    case MachineThreads::Problem::Unreadable:
        return noNumbers();
    case MachineThreads::Problem::Empty:
        return tr("This must name one vCPU at least.");
    case MachineThreads::Problem::Missing:
        return tr("The machine has no vCPU %1.").arg(found.number);
    case MachineThreads::Problem::Taken:
        return tr("vCPU %1 is in another group already.").arg(found.number);
    case MachineThreads::Problem::None:
        break;
    }
    return {};
}

QString SharesEditor::cacheProblem(const Attributes &cache) const
{
    const auto text = [&cache](const QString &name) { return ElementParts::value(cache, name); };
    bool number = false;
    const quint64 size = text(u"size"_s).toULongLong(&number);
    const auto unit = XmlValues::unitBytes(text(u"unit"_s), 1);
    if (!number || !unit || size == 0)
        return tr("The size is a number.");
    if (!isOffered())
        return {};
    for (const CacheBank &bank : context().choices->host->cacheBanks) {
        if (QString::number(bank.id) != text(u"id"_s)
            || QString::number(bank.level) != text(u"level"_s))
            continue;
        for (const CacheControl &control : bank.controls) {
            if (control.type != text(u"type"_s))
                continue;
            const quint64 bytes = size > UINT64_MAX / *unit ? UINT64_MAX : size * *unit;
            if (bytes < control.minimumBytes)
                return tr("The host gives %1 at least.").arg(Units::bytes(control.minimumBytes));
            if (bytes > bank.bytes)
                return tr("The host has %1 of this cache.").arg(Units::bytes(bank.bytes));
            if (control.granularityBytes > 0 && bytes % control.granularityBytes != 0)
                return tr("The host gives it in steps of %1.")
                    .arg(Units::bytes(control.granularityBytes));
            return {};
        }
    }
    return tr("The host cannot share out bank %1 of level %2 like this.")
        .arg(text(u"id"_s), text(u"level"_s));
}

QString SharesEditor::bandwidthProblem(const Attributes &node) const
{
    bool number = false;
    const int percent = ElementParts::value(node, u"bandwidth"_s).toInt(&number);
    if (!number || percent < 1 || percent > 100)
        return tr("The bandwidth is a number from 1 to 100.");
    if (!isOffered())
        return {};
    const QString id = ElementParts::value(node, u"id"_s);
    for (const MemoryBandwidth &one : context().choices->host->memoryBandwidth) {
        if (QString::number(one.node) != id)
            continue;
        if (percent < one.minimum)
            return tr("The host gives %1 % at least.").arg(one.minimum);
        if (one.granularity > 0 && percent % one.granularity != 0)
            return tr("The host gives it in steps of %1 %.").arg(one.granularity);
        return {};
    }
    return tr("The host cannot limit the bandwidth of node %1.").arg(id);
}

QString SharesEditor::sharesProblem(const Group &group) const
{
    if (group.shares.isEmpty() && group.monitors.isEmpty())
        return tr("This must have one share or one monitor at least.");
    for (const Attributes &one : group.shares) {
        const QString problem = m_kind == Cache ? cacheProblem(one) : bandwidthProblem(one);
        if (!problem.isEmpty())
            return problem;
    }
    const auto own = CpuSet::read(group.vcpus).value_or(QList<int>{});
    for (const Attributes &one : group.monitors) {
        const auto watched = CpuSet::read(ElementParts::value(one, vcpusOf));
        if (!watched || watched->isEmpty()
            || !std::includes(own.cbegin(), own.cend(), watched->cbegin(), watched->cend()))
            return tr("The vCPUs of a monitor are some of those above.");
        bool level = false;
        if (m_kind == Cache && (ElementParts::value(one, u"level"_s).toUInt(&level), !level))
            return tr("A monitor has the level of a cache, such as 3.");
    }
    return {};
}

QString SharesEditor::title(const Group &group) const
{
    QStringList parts;
    for (const Attributes &one : group.shares)
        parts += m_kind == Cache ? tr("bank %1: %2 %3")
                                       .arg(ElementParts::value(one, u"id"_s),
                                            ElementParts::value(one, u"size"_s),
                                            ElementParts::value(one, u"unit"_s))
                                       .trimmed()
                                 : tr("node %1: %2 %")
                                       .arg(ElementParts::value(one, u"id"_s),
                                            ElementParts::value(one, u"bandwidth"_s));
    return parts.isEmpty() ? tr("only watched") : parts.join(u", "_s);
}

void SharesEditor::fillMore()
{
    readGroups();
    QList<PathList::Row> rows;
    for (const Group &one : std::as_const(m_groups))
        rows += {one.path,
                 {one.vcpus, title(one)},
                 !vcpusProblem(one, one.vcpus).isEmpty() || !sharesProblem(one).isEmpty()};
    const bool another = m_list->setRows(rows);
    const bool offered = isOffered();
    m_about->setText(
        offered && m_kind == Cache
            ? tr("vCPUs with a share of the cache keep it for themselves: other programs of the "
                 "host do not push their data out.")
        : offered ? tr("vCPUs with a share of the bandwidth leave the rest of it to others.")
                  : tr("This host does not offer it. It takes processors with Intel RDT or AMD QoS "
                       "and the kernel’s resctrl file system at /sys/fs/resctrl; without them the "
                       "machine does not start."));
    m_list->setVisible(!m_groups.isEmpty());
    m_add->setEnabled(offered && !freeVcpus().isEmpty());
    m_shares->setAdded(proposed());
    fillFields(another);
    setVisible(!m_groups.isEmpty() || (offered && !isContainer()));
}

void SharesEditor::fillFields(bool anew)
{
    const Group *one = current();
    const bool told = one && !one->path.isEmpty();
    m_remove->setVisible(one);
    m_remove->setEnabled(told);
    setRowVisible(m_vcpus, one);
    for (QWidget *part : QList<QWidget *>{m_sharesTitle, m_shares, m_monitorsTitle, m_monitors})
        part->setVisible(one);
    for (QWidget *part : QList<QWidget *>{m_vcpus, m_shares, m_monitors})
        part->setEnabled(told);
    m_problem->setVisible(false);
    if (!one)
        return;
    m_vcpus->setValue(one->vcpus, anew);
    m_shares->setElements(one->shares);
    m_monitors->setElements(one->monitors);
    const QString level =
        one->shares.isEmpty() ? u"3"_s : ElementParts::value(one->shares.first(), u"level"_s);
    m_monitors->setAdded(
        {{u"level"_s, m_kind == Cache ? level : QString()}, {vcpusOf, one->vcpus}});
    fillNotes();
}

void SharesEditor::fillNotes()
{
    const Group *one = current();
    if (!one)
        return;
    setNote(m_vcpus,
            one->path.isEmpty() ? tr("This can be changed in the XML only.") : m_vcpus->problem());
    const QString problem = sharesProblem(*one);
    m_problem->setText(problem);
    m_problem->setVisible(!problem.isEmpty());
}

Attributes SharesEditor::proposed() const
{
    if (!isOffered())
        return {};
    if (m_kind == Memory) {
        const MemoryBandwidth &first = context().choices->host->memoryBandwidth.first();
        return {{u"id"_s, QString::number(first.node)}, {u"bandwidth"_s, u"100"_s}};
    }
    for (const CacheBank &bank : context().choices->host->cacheBanks) {
        if (bank.controls.isEmpty())
            continue;
        const CacheControl &control = bank.controls.first();
        const quint64 bytes = qMax(control.minimumBytes, control.granularityBytes);
        const bool kib = bytes % 1024 == 0;
        Attributes cache{{u"id"_s, QString::number(bank.id)},
                         {u"level"_s, QString::number(bank.level)},
                         {u"type"_s, control.type},
                         {u"size"_s, QString::number(kib ? bytes / 1024 : bytes)}};
        if (kib)
            cache.append({u"unit"_s, u"KiB"_s});
        return cache;
    }
    return {};
}

void SharesEditor::add()
{
    const QString vcpus = freeVcpus();
    m_list->want(pathOf(vcpus));
    setElement(pathOf(vcpus),
               ElementParts::withChildren(ElementParts::make(elementName(), {{vcpusOf, vcpus}}),
                                          shareName(), {proposed()}));
}

// The vCPUs are what tells one from another: with new ones it is another element.
void SharesEditor::setVcpus(const QString &vcpus)
{
    const Group *one = current();
    if (!one || one->path.isEmpty() || one->vcpus == vcpus)
        return;
    const QString before = one->path, after = pathOf(vcpus);
    const QByteArray anew = ElementParts::with(element(before), u'@' + vcpusOf, vcpus);
    m_list->follow(after);
    together([&] {
        setElement(before, {});
        setElement(after, anew);
    });
}

void SharesEditor::setChildren(const QString &name, const AttributeTable *table)
{
    const Group *one = current();
    if (!one || one->path.isEmpty())
        return;
    const QString path = one->path;
    setElement(path, ElementParts::withChildren(element(path), name, table->elements()));
}
