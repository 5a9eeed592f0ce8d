// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/hardware/xmlpage.h"

#include "models/xml/sectionxml.h"
#include "views/basic/plainlabel.h"
#include "views/diff/sidebyside.h"
#include "views/xmleditor/xmledit.h"
#include "views/xmleditor/xmleditor.h"

#include <QHBoxLayout>
#include <QIcon>
#include <QStackedWidget>
#include <QToolButton>
#include <QVBoxLayout>

#include <utility>

using namespace Qt::StringLiterals;

XmlPage::XmlPage(QWidget *parent)
    : QWidget(parent)
    , m_edit(new QToolButton)
    , m_find(new QToolButton)
    , m_compare(new QToolButton)
    , m_note(new PlainLabel)
    , m_stack(new QStackedWidget)
    , m_editor(new XmlEditor)
    , m_sides(new SideBySide(tr("Now"), tr("After next start")))
{
    const auto prepare = [](QToolButton *button, const QString &icon, const QString &text,
                            const QString &name) {
        button->setIcon(QIcon::fromTheme(icon));
        button->setText(text);
        button->setAccessibleName(name);
        button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
        button->setAutoRaise(true);
    };
    prepare(m_edit, u"document-edit"_s, tr("&Edit"), tr("Edit"));
    prepare(m_find, u"edit-find"_s, tr("&Find…"), tr("Find"));
    prepare(m_compare, u"edit-copy"_s, tr("&Compare both copies"), tr("Compare both copies"));
    m_edit->setCheckable(true);
    m_compare->setCheckable(true);
    m_note->setForegroundRole(QPalette::PlaceholderText);

    const int gap = fontMetrics().height() / 3;
    auto *bar = new QHBoxLayout;
    bar->setContentsMargins(gap, gap, gap, gap);
    bar->addWidget(m_edit);
    bar->addWidget(m_find);
    bar->addWidget(m_compare);
    bar->addStretch();
    bar->addWidget(m_note);
    m_stack->addWidget(m_editor);
    m_stack->addWidget(m_sides);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    layout->addLayout(bar);
    layout->addWidget(m_stack, 1);

    connect(m_edit, &QToolButton::clicked, this, [this](bool on) {
        m_compare->setChecked(false);
        edit(on);
        m_editor->setFocus();
    });
    connect(m_find, &QToolButton::clicked, m_editor, &XmlEditor::find);
    connect(m_compare, &QToolButton::toggled, this, &XmlPage::fill);
    connect(m_editor, &XmlEditor::edited, this, [this] {
        if (!m_editing)
            return;
        m_sent = m_editor->text().toUtf8();
        Q_EMIT written(m_xml.item, m_sent);
    });
    fill();
}

XmlFrame XmlPage::frame() const
{
    if (SectionXml::isWhole(m_xml.item))
        return {};
    if (SectionXml::isPart(m_xml.item))
        return {.parents = {u"domain"_s, u"metadata"_s}, .declarations = m_xml.declarations};
    if (SectionXml::isSection(m_xml.item))
        return {.parents = {u"domain"_s},
                .elements = SectionXml::elements(m_xml.item),
                .declarations = m_xml.declarations};
    return {.parents = {u"domain"_s, u"devices"_s}, .declarations = m_xml.declarations};
}

void XmlPage::setSchema(const std::shared_ptr<const DomainSchema> &schema)
{
    if (m_schema == schema)
        return;
    m_schema = schema;
    m_editor->setSchema(m_schema, frame());
}

void XmlPage::setXml(const ItemXml &xml)
{
    const ItemXml before = std::exchange(m_xml, xml);
    if (before == xml)
        return;
    if (before.item != xml.item) {
        m_editing = false;
        m_fresh = true;
        m_sent.clear();
        m_compare->setChecked(false);
        m_editor->setSchema(m_schema, frame());
    } else if (m_editing && !xml.pending && before.pending) {
        m_editing = false; // applied, or reverted
    }
    if (before.item == xml.item && before.declarations != xml.declarations)
        m_editor->setSchema(m_schema, frame());
    if (xml.pending)
        m_editing = true;
    m_filled = false;
    if (isVisible())
        fill();
}

void XmlPage::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    if (!m_filled)
        fill(); // documents can be long: they are laid out when somebody looks
}

void XmlPage::edit(bool on)
{
    m_editing = on;
    fill();
}

void XmlPage::fill()
{
    m_filled = true;
    const bool can = !m_xml.readOnly && m_xml.writable;
    const bool both = !m_xml.now.isEmpty() && !m_xml.later.isEmpty();
    const bool compares = m_compare->isChecked() && both;
    const bool edits = m_editing && m_xml.writable;
    m_edit->setEnabled(can && !m_xml.pending); // Revert takes back what is written
    m_edit->setChecked(m_editing);
    m_compare->setVisible(both);
    m_find->setEnabled(!compares);
    const QString stays = tr("Passwords are not shown; they stay.");
    const bool display = m_xml.item.startsWith("graphics/"_L1);
    const bool part = SectionXml::isPart(m_xml.item);
    if (part)
        m_note->setText(tr("A part of the metadata, which the XML tab of “Machine” can change."));
    else if (display || SectionXml::isWhole(m_xml.item))
        m_note->setText(stays + u' ' + tr("passwd='' takes one out."));
    else
        m_note->setText(stays);
    m_note->setVisible(part || (edits && !compares && !SectionXml::isSection(m_xml.item)));
    if (compares) {
        m_sides->compare(QString::fromUtf8(m_xml.now), QString::fromUtf8(m_xml.later));
        m_stack->setCurrentWidget(m_sides);
        return;
    }
    m_stack->setCurrentWidget(m_editor);
    // What comes back as it was written is in the editor, perhaps with more by now.
    const bool unsent = m_sent.isEmpty() && m_editor->edit()->document()->isModified();
    const bool leave = edits && !m_fresh && (unsent || m_sent == m_xml.wanted);
    m_fresh = !edits;
    if (!leave)
        m_editor->setText(QString::fromUtf8(edits ? m_xml.wanted : m_xml.shown));
    m_editor->setEditable(edits && can);
}
