// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/core/result.h"
#include "models/values/domaindescription.h"
#include "models/values/graphics.h"
#include "models/values/machinekey.h"

#include <QByteArray>
#include <QObject>
#include <QTimer>

#include <optional>

class Connection;
class Inventory;

// The definition of the machine that is selected: read when somebody looks, read again when it has
// changed, one question at a time. GUI thread; XML is parsed away from it.
class MachineDetails : public QObject
{
    Q_OBJECT

public:
    struct Definition
    {
        Result<QByteArray> live = QByteArray();
        Result<QByteArray> inactive = QByteArray(); // the next start's; equal to live when it is off
        Result<DomainDescription> description = DomainDescription{};
    };

    explicit MachineDetails(Inventory &inventory, QObject *parent = nullptr);

    void setMachine(const MachineKey &machine);
    const MachineKey &machine() const { return m_machine; }
    void setWanted(bool wanted); // false: nobody looks at what it reads
    void reload();

Q_SIGNALS:
    void loaded(const MachineDetails::Definition &definition); // of machine()

private:
    void changed();
    void load();
    void take(const Result<QByteArray> &live, const Result<QByteArray> &inactive);

    Inventory &m_inventory;
    MachineKey m_machine;
    QMetaObject::Connection m_following;
    QTimer m_delay; // a burst of changes is read once
    bool m_wanted = false, m_stale = false, m_loading = false;
};
