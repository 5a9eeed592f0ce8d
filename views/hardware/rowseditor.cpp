// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/hardware/rowseditor.h"

#include "models/xml/fieldtable.h"
#include "views/basic/foldbutton.h"

#include <QPointer>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

FieldRows::Words listOf(std::span<const Word> words)
{
    FieldRows::Words list;
    for (const Word &one : words)
        list += {QString::fromUtf16(one.raw), Fields::translated(one.text)};
    return list;
}

RowsEditor::RowsEditor(const HardwareServices &services, QWidget *parent)
    : ItemEditor(services, parent), m_rows(new FieldRows), m_column(new QVBoxLayout(this))
{
    m_column->setContentsMargins({});
    m_column->addWidget(m_rows);
    connect(m_rows, &FieldRows::edited, this,
            [this](const QString &path, const FieldRows::Value &wanted) { edit(path, wanted); });
}

QStringList RowsEditor::covers() const
{
    return m_rows->paths() + m_alsoCovered;
}

QString RowsEditor::searchText() const
{
    return m_rows->searchText();
}

void RowsEditor::setHighlight(const QString &words)
{
    m_rows->setHighlight(words);
}

void RowsEditor::refill()
{
    m_rows->fill([this](const QString &path) { return shown(path); },
                 [this](const QString &path) { return shownBefore(path); }, context().readOnly);
    arrange();
    const QStringList paths = m_rows->paths();
    for (const QString &path : paths) {
        QWidget *field = m_rows->field(path);
        const bool usable = field->isEnabled(); // as arrange() left it
        refuse(whyNotSet(path, shown(path)), field);
        field->setEnabled(usable && field->isEnabled());
    }
    showGroups();
}

void RowsEditor::addGroup(const QString &title, const QStringList &paths)
{
    auto *button = new FoldButton(title);
    m_rows->addGroup(title, button, paths.first());
    m_groups += {button, paths};
    connect(button, &FoldButton::toggled, this, [this] {
        arrange();
        showGroups();
    });
}

// What arrange() hides stays hidden.
void RowsEditor::showGroups()
{
    for (const Group &group : std::as_const(m_groups)) {
        const bool set =
            std::any_of(group.paths.cbegin(), group.paths.cend(),
                        [this](const QString &path) { return shown(path) || shownBefore(path); });
        m_rows->setFolded(group.paths, !set && !group.button->isChecked());
        group.button->setVisible(
            !set && std::any_of(group.paths.cbegin(), group.paths.cend(), [this](const auto &path) {
                return m_rows->isShown(path);
            }));
    }
}

void RowsEditor::edit(const QString &path, const FieldRows::Value &wanted)
{
    set(path, wanted);
}

QPushButton *RowsEditor::addBrowse(const QString &path, StoragePurpose purpose)
{
    if (!services().chooseStorage)
        return nullptr;
    auto *button = new QPushButton(tr("Browse…"));
    button->setAccessibleName(tr("Browse"));
    m_rows->addBeside(path, button);
    connect(button, &QPushButton::clicked, this, [this, path, purpose] {
        const QString item = context().item;
        services().chooseStorage(purpose, this,
                                 [self = QPointer(this), path, item](const ChosenStorage &chosen) {
                                     if (self && self->context().item == item)
                                         self->take(path, chosen);
                                 });
    });
    return button;
}

FieldRows::Words RowsEditor::schemaWords(const QStringList &element, const QString &attribute,
                                         const FieldRows::Words &ours) const
{
    if (!context().schema)
        return ours;
    const auto content = context().schema->attribute(element, attribute);
    if (!content || content->words.isEmpty())
        return ours;
    FieldRows::Words words;
    // Ours first, in our order: they are the ones that people look for.
    for (const auto &one : ours) {
        if (content->words.contains(one.raw))
            words += one;
    }
    for (const QString &raw : content->words) {
        if (std::none_of(words.cbegin(), words.cend(),
                         [&raw](const auto &one) { return one.raw == raw; }))
            words += {raw, raw};
    }
    return words;
}
