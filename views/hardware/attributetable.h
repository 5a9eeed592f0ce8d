// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/values/editablefield.h"
#include "models/xml/elementparts.h"

#include <QWidget>

class QPushButton;
class QTableWidget;

// A list of like elements as a table: each a row, its attributes the columns. Attributes without a
// column are kept.
class AttributeTable : public QWidget
{
    Q_OBJECT

public:
    struct Column
    {
        QString attribute = {}, title = {};
        QList<EditableField::Word> words = {}; // a choice, when there are any; "" is the absence
        bool stretch = false;
    };

    // `added`: what a new row begins with.
    AttributeTable(const QString &name, const QList<Column> &columns,
                   const ElementParts::Attributes &added = {}, QWidget *parent = nullptr);

    void setAdded(const ElementParts::Attributes &added) { m_added = added; }
    void setElements(const QList<ElementParts::Attributes> &elements);
    const QList<ElementParts::Attributes> &elements() const { return m_elements; }
    QTableWidget *table() const { return m_table; }
    QPushButton *addButton() const { return m_add; }
    QPushButton *removeButton() const { return m_remove; }

Q_SIGNALS:
    void edited(); // by the user

private:
    void fillRow(int row);
    void write(int row, int column, const QString &value);
    void fit();

    QList<Column> m_columns;
    ElementParts::Attributes m_added;
    QList<ElementParts::Attributes> m_elements;
    QTableWidget *m_table;
    QPushButton *m_add, *m_remove;
};
