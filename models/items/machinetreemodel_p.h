// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/items/machinetreemodel.h"

struct MachineTreeModel::Row
{
    Machine machine;
    MachineUsage usage;
    QString orderKey;   // naturalOrderKey of the display name
    int row = 0;        // right below Host::indexed only
    int trailTicks = 0; // ticks until the trail of an idle machine is flat
};

struct MachineTreeModel::Host
{
    ConnectionConfig config;
    ConnectionStatus status;
    HostInfo info;
    HostUsage usage;
    QString name;
    int row = 0;
    std::vector<std::unique_ptr<Row>> rows;
    QHash<QUuid, Row *> byId;
    size_t indexed = 0; // rows from here on do not know their number yet
};
