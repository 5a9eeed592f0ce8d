// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/result.h"
#include "models/values/firstboot.h"

#include <QObject>
#include <QSet>

class Connection;
class Inventory;

// Looks after machines whose first boot is not over: takes what only that needed out of their
// definition as soon as they run, starts them again after an installer's reboot, and deletes the
// volumes that were made for it when they are off. It is kept in a file, because that may be
// another day. GUI thread.
class FirstBoots : public QObject
{
    Q_OBJECT

public:
    // `path`: of the file, made when it is needed; empty: all is forgotten with the object.
    // `inventory` must outlive this.
    FirstBoots(Inventory &inventory, const QString &path, QObject *parent = nullptr);

    void add(const FirstBoot &boot); // that isNeeded()
    QList<FirstBoot> open() const { return m_boots; }

Q_SIGNALS:
    void changed();

private:
    void follow(Connection *connection);
    void look(Connection *connection);
    void look(Connection *connection, const MachineKey &machine);
    void settle(Connection *connection, const FirstBoot &boot);
    void restart(Connection *connection, const MachineKey &machine);
    void clean(Connection *connection, const MachineKey &machine);
    FirstBoot *find(const MachineKey &machine);
    void read();
    void write();

    Inventory &m_inventory;
    const QString m_path;
    QList<FirstBoot> m_boots;
    QSet<MachineKey> m_busy; // something is asked for them
};
