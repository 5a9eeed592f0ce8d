// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/inventory/connection.h"

// The user's connections: made from their configurations, owned here, in the order they were
// added. GUI thread.
class Inventory : public QObject
{
    Q_OBJECT

public:
    explicit Inventory(Authenticate authenticate = {}, QObject *parent = nullptr);
    ~Inventory() override;

    void setSshHosts(SshHosts *hosts) { m_sshHosts = hosts; } // for what is added from now on

    QList<Connection *> connections() const { return m_connections; }
    Connection *connection(const ConnectionId &id) const;
    Connection *connectionByUri(const QString &uri) const;
    std::optional<Machine> machine(const MachineKey &key) const;

    Connection *add(const ConnectionConfig &config); // an id is made when it has none
    void change(const ConnectionConfig &config); // by id; reopens when the URI changed
    void remove(const ConnectionId &id);

Q_SIGNALS:
    void added(Connection *connection);
    void aboutToRemove(Connection *connection);
    void removed(const ConnectionId &id);
    void changed(); // the list or a configuration: time to store it

private:
    Authenticate m_authenticate;
    SshHosts *m_sshHosts = nullptr;
    QList<Connection *> m_connections;
};
