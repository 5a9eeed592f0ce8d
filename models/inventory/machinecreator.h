// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/result.h"
#include "models/inventory/jobs.h"
#include "models/inventory/transfer.h"
#include "models/values/firstboot.h"
#include "models/values/machineplan.h"

#include <QFuture>
#include <QObject>
#include <QPointer>
#include <QPromise>

class Connection;

// Makes one machine as a plan says: its volumes, its definition, its start. Whatever fails, and when
// it is canceled, exactly what was made is removed again, newest first; what was there before is
// never touched. A reply that was lost is not asked for again: the error names what may be left.
// GUI thread; delete it when run() has answered.
class MachineCreator : public QObject
{
    Q_OBJECT

public:
    MachineCreator(Connection *connection, const MachinePlan &plan, QObject *parent = nullptr);
    ~MachineCreator() override;

    QFuture<Result<>> run();                    // once
    void cancel();                              // takes effect after the step that is under way
    QUuid machine() const { return m_machine; } // once it is defined
    // What the first boot needs and the next does not; see FirstBoots.
    FirstBoot firstBoot() const { return m_firstBoot; }
    // After a success: what did not work out, though the machine is there.
    QString remark() const { return m_remark; }

    double progress() const; // 0…1; negative: unknown
    QString step() const { return m_step; }
    JobOptions jobOptions(const QString &target);

private:
    void makeVolume(int index);
    void volumeMade(int index, const Result<StorageVolume> &volume);
    void take(const VolumeStep &step, const StorageVolume &volume);
    void noteFirstBoot();
    void grow(int index, const VolumeRef &volume);
    void define();
    void startNetwork();
    void start();
    void settle();

    // True when there is nothing left to go on with.
    bool stops(const Result<> &result);
    void rollBack(const Error &error);
    void removeMachine();
    void removeVolumes();
    void finish(const Result<> &result);
    void endEntry(bool whole); // of the journal

    QPointer<Connection> m_connection;
    MachinePlan m_plan;
    QPromise<Result<>> m_promise;
    std::shared_ptr<TransferProgress> m_transfer; // of the step under way
    QList<VolumeRef> m_made;
    QUuid m_machine;
    QUuid m_entry; // what the journal calls this
    QString m_step, m_remark;
    FirstBoot m_firstBoot;
    Error m_error; // why it is rolled back
    QStringList m_left;
    int m_stepsDone = 0;
    bool m_canceled = false, m_started = false, m_finished = false;
};
