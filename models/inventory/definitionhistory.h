// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/inventory/lane.h"
#include "models/values/machinekey.h"

#include <QByteArray>
#include <QDateTime>
#include <QFuture>
#include <QHash>
#include <QObject>

// One definition that a machine had, without passwords.
struct DefinitionVersion
{
    enum class Origin {
        Found,   // the first one that was seen
        Ours,    // this program put it in place
        Outside, // somebody else did
    };

    QString id = {};     // of its file
    QDateTime when = {}; // UTC: when it was put in place by us, or first seen
    Origin origin = Origin::Found;
    QString what = {}; // of Ours: what was done, in words; untrusted
    QByteArray xml = {};

    bool operator==(const DefinitionVersion &) const = default;
};

// Every definition that a machine had while somebody looked, in files of the user's own: a folder
// for each machine, by connection and UUID (0700), a file for each version (0600). Bounded: the
// oldest go. Passwords never get in. GUI thread; files are read and written by a thread of its own,
// one after the other, so that every crash leaves whole versions.
class DefinitionHistory : public QObject
{
    Q_OBJECT

public:
    struct Limits
    {
        int versions = 100; // of one machine
        qint64 bytes = 20 * 1024 * 1024;
    };
    struct Versions
    {
        QList<DefinitionVersion> versions = {}; // newest first
        int unreadable = 0;                     // files that are not what we wrote
    };

    // `folder`: absolute, made when it is first needed.
    explicit DefinitionHistory(const QString &folder, QObject *parent = nullptr);
    DefinitionHistory(const QString &folder, const Limits &limits, QObject *parent = nullptr);
    ~DefinitionHistory() override; // what was recorded is on disk when this returns

    // The definition (inactive XML) that a machine has now. One that is equal to the last is not
    // kept again; when `what` says that it is ours, the last one becomes ours.
    void record(const MachineKey &machine, const QByteArray &xml, const QString &what = {});
    // A change of ours from one definition to another: what was there before goes first.
    void recordChange(const MachineKey &machine, const QByteArray &before, const QByteArray &after,
                      const QString &what);
    // A change of ours is about to come that is read like anybody else's: what is recorded for
    // this machine within the next half minute is that.
    void expect(const MachineKey &machine, const QString &what);
    QFuture<Versions> versions(const MachineKey &machine);

Q_SIGNALS:
    void recorded(const MachineKey &machine); // a version more
    void failed(const QString &file);         // a version could not be written; said once a run

private:
    void write(const MachineKey &machine, const QByteArray &xml, const QString &what,
               const QDateTime &when);
    QString folderOf(const MachineKey &machine) const;
    void prune(const QString &folder) const;

    struct Expected
    {
        QString what;
        QDateTime until;
    };

    const QString m_folder;
    const Limits m_limits;
    QHash<MachineKey, Expected> m_expected;
    QByteArray m_seen; // what was recorded last, to spare the writer
    MachineKey m_seenOf;
    bool m_failed = false; // the writer's own
    Lane m_writer{1};      // files, one after the other
};
