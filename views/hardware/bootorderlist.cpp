// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/hardware/bootorderlist.h"

#include "models/core/safetext.h"

#include <QHBoxLayout>
#include <QIcon>
#include <QListWidget>
#include <QToolButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

BootOrderList::BootOrderList(QWidget *parent)
    : QWidget(parent), m_list(new QListWidget), m_up(new QToolButton), m_down(new QToolButton)
{
    m_list->setAccessibleName(tr("Boot order"));
    m_list->setDragDropMode(QAbstractItemView::InternalMove);
    m_list->setDefaultDropAction(Qt::MoveAction);
    m_list->setSelectionMode(QAbstractItemView::SingleSelection);
    m_list->setSizeAdjustPolicy(QAbstractScrollArea::AdjustToContents);
    m_list->setMaximumHeight(fontMetrics().height() * 12);
    m_list->setMinimumHeight(fontMetrics().height() * 6);
    m_up->setIcon(QIcon::fromTheme(u"go-up"_s));
    m_up->setText(tr("Move up"));
    m_down->setIcon(QIcon::fromTheme(u"go-down"_s));
    m_down->setText(tr("Move down"));
    auto *buttons = new QVBoxLayout;
    for (QToolButton *button : {m_up, m_down}) {
        button->setAccessibleName(button->text());
        buttons->addWidget(button);
    }
    buttons->addStretch();
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(m_list, 1);
    layout->addLayout(buttons);
    setFocusProxy(m_list);

    connect(m_up, &QToolButton::clicked, this, [this] { move(-1); });
    connect(m_down, &QToolButton::clicked, this, [this] { move(1); });
    connect(m_list, &QListWidget::currentRowChanged, this, &BootOrderList::updateButtons);
    connect(m_list, &QListWidget::itemChanged, this, &BootOrderList::tell);
    // Later: the view is still about it.
    connect(m_list->model(), &QAbstractItemModel::rowsMoved, this, &BootOrderList::tell,
            Qt::QueuedConnection);
    updateButtons();
}

QStringList BootOrderList::booting() const
{
    QStringList items;
    for (int row = 0; row < m_list->count(); ++row) {
        const QListWidgetItem *item = m_list->item(row);
        if (item->checkState() == Qt::Checked)
            items += item->data(Qt::UserRole).toString();
    }
    return items;
}

void BootOrderList::setDevices(const QList<BootDevice> &devices)
{
    QStringList shown;
    for (int row = 0; row < m_list->count(); ++row)
        shown += m_list->item(row)->data(Qt::UserRole).toString();
    QStringList wanted, boots;
    for (const BootDevice &device : devices) {
        wanted += device.item;
        if (device.boots)
            boots += device.item;
    }
    if (m_devices == devices && shown == wanted && booting() == boots)
        return;
    m_devices = devices;
    const QSignalBlocker blocker(m_list);
    const QString current =
        m_list->currentItem() ? m_list->currentItem()->data(Qt::UserRole).toString() : QString();
    m_list->clear();
    for (const BootDevice &device : devices) {
        const QString text = device.summary.isEmpty()
                                 ? device.title
                                 : tr("%1 (%2)").arg(device.title, device.summary);
        auto *item = new QListWidgetItem(
            QIcon::fromTheme(device.icon, QIcon::fromTheme(u"application-x-addon"_s)),
            SafeText::line(text, 200), m_list);
        item->setData(Qt::UserRole, device.item);
        item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsUserCheckable
                       | Qt::ItemIsDragEnabled | Qt::ItemNeverHasChildren);
        item->setCheckState(device.boots ? Qt::Checked : Qt::Unchecked);
        if (device.item == current)
            m_list->setCurrentItem(item);
    }
    updateButtons();
}

void BootOrderList::move(int rows)
{
    const int row = m_list->currentRow(), to = row + rows;
    if (row < 0 || to < 0 || to >= m_list->count())
        return;
    {
        const QSignalBlocker blocker(m_list);
        QListWidgetItem *item = m_list->takeItem(row);
        m_list->insertItem(to, item);
        m_list->setCurrentItem(item);
    }
    tell();
    updateButtons();
}

void BootOrderList::tell()
{
    Q_EMIT edited(booting());
}

void BootOrderList::updateButtons()
{
    const int row = m_list->currentRow();
    m_up->setEnabled(row > 0);
    m_down->setEnabled(row >= 0 && row + 1 < m_list->count());
}
