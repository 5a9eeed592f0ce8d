// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/result.h"
#include "models/values/machine.h"

#include <QCache>
#include <QElapsedTimer>
#include <QHash>
#include <QImage>
#include <QObject>
#include <QThreadPool>

#include <functional>

class Connection;
class Inventory;

// Small pictures of what machines show, as fresh as somebody looks at them. They come from the
// hypervisor (virDomainScreenshot: no console is opened, nobody is disconnected), or from our own
// console where one is open. Only machines that run and that a viewer names are asked for; spread
// over time, two at a time and host, slower where the host is slow. Decoded and scaled on one
// thread of its own; at most 32 MiB are kept. GUI thread.
class Thumbnails : public QObject
{
    Q_OBJECT

public:
    // `inventory` must outlive this.
    explicit Thumbnails(Inventory &inventory, QObject *parent = nullptr);
    ~Thumbnails() override;

    void setInterval(int milliseconds); // of each machine; 0: no pictures
    int interval() const { return m_interval; }
    // What an open console shows, without asking the host; null where none is open.
    void setConsolePictures(std::function<QImage(const MachineKey &)> pictures);

    using Machines = QHash<ConnectionId, QList<QUuid>>;
    // What `viewer` shows now, no larger than `size` (device pixels); {} when it is hidden. Ends
    // with the viewer.
    void setWanted(QObject *viewer, const Machines &machines, QSize size = {});

    // The last one; null when there is none, or the machine is off.
    QImage picture(const MachineKey &machine) const;
    // Why pictures of this host's machines cannot be had, as a sentence; empty: they can.
    QString obstacle(const ConnectionId &host) const;

Q_SIGNALS:
    void changed(const MachineKey &machine);
    void obstacleChanged(const ConnectionId &host);

private:
    struct Demand
    {
        Machines machines = {};
        QSize size = {};
    };
    struct Host;

    void follow(Connection *connection);
    void hostChanged(Host &host);
    void machinesChanged(Host &host, const QList<Machine> &machines);
    void wantedChanged();
    void work(Host &host);
    bool askable(const Host &host) const;
    QImage consolePicture(const Host &host, const QUuid &machine) const;
    void ask(Host &host, const QUuid &machine);
    void askHost(Host &host, const QUuid &machine, QSize size);
    void answered(Host &host, const QUuid &machine, const Result<QByteArray> &encoded, QSize size,
                  qint64 tookMs);
    void take(Host &host, const QUuid &machine, const Result<QImage> &picture);
    void failed(Host &host, const QUuid &machine, const Error &error);
    void forget(const MachineKey &machine);

    Inventory &m_inventory;
    int m_interval = 10'000;
    std::function<QImage(const MachineKey &)> m_consolePictures;
    QHash<QObject *, Demand> m_demands;
    QHash<ConnectionId, Host *> m_hosts;   // children
    QCache<MachineKey, QImage> m_pictures; // cost: KiB
    QThreadPool m_scaler;
    QElapsedTimer m_clock;
};
