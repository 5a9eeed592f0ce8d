// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/core/result.h"
#include "models/values/domainchanges.h"
#include "models/values/domaindescription.h"
#include "models/values/machinekey.h"

#include <QFuture>
#include <QHash>
#include <QObject>
#include <QSet>

#include <functional>
#include <optional>

class Connection;
class DefinitionHistory;
class HardwareHost;
class HardwarePage;
class Inventory;
class Jobs;
class Reporter;

// Brings what is changed on the Hardware page to the host, and keeps what is not applied yet for
// the machines that are not selected. Every definition that it sees or makes goes into the history.
class HardwareEdits : public QObject
{
    Q_OBJECT

public:
    // All must outlive this.
    HardwareEdits(Inventory &inventory, Jobs &jobs, Reporter &reporter, HardwarePage *page);

    void setDefinitions(DefinitionHistory *definitions) { m_definitions = definitions; }
    void setMachine(const MachineKey &machine); // which the page shows from now on
    void refresh();                             // its host may have come or gone
    // Who answers what editors ask; must outlive this. Before the first machine.
    void setHost(HardwareHost *host);
    // The definition of the machine was read: what its host offers for it is asked.
    void read(const QByteArray &definition);
    // What was read of the machine: as MachineDetails::loaded() says it.
    void take(const Result<DomainDescription> &read,
              const std::optional<Result<DomainDescription>> &nextStart, bool active,
              bool persistent);
    // What an editor wants without Apply: a medium put in or taken out. Where the running machine
    // refuses it, nothing is changed, and the page keeps it.
    void applyAtOnce(const DomainChanges &changes);

Q_SIGNALS:
    void readAgainWanted(); // much of what was changed has no event

private:
    // What takes a change back, or brings it again: changes, or else the definition of before.
    struct Step
    {
        DomainChanges changes = {};
        QByteArray present = {}, before = {};
        QString what = {}; // was done, in words
    };
    // Of one machine; the newest last. In memory only: it may hold passwords.
    struct Trail
    {
        QList<Step> undo = {}, redo = {};
        QString said = {};
        bool busy = false; // one is being undone
    };
    struct Asked
    {
        DomainChanges changes = {};
        EditTime time = EditTime::Both;
    };
    enum class Origin {
        Page, // which waits for the outcome
        Direct,
        Undo,
        Redo,
    };

    // What is written by hand goes first as a copy to the host: what that drops is told.
    void review(const DomainChanges &changes, EditTime time, bool overrule);
    void apply(const DomainChanges &changes, EditTime time, bool overrule);
    void discard();
    void goBack(Origin origin); // undoes or redoes the newest step
    void showTrail();
    void forget(const ConnectionId &connection, const QList<QUuid> &machines);
    void watch(Connection *connection);
    void readSchema();
    void openHistory();
    void showHistory(const MachineKey &machine, const Result<QByteArray> &present);
    // Tracks it as a task. `step`: which is gone back or forth; `asked`: what the page wants.
    void follow(const QFuture<Result<EditOutcome>> &future, const QString &title, Origin origin,
                const Step &step, const Asked &asked);
    void follow(const QFuture<Result<EditOutcome>> &future, const QString &title, Origin origin)
    {
        follow(future, title, origin, Step(), Asked());
    }
    DomainChanges refusedBy(const MachineKey &machine, const Asked &asked,
                            const EditOutcome &outcome) const;
    void wentBack(const MachineKey &machine, Origin origin, const Step &step,
                  const Result<EditOutcome> &outcome);
    void settled(const MachineKey &machine, const EditOutcome &outcome, Origin origin,
                 const QString &what);
    void report(const QString &name, const EditOutcome &outcome, bool refused);
    Connection *host() const; // of the machine that is shown
    QString name() const;

    Inventory &m_inventory;
    Jobs &m_jobs;
    Reporter &m_reporter;
    HardwarePage *m_page;
    HardwareHost *m_host = nullptr;
    DefinitionHistory *m_definitions = nullptr;
    MachineKey m_machine;
    QByteArray m_now, m_later; // documents of the machine that is shown
    QHash<MachineKey, DomainChanges> m_kept;
    QHash<MachineKey, EditTime> m_applying; // what the page wants of them is on its way
    QHash<MachineKey, Trail> m_trails;
    // Hosts that have answered that they have no call for changing devices of running machines.
    QSet<ConnectionId> m_noUpdate;
};
