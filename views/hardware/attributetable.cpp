// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/hardware/attributetable.h"

#include "models/core/safetext.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QPushButton>
#include <QTableWidget>

#include <algorithm>

AttributeTable::AttributeTable(const QString &name, const QList<Column> &columns,
                               const ElementParts::Attributes &added, QWidget *parent)
    : QWidget(parent)
    , m_columns(columns)
    , m_added(added)
    , m_table(new QTableWidget(0, int(columns.size())))
    , m_add(new QPushButton(tr("Add")))
    , m_remove(new QPushButton(tr("Remove")))
{
    QStringList titles;
    for (const Column &column : columns)
        titles += column.title;
    m_table->setHorizontalHeaderLabels(titles);
    m_table->setAccessibleName(name);
    m_table->verticalHeader()->hide();
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    for (int i = 0; i < columns.size(); ++i)
        m_table->horizontalHeader()->setSectionResizeMode(
            i, columns[i].stretch ? QHeaderView::Stretch : QHeaderView::ResizeToContents);
    m_add->setAccessibleName(m_add->text());
    m_remove->setAccessibleName(m_remove->text());
    m_remove->setEnabled(false);
    auto *buttons = new QHBoxLayout;
    buttons->addWidget(m_add);
    buttons->addWidget(m_remove);
    buttons->addStretch();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(m_table);
    layout->addLayout(buttons);
    fit();

    connect(m_table, &QTableWidget::currentCellChanged, this,
            [this](int row) { m_remove->setEnabled(row >= 0); });
    connect(m_table, &QTableWidget::itemChanged, this, [this](const QTableWidgetItem *item) {
        write(item->row(), item->column(), item->text().trimmed());
    });
    connect(m_add, &QPushButton::clicked, this, [this] {
        m_elements += m_added;
        const int row = m_table->rowCount();
        m_table->insertRow(row);
        fillRow(row);
        fit();
        m_table->setCurrentCell(row, 0);
        m_table->setFocus();
        Q_EMIT edited();
    });
    connect(m_remove, &QPushButton::clicked, this, [this] {
        const int row = m_table->currentRow();
        if (row < 0)
            return;
        m_elements.removeAt(row);
        m_table->removeRow(row);
        fit();
        Q_EMIT edited();
    });
}

// As high as what it holds, within reason.
void AttributeTable::fit()
{
    const int line = m_table->verticalHeader()->defaultSectionSize();
    m_table->setFixedHeight(m_table->horizontalHeader()->sizeHint().height()
                            + line * std::clamp(m_table->rowCount(), 2, 8)
                            + 2 * m_table->frameWidth());
}

void AttributeTable::setElements(const QList<ElementParts::Attributes> &elements)
{
    if (m_elements == elements)
        return; // an open editor of a cell stays
    m_elements = elements;
    m_table->setRowCount(int(elements.size()));
    for (int row = 0; row < elements.size(); ++row)
        fillRow(row);
    m_remove->setEnabled(m_table->currentRow() >= 0);
    fit();
}

void AttributeTable::fillRow(int row)
{
    const QSignalBlocker quiet(m_table);
    for (int i = 0; i < m_columns.size(); ++i) {
        const Column &column = m_columns[i];
        const QString value = ElementParts::value(m_elements[row], column.attribute);
        if (column.words.isEmpty()) {
            m_table->setItem(row, i, new QTableWidgetItem(value));
            continue;
        }
        auto *box = new QComboBox;
        box->setAccessibleName(column.title);
        for (const auto &word : column.words)
            box->addItem(SafeText::line(word.text, 80), word.raw);
        if (box->findData(value) < 0)
            box->addItem(SafeText::line(value, 80), value);
        box->setCurrentIndex(box->findData(value));
        m_table->setCellWidget(row, i, box);
        connect(box, &QComboBox::activated, this, [this, box, i] {
            for (int at = 0; at < m_table->rowCount(); ++at) {
                if (m_table->cellWidget(at, i) == box) {
                    write(at, i, box->currentData().toString());
                    return;
                }
            }
        });
    }
}

void AttributeTable::write(int row, int column, const QString &value)
{
    ElementParts::Attributes &attributes = m_elements[row];
    const QString name = m_columns[column].attribute;
    if (ElementParts::value(attributes, name) == value)
        return;
    const auto known = std::find_if(attributes.begin(), attributes.end(),
                                    [&name](const auto &one) { return one.first == name; });
    if (value.isEmpty() && known != attributes.end())
        attributes.erase(known);
    else if (known != attributes.end())
        known->second = value;
    else
        attributes.append({name, value});
    Q_EMIT edited();
}
