// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/hardwareedits.h"
#include "app/reporter.h"
#include "models/core/async.h"
#include "models/inventory/definitionhistory.h"
#include "models/inventory/inventory.h"
#include "models/inventory/jobs.h"
#include "models/values/driverrules.h"
#include "models/values/refusedchanges.h"
#include "models/xml/domaindescriptionreader.h"
#include "models/xml/pendingchanges.h"
#include "views/hardware/hardwarepage.h"

#include <QPromise>
#include <QtConcurrentRun>

#include <memory>

using namespace Qt::StringLiterals;

// What comes of the changes of HardwareEdits, and the ways back.

static constexpr qsizetype mostSteps = 50; // of one machine

void HardwareEdits::follow(const QFuture<Result<EditOutcome>> &future, const QString &title,
                           Origin origin, const Step &step, const Asked &asked)
{
    JobOptions options;
    options.target = connectionDisplayName(host()->config());
    const auto job = std::make_shared<QPromise<Result<>>>();
    job->start();
    m_jobs.track(title, job->future(), options);
    whenDone(
        future, this,
        [this, job, origin, step, asked, machine = m_machine,
         shown = name()](const Result<EditOutcome> &outcome) {
            const bool ofPage = origin == Origin::Page;
            const bool clash = outcome && !outcome->conflicts.isEmpty();
            // A failure is told by whoever shows tasks.
            if (clash && !ofPage) {
                const bool back = origin == Origin::Undo || origin == Origin::Redo;
                job->addResult(tl::unexpected(Error{
                    .kind = Error::Kind::Busy,
                    .summary = tr("“%1” was changed again meanwhile; nothing was done.").arg(shown),
                    .detail = back ? step.what : QString(),
                    .advice = back ? tr("Somebody else changed the same since. The history of "
                                        "the machine goes back to a definition as a whole.")
                                   : QString()}));
            } else if (outcome) {
                job->addResult(Result<>());
            } else {
                job->addResult(tl::unexpected(outcome.error()));
            }
            job->finish();
            if (ofPage)
                m_applying.remove(machine);
            if (outcome && DriverRules::hasNoDeviceUpdate(asked.changes, *outcome)) {
                m_noUpdate.insert(machine.connection);
                m_page->setUpdateRefused(m_noUpdate.contains(m_machine.connection));
            }
            if (ofPage && machine == m_machine)
                m_page->take(outcome);
            const DomainChanges refused =
                outcome && !clash ? refusedBy(machine, asked, *outcome) : DomainChanges();
            if (machine != m_machine && outcome && !clash) {
                if (ofPage)
                    m_kept.remove(machine);
                if (!refused.isEmpty())
                    putAll(m_kept[machine], refused);
            } else if (!ofPage && !refused.isEmpty()) {
                m_page->keepRefused(refused, *outcome);
            }
            if (origin == Origin::Undo || origin == Origin::Redo)
                wentBack(machine, origin, step, outcome);
            if (outcome && !clash) {
                // The page says itself what was refused, and offers the next start.
                if (refused.isEmpty() || machine != m_machine)
                    report(shown, *outcome, !refused.isEmpty());
                settled(machine, *outcome, origin, step.what);
            }
            if (machine == m_machine)
                Q_EMIT readAgainWanted();
        });
}

DomainChanges HardwareEdits::refusedBy(const MachineKey &machine, const Asked &asked,
                                       const EditOutcome &outcome) const
{
    const auto known = m_inventory.machine(machine);
    return refusedChanges(asked.changes, outcome, asked.time, !known || known->persistent);
}

void HardwareEdits::goBack(Origin origin)
{
    Connection *connection = host();
    const auto found = m_trails.find(m_machine);
    if (!connection || found == m_trails.end() || found->busy)
        return;
    QList<Step> &steps = origin == Origin::Undo ? found->undo : found->redo;
    if (steps.isEmpty())
        return;
    const Step step = steps.takeLast();
    found->busy = true; // one after the other: each stands on what the one before it left
    showTrail();
    const QString title = origin == Origin::Undo ? tr("Undo the change of “%1”").arg(name())
                                                 : tr("Change “%1” again").arg(name());
    follow(step.changes.isEmpty()
               ? connection->restoreDefinition(m_machine.uuid, step.present, step.before)
               : connection->changeMachine(m_machine.uuid, step.changes),
           title, origin, step, Asked());
}

// What somebody else has made impossible is gone; what failed in itself can be tried again.
void HardwareEdits::wentBack(const MachineKey &machine, Origin origin, const Step &step,
                             const Result<EditOutcome> &outcome)
{
    const auto found = m_trails.find(machine);
    if (found == m_trails.end())
        return;
    found->busy = false;
    if (!outcome && outcome.error().kind != Error::Kind::Busy)
        (origin == Origin::Undo ? found->undo : found->redo) += step;
    if (machine == m_machine)
        showTrail();
}

void HardwareEdits::showTrail()
{
    const Trail trail = m_trails.value(m_machine);
    ApplyBar::Undo offer{.said = trail.said};
    if (!trail.busy && !trail.undo.isEmpty())
        offer.undo = trail.undo.last().what;
    if (!trail.busy && !trail.redo.isEmpty())
        offer.redo = trail.redo.last().what;
    m_page->setUndo(offer);
}

// It is in place: into the history, and a way back.
void HardwareEdits::settled(const MachineKey &machine, const EditOutcome &outcome, Origin origin,
                            const QString &what)
{
    if (outcome.after.isEmpty())
        return;
    const auto words =
        QtConcurrent::run([before = outcome.before, after = outcome.after, what]() -> QString {
            if (!what.isEmpty())
                return what;
            const auto from = readDomain(before), to = readDomain(after);
            if (!from || !to)
                return {};
            const auto changes = differences(*from, *to, Compare::Definitions);
            constexpr qsizetype said = 3;
            QStringList texts;
            for (const DefinitionDifference &one : changes.first(qMin(said, changes.size())))
                texts += differenceText(one);
            if (changes.size() > said)
                texts += tr("%n more", nullptr, int(changes.size() - said));
            return texts.join("; "_L1);
        });
    whenDone(words, this, [this, machine, outcome, origin](const QString &changed) {
        const QString done = changed.isEmpty() ? tr("Changed") : changed;
        QString said = tr("Done: %1").arg(done);
        if (origin == Origin::Undo)
            said = tr("Undone: %1").arg(done);
        else if (origin == Origin::Redo)
            said = tr("Done again: %1").arg(done);
        if (m_definitions) {
            const bool again = origin == Origin::Undo || origin == Origin::Redo;
            m_definitions->recordChange(machine, outcome.before, outcome.after,
                                        again ? said : done);
        }
        if (!m_inventory.machine(machine))
            return; // gone meanwhile
        Step back{.changes = outcome.undo, .what = done};
        if (back.changes.isEmpty()) {
            back.present = outcome.after;
            back.before = outcome.before;
        }
        Trail &trail = m_trails[machine];
        trail.said = said;
        if (origin != Origin::Undo && origin != Origin::Redo)
            trail.redo.clear();
        QList<Step> &steps = origin == Origin::Undo ? trail.redo : trail.undo;
        steps += back;
        if (steps.size() > mostSteps)
            steps.removeFirst();
        if (machine == m_machine)
            showTrail();
    });
}
