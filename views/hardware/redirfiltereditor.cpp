// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/hardware/redirfiltereditor.h"

#include "models/xml/elementparts.h"
#include "views/basic/plainlabel.h"
#include "views/hardware/attributetable.h"

#include <QVBoxLayout>

using namespace Qt::StringLiterals;

RedirFilterEditor::RedirFilterEditor(const HardwareServices &services, QWidget *parent)
    : ItemEditor(services, parent)
    , m_rules(new AttributeTable(
          tr("Rules"),
          {{u"class"_s, tr("Class")},
           {u"vendor"_s, tr("Vendor")},
           {u"product"_s, tr("Product")},
           {u"version"_s, tr("Version")},
           {u"allow"_s, tr("Allowed"), {{u"yes"_s, tr("Yes")}, {u"no"_s, tr("No")}}, true}},
          {{u"allow"_s, u"yes"_s}}))
{
    auto *hint = new PlainLabel(tr("The first rule that fits a device counts. What is empty fits "
                                   "everything; a last rule without values decides about the "
                                   "rest."));
    hint->setWordWrap(true);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(hint);
    layout->addWidget(m_rules);
    connect(m_rules, &AttributeTable::edited, this, [this] {
        // Rules are many of one name, so only the filter as a whole can be written.
        setElement({}, ElementParts::withChildren(element({}), u"usbdev"_s, m_rules->elements()));
    });
}

QStringList RedirFilterEditor::covers() const
{
    return {u"usbdev/*"_s};
}

void RedirFilterEditor::refill()
{
    setEnabled(!context().readOnly);
    m_rules->setElements(ElementParts::children(element({}), u"usbdev"_s));
}
