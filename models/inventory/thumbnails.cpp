// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/inventory/thumbnails.h"

#include "models/core/async.h"
#include "models/inventory/guestpicture.h"
#include "models/inventory/inventory.h"
#include "models/inventory/picturepace.h"

#include <QSet>
#include <QTimer>

#include <optional>

static constexpr int keptKiB = 32 * 1024;
static constexpr int bootMs = 1500; // until a machine that was just started shows anything

struct Thumbnails::Host : QObject
{
    Host(Connection *host, QObject *parent) : QObject(parent), connection(host), id(host->id())
    {
        timer.setSingleShot(true);
    }

    struct Entry
    {
        qint64 due = 0;
        QSize size = {}; // that was asked for last
        int refusals = 0;
        bool underWay = false;
        bool live = false;    // its screen moves
        bool settled = false; // it does not, and we have its picture
    };

    Connection *connection; // the host goes with it
    ConnectionId id;
    QHash<QUuid, Entry> entries; // of what was wanted since the host was there
    QHash<QUuid, QSize> wanted;
    PicturePace pace;
    QString obstacle;
    qint64 restUntil = 0; // leave the host alone
    qint64 gapUntil = 0;  // the last was asked for just now
    int underWay = 0;
    QTimer timer;
};

Thumbnails::Thumbnails(Inventory &inventory, QObject *parent)
    : QObject(parent), m_inventory(inventory), m_pictures(keptKiB)
{
    m_scaler.setMaxThreadCount(1); // one picture of 64 million pixels at a time is enough
    m_scaler.setThreadPriority(QThread::LowPriority);
    m_clock.start();
    for (Connection *connection : inventory.connections())
        follow(connection);
    connect(&inventory, &Inventory::added, this, &Thumbnails::follow);
    connect(&inventory, &Inventory::aboutToRemove, this, [this](Connection *connection) {
        const ConnectionId id = connection->id();
        connection->disconnect(this);
        delete m_hosts.take(id);
        const auto kept = m_pictures.keys();
        for (const MachineKey &machine : kept) {
            if (machine.connection == id)
                m_pictures.remove(machine);
        }
    });
}

Thumbnails::~Thumbnails()
{
    m_scaler.clear(); // the destructor waits for what is left
}

void Thumbnails::follow(Connection *connection)
{
    auto *host = new Host(connection, this);
    m_hosts.insert(connection->id(), host);
    connect(&host->timer, &QTimer::timeout, this, [this, host] { work(*host); });
    connect(connection, &Connection::statusChanged, host, [this, host] { hostChanged(*host); });
    connect(connection, &Connection::configChanged, host, [this, host] { hostChanged(*host); });
    connect(connection, &Connection::machinesChanged, host,
            [this, host](const QList<Machine> &machines) { machinesChanged(*host, machines); });
    connect(connection, &Connection::machinesRemoved, host,
            [this, host](const QList<QUuid> &machines) {
                for (const QUuid &machine : machines) {
                    host->entries.remove(machine);
                    forget({host->id, machine});
                }
            });
    hostChanged(*host);
    wantedChanged();
}

void Thumbnails::setInterval(int milliseconds)
{
    if (m_interval == milliseconds)
        return;
    m_interval = milliseconds;
    for (Host *host : std::as_const(m_hosts)) {
        for (Host::Entry &entry : host->entries)
            entry.due = qMin(entry.due, m_clock.elapsed() + m_interval);
        work(*host);
    }
    if (m_interval <= 0) {
        const auto kept = m_pictures.keys();
        for (const MachineKey &machine : kept)
            forget(machine);
    }
}

void Thumbnails::setConsolePictures(std::function<QImage(const MachineKey &)> pictures)
{
    m_consolePictures = std::move(pictures);
}

void Thumbnails::setWanted(QObject *viewer, const Machines &machines, QSize size)
{
    const bool known = m_demands.contains(viewer);
    if (machines.isEmpty()) {
        if (!known)
            return;
        m_demands.remove(viewer);
    } else {
        if (!known) {
            connect(viewer, &QObject::destroyed, this, [this](QObject *gone) {
                m_demands.remove(gone);
                wantedChanged();
            });
        }
        m_demands.insert(viewer, {machines, size});
    }
    wantedChanged();
}

QImage Thumbnails::picture(const MachineKey &machine) const
{
    const QImage *known = m_pictures.object(machine);
    return known ? *known : QImage();
}

QString Thumbnails::obstacle(const ConnectionId &host) const
{
    const Host *known = m_hosts.value(host);
    return known ? known->obstacle : QString();
}

void Thumbnails::wantedChanged()
{
    for (Host *host : std::as_const(m_hosts)) {
        host->wanted.clear();
        for (const Demand &demand : std::as_const(m_demands)) {
            const auto machines = demand.machines.value(host->id);
            for (const QUuid &machine : machines) {
                QSize &size = host->wanted[machine];
                size = size.expandedTo(demand.size);
                Host::Entry &entry = host->entries[machine];
                // What we have is too small for who looks now.
                if (size.width() > entry.size.width() || size.height() > entry.size.height()) {
                    entry.due = 0;
                    entry.settled = false;
                }
            }
        }
        machinesChanged(*host, {});
    }
}

// A new link, or none any more: what was said of the old one no longer holds.
void Thumbnails::hostChanged(Host &host)
{
    const ConnectionState state = host.connection->status().state;
    if (state == ConnectionState::Connecting || state == ConnectionState::Disconnected) {
        host.pace = {};
        host.restUntil = 0;
        for (Host::Entry &entry : host.entries)
            entry.refusals = 0;
    }
    QString obstacle;
    if (host.connection->config().readOnly)
        obstacle = tr("There is no picture of its screen: the host was opened for reading only, "
                      "and gives none then.");
    else if (host.pace.verdict() == PicturePace::Verdict::Unsupported)
        obstacle = tr("There is no picture of its screen: this kind of hypervisor gives none.");
    else if (host.pace.verdict() == PicturePace::Verdict::Slow)
        obstacle = tr("Pictures of its screen are paused: the host takes too long to send them.");
    if (obstacle != host.obstacle) {
        host.obstacle = obstacle;
        Q_EMIT obstacleChanged(host.id);
    }
    work(host);
}

void Thumbnails::machinesChanged(Host &host, const QList<Machine> &machines)
{
    const qint64 now = m_clock.elapsed();
    const auto update = [&](const Machine &machine) {
        const auto entry = host.entries.find(machine.uuid);
        if (entry == host.entries.end())
            return;
        const bool live = machine.state == MachineState::Running
                          || machine.state == MachineState::Blocked
                          || machine.state == MachineState::ShuttingDown;
        if (live != entry->live) {
            entry->live = live;
            entry->settled = false;
            entry->refusals = 0;
            if (live && entry->due != 0)
                entry->due = qMin(entry->due, now + bootMs);
        }
        // A saved machine comes back to what it showed; one that is off does not.
        if (!machine.isActive() && !machine.savedState)
            forget({host.id, machine.uuid});
    };
    for (const Machine &machine : machines)
        update(machine);
    if (machines.isEmpty()) {
        for (auto wanted = host.wanted.cbegin(); wanted != host.wanted.cend(); ++wanted) {
            if (const auto machine = host.connection->machine(wanted.key()))
                update(*machine);
        }
    }
    work(host);
}

bool Thumbnails::askable(const Host &host) const
{
    return host.connection->status().state == ConnectionState::Connected
           && !host.connection->config().readOnly
           && host.pace.verdict() != PicturePace::Verdict::Unsupported;
}

QImage Thumbnails::consolePicture(const Host &host, const QUuid &machine) const
{
    return m_consolePictures ? m_consolePictures({host.id, machine}) : QImage();
}

// Asks for what is due, and comes back when the next is.
void Thumbnails::work(Host &host)
{
    host.timer.stop();
    if (m_interval <= 0)
        return;
    const qint64 now = m_clock.elapsed();
    qint64 next = -1;
    const auto later = [&next](qint64 due) { next = next < 0 ? due : qMin(next, due); };
    QUuid chosen;
    qint64 chosenDue = 0;
    for (auto wanted = host.wanted.cbegin(); wanted != host.wanted.cend(); ++wanted) {
        const Host::Entry &entry = host.entries[wanted.key()];
        const auto machine = host.connection->machine(wanted.key());
        if (entry.underWay || !machine || !machine->isActive() || (!entry.live && entry.settled))
            continue;
        const bool ours = !consolePicture(host, wanted.key()).isNull();
        if (!ours && (!askable(host) || host.underWay >= PicturePace::mostUnderWay))
            continue; // an answer, or the link, brings us back
        const qint64 due = qMax(entry.due, qMax(ours ? 0 : host.restUntil, host.gapUntil));
        if (due > now) {
            later(due);
        } else if (chosen.isNull() || entry.due < chosenDue) {
            chosen = wanted.key();
            chosenDue = entry.due;
        }
    }
    if (!chosen.isNull()) {
        // A page full of machines is not asked for at once.
        host.gapUntil = now + qBound(50, m_interval / int(2 * host.wanted.size()), 500);
        ask(host, chosen);
        later(host.gapUntil);
    }
    if (next >= 0)
        host.timer.start(int(qBound(qint64(1), next - m_clock.elapsed(), qint64(600'000))));
}

void Thumbnails::ask(Host &host, const QUuid &machine)
{
    Host::Entry &entry = host.entries[machine];
    const QSize size = host.wanted.value(machine);
    entry.due = m_clock.elapsed() + m_interval;
    entry.size = size;
    entry.underWay = true;
    const QImage ours = consolePicture(host, machine);
    if (ours.isNull()) {
        askHost(host, machine, size);
        return;
    }
    // It lies in memory that we share with the viewer: copied as it is scaled, not here.
    auto promise = std::make_shared<QPromise<QImage>>();
    promise->start();
    m_scaler.start([promise, ours, size] {
        QImage small = GuestPicture::shrink(ours, size);
        promise->addResult(small.constBits() == ours.constBits() ? small.copy() : small);
        promise->finish();
    });
    whenDone(promise->future(), &host, [this, host = &host, machine](const QImage &picture) {
        take(*host, machine, picture);
    });
}

void Thumbnails::askHost(Host &host, const QUuid &machine, QSize size)
{
    ++host.underWay;
    whenDone(host.connection->screenshot(machine), &host,
             [this, host = &host, machine, size,
              asked = m_clock.elapsed()](const Result<QByteArray> &encoded) {
                 answered(*host, machine, encoded, size, m_clock.elapsed() - asked);
             });
}

void Thumbnails::answered(Host &host, const QUuid &machine, const Result<QByteArray> &encoded,
                          QSize size, qint64 tookMs)
{
    --host.underWay;
    const qint64 now = m_clock.elapsed();
    if (!encoded) {
        host.restUntil = now + host.pace.refused(encoded.error(), tookMs);
        failed(host, machine, encoded.error());
    } else {
        host.restUntil = now + host.pace.answered(tookMs);
        whenDone(GuestPicture::decodeInBackground(*encoded, size, m_scaler), &host,
                 [this, host = &host, machine](const Result<QImage> &picture) {
                     take(*host, machine, picture);
                 });
    }
    hostChanged(host);
}

void Thumbnails::take(Host &host, const QUuid &machine, const Result<QImage> &picture)
{
    if (!picture) {
        failed(host, machine, picture.error());
        work(host);
        return;
    }
    const auto entry = host.entries.find(machine);
    const auto known = host.connection->machine(machine);
    if (entry != host.entries.end()) {
        entry->underWay = false;
        entry->refusals = 0;
        entry->settled = !entry->live;
    }
    // What was asked for while it ran is no picture of a machine that is off.
    if (known && known->isActive() && m_interval > 0 && !picture->isNull()) {
        const MachineKey key{host.id, machine};
        const QImage *before = m_pictures.object(key);
        const bool same = before && *before == *picture;
        m_pictures.insert(key, new QImage(*picture),
                          int(qMax<qsizetype>(1, picture->sizeInBytes() / 1024)));
        if (!same)
            Q_EMIT changed(key);
    }
    work(host);
}

void Thumbnails::failed(Host &host, const QUuid &machine, const Error &error)
{
    const auto entry = host.entries.find(machine);
    if (entry == host.entries.end())
        return;
    entry->underWay = false;
    // A lost link says nothing of the machine.
    if (error.kind != Error::Kind::Lost && error.kind != Error::Kind::Canceled)
        ++entry->refusals;
    entry->due = m_clock.elapsed() + PicturePace::patience(entry->refusals, m_interval);
}

void Thumbnails::forget(const MachineKey &machine)
{
    if (!m_pictures.remove(machine))
        return;
    Q_EMIT changed(machine);
}
