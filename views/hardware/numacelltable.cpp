// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/hardware/numacelltable.h"

#include "models/core/safetext.h"
#include "models/values/cpuset.h"
#include "views/hardware/amountfield.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QIcon>
#include <QLineEdit>
#include <QToolButton>
#include <QTreeWidget>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

NumaCellTable::NumaCellTable(QWidget *parent)
    : QWidget(parent), m_list(new QTreeWidget), m_add(new QToolButton), m_remove(new QToolButton)
{
    m_list->setAccessibleName(tr("NUMA cells"));
    m_list->setColumnCount(4);
    m_list->setHeaderLabels({tr("Cell"), tr("vCPUs"), tr("Memory"), tr("Access")});
    m_list->setRootIsDecorated(false);
    m_list->header()->setSectionResizeMode(QHeaderView::ResizeToContents);
    m_list->header()->setSectionResizeMode(1, QHeaderView::Stretch);
    m_list->header()->setStretchLastSection(false);
    m_list->setMinimumHeight(fontMetrics().height() * 5);
    m_list->setMaximumHeight(fontMetrics().height() * 10);
    m_add->setIcon(QIcon::fromTheme(u"list-add"_s));
    m_add->setText(tr("Add cell"));
    m_remove->setIcon(QIcon::fromTheme(u"list-remove"_s));
    m_remove->setText(tr("Remove cell"));
    auto *buttons = new QHBoxLayout;
    for (QToolButton *button : {m_add, m_remove}) {
        button->setAccessibleName(button->text());
        button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
        buttons->addWidget(button);
    }
    buttons->addStretch();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(m_list);
    layout->addLayout(buttons);
    m_remove->setEnabled(false);
    connect(m_add, &QToolButton::clicked, this, &NumaCellTable::addWanted);
    connect(m_remove, &QToolButton::clicked, this, [this] {
        const int row = m_list->indexOfTopLevelItem(m_list->currentItem());
        if (row >= 0)
            Q_EMIT removeWanted(m_cells[row].id);
    });
    connect(m_list, &QTreeWidget::currentItemChanged, this,
            [this](QTreeWidgetItem *item) { m_remove->setEnabled(item); });
}

void NumaCellTable::rebuild()
{
    m_list->clear();
    m_rows.clear();
    for (const Cell &cell : std::as_const(m_cells)) {
        const QString shown = SafeText::line(cell.id, 10);
        auto *item = new QTreeWidgetItem(m_list, {shown});
        Row row{new QLineEdit, new AmountField, new QComboBox};
        row.cpus->setAccessibleName(tr("vCPUs of cell %1").arg(shown));
        row.cpus->setPlaceholderText(tr("None"));
        row.cpus->setMaxLength(4096);
        row.memory->setName(tr("Memory of cell %1").arg(shown));
        row.memory->setRequired(true);
        row.access->setAccessibleName(tr("Access to cell %1").arg(shown));
        row.access->addItem(tr("Default"));
        row.access->addItem(tr("Shared"), u"shared"_s);
        row.access->addItem(tr("Private"), u"private"_s);
        m_list->setItemWidget(item, 1, row.cpus);
        m_list->setItemWidget(item, 2, row.memory);
        m_list->setItemWidget(item, 3, row.access);
        connect(row.cpus, &QLineEdit::textEdited, this, [this, id = cell.id](const QString &text) {
            if (CpuSet::read(text)) // "0-" is on its way to "0-3"
                Q_EMIT cpusEdited(id, text.trimmed().isEmpty() ? std::nullopt
                                                               : std::optional(text.trimmed()));
        });
        connect(row.memory, &AmountField::edited, this, [this, id = cell.id, memory = row.memory] {
            Q_EMIT memoryEdited(id, memory->kibibytes());
        });
        connect(row.access, &QComboBox::activated, this,
                [this, id = cell.id, access = row.access](int choice) {
                    Q_EMIT accessEdited(id, choice > 0
                                                ? std::optional(access->currentData().toString())
                                                : std::nullopt);
                });
        m_rows += row;
    }
}

void NumaCellTable::setCells(const QList<Cell> &cells)
{
    if (m_cells == cells)
        return;
    const bool sameIds = std::equal(m_cells.cbegin(), m_cells.cend(), cells.cbegin(), cells.cend(),
                                    [](const Cell &a, const Cell &b) { return a.id == b.id; });
    m_cells = cells;
    if (!sameIds)
        rebuild();
    for (qsizetype i = 0; i < cells.size(); ++i) {
        const Cell &cell = cells[i];
        const Row &row = m_rows[i];
        if (row.cpus->text().trimmed() != cell.cpus.value_or(QString()))
            row.cpus->setText(cell.cpus.value_or(QString()));
        row.memory->setKibibytes(cell.memoryKiB);
        row.access->setCurrentIndex(cell.access ? qMax(0, row.access->findData(*cell.access)) : 0);
    }
}
