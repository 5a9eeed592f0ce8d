// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/values/machinekey.h"

#include <QHash>
#include <QObject>

class Connection;
class Inventory;
class Reporter;

// Follows the installations on all hosts, whoever began them: when one restarts its machine for the
// last time, its CD is taken out, so that the installed system starts and the image is free.
class Installations : public QObject
{
    Q_OBJECT

public:
    // Both must outlive this.
    Installations(Inventory &inventory, Reporter &reporter, QObject *parent);

private:
    void follow(Connection *connection);

    Reporter &m_reporter;
    QHash<MachineKey, qint64> m_restarts; // when, in milliseconds
};
