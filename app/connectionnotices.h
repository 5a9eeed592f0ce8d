// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/core/result.h"
#include "models/values/machinekey.h"

#include <QHash>
#include <QObject>

class Connection;
class Reporter;

// Tells the user what is wrong with a host, once for each trouble, with what to try, and takes the
// notice away when it is over.
class ConnectionNotices : public QObject
{
    Q_OBJECT

public:
    explicit ConnectionNotices(Reporter &reporter, QObject *parent = nullptr);

    void tell(const Connection &connection); // at every change of its status
    void forget(const ConnectionId &connection);

private:
    void addHostKeys(const Connection &connection, const Error &error);

    Reporter &m_reporter;
    QHash<ConnectionId, Error> m_told; // a retry that fails in the same way is no news
};
