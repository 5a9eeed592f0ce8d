// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/xml/bulkedit.h"

#include "models/core/units.h"
#include "models/values/metadatanamespace.h"
#include "models/xml/domaindescriptionreader.h"
#include "models/xml/domainedit.h"
#include "models/xml/xmlnode.h"

#include <QCoreApplication>
#include <QXmlStreamWriter>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(BulkEdit)
};

constexpr int mostTags = 100, longestTag = 100;

// The element of our tags, by the prefix that the document has for it.
QString tagsElement(const XmlNode &root)
{
    for (const XmlNode *metadata : root.find(u"metadata")) {
        for (const XmlNode &child : metadata->children) {
            if (child.space == MetadataNamespace::guesthouse
                && (child.name == "tags"_L1 || child.name.endsWith(":tags"_L1)))
                return child.name;
        }
    }
    return MetadataNamespace::guesthousePrefix.toString() + ":tags"_L1;
}

QByteArray written(const QStringList &tags)
{
    if (tags.isEmpty())
        return {};
    QByteArray xml;
    QXmlStreamWriter writer(&xml);
    const QString space = MetadataNamespace::guesthouse.toString();
    writer.writeNamespace(space, MetadataNamespace::guesthousePrefix.toString());
    writer.writeStartElement(space, u"tags"_s);
    for (const QString &tag : tags)
        writer.writeTextElement(space, u"tag"_s, tag);
    writer.writeEndElement();
    return xml;
}

class Planner
{
public:
    Planner(const BulkWish &wish, const Machine &machine, const QByteArray &definition)
        : m_wish(wish), m_machine(machine), m_xml(definition)
    {}

    BulkPlan plan()
    {
        const auto domain = readDomain(m_xml);
        const auto tree = readTree(m_xml);
        if (!domain || !tree) {
            m_plan.rows += {.problem = (domain ? tree.error() : domain.error()).summary};
            return m_plan;
        }
        memory(*domain);
        processors(*domain, *tree);
        network(*domain);
        tags(domain->tags, *tree);
        if (m_wish.autostart && *m_wish.autostart != m_machine.autostart) {
            const auto words = [](bool on) { return on ? Text::tr("Yes") : Text::tr("No"); };
            m_plan.autostart = m_wish.autostart;
            m_plan.rows += {.setting = Text::tr("Start with the host"),
                            .before = words(m_machine.autostart),
                            .after = words(*m_wish.autostart)};
        }
        return m_plan;
    }

private:
    void set(const QString &path, const std::optional<QString> &after)
    {
        m_plan.changes.fields +=
            FieldChange{.path = path, .before = fieldValue(m_xml, {}, path), .after = after};
    }
    void setMemory(const QString &path, quint64 kib)
    {
        set(path, QString::number(kib));
        const QString unit = path + "@unit"_L1;
        const auto now = fieldValue(m_xml, {}, unit);
        if (now && *now != "KiB"_L1)
            set(unit, u"KiB"_s);
    }

    void memory(const DomainDescription &domain)
    {
        const quint64 most = m_wish.maximumMemoryKiB.value_or(domain.maximumMemoryKiB);
        const quint64 current = m_wish.memoryKiB.value_or(domain.memoryKiB);
        // Where only the maximum was asked for, the machine does not start with more than that.
        const quint64 start = m_wish.memoryKiB ? current : qMin(current, most);
        BulkPlan::Row maximum{.setting = Text::tr("Maximum memory"),
                              .before = Units::kibibytes(domain.maximumMemoryKiB),
                              .after = Units::kibibytes(most)};
        BulkPlan::Row atStart{.setting = Text::tr("Memory at start"),
                              .before = Units::kibibytes(domain.memoryKiB),
                              .after = Units::kibibytes(start)};
        if (m_wish.memoryKiB && start > most)
            atStart.problem =
                Text::tr("It is more than its maximum of %1.").arg(Units::kibibytes(most));
        if (most != domain.maximumMemoryKiB
            && fieldValue(m_xml, {}, u"cpu/numa/cell@memory"_s).has_value())
            maximum.problem = Text::tr("Its memory is divided among NUMA cells.");
        if (most != domain.maximumMemoryKiB) {
            m_plan.rows += maximum;
            setMemory(u"memory"_s, most);
        }
        if (start != domain.memoryKiB) {
            m_plan.rows += atStart;
            setMemory(u"currentMemory"_s, start);
        }
    }

    void processors(const DomainDescription &domain, const XmlNode &root)
    {
        const quint32 most = m_wish.maximumVcpus.value_or(domain.maximumVcpus);
        const quint32 wanted = m_wish.vcpus.value_or(domain.vcpus);
        const quint32 start = m_wish.vcpus ? wanted : qMin(wanted, most);
        BulkPlan::Row maximum{.setting = Text::tr("Maximum processors"),
                              .before = QString::number(domain.maximumVcpus),
                              .after = QString::number(most)};
        BulkPlan::Row atStart{.setting = Text::tr("Processors at start"),
                              .before = QString::number(domain.vcpus),
                              .after = QString::number(start)};
        if (most != domain.maximumVcpus) {
            const bool sockets = root.value(u"cpu/topology@sockets").size() > 0;
            if (sockets || !root.find(u"cpu/numa").isEmpty() || !root.find(u"vcpus").isEmpty())
                maximum.problem =
                    Text::tr("Its processors have a topology of their own, which has to fit.");
            m_plan.rows += maximum;
            set(u"vcpu"_s, QString::number(most));
        }
        if (m_wish.vcpus && start > most)
            atStart.problem = Text::tr("It is more than its maximum of %1.").arg(most);
        if (start != domain.vcpus)
            m_plan.rows += atStart;
        // Absent means all of them.
        const auto current = fieldValue(m_xml, {}, u"vcpu@current"_s);
        const auto after = start == most ? std::nullopt : std::optional(QString::number(start));
        if ((start != domain.vcpus || most != domain.maximumVcpus) && current != after)
            set(u"vcpu@current"_s, after);
    }

    void network(const DomainDescription &domain)
    {
        if (!m_wish.network)
            return;
        bool any = false;
        for (const HardwareItem &device : domain.devices) {
            if (device.kind != "interface"_L1 || (any && !m_wish.everyInterface))
                continue;
            any = true;
            BulkPlan::Row row{.setting = device.title,
                              .before = device.summary,
                              .after = *m_wish.network};
            const auto type = fieldValue(m_xml, device.key, u"@type"_s);
            const auto before = fieldValue(m_xml, device.key, u"source@network"_s);
            if (type == u"network"_s && before == *m_wish.network)
                continue;
            if (type == u"network"_s) {
                row.before = before.value_or(QString());
                m_plan.changes.fields += FieldChange{.item = device.key,
                                                     .path = u"source@network"_s,
                                                     .before = before,
                                                     .after = *m_wish.network};
            } else {
                row.problem = Text::tr("It is not in a virtual network.");
            }
            m_plan.rows += row;
        }
        if (!any)
            m_plan.rows += {.setting = Text::tr("Network"),
                            .after = *m_wish.network,
                            .problem = Text::tr("It has no network interface.")};
    }

    void tags(const QStringList &now, const XmlNode &root)
    {
        QStringList after = now;
        for (const QString &tag : m_wish.removeTags)
            after.removeAll(tag);
        for (const QString &tag : m_wish.addTags) {
            if (!after.contains(tag) && after.size() < mostTags)
                after += tag;
        }
        if (after == now)
            return;
        const QString path = u"metadata/"_s + tagsElement(root);
        m_plan.changes.elements += ElementChange{
            .path = path, .before = elementXml(m_xml, {}, path), .after = written(after)};
        m_plan.rows += {
            .setting = Text::tr("Tags"), .before = now.join(u", "_s), .after = after.join(u", "_s)};
    }

    const BulkWish &m_wish;
    const Machine &m_machine;
    const QByteArray &m_xml;
    BulkPlan m_plan;
};

} // namespace

bool BulkPlan::isPossible() const
{
    return !rows.isEmpty() && std::all_of(rows.cbegin(), rows.cend(), [](const Row &row) {
        return row.problem.isEmpty();
    });
}

BulkPlan planBulkEdit(const BulkWish &wish, const Machine &machine, const QByteArray &definition)
{
    return Planner(wish, machine, definition).plan();
}

QStringList tagsOf(const QString &text)
{
    QStringList tags;
    for (const QString &part : text.split(u',')) {
        const QString tag = part.simplified().left(longestTag);
        if (!tag.isEmpty() && !tags.contains(tag))
            tags += tag;
    }
    return tags;
}

QByteArray plainTags(const QByteArray &element)
{
    const auto tags = readTree(element);
    if (!tags)
        return {};
    QByteArray xml;
    QXmlStreamWriter writer(&xml);
    writer.writeStartElement(u"tags"_s);
    for (const XmlNode &tag : tags->children)
        writer.writeTextElement(u"tag"_s, tag.text);
    writer.writeEndElement();
    return xml;
}
