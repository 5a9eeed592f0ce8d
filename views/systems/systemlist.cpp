// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/systems/systemlist.h"

#include "models/core/safetext.h"
#include "models/values/systemsearch.h"

#include <QDate>
#include <QLineEdit>
#include <QListWidget>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

SystemList::SystemList(const QString &none, QWidget *parent)
    : QWidget(parent), m_none(none), m_search(new QLineEdit), m_list(new QListWidget)
{
    m_search->setAccessibleName(tr("Search systems"));
    m_search->setPlaceholderText(tr("Search by name and version"));
    m_search->setClearButtonEnabled(true);
    m_search->setMaxLength(200);
    m_list->setAccessibleName(tr("System"));
    m_list->setUniformItemSizes(true);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(m_search);
    layout->addWidget(m_list, 1);
    connect(m_search, &QLineEdit::textChanged, this, &SystemList::fill);
    // Not the current one: a list that gets the focus makes one current by itself.
    connect(m_list, &QListWidget::itemSelectionChanged, this, [this] {
        const auto selected = m_list->selectedItems();
        if (selected.isEmpty())
            return;
        m_chosen = selected.first()->data(Qt::UserRole).toString();
        Q_EMIT chosen(m_chosen);
    });
    fill();
}

void SystemList::setSystems(const QList<SystemEntry> &systems)
{
    if (m_systems == systems)
        return;
    m_systems = systems;
    fill();
    showChosen();
}

void SystemList::setChosen(const QString &systemId)
{
    if (m_chosen == systemId)
        return;
    const bool had = nameOf(m_chosen) != m_chosen || m_chosen.isEmpty();
    m_chosen = systemId;
    if (!had || nameOf(systemId) == systemId)
        fill();
    mark();
    showChosen();
}

QString SystemList::nameOf(const QString &systemId) const
{
    const auto known =
        std::find_if(m_systems.cbegin(), m_systems.cend(),
                     [&systemId](const SystemEntry &one) { return one.id == systemId; });
    return known == m_systems.cend() ? systemId : known->name;
}

void SystemList::fill()
{
    const QSignalBlocker quiet(m_list);
    m_list->clear();
    const auto add = [this](const QString &title, const QString &id) {
        auto *item = new QListWidgetItem(title, m_list);
        item->setData(Qt::UserRole, id);
    };
    add(m_none, {});
    if (!m_systems.isEmpty() && !m_chosen.isEmpty() && nameOf(m_chosen) == m_chosen)
        add(SafeText::line(m_chosen, 120), m_chosen);
    const auto found = findSystems(m_systems, m_search->text(), QDate::currentDate());
    for (const SystemEntry &system : found)
        add(SafeText::line(system.name, 120), system.id);
    if (found.isEmpty() && !m_systems.isEmpty()) {
        auto *hint = new QListWidgetItem(tr("Nothing of this name is known on this computer. An "
                                            "earlier version of the system does as well."),
                                         m_list);
        hint->setFlags(Qt::NoItemFlags);
    }
    mark();
}

void SystemList::mark()
{
    const QSignalBlocker quiet(m_list);
    for (int row = 0; row < m_list->count(); ++row) {
        const QListWidgetItem *item = m_list->item(row);
        if (item->data(Qt::UserRole).toString() == m_chosen && item->flags() != Qt::NoItemFlags) {
            m_list->setCurrentRow(row);
            return;
        }
    }
    m_list->clearSelection();
}

void SystemList::showChosen()
{
    if (const QListWidgetItem *item = m_list->currentItem())
        m_list->scrollToItem(item, QAbstractItemView::PositionAtCenter);
}
