// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/inventory/connection.h"

#include "models/core/async.h"
#include "models/inventory/connection_p.h"
#include "models/inventory/ownvariables.h"
#include "models/values/metadatanamespace.h"
#include "models/virt/define.h"
#include "models/virt/edit.h"
#include "models/xml/bulkedit.h"
#include "models/xml/domainedit.h"
#include "models/xml/firmware.h"
#include "models/xml/handwritten.h"
#include "models/xml/pendingchanges.h"
#include "models/xml/systemmetadata.h"
#include "models/xml/xmlnode.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;
using Purpose = Session::Purpose;

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Connection)
};

bool isSection(const QString &item)
{
    return item.isEmpty() || item.startsWith("section:"_L1);
}

void note(EditOutcome &outcome, const QString &item, const Result<> &done)
{
    if (!done)
        outcome.notNow.insert(item, done.error());
    else if (!outcome.now.contains(item))
        outcome.now += item;
}

DomainChanges ofDevice(const DomainChanges &changes, const QString &item)
{
    DomainChanges own;
    for (const FieldChange &one : changes.fields) {
        if (one.item == item)
            own.fields += one;
    }
    for (const ElementChange &one : changes.elements) {
        if (one.item == item && !one.path.isEmpty())
            own.elements += one;
    }
    return own;
}

// Which system it runs, for those who read the running machine's metadata.
Result<> setSystem(const DomainHandle &domain, const Result<QByteArray> &live,
                   const std::optional<QString> &systemId, const Result<> &later)
{
    const auto element = live ? SystemMetadata::plainElement(*live, systemId) : std::nullopt;
    return element ? Virt::setMetadataNow(domain, MetadataNamespace::libosinfoPrefix,
                                          MetadataNamespace::libosinfo, *element)
                   : later;
}

// What an element that comes, goes or is written anew says of a device of the host's, limit by limit.
Result<> limitDevice(const DomainHandle &domain, const ElementChange &one, const Result<> &later)
{
    const auto before = readTree(one.before), after = readTree(one.after);
    QStringList names;
    for (const auto &device : {before, after}) {
        for (const XmlNode &limit : device ? device->children : QList<XmlNode>())
            names += limit.name;
    }
    names.removeAll(u"path"_s);
    names.removeDuplicates();
    for (const QString &name : std::as_const(names)) {
        const QString old = before ? before->value(name) : QString();
        const QString wanted = after ? after->value(name) : QString();
        if (old == wanted)
            continue;
        const auto value = wanted.isEmpty() ? std::nullopt : std::optional(wanted);
        const auto done = Virt::setNow(domain, one.path + u'/' + name, value).value_or(later);
        if (!done)
            return done;
    }
    return {};
}

// A display's password that goes. libvirt takes that for done while QEMU keeps asking for it.
bool takesPassword(const FieldChange &one)
{
    return one.path == "@passwd"_L1 && one.after.value_or(QString()).isEmpty();
}

// One device, with what each of the steps changes in it.
Result<> changeDeviceNow(const DomainHandle &domain, const Result<QByteArray> &live,
                         const QList<DomainChanges> &steps, const QString &item)
{
    if (!live)
        return tl::unexpected(live.error());
    EditedDomain edited{.xml = *live};
    for (const DomainChanges &step : steps) {
        DomainChanges own = ofDevice(step, item);
        own.fields.removeIf(takesPassword);
        auto next = applyChanges(edited.xml, own, true);
        if (!next)
            return tl::unexpected(next.error());
        next->changed = next->changed || edited.changed;
        edited = *next;
    }
    if (!edited.changed)
        return {}; // it is so already
    return Virt::updateDevice(domain, deviceXml(edited.xml, edited.renamed.value(item, item)));
}

Result<> keepsPassword()
{
    return tl::unexpected(Error{
        .summary = Text::tr("A display that runs keeps its password: it asks for it until the "
                            "machine starts again.")});
}

// Everything that libvirt can change in a running machine, device by device; what it refuses stays
// in the definition, for the next start. What was written by hand comes first, told in parts.
void changeNow(const DomainHandle &domain, const DomainChanges &changes, EditOutcome &outcome)
{
    const auto live = Virt::secureXml(domain, false);
    QStringList devices;
    const Result<> later =
        tl::unexpected(Error{.kind = Error::Kind::Unsupported,
                             .summary = Text::tr("This takes effect at the next start.")});
    const auto [handwritten, others] = split(changes);
    const auto parts = inParts(handwritten);
    if (!parts)
        note(outcome, {}, later);
    const QList<DomainChanges> steps{parts.value_or(DomainChanges()), others};
    for (const DomainChanges &step : steps) {
        for (const FieldChange &one : step.fields) {
            if (isSection(one.item) && SystemMetadata::isPath(one.path))
                note(outcome, one.item, setSystem(domain, live, one.after, later));
            else if (isSection(one.item))
                note(outcome, one.item, Virt::setNow(domain, one.path, one.after).value_or(later));
            else if (!devices.contains(one.item))
                devices += one.item;
        }
        for (const ElementChange &one : step.elements) {
            if (one.path.isEmpty())
                continue;
            if (isSection(one.item) && one.path.startsWith("metadata/"_L1)
                && one.path.endsWith(":tags"_L1))
                note(outcome, one.item,
                     Virt::setMetadata(domain, MetadataNamespace::guesthousePrefix,
                                       MetadataNamespace::guesthouse, plainTags(one.after)));
            else if (isSection(one.item) && one.path.startsWith("blkiotune/device["_L1))
                note(outcome, one.item, limitDevice(domain, one, later));
            else if (isSection(one.item))
                note(outcome, one.item, later);
            else if (!devices.contains(one.item))
                devices += one.item;
        }
    }
    for (const QString &item : std::as_const(devices)) {
        const Result<> done = changeDeviceNow(domain, live, steps, item);
        note(outcome, item, done);
        const bool locked = live && fieldValue(*live, item, u"@passwd"_s);
        for (const DomainChanges &step : steps) {
            for (const FieldChange &one : ofDevice(step, item).fields) {
                if (locked && done && takesPassword(one))
                    note(outcome, item, keepsPassword());
            }
        }
    }
    for (const ElementChange &one : steps.first().elements + steps.last().elements) {
        if (!one.path.isEmpty())
            continue;
        const QByteArray there =
            live && !one.item.isEmpty() ? deviceXml(*live, one.item) : QByteArray();
        if (one.item.isEmpty())
            note(outcome, one.item, Virt::attachDevice(domain, one.after));
        else if (one.after.isEmpty() && there.isEmpty())
            note(outcome, one.item, {}); // it was never in the running machine, or has left it
        else if (one.after.isEmpty())
            note(outcome, one.item, Virt::detachDevice(domain, there));
        else
            note(outcome, one.item, Virt::updateDevice(domain, one.after));
    }
}

// Reads back what libvirt made of the new definition.
void settle(const DomainHandle &domain, const QByteArray &before, const DomainChanges &undo,
            EditOutcome &outcome)
{
    const auto settled = Virt::secureXml(domain, true);
    if (!settled)
        return; // it is changed; nobody can say how to take it back
    outcome.undo = settledUndo(undo, *settled);
    outcome.before = withoutSecrets(before);
    outcome.after = withoutSecrets(*settled);
}

Result<EditOutcome> change(const ConnectHandle &connect, const DomainHandle &domain,
                           const DomainChanges &changes, EditTime time, bool overrule)
{
    EditOutcome outcome;
    outcome.running = Virt::isActive(domain);
    if (Virt::isPersistent(domain) && time != EditTime::Now) {
        const auto newest = Virt::secureXml(domain, true);
        if (!newest)
            return tl::unexpected(newest.error());
        // What was written by hand was read without passwords.
        const bool handwritten = !split(changes).handwritten.isEmpty();
        const auto plain =
            handwritten ? Virt::plainXml(domain, true) : Result<QByteArray>(QByteArray());
        if (!plain)
            return tl::unexpected(plain.error());
        const auto edited = applyChanges(*newest, changes, overrule, *plain);
        if (!edited)
            return tl::unexpected(edited.error());
        outcome.conflicts = edited->conflicts;
        if (!outcome.conflicts.isEmpty())
            return outcome;
        if (edited->changed) {
            const auto defined = Virt::redefine(domain, edited->xml);
            if (!defined)
                return tl::unexpected(defined.error());
            outcome.nextStart = true;
            // Its variables come with this, or come back: they must not be another machine's.
            if (MachineFirmware::derivesVariables(edited->xml)
                && !MachineFirmware::derivesVariables(*newest)) {
                if (const auto own = giveOwnVariables(connect, domain, false); !own) {
                    (void)Virt::redefine(domain, *newest);
                    return tl::unexpected(own.error());
                }
            }
            settle(domain, *newest, edited->undo, outcome);
        }
    }
    if (outcome.running && time != EditTime::NextStart)
        changeNow(domain, changes, outcome);
    return outcome;
}

// The definition of before in place of the one that was shown, with the passwords there are.
Result<EditOutcome> restore(const DomainHandle &domain, const QByteArray &shown,
                            const QByteArray &wanted)
{
    const auto newest = Virt::secureXml(domain, true);
    if (!newest)
        return tl::unexpected(newest.error());
    const QByteArray now = withoutSecrets(*newest);
    if (now != shown)
        return tl::unexpected(
            Error{.kind = Error::Kind::Busy,
                  .summary = Text::tr("The machine was changed meanwhile."),
                  .advice = Text::tr("Look at the differences again before you go back.")});
    // Its name is changed by another call.
    const auto name = fieldValue(now, {}, u"name"_s);
    const auto named = applyChanges(
        wanted, {.fields = {{.path = u"name"_s, .after = name, .unseen = true}}}, true);
    if (!named)
        return tl::unexpected(named.error());
    const auto whole = withSecretsOf(named->xml, *newest);
    if (!whole)
        return tl::unexpected(whole.error());
    EditOutcome outcome{.running = Virt::isActive(domain)};
    if (*whole == *newest)
        return outcome;
    if (const auto defined = Virt::redefine(domain, *whole); !defined)
        return tl::unexpected(defined.error());
    outcome.nextStart = true;
    outcome.before = now;
    if (const auto settled = Virt::secureXml(domain, true))
        outcome.after = withoutSecrets(*settled);
    return outcome;
}

} // namespace

QFuture<Result<EditOutcome>> Connection::changeMachine(const QUuid &machine,
                                                       const DomainChanges &changes, EditTime time,
                                                       bool overrule)
{
    if (changes.isEmpty())
        return readyFuture(Result<EditOutcome>(EditOutcome()));
    if (!d->session)
        return readyFuture(Result<EditOutcome>(tl::unexpected(d->notConnected())));
    return d->run(Purpose::Command, [=](Session &session) {
        auto outcome = session.find(machine).and_then([&](const DomainHandle &domain) {
            return change(session.connect(), domain, changes, time, overrule);
        });
        session.noteChanged(machine); // much of this has no event
        return outcome;
    });
}

QFuture<Result<EditOutcome>> Connection::restoreDefinition(const QUuid &machine,
                                                           const QByteArray &shown,
                                                           const QByteArray &wanted)
{
    if (!d->session)
        return readyFuture(Result<EditOutcome>(tl::unexpected(d->notConnected())));
    return d->run(Purpose::Command, [=](Session &session) {
        auto outcome = session.find(machine).and_then(
            [&](const DomainHandle &domain) { return restore(domain, shown, wanted); });
        session.noteChanged(machine);
        return outcome;
    });
}
