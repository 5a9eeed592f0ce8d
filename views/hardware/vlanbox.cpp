// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/hardware/vlanbox.h"

#include "views/hardware/attributetable.h"

#include <QCheckBox>
#include <QVBoxLayout>

#include <optional>

using namespace Qt::StringLiterals;

VlanBox::VlanBox(QWidget *parent)
    : QWidget(parent)
    , m_tags(new AttributeTable(
          tr("VLANs"),
          {{u"id"_s, tr("Number")},
           {u"nativeMode"_s,
            tr("Native"),
            {{u""_s, tr("No")}, {u"tagged"_s, tr("Tagged")}, {u"untagged"_s, tr("Untagged")}}}},
          {{u"id"_s, u"1"_s}}))
    , m_trunk(new QCheckBox(tr("A trunk: the guest sees the tags")))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(m_tags);
    layout->addWidget(m_trunk);
    m_trunk->setAccessibleName(m_trunk->text());
    connect(m_tags, &AttributeTable::edited, this, &VlanBox::edited);
    connect(m_trunk, &QCheckBox::clicked, this, &VlanBox::edited);
}

void VlanBox::setVlan(const QByteArray &vlan, bool trunk)
{
    m_vlan = vlan;
    m_isTrunk = trunk;
    m_tags->setElements(ElementParts::children(vlan, u"tag"_s));
    m_trunk->setChecked(trunk);
}

QByteArray VlanBox::vlan() const
{
    const auto tags = m_tags->elements();
    if (tags.isEmpty())
        return {};
    QByteArray vlan = m_vlan.isEmpty() ? ElementParts::make(u"vlan"_s) : m_vlan;
    vlan = ElementParts::withChildren(vlan, u"tag"_s, tags);
    // What several tags need is set with them.
    const bool trunk = m_trunk->isChecked() || tags.size() > 1;
    if (trunk != m_isTrunk)
        vlan =
            ElementParts::with(vlan, u"@trunk"_s, trunk ? std::optional(u"yes"_s) : std::nullopt);
    return vlan;
}

QString VlanBox::problem() const
{
    const auto tags = m_tags->elements();
    for (const auto &tag : tags) {
        bool number = false;
        const int id = ElementParts::value(tag, u"id"_s).toInt(&number);
        if (!number || id < 0 || id > 4095)
            return tr("A VLAN is a number from 0 to 4095.");
    }
    return tags.size() > 1 && !m_trunk->isChecked() ? tr("Several VLANs are a trunk.") : QString();
}
