// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/hardware/rowseditor.h"

#include "models/xml/fieldtable.h"
#include "models/xml/machinedriver.h"
#include "views/basic/plainlabel.h"

#include <QPointer>
#include <QPushButton>
#include <QToolButton>
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

// What is not there cannot be set where the machine's driver takes no such value.
static void refuse(const FieldRows &rows, const MachineDriver &driver, const QString &item,
                   const FieldRows::Read &shown)
{
    static constexpr char refused[] = "refused";
    const QString kind = item.section(u'#', 0, 0).section(u'/', 0, 0);
    const QStringList paths = rows.paths();
    for (const QString &path : paths) {
        QWidget *field = rows.field(path);
        const QString why = shown(path) ? QString() : DriverRules::whyNotField(driver, kind, path);
        if (why.isEmpty() && !field->property(refused).toBool())
            continue;
        field->setProperty(refused, !why.isEmpty());
        field->setEnabled(why.isEmpty() && field->isEnabled()); // filled anew each time
        setPlainToolTip(field, why);
    }
}

void RowsEditor::refill()
{
    m_rows->fill([this](const QString &path) { return shown(path); },
                 [this](const QString &path) { return shownBefore(path); }, context().readOnly);
    arrange();
    const MachineDriver driver = machineDriver(context().document);
    refuse(*m_rows, driver, context().item, [this](const QString &path) { return shown(path); });
    showGroups();
}

void RowsEditor::addGroup(const QString &title, const QStringList &paths)
{
    auto *button = new QToolButton;
    button->setText(title);
    button->setCheckable(true);
    button->setAutoRaise(true);
    button->setArrowType(Qt::RightArrow);
    button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_rows->addGroup(title, button, paths.first());
    button->setAccessibleName(title);
    m_groups += {button, paths};
    connect(button, &QToolButton::toggled, this, [this, button](bool on) {
        button->setArrowType(on ? Qt::DownArrow : Qt::RightArrow);
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
