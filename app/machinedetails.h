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
        Result<DomainDescription> description = DomainDescription{}; // as it runs, or as it will
        // What the next start will make of it; absent where that is the same document or none.
        std::optional<Result<DomainDescription>> nextStart = {};
    };

    explicit MachineDetails(Inventory &inventory, QObject *parent = nullptr);

    void setMachine(const MachineKey &machine);
    const MachineKey &machine() const { return m_machine; }
    void setWanted(bool wanted); // false: nobody looks at what it reads
    void reload();               // something may have changed without an event
    void hostIsAway();           // what was read may be out of date when it comes back
    void reloadIfMissing();      // the last reading failed, or was never answered

Q_SIGNALS:
    void loaded(const MachineDetails::Definition &definition); // of machine()

private:
    void changed();
    void load();
    void take(const Result<QByteArray> &live, const std::optional<Result<QByteArray>> &inactive);

    Inventory &m_inventory;
    MachineKey m_machine;
    QMetaObject::Connection m_following;
    QTimer m_delay; // a burst of changes is read once
    bool m_wanted = false, m_stale = false, m_loading = false, m_missing = true;
};
