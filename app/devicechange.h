// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/core/result.h"
#include "models/inventory/jobs.h"
#include "models/values/domainchanges.h"
#include "models/values/newdevice.h"
#include "models/values/storage.h"

#include <QFuture>
#include <QObject>
#include <QPointer>
#include <QPromise>

class Connection;

// One device added to a machine, with the volume that it holds: made first, and gone again when the
// device was not added. GUI thread; deletes itself when it has answered.
class DeviceAdding : public QObject
{
    Q_OBJECT

public:
    DeviceAdding(Connection *connection, const QUuid &machine, const DeviceAddition &addition,
                 bool running);

    struct Answer
    {
        Result<> result = {};
        bool refusedNow = false; // by the running machine; nothing has changed
    };
    QFuture<Answer> run();

Q_SIGNALS:
    // The definition was that and is this, both without passwords.
    void defined(const QByteArray &before, const QByteArray &after);

private:
    void findFormat();
    void attach();
    void define();
    void undo(const Error &error, bool refusedNow);
    void finish(const Result<> &result, bool refusedNow = false);

    QPointer<Connection> m_connection;
    QUuid m_machine;
    DeviceAddition m_addition;
    bool m_running, m_attached = false;
    std::optional<StorageVolume> m_volume;
    QPromise<Answer> m_promise;
};

// One device taken out: of the running machine, whose guest has to let go of it, then of the
// definition; and when it is gone from both, the volume that the user wants deleted. GUI thread;
// deletes itself when it has answered.
class DeviceRemoving : public QObject
{
    Q_OBJECT

public:
    struct Wanted
    {
        QUuid machine = {};
        QString liveItem = {}, alias = {};  // in the running machine; empty: not of it
        QList<ElementChange> elements = {}; // of the definition
        QList<VolumeRef> volumes = {};      // to delete at last
    };
    DeviceRemoving(Connection *connection, const Wanted &wanted);

    struct Answer
    {
        Result<> result = {};
        bool refusedNow = false; // nothing has changed
    };
    QFuture<Answer> run();
    QString step() const { return m_step; } // what it waits for, as a sentence

Q_SIGNALS:
    void waiting(); // for the guest, which takes its time
    void defined(const QByteArray &before, const QByteArray &after); // as DeviceAdding::defined()

private:
    void define();
    void look();
    void deleteVolumes();
    void finish(const Result<> &result, bool refusedNow = false);

    QPointer<Connection> m_connection;
    Wanted m_wanted;
    QString m_step;
    bool m_watching = false, m_finished = false, m_deleting = false;
    QPromise<Answer> m_promise;
};
