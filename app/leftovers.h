// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/inventory/journal.h"

#include <QHash>
#include <QObject>
#include <QPointer>
#include <QWidget>

class Connection;
class Inventory;
class Jobs;
class LeftBehindDialog;
class Reporter;
class Storage;

// Tells of what operations left on a host, by a crash or a lost link, once it is connected; has it
// undone, finished or kept as the user decides.
class Leftovers : public QObject
{
    Q_OBJECT

public:
    // All must outlive this. `window`: what dialogs belong to.
    Leftovers(Inventory &inventory, Jobs &jobs, Reporter &reporter, QWidget *window);

    LeftBehindDialog *open(const ConnectionId &host); // null: nothing is left there

private:
    void follow(Connection *connection);
    void tell(Connection *connection);
    void carryOut(const ConnectionId &host, const Journal::Entry &entry, Remedy remedy,
                  const QPointer<LeftBehindDialog> &dialog);

    Inventory &m_inventory;
    Jobs &m_jobs;
    Reporter &m_reporter;
    QPointer<QWidget> m_window;
    QHash<ConnectionId, QList<Journal::Entry>> m_told;
    QHash<ConnectionId, QPointer<LeftBehindDialog>> m_dialogs;
};
