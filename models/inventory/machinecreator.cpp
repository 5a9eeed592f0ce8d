// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/inventory/machinecreator.h"

#include "models/core/async.h"
#include "models/core/safetext.h"
#include "models/inventory/connection.h"
#include "models/inventory/storage.h"
#include "models/xml/firstbootxml.h"
#include "models/xml/machinewriter.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

// How the disk refers to the volume that was made for it.
void pointTo(DiskSource &source, const StorageVolume &volume)
{
    if (volume.type == VolumeType::Network || volume.path.isEmpty()) {
        source.kind = DiskSource::Kind::Volume;
        return;
    }
    source.kind =
        volume.type == VolumeType::Block ? DiskSource::Kind::Block : DiskSource::Kind::File;
    source.path = volume.path;
}

} // namespace

MachineCreator::MachineCreator(Connection *connection, const MachinePlan &plan, QObject *parent)
    : QObject(parent), m_connection(connection), m_plan(plan)
{
    m_promise.start();
    // Its futures may never be answered then.
    connect(connection, &QObject::destroyed, this,
            [this] { finish(tl::unexpected(Error{.kind = Error::Kind::Canceled})); });
}

MachineCreator::~MachineCreator()
{
    finish(tl::unexpected(Error{.kind = Error::Kind::Canceled}));
}

QFuture<Result<>> MachineCreator::run()
{
    const auto future = m_promise.future();
    whenDone(m_connection->storage()->beginMachine(m_plan.spec.name, m_plan.spec.uuid), this,
             [this](const Result<QUuid> &entry) {
                 if (entry)
                     m_entry = *entry;
                 if (!stops(entry ? Result<>() : tl::unexpected(entry.error())))
                     makeVolume(0);
             });
    return future;
}

void MachineCreator::cancel()
{
    m_canceled = true;
    if (m_transfer)
        m_transfer->cancel();
}

double MachineCreator::progress() const
{
    const double share = m_transfer ? std::max(0.0, m_transfer->fraction()) : 0.0;
    return (m_stepsDone + share) / double(m_plan.volumes.size() + 2);
}

JobOptions MachineCreator::jobOptions(const QString &target)
{
    const QPointer<MachineCreator> self = this;
    return {.target = target,
            .cancel =
                [self] {
                    if (self)
                        self->cancel();
                },
            .sample =
                [self](const JobOptions::Report &report) {
                    if (!self)
                        return;
                    const QString amount = self->m_transfer ? self->m_transfer->step() : QString();
                    report(self->progress(), amount.isEmpty()
                                                 ? self->m_step
                                                 : tr("%1: %2").arg(self->m_step, amount));
                }};
}

void MachineCreator::makeVolume(int index)
{
    if (stops({}))
        return;
    if (index == m_plan.volumes.size()) {
        define();
        return;
    }
    const VolumeStep &step = m_plan.volumes.at(index);
    Storage *storage = m_connection->storage();
    const auto made = [this, index](const Result<StorageVolume> &volume) {
        volumeMade(index, volume);
    };
    const auto follow = [&](const Transfer<StorageVolume> &transfer) {
        m_transfer = transfer.progress;
        whenDone(transfer.future, this, made);
    };
    const QString name = SafeText::line(step.volume.name, 80);
    switch (step.kind) {
    case VolumeStep::Kind::Create:
        m_step = tr("Making the volume “%1”").arg(name);
        whenDone(storage->createVolume(step.pool, step.volume, m_entry), this, made);
        return;
    case VolumeStep::Kind::Copy: {
        m_step = tr("Copying to the volume “%1”").arg(name);
        VolumeSpec copy = step.volume;
        copy.capacity = 0; // as large as the source; it grows afterwards
        follow(storage->copyVolume(step.source, step.pool, copy, false, m_entry));
        return;
    }
    case VolumeStep::Kind::Upload:
        m_step = tr("Sending the volume “%1”").arg(name);
        follow(storage->uploadVolume(step.pool, step.volume.name, step.file, m_entry));
        return;
    }
}

void MachineCreator::volumeMade(int index, const Result<StorageVolume> &volume)
{
    m_transfer.reset();
    if (!volume) {
        stops(tl::unexpected(volume.error()));
        return;
    }
    const VolumeStep &step = m_plan.volumes.at(index);
    m_made.append(volume->ref());
    take(step, *volume);
    if (stops({}))
        return;
    if (step.kind != VolumeStep::Kind::Create && step.volume.capacity > 0) {
        grow(index, volume->ref());
        return;
    }
    ++m_stepsDone;
    makeVolume(index + 1);
}

void MachineCreator::take(const VolumeStep &step, const StorageVolume &volume)
{
    if (step.use != VolumeStep::Use::Disk) {
        BootSpec &boot = m_plan.spec.boot;
        (step.use == VolumeStep::Use::Kernel ? boot.kernel : boot.initrd) = volume.path;
        m_firstBoot.volumes += volume.ref();
        m_firstBoot.kernel = true;
        return;
    }
    if (step.disk < 0 || step.disk >= m_plan.spec.disks.size())
        return;
    DiskSpec &disk = m_plan.spec.disks[step.disk];
    pointTo(disk.source, volume);
    if (disk.role == DiskSpec::Role::Seed)
        m_firstBoot.volumes += volume.ref();
}

void MachineCreator::grow(int index, const VolumeRef &volume)
{
    // What was sent is known as what it is only after the pool was read again.
    whenDone(m_connection->storage()->refreshPool(volume.pool), this,
             [this, index, volume](const Result<> &refreshed) {
                 if (stops(refreshed))
                     return;
                 whenDone(m_connection->storage()->readVolume(volume), this,
                          [this, index, volume](const Result<StorageVolume> &read) {
                              if (!read) {
                                  stops(tl::unexpected(read.error()));
                                  return;
                              }
                              const quint64 wanted = m_plan.volumes.at(index).volume.capacity;
                              const auto next = [this, index](const Result<> &grown) {
                                  if (stops(grown))
                                      return;
                                  ++m_stepsDone;
                                  makeVolume(index + 1);
                              };
                              if (stops({}))
                                  return;
                              if (read->capacity >= wanted) {
                                  next({});
                                  return;
                              }
                              whenDone(m_connection->storage()->resizeVolume(volume, wanted,
                                                                             Storage::Resize::Grow),
                                       this, next);
                          });
             });
}

void MachineCreator::define()
{
    m_step = tr("Defining the machine");
    const auto xml = m_plan.xml.isEmpty()
                         ? writeMachine(m_plan.spec, m_plan.capabilities, MachineStage::Installing)
                         : Result<QByteArray>(m_plan.xml);
    if (!xml) {
        rollBack(xml.error());
        return;
    }
    whenDone(m_connection->defineMachine(*xml, m_plan.spec.name, m_plan.spec.uuid), this,
             [this](const Result<QUuid> &made) {
                 if (made) {
                     m_machine = *made;
                     noteFirstBoot();
                 }
                 if (stops(made ? Result<>() : tl::unexpected(made.error())))
                     return;
                 ++m_stepsDone;
                 if (m_plan.start)
                     startNetwork();
                 else
                     finish({});
             });
}

void MachineCreator::startNetwork()
{
    if (m_plan.startNetwork.isEmpty()) {
        start();
        return;
    }
    m_step = tr("Starting the network");
    whenDone(m_connection->startNetwork(m_plan.startNetwork), this, [this](const Result<> &done) {
        if (!stops(done))
            start();
    });
}

void MachineCreator::start()
{
    m_step = tr("Starting the machine");
    whenDone(m_connection->perform(m_machine, {.action = MachineAction::Start}), this,
             [this](const Result<> &started) {
                 m_started = started.has_value();
                 if (!stops(started)) {
                     ++m_stepsDone;
                     endEntry(true); // whatever happens from here on, it stays
                     settle();
                 }
             });
}

void MachineCreator::noteFirstBoot()
{
    m_firstBoot.machine = {m_connection->id(), m_machine};
    if (!m_plan.xml.isEmpty())
        return;
    for (const DiskSpec &disk : std::as_const(m_plan.spec.disks)) {
        if (disk.role == DiskSpec::Role::Seed)
            m_firstBoot.targets += disk.target;
    }
    m_firstBoot.restart = m_firstBoot.kernel && m_plan.start;
}

// What only the first boot needs is not there at the second.
void MachineCreator::settle()
{
    m_firstBoot.started = true;
    if (!m_firstBoot.isNeeded()) {
        finish({});
        return;
    }
    m_step = tr("Settling the machine");
    const auto done = [this](const Result<> &settled) {
        m_firstBoot.settled = settled.has_value();
        if (!settled)
            m_remark = tr("What only the first boot needs stays in the machine for now: %1")
                           .arg(settled.error().summary);
        finish({}); // it runs; that is what counts
    };
    whenDone(m_connection->machineXml(m_machine, Connection::XmlKind::Inactive), this,
             [this, done](const Result<QByteArray> &xml) {
                 const auto rest = xml.and_then([&](const QByteArray &document) {
                     return afterFirstBoot(document, m_firstBoot.targets, m_firstBoot.kernel);
                 });
                 if (!rest)
                     done(tl::unexpected(rest.error()));
                 else if (!m_connection)
                     finish({});
                 else
                     whenDone(m_connection->redefineMachine(m_machine, *rest), this, done);
             });
}

bool MachineCreator::stops(const Result<> &result)
{
    if (m_finished || !m_connection)
        return true;
    if (result && !m_canceled)
        return false;
    rollBack(result ? Error{.kind = Error::Kind::Canceled} : result.error());
    return true;
}

void MachineCreator::rollBack(const Error &error)
{
    m_error = error;
    m_transfer.reset();
    m_step = tr("Removing what was made");
    if (m_error.kind == Error::Kind::Lost) {
        // Nobody is there to ask, and whether the last step took effect is unknown.
        for (const VolumeRef &volume : std::as_const(m_made))
            m_left += SafeText::line(volume.name, 80);
        m_error.advice = tr("Look at the host when it is connected again: the machine “%1” may be "
                            "there.")
                             .arg(SafeText::line(m_plan.spec.name, 80));
        removeVolumes();
        return;
    }
    if (m_started) {
        whenDone(m_connection->perform(m_machine, {.action = MachineAction::ForceOff}), this,
                 [this](const Result<> &) { removeMachine(); });
        return;
    }
    removeMachine();
}

void MachineCreator::removeMachine()
{
    if (m_machine.isNull() || !m_connection) {
        removeVolumes();
        return;
    }
    const bool ours = m_plan.xml.isEmpty(); // else it may name files that were there before
    whenDone(m_connection->discardMachine(m_machine, ours), this, [this](const Result<> &gone) {
        if (gone || gone.error().kind == Error::Kind::NotFound) {
            removeVolumes();
            return;
        }
        // Its disks are not taken away from under it.
        m_left += SafeText::line(m_plan.spec.name, 80);
        for (const VolumeRef &volume : std::as_const(m_made))
            m_left += SafeText::line(volume.name, 80);
        m_made.clear();
        removeVolumes();
    });
}

void MachineCreator::removeVolumes()
{
    const auto tell = [this] {
        endEntry(m_left.isEmpty() && m_error.kind != Error::Kind::Lost);
        if (!m_left.isEmpty()) {
            m_error.kind =
                m_error.kind == Error::Kind::Canceled ? Error::Kind::Failed : m_error.kind;
            if (m_error.summary.isEmpty())
                m_error.summary = tr("Not everything that was made could be removed again.");
            const QString left = tr("Left on the host: %1.").arg(m_left.join(u", "_s));
            m_error.advice =
                m_error.advice.isEmpty() ? left : tr("%1 %2").arg(m_error.advice, left);
        }
        finish(tl::unexpected(m_error));
    };
    if (m_made.isEmpty() || !m_connection || m_error.kind == Error::Kind::Lost) {
        tell();
        return;
    }
    QList<VolumeRef> newestFirst(m_made.crbegin(), m_made.crend());
    whenDone(m_connection->storage()->deleteVolumes(newestFirst), this,
             [this, newestFirst, tell](const Result<> &gone) {
                 if (!gone) {
                     for (const VolumeRef &volume : newestFirst)
                         m_left += SafeText::line(volume.name, 80);
                     m_error.detail += u"\n"_s + gone.error().summary + u' ' + gone.error().detail;
                 }
                 tell();
             });
}

void MachineCreator::finish(const Result<> &result)
{
    if (std::exchange(m_finished, true))
        return;
    m_transfer.reset();
    endEntry(result.has_value());
    m_promise.addResult(result);
    m_promise.finish();
}

void MachineCreator::endEntry(bool whole)
{
    if (m_connection && !m_entry.isNull())
        m_connection->storage()->endMachine(std::exchange(m_entry, {}), whole);
}
