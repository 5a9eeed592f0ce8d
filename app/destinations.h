// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/commandline.h"
#include "app/machinepages.h"
#include "models/values/machinekey.h"

#include <QObject>

#include <optional>

class Connection;
class Inventory;
class MachineTreeView;
class Reporter;

// What is to be shown as soon as its host has told of it: what the command line names, a machine that
// was made, and what was selected when the window was last closed.
class Destinations : public QObject
{
    Q_OBJECT

public:
    // All must outlive it.
    Destinations(Inventory &inventory, MachineTreeView &tree, Reporter &reporter,
                 QObject *parent = nullptr);

    // `machine`: name or UUID; `hosts`: where to look; empty: everywhere.
    void show(CommandLine::Show show, const QString &machine, const QList<ConnectionId> &hosts);
    void showMachine(const MachineKey &machine, MachinePages::Page page);
    // A machine or (without one) a host, unless something else is selected by then.
    void selectAsBefore(const MachineKey &before);

    void look(); // there are hosts or machines that may be waited for

Q_SIGNALS:
    // Both are selected.
    void machineArrived(const MachineKey &machine, MachinePages::Page page);
    void hostArrived();
    void creatorWanted(const ConnectionId &host); // which can be used

private:
    struct Named
    {
        CommandLine::Show show;
        QString machine;
        QList<ConnectionId> hosts;
    };
    struct Made
    {
        MachineKey machine;
        MachinePages::Page page;
    };

    void lookForBefore();
    void lookForMade();
    void lookForNamed();
    void lookForCreator();

    Inventory &m_inventory;
    MachineTreeView &m_tree;
    Reporter &m_reporter;
    std::optional<Named> m_named;
    std::optional<Made> m_made;
    MachineKey m_before; // null once it is dealt with
};
