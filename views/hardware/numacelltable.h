// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QWidget>

#include <optional>

class AmountField;
class QComboBox;
class QLineEdit;
class QToolButton;
class QTreeWidget;

// The NUMA cells that a guest sees: which of its processors and how much of its memory each has.
class NumaCellTable : public QWidget
{
    Q_OBJECT

public:
    struct Cell
    {
        QString id = {};
        std::optional<QString> cpus = {}, access = {};
        quint64 memoryKiB = 0;
        bool operator==(const Cell &) const = default;
    };

    explicit NumaCellTable(QWidget *parent = nullptr);

    void setCells(const QList<Cell> &cells);

Q_SIGNALS:
    void cpusEdited(const QString &id, const std::optional<QString> &cpus);
    void accessEdited(const QString &id, const std::optional<QString> &access);
    void memoryEdited(const QString &id, quint64 kib);
    void addWanted();
    void removeWanted(const QString &id);

private:
    struct Row
    {
        QLineEdit *cpus;
        AmountField *memory;
        QComboBox *access;
    };

    void rebuild();

    QList<Cell> m_cells;
    QList<Row> m_rows;
    QTreeWidget *m_list;
    QToolButton *m_add, *m_remove;
};
