// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHashFunctions>
#include <QMetaType>
#include <QUuid>

using ConnectionId = QUuid;

// Which machine, on which connection: the identity that commands, models and windows hold. Names
// are for people: they change, repeat and lie.
struct MachineKey
{
    ConnectionId connection = {};
    QUuid uuid = {};

    bool isNull() const { return uuid.isNull(); }
    bool operator==(const MachineKey &) const = default;
};
Q_DECLARE_METATYPE(MachineKey)

inline size_t qHash(const MachineKey &key, size_t seed = 0)
{
    return qHashMulti(seed, key.connection, key.uuid);
}
