// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/values/machineevent.h"

#include <QPointer>
#include <QWidget>

class EventFilterModel;
class EventModel;
class EventStore;
class MessagePage;
class QAction;
class QComboBox;
class QLineEdit;
class QMenu;
class QStackedWidget;
class QTableView;
class QToolButton;

// What happened to one machine, the newest at the bottom; it follows them until the user scrolls
// away. Rows can be filtered and copied.
class EventsPage : public QWidget
{
    Q_OBJECT

public:
    explicit EventsPage(QWidget *parent = nullptr);

    void setStore(EventStore *store);                                // not owned
    void setMachine(const MachineKey &machine, const QString &name); // a null key: none

    // The selected rows as lines of "ISO time, tab, event, tab, kind".
    QString selectedText() const;

private:
    void reload();
    void readLoaded();
    void takeAppended(const QList<MachineEvent> &events);
    void fillKindMenu();
    void applyKinds();
    void clearFilter();
    void copy();
    void updateState();

    QPointer<EventStore> m_store;
    MachineKey m_machine;
    QString m_name; // untrusted
    EventModel *m_model;
    EventFilterModel *m_filter;
    bool m_following = true;

    QLineEdit *m_text;
    QToolButton *m_kinds;
    QMenu *m_kindMenu;
    QComboBox *m_severity;
    QTableView *m_table;
    QStackedWidget *m_stack;
    MessagePage *m_message;
    QAction *m_clearFilter, *m_copy;
};
