// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/items/devicelistmodel.h"

#include <QWidget>

#include <functional>

class PlainLabel;
class QAction;
class QLineEdit;
class QListView;
class QSortFilterProxyModel;
class QToolButton;

// The left side of the Hardware page: sections and devices of one of the machine's copies, with a
// search, the choice of the copy, and what can be done with the list.
class HardwareList : public QWidget
{
    Q_OBJECT

public:
    enum Copy { Now, AfterNextStart };

    explicit HardwareList(QWidget *parent = nullptr);

    void clear();
    void setCopies(bool now, bool later); // which there are: with both, one is chosen
    // Keeps the selection, where its row stays. `remark`: what is said of the rows.
    void setRows(const QList<DeviceListModel::Row> &rows, const QString &remark);
    void setEdited(const QSet<QString> &keys); // marks the items with edits that wait for Apply
    Copy copy() const;                         // the chosen one
    void setCopy(Copy copy);
    bool choose(const QString &key); // brings it into sight, if this copy has it

    // The selected row; null: the search finds none.
    const DeviceListModel::Row *current() const;
    QString currentKey() const; // may be empty
    QString searched() const;
    QAction *addAction() const { return m_add; }
    QAction *removeAction() const { return m_remove; }

Q_SIGNALS:
    void copyChosen();     // by the user
    void currentChanged(); // not by setRows() or a search, after which one is selected
    void searchedFor(const QString &words);
    void historyWanted();

private:
    QWidget *makeSwitch();
    QWidget *makeButtons();
    void settle(const std::function<void()> &change);

    DeviceListModel *m_model;
    QSortFilterProxyModel *m_filtered;
    QLineEdit *m_search;
    QListView *m_list;
    QToolButton *m_now, *m_later, *m_history;
    QWidget *m_switch;
    PlainLabel *m_remark;
    QAction *m_add, *m_remove;
    bool m_settling = false;
};
