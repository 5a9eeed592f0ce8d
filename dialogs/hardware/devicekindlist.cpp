// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialogs/hardware/devicekindlist.h"

#include "models/core/safetext.h"
#include "models/xml/newdevices.h"

#include <QLineEdit>
#include <QTreeWidget>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

static constexpr int idRole = Qt::UserRole, searchRole = Qt::UserRole + 1;

DeviceKindList::DeviceKindList(QWidget *parent)
    : QWidget(parent), m_search(new QLineEdit), m_list(new QTreeWidget)
{
    m_search->setPlaceholderText(tr("Search devices"));
    m_search->setAccessibleName(tr("Search devices"));
    m_search->setClearButtonEnabled(true);
    m_search->addAction(QIcon::fromTheme(u"edit-find"_s), QLineEdit::LeadingPosition);
    m_search->setMaxLength(200);
    m_list->setHeaderHidden(true);
    m_list->setAccessibleName(tr("Kinds of devices"));
    m_list->setRootIsDecorated(false);
    m_list->setItemsExpandable(false);
    m_list->setIndentation(fontMetrics().height() / 2);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(m_search);
    layout->addWidget(m_list, 1);
    setFocusProxy(m_search);
    connect(m_search, &QLineEdit::textChanged, this, &DeviceKindList::filter);
    connect(m_list, &QTreeWidget::currentItemChanged, this, &DeviceKindList::chosen);
}

void DeviceKindList::setKinds(const QList<NewDevice> &kinds)
{
    const QSignalBlocker quiet(m_list);
    m_list->clear();
    QTreeWidgetItem *group = nullptr;
    for (const NewDevice &kind : kinds) {
        const QString groupText = newDeviceGroupText(kind.group);
        if (!group || group->text(0) != groupText) {
            group = new QTreeWidgetItem(m_list, {groupText});
            group->setFlags(Qt::ItemIsEnabled);
            QFont bold = m_list->font();
            bold.setBold(true);
            group->setFont(0, bold);
        }
        auto *row = new QTreeWidgetItem(group, {kind.title});
        row->setIcon(0, QIcon::fromTheme(kind.icon, QIcon::fromTheme(u"application-x-addon"_s)));
        row->setData(0, idRole, kind.id);
        row->setData(0, searchRole, QStringList({kind.title, kind.words, groupText}).join(u' '));
        if (!kind.obstacle.isEmpty()) {
            row->setForeground(0, palette().brush(QPalette::PlaceholderText));
            row->setData(0, Qt::ToolTipRole, SafeText::toolTip(kind.obstacle));
        }
    }
    m_list->expandAll();
    filter();
}

void DeviceKindList::filter()
{
    const QStringList words = m_search->text().split(u' ', Qt::SkipEmptyParts);
    QTreeWidgetItem *first = nullptr;
    for (int i = 0; i < m_list->topLevelItemCount(); ++i) {
        QTreeWidgetItem *group = m_list->topLevelItem(i);
        bool any = false;
        for (int j = 0; j < group->childCount(); ++j) {
            QTreeWidgetItem *row = group->child(j);
            const QString text = row->data(0, searchRole).toString();
            const bool found =
                std::all_of(words.cbegin(), words.cend(), [&text](const QString &word) {
                    return text.contains(word, Qt::CaseInsensitive);
                });
            row->setHidden(!found);
            any = any || found;
            if (found && !first)
                first = row;
        }
        group->setHidden(!any);
    }
    const QTreeWidgetItem *current = m_list->currentItem();
    if (!words.isEmpty() && first && (!current || current->isHidden()))
        m_list->setCurrentItem(first);
}

void DeviceKindList::choose(const QString &id)
{
    for (int i = 0; i < m_list->topLevelItemCount(); ++i) {
        QTreeWidgetItem *group = m_list->topLevelItem(i);
        for (int j = 0; j < group->childCount(); ++j) {
            if (group->child(j)->data(0, idRole).toString() == id)
                m_list->setCurrentItem(group->child(j));
        }
    }
}

QString DeviceKindList::current() const
{
    const QTreeWidgetItem *row = m_list->currentItem();
    return row ? row->data(0, idRole).toString() : QString();
}
