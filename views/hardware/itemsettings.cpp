// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/hardware/itemsettings.h"

#include "models/schema/editablefields.h"
#include "models/values/domaindescription.h"
#include "models/xml/domainedit.h"
#include "views/facts/noticepanel.h"
#include "views/hardware/itemeditors.h"
#include "views/hardware/settingsform.h"

#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

ItemSettings::ItemSettings(QWidget *parent)
    : QWidget(parent)
    , m_layout(new QVBoxLayout(this))
    , m_notice(new NoticePanel)
    , m_form(new SettingsForm)
{
    m_layout->setContentsMargins({});
    m_notice->hide();
    m_layout->addWidget(m_notice);
    m_layout->addWidget(m_form);
    connect(m_form, &SettingsForm::edited, this, &ItemSettings::formEdited);
}

void ItemSettings::setServices(const HardwareServices &services)
{
    m_services = services;
}

void ItemSettings::setContext(const ItemContext &given)
{
    ItemContext context = given;
    context.readOnly = context.readOnly || !context.obstacle.isEmpty();
    if (m_context.obstacle != context.obstacle && !context.obstacle.isEmpty())
        m_notice->showSentence(NoticePanel::Kind::Information, context.obstacle,
                               given.readOnly
                                   ? QString()
                                   : tr("What is changed in its XML is left to libvirt to judge."));
    m_notice->setVisible(!context.obstacle.isEmpty());
    m_context = context;
    const QString kind = HardwareItem::kindOf(context.item);
    if (kind != m_kind) {
        delete m_editor;
        m_kind = kind;
        m_editor = makeItemEditor(kind, m_services, this);
        if (m_editor) {
            m_layout->insertWidget(1, m_editor);
            connect(m_editor, &ItemEditor::fieldEdited, this, &ItemSettings::fieldEdited);
            connect(m_editor, &ItemEditor::elementEdited, this, &ItemSettings::elementEdited);
        }
    }
    QStringList covered;
    if (m_editor) {
        m_editor->setContext(context);
        m_editor->setHighlight(m_highlight);
        covered = m_editor->covers();
    }
    auto fields = editableFields(context.original, context.item, context.schema.get());
    fields.removeIf([&covered](const EditableField &one) { return covered.contains(one.path); });
    // What the form says already is left alone: somebody may be typing in it.
    SettingsForm::Values touched;
    for (const FieldChange &one : context.changes.fields) {
        if (one.item == context.item)
            touched.insert(one.path, one.after);
    }
    // Inside what waits to be written anew, by what it will be.
    const bool anew =
        std::any_of(context.changes.elements.cbegin(), context.changes.elements.cend(),
                    [&context](const ElementChange &one) { return one.item == context.item; });
    if (anew) {
        QStringList paths;
        for (const EditableField &field : std::as_const(fields))
            paths += field.path;
        const auto wanted =
            fieldValues(context.document, context.renamed.value(context.item, context.item), paths);
        for (qsizetype i = 0; i < fields.size(); ++i) {
            if (fields[i].editor != EditableField::Editor::Secret && wanted[i] != fields[i].value)
                touched.insert(paths[i], wanted[i]);
        }
    }
    QHash<QString, QString> running;
    for (const DefinitionDifference &one : context.waiting) {
        if (one.kind == DefinitionDifference::Kind::Changed)
            running.insert(one.path, one.before);
    }
    if (m_item == context.item && m_readOnly == context.readOnly && m_driver == context.driver
        && m_form->fields() == fields && m_form->touched() == touched) {
        m_form->setRunning(running);
        return;
    }
    m_item = context.item;
    m_readOnly = context.readOnly;
    m_driver = context.driver;
    m_form->setFields(fields, touched, context.readOnly, [this, &kind](const EditableField &field) {
        return DriverRules::whyNotField(m_driver, kind, field.path);
    });
    m_form->setRunning(running);
    m_form->setHighlight(m_highlight);
    m_form->setVisible(!fields.isEmpty());
}

void ItemSettings::clear()
{
    delete m_editor;
    m_editor = nullptr;
    m_kind.clear();
    m_item.clear();
    m_context = {};
    m_notice->hide();
    m_form->setFields({}, {}, true);
}

bool ItemSettings::isEmpty() const
{
    return !m_editor && m_form->fields().isEmpty();
}

void ItemSettings::setHighlight(const QString &words)
{
    m_highlight = words;
    m_form->setHighlight(words);
    if (m_editor)
        m_editor->setHighlight(words);
}

void ItemSettings::setNote(const QString &path, const QString &sentence)
{
    m_form->setNote(path, sentence);
}

void ItemSettings::formEdited(const QString &path, const std::optional<QString> &value,
                              bool touched)
{
    const auto &fields = m_form->fields();
    const auto field = std::find_if(fields.cbegin(), fields.cend(),
                                    [&path](const auto &one) { return one.path == path; });
    if (field == fields.cend())
        return;
    if (const auto folded = foldedEdit(m_context, m_item, path, value);
        folded && field->editor != EditableField::Editor::Secret) {
        Q_EMIT elementEdited(*folded, folded->before != folded->after);
        return;
    }
    Q_EMIT fieldEdited({.item = m_item,
                        .path = path,
                        .before = field->value,
                        .after = value,
                        .unseen = field->editor == EditableField::Editor::Secret},
                       touched);
}
