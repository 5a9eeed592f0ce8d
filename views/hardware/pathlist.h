// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>
#include <QTreeWidget>

class QToolButton;

// The like elements of an item, a row each, of which one is selected and edited below. A row is known
// by the path of its element: it stays selected when it moves, or gets another path by an edit.
class PathList : public QTreeWidget
{
    Q_OBJECT

public:
    struct Row
    {
        QString path = {}; // empty: none leads to it alone
        QStringList texts = {};
        bool wrong = false; // something about it is to be put right
    };

    PathList(const QString &name, const QStringList &headers, QWidget *parent = nullptr);

    // The two buttons below such a list, with their icons and names, as a row.
    static QWidget *buttonRow(QToolButton *add, QToolButton *remove);

    // Whether another row is selected than before.
    bool setRows(const QList<Row> &rows);
    void want(const QString &path);   // selects it once it is there
    void follow(const QString &path); // what is selected will have this one
    int row() const { return indexOfTopLevelItem(currentItem()); } // -1: there are none

Q_SIGNALS:
    void selected(); // by the user

private:
    QStringList m_paths;
    QString m_wanted;
    bool m_follows = false;
};
