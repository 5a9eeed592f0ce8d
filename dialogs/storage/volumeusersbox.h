// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/result.h"
#include "models/values/storage.h"
#include "models/values/volumeusers.h"

#include <QFuture>
#include <QWidget>

#include <functional>

class PlainLabel;
class QTreeWidget;

using VolumeUsersAnswer = Result<QHash<VolumeRef, VolumeUsers>>;
// Asks anew who uses them (Storage::usersOf()).
using AskVolumeUsers = std::function<QFuture<VolumeUsersAnswer>(const QList<VolumeRef> &)>;

// Why volumes may not be harmed, as sentences; empty: nobody uses them. Overlays that go with what
// they lie on count for nothing; one that was not answered for is not free.
QStringList whyNotFree(const QList<StorageVolume> &volumes,
                       const QHash<VolumeRef, VolumeUsers> &users);

// Volumes by their full paths, with who uses each, and the verdict below.
class VolumeUsersBox : public QWidget
{
    Q_OBJECT

public:
    explicit VolumeUsersBox(const QList<StorageVolume> &volumes, QWidget *parent = nullptr);

    // Shows the answer when it is there; until then, and without one, they are not free.
    void ask(const QFuture<VolumeUsersAnswer> &answer);
    // Where the answer is unknown because a pool is stopped: the pools that could be, and what
    // starts one and asks again.
    using StoppedPools = std::function<QList<StoragePool>()>;
    using StartPool = std::function<QFuture<VolumeUsersAnswer>(const StoragePool &)>;
    void offerToStart(StoppedPools stopped, StartPool start);
    bool isFree() const { return m_free; }
    QString verdict() const;

Q_SIGNALS:
    void answered();

private:
    void show(const VolumeUsersAnswer &answer);
    void offer(const QStringList &reasons);

    QList<StorageVolume> m_volumes;
    QTreeWidget *m_list;
    PlainLabel *m_verdict;
    QWidget *m_offers = nullptr;
    StoppedPools m_stopped;
    StartPool m_start;
    bool m_free = false;
};
