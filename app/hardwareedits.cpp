// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/hardwareedits.h"

#include "app/hardwarehost.h"
#include "app/reporter.h"
#include "dialogs/changesdialog.h"
#include "dialogs/hardware/historydialog.h"
#include "models/core/async.h"
#include "models/core/safetext.h"
#include "models/inventory/definitionhistory.h"
#include "models/inventory/inventory.h"
#include "models/inventory/jobs.h"
#include "models/xml/domaindescriptionreader.h"
#include "models/xml/droppedparts.h"
#include "models/xml/handwritten.h"
#include "models/xml/pendingchanges.h"
#include "views/hardware/hardwarepage.h"

#include <QPromise>
#include <QUrl>
#include <QtConcurrentRun>

#include <memory>

using namespace Qt::StringLiterals;

HardwareEdits::HardwareEdits(Inventory &inventory, Jobs &jobs, Reporter &reporter,
                             HardwarePage *page)
    : QObject(page), m_inventory(inventory), m_jobs(jobs), m_reporter(reporter), m_page(page)
{
    connect(page, &HardwarePage::applyWanted, this, &HardwareEdits::review);
    connect(page, &HardwarePage::comparisonWanted, this,
            [this](const QByteArray &before, const QByteArray &after) {
                (new ChangesDialog(name(), before, after, m_page->window()))->open();
            });
    connect(page, &HardwarePage::discardWanted, this, &HardwareEdits::discard);
    connect(page, &HardwarePage::undoWanted, this, [this] { goBack(Origin::Undo); });
    connect(page, &HardwarePage::redoWanted, this, [this] { goBack(Origin::Redo); });
    connect(page, &HardwarePage::historyWanted, this, &HardwareEdits::openHistory);
    connect(page, &HardwarePage::schemaWanted, this, &HardwareEdits::readSchema);
    const auto hosts = inventory.connections();
    for (Connection *connection : hosts)
        watch(connection);
    connect(&inventory, &Inventory::added, this, &HardwareEdits::watch);
    connect(&inventory, &Inventory::removed, this,
            [this](const ConnectionId &id) { forget(id, {}); });
}

void HardwareEdits::readSchema()
{
    whenDone(QtConcurrent::run([] { return DomainSchema::read(); }), this,
             [this](const Result<std::shared_ptr<const DomainSchema>> &schema) {
                 if (schema)
                     m_page->setSchema(*schema);
             });
}

// What a machine leaves behind when it is gone for good; a lost link takes none away.
void HardwareEdits::watch(Connection *connection)
{
    connect(connection, &Connection::machinesRemoved, this,
            [this, id = connection->id()](const QList<QUuid> &machines) { forget(id, machines); });
}

// No machines: all of the connection.
void HardwareEdits::forget(const ConnectionId &connection, const QList<QUuid> &machines)
{
    const auto gone = [&](const MachineKey &key) {
        return key.connection == connection && (machines.isEmpty() || machines.contains(key.uuid));
    };
    m_kept.removeIf([&](const auto &entry) { return gone(entry.key()); });
    m_applying.removeIf([&](const auto &entry) { return gone(entry.key()); });
    m_trails.removeIf([&](const auto &entry) { return gone(entry.key()); });
    if (machines.isEmpty())
        m_noUpdate.remove(connection);
    if (!gone(m_machine))
        return;
    m_page->setChanges({});
    showTrail();
}

Connection *HardwareEdits::host() const
{
    return m_inventory.connection(m_machine.connection);
}

QString HardwareEdits::name() const
{
    const auto known = m_inventory.machine(m_machine);
    return known ? SafeText::line(known->displayName(), 80) : QString();
}

void HardwareEdits::setMachine(const MachineKey &machine)
{
    const DomainChanges changes = m_page->changes();
    if (changes.isEmpty())
        m_kept.remove(m_machine);
    else
        m_kept.insert(m_machine, changes);
    m_machine = machine;
    if (m_host)
        m_host->setMachine(machine);
    m_now.clear();
    m_later.clear();
    m_page->setLoading();
    m_page->setUpdateRefused(m_noUpdate.contains(machine.connection));
    m_page->setChanges(m_kept.value(machine));
    if (const auto time = m_applying.constFind(machine); time != m_applying.constEnd())
        m_page->resumeApply(*time);
    showTrail();
    refresh();
}

void HardwareEdits::refresh()
{
    const Connection *connection = host();
    if (connection)
        m_page->setScheme(QUrl(connection->config().uri).scheme().section(u'+', 0, 0));
    if (!connection || !connection->status().isUsable())
        m_page->setReadOnly(true,
                            tr("The host is away: its machines can be changed when it is back."));
    else if (connection->config().readOnly)
        m_page->setReadOnly(true, tr("This connection is for reading only: it changes nothing."));
    else
        m_page->setReadOnly(false);
}

void HardwareEdits::setHost(HardwareHost *host)
{
    m_host = host;
    HardwareServices services = host->services();
    services.changeAtOnce = [this](const DomainChanges &changes) { applyAtOnce(changes); };
    m_page->setServices(services);
    connect(host, &HardwareHost::choicesChanged, m_page, &HardwarePage::setChoices);
}

void HardwareEdits::read(const QByteArray &definition)
{
    if (m_host)
        m_host->read(definition);
}

// First the running machine, and the definition when that took it: a medium that it refuses would
// keep it from starting, too.
static QFuture<Result<EditOutcome>> changeRunningFirst(Connection *connection, const QUuid &machine,
                                                       const DomainChanges &changes)
{
    const auto promise = std::make_shared<QPromise<Result<EditOutcome>>>();
    promise->start();
    const auto finish = [promise](const Result<EditOutcome> &outcome) {
        promise->addResult(outcome);
        promise->finish();
    };
    whenDone(connection->changeMachine(machine, changes, EditTime::Now), connection,
             [=](const Result<EditOutcome> &now) {
                 if (!now || !now->notNow.isEmpty()) {
                     finish(now);
                     return;
                 }
                 whenDone(connection->changeMachine(machine, changes, EditTime::NextStart, true),
                          connection, [finish, now](Result<EditOutcome> later) {
                              if (later) {
                                  later->running = now->running;
                                  later->now = now->now;
                              }
                              finish(later);
                          });
             });
    return promise->future();
}

void HardwareEdits::applyAtOnce(const DomainChanges &changes)
{
    if (Connection *connection = host())
        follow(changeRunningFirst(connection, m_machine.uuid, changes),
               tr("Change “%1”").arg(name()), Origin::Direct, {}, {changes, EditTime::Now});
}

void HardwareEdits::review(const DomainChanges &changes, EditTime time, bool overrule)
{
    Connection *connection = m_inventory.connection(m_machine.connection);
    if (!connection || split(changes).handwritten.isEmpty()) {
        apply(changes, time, overrule);
        return;
    }
    const auto wanted = m_page->wanted();
    if (!wanted) {
        m_page->take(tl::unexpected(wanted.error()));
        m_reporter.show(wanted.error(), m_machine.uuid.toString());
        return;
    }
    const auto go = [this, changes, time, overrule, machine = m_machine] {
        m_applying.remove(machine);
        if (machine == m_machine)
            apply(changes, time, overrule);
    };
    const auto ask = [this, go, before = m_page->definition(), after = *wanted,
                      machine = m_machine](const QStringList &dropped) {
        if (dropped.isEmpty() || machine != m_machine) {
            go();
            return;
        }
        auto *dialog = new ChangesDialog(name(), before, after, dropped, m_page->window());
        connect(dialog, &QDialog::accepted, this, go);
        connect(dialog, &QDialog::rejected, this, [this, machine] {
            m_applying.remove(machine);
            if (machine == m_machine)
                m_page->cancelApply();
        });
        dialog->open();
    };
    m_applying.insert(m_machine, time);
    whenDone(connection->previewDefinition(*wanted), this,
             [this, go, ask, after = *wanted](const Result<QByteArray> &kept) {
                 if (!kept) { // the host says why when it is asked in earnest
                     go();
                     return;
                 }
                 whenDone(QtConcurrent::run([after, kept] { return droppedParts(after, *kept); }),
                          this, ask);
             });
}

void HardwareEdits::take(const Result<DomainDescription> &read,
                         const std::optional<Result<DomainDescription>> &nextStart, bool active,
                         bool persistent)
{
    const auto document = [](const Result<DomainDescription> &description) {
        return description && !description->sections.isEmpty() ? description->sections.first().xml
                                                               : QByteArray();
    };
    m_now = active ? document(read) : QByteArray();
    m_later = !active ? document(read) : nextStart ? document(*nextStart) : QByteArray();
    if (m_definitions && persistent && !m_later.isEmpty())
        m_definitions->record(m_machine, m_later);
}

void HardwareEdits::apply(const DomainChanges &changes, EditTime time, bool overrule)
{
    Connection *connection = host();
    if (!connection || !m_inventory.machine(m_machine)) {
        m_page->take(tl::unexpected(Error{.kind = Error::Kind::NotFound,
                                          .summary = tr("The machine is not there any more.")}));
        return;
    }
    m_applying.insert(m_machine, time);
    follow(connection->changeMachine(m_machine.uuid, changes, time, overrule),
           tr("Change “%1”").arg(name()), Origin::Page, {}, {changes, time});
}

void HardwareEdits::discard()
{
    const PendingDiscard wanted = discardPending(m_now, m_later, m_page->waiting());
    if (!wanted.left.isEmpty()) {
        QStringList left;
        for (const DefinitionDifference &one : wanted.left)
            left += differenceText(one);
        m_reporter.show({.summary = tr("Some changes cannot be discarded one by one."),
                         .detail = left.join(u'\n'),
                         .advice = tr("The history of the machine goes back to a definition as a "
                                      "whole.")},
                        m_machine.uuid.toString());
    }
    if (Connection *connection = host(); connection && !wanted.changes.isEmpty())
        follow(connection->changeMachine(m_machine.uuid, wanted.changes, EditTime::NextStart),
               tr("Discard what waits in “%1”").arg(name()), Origin::Direct);
}

void HardwareEdits::openHistory()
{
    Connection *connection = host();
    if (!m_definitions || m_machine.isNull())
        return;
    if (!connection || !connection->status().isUsable()) {
        showHistory(m_machine, tl::unexpected(Error{.summary = tr("The host is not connected.")}));
        return;
    }
    whenDone(connection->machineXml(m_machine.uuid, Connection::XmlKind::Inactive), this,
             [this, machine = m_machine](const Result<QByteArray> &present) {
                 showHistory(machine, present);
             });
}

void HardwareEdits::showHistory(const MachineKey &machine, const Result<QByteArray> &present)
{
    const QByteArray now = withoutSecrets(present.value_or(QByteArray()));
    m_definitions->record(machine, now);
    whenDone(m_definitions->versions(machine), this,
             [this, machine, now](const DefinitionHistory::Versions &versions) {
                 const auto known = m_inventory.machine(machine);
                 const Connection *connection = m_inventory.connection(machine.connection);
                 if (machine != m_machine || !known || !connection)
                     return; // nobody looks at it any more
                 auto *dialog = new HistoryDialog(
                     known->displayName(), versions, now,
                     connection->config().readOnly || !known->persistent, m_page->window());
                 connect(dialog, &HistoryDialog::restoreWanted, this,
                         [this, machine](const QByteArray &shown, const QByteArray &wanted,
                                         const QString &title) {
                             Connection *live = m_inventory.connection(machine.connection);
                             if (live && machine == m_machine)
                                 follow(live->restoreDefinition(machine.uuid, shown, wanted),
                                        tr("Take “%1” back to %2").arg(name(), title),
                                        Origin::Direct);
                         });
                 dialog->open();
             });
}

// What waits for the next start although it was wanted now: each item with its reason.
void HardwareEdits::report(const QString &name, const EditOutcome &outcome, bool refused)
{
    QStringList reasons;
    std::optional<Error> first;
    for (const Error &error : outcome.notNow) {
        if (error.kind == Error::Kind::Unsupported && error.code == 0 && !refused)
            continue; // the page marks what waits
        reasons += error.reason();
        if (!first)
            first = error;
    }
    if (!outcome.running || !first)
        return;
    reasons.removeDuplicates();
    first->detail = reasons.join(u'\n');
    if (outcome.nextStart) {
        first->kind = Error::Kind::Postponed;
        first->summary = tr("The change of “%1” waits for its next start.").arg(name);
        first->advice = tr("Its definition is changed; the running machine refused the change.");
    } else if (refused) {
        first->advice = tr("Nothing of it was done. The Hardware page of “%1” keeps the change and "
                           "can apply it at the next start.")
                            .arg(name);
    }
    m_reporter.show(*first);
}
