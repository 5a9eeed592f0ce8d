// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/hardware/systemeditor.h"

#include "models/core/safetext.h"
#include "models/xml/systemhints.h"
#include "models/xml/systemmetadata.h"
#include "models/xml/xmlvalues.h"
#include "views/basic/plainlabel.h"
#include "views/basic/wrappable.h"
#include "views/systems/systemlist.h"

using namespace Qt::StringLiterals;

SystemEditor::SystemEditor(const HardwareServices &services, QWidget *parent)
    : FormEditor(services, parent)
    , m_name(new PlainLabel)
    , m_id(new PlainLabel)
    , m_heading(new PlainLabel(tr("How they fit")))
    , m_hints(new PlainLabel)
    , m_list(new SystemList(tr("Not said")))
{
    for (PlainLabel *one : {m_name, m_id}) {
        one->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
        one->setWordWrap(true);
    }
    addGroup({});
    addRow(tr("Chosen system"), m_name);
    addRow(tr("Its ID"), m_id);
    m_list->setMinimumHeight(fontMetrics().height() * 18);
    addWide(m_list);
    QFont bold = m_heading->font();
    bold.setBold(true);
    m_heading->setFont(bold);
    m_hints->setWordWrap(true);
    m_hints->setTextInteractionFlags(Qt::TextSelectableByMouse);
    addWide(m_heading);
    addWide(m_hints);
    alsoCovers({QString::fromUtf16(SystemMetadata::newPath)});
    connect(m_list, &SystemList::chosen, this, [this](const QString &systemId) {
        set(SystemMetadata::path(context().original),
            systemId.isEmpty() ? std::nullopt : Value(systemId));
    });
}

void SystemEditor::fillMore()
{
    const QString id =
        value(SystemMetadata::path(context().original)).value_or(QString()).trimmed();
    const QString known = m_list->nameOf(id);
    const QString name = known == id ? XmlValues::osName(id) : known;
    m_name->setText(id.isEmpty() ? tr("Not said") : wrappable(SafeText::line(name, 200)));
    m_id->setText(wrappable(SafeText::line(id, 300)));
    setRowVisible(m_id, !id.isEmpty());
    m_list->setChosen(id);
    if (!m_asked && services().systems) {
        m_asked = true;
        services().systems(this, [this](const QList<SystemEntry> &systems) {
            m_list->setSystems(systems);
            if (!context().document.isEmpty())
                fillMore();
        });
    }
    ask();
    fillHints();
}

void SystemEditor::ask()
{
    const QString id = SystemMetadata::systemId(root());
    const QString architecture = root().value(u"os/type@arch");
    const QString wanted = id + u'\n' + architecture;
    if (m_askedFor == wanted)
        return;
    m_askedFor = wanted;
    m_facts = {};
    if (id.isEmpty() || !services().systemFacts)
        return;
    services().systemFacts(id, architecture, this, [this, wanted](const SystemFacts &facts) {
        if (m_askedFor != wanted)
            return;
        m_facts = facts;
        fillHints();
    });
}

void SystemEditor::fillHints()
{
    QStringList lines;
    for (const QString &hint : systemHints(m_facts, root()))
        lines += u"• "_s + SafeText::line(hint, 400);
    m_hints->setText(lines.join(u'\n'));
    m_heading->setVisible(!lines.isEmpty());
    m_hints->setVisible(!lines.isEmpty());
}
