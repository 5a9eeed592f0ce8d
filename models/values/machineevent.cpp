// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/values/machineevent.h"

#include "models/core/safetext.h"
#include "models/core/units.h"

#include <QCoreApplication>
#include <QStringList>

using namespace Qt::StringLiterals;
using Kind = MachineEvent::Kind;

// Tables below are in the order of libvirt's numbers (libvirt-domain.h of 9.0).
namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(MachineEvent)
};

// libvirt's virDomainEventType.
enum Lifecycle { Defined, Undefined, Started, Paused, Resumed, Stopped, ShutDown, Asleep, Crashed };

// The `index`-th of some untranslated words, translated; empty for a number newer than them.
template <size_t count>
QString word(const char *const (&words)[count], qint32 index)
{
    return index >= 0 && size_t(index) < count ? Text::tr(words[index]) : QString();
}

// For a number that libvirt got after we were written.
QString orNumber(const QString &text, qint32 number)
{
    return text.isEmpty() ? Text::tr("unknown (%1)").arg(number) : text;
}

QString lifecycleText(qint32 type, qint32 detail)
{
    static constexpr const char *types[] = {
        QT_TRANSLATE_NOOP("MachineEvent", "Defined"),
        QT_TRANSLATE_NOOP("MachineEvent", "Definition removed"),
        QT_TRANSLATE_NOOP("MachineEvent", "Started"),
        QT_TRANSLATE_NOOP("MachineEvent", "Paused"),
        QT_TRANSLATE_NOOP("MachineEvent", "Resumed"),
        QT_TRANSLATE_NOOP("MachineEvent", "Stopped"),
        QT_TRANSLATE_NOOP("MachineEvent", "Shutting down"),
        QT_TRANSLATE_NOOP("MachineEvent", "Asleep"),
        QT_TRANSLATE_NOOP("MachineEvent", "Crashed"),
    };
    static constexpr const char *defined[] = {
        QT_TRANSLATE_NOOP("MachineEvent", "newly created"),
        QT_TRANSLATE_NOOP("MachineEvent", "its configuration changed"),
        QT_TRANSLATE_NOOP("MachineEvent", "renamed, this is the new name"),
        QT_TRANSLATE_NOOP("MachineEvent", "its configuration came back from a snapshot"),
    };
    static constexpr const char *undefined[] = {
        QT_TRANSLATE_NOOP("MachineEvent", "deleted"),
        QT_TRANSLATE_NOOP("MachineEvent", "renamed, this was the old name"),
    };
    static constexpr const char *started[] = {
        QT_TRANSLATE_NOOP("MachineEvent", "booted"),
        QT_TRANSLATE_NOOP("MachineEvent", "migrated here from another host"),
        QT_TRANSLATE_NOOP("MachineEvent", "restored from its saved state"),
        QT_TRANSLATE_NOOP("MachineEvent", "from a snapshot"),
        QT_TRANSLATE_NOOP("MachineEvent", "woken up"),
    };
    static constexpr const char *paused[] = {
        QT_TRANSLATE_NOOP("MachineEvent", "on request"),
        QT_TRANSLATE_NOOP("MachineEvent", "for its migration"),
        QT_TRANSLATE_NOOP("MachineEvent", "a disk could not be read or written"),
        QT_TRANSLATE_NOOP("MachineEvent", "its watchdog fired"),
        QT_TRANSLATE_NOOP("MachineEvent", "restored paused from its saved state"),
        QT_TRANSLATE_NOOP("MachineEvent", "restored paused from a snapshot"),
        QT_TRANSLATE_NOOP("MachineEvent", "an operation of the hypervisor failed"),
        QT_TRANSLATE_NOOP("MachineEvent", "for the post-copy phase of its migration"),
        QT_TRANSLATE_NOOP("MachineEvent", "the post-copy phase of its migration failed"),
    };
    static constexpr const char *resumed[] = {
        QT_TRANSLATE_NOOP("MachineEvent", "on request"),
        QT_TRANSLATE_NOOP("MachineEvent", "its migration is complete"),
        QT_TRANSLATE_NOOP("MachineEvent", "from a snapshot"),
        QT_TRANSLATE_NOOP("MachineEvent", "its migration goes on in the post-copy phase"),
        QT_TRANSLATE_NOOP("MachineEvent", "although the post-copy phase of its migration failed"),
    };
    static constexpr const char *stopped[] = {
        QT_TRANSLATE_NOOP("MachineEvent", "shut down"),
        QT_TRANSLATE_NOOP("MachineEvent", "forced off"),
        QT_TRANSLATE_NOOP("MachineEvent", "crashed; the guest panicked"),
        QT_TRANSLATE_NOOP("MachineEvent", "migrated to another host"),
        QT_TRANSLATE_NOOP("MachineEvent", "its state was saved"),
        QT_TRANSLATE_NOOP("MachineEvent", "the hypervisor failed"),
        QT_TRANSLATE_NOOP("MachineEvent", "a snapshot taken while it was off was loaded"),
    };
    static constexpr const char *shutDown[] = {
        QT_TRANSLATE_NOOP("MachineEvent", "the guest has finished"),
        QT_TRANSLATE_NOOP("MachineEvent", "the guest asked for it"),
        QT_TRANSLATE_NOOP("MachineEvent", "the host asked for it"),
    };
    static constexpr const char *asleep[] = {
        QT_TRANSLATE_NOOP("MachineEvent", "suspended to memory"),
        QT_TRANSLATE_NOOP("MachineEvent", "suspended to disk"),
    };
    static constexpr const char *crashed[] = {
        QT_TRANSLATE_NOOP("MachineEvent", "the guest panicked"),
        QT_TRANSLATE_NOOP("MachineEvent", "the guest panicked and loaded its crash kernel"),
    };

    const QString what = word(types, type);
    if (what.isEmpty())
        return Text::tr("State change: unknown (%1, %2)").arg(type).arg(detail);
    QString why;
    switch (Lifecycle(type)) {
    case Defined:
        why = word(defined, detail);
        break;
    case Undefined:
        why = word(undefined, detail);
        break;
    case Started:
        why = word(started, detail);
        break;
    case Paused:
        why = word(paused, detail);
        break;
    case Resumed:
        why = word(resumed, detail);
        break;
    case Stopped:
        why = word(stopped, detail);
        break;
    case ShutDown:
        why = word(shutDown, detail);
        break;
    case Asleep:
        why = word(asleep, detail);
        break;
    case Crashed:
        why = word(crashed, detail);
        break;
    }
    return Text::tr("%1: %2").arg(what, orNumber(why, detail));
}

QString watchdogText(qint32 action)
{
    static constexpr const char *actions[] = {
        QT_TRANSLATE_NOOP("MachineEvent", "nothing was done"),
        QT_TRANSLATE_NOOP("MachineEvent", "the machine was paused"),
        QT_TRANSLATE_NOOP("MachineEvent", "the machine was reset"),
        QT_TRANSLATE_NOOP("MachineEvent", "the machine was forced off"),
        QT_TRANSLATE_NOOP("MachineEvent", "the guest was asked to shut down"),
        QT_TRANSLATE_NOOP("MachineEvent", "it was only noted"),
        QT_TRANSLATE_NOOP("MachineEvent", "the guest got a non-maskable interrupt"),
    };
    return Text::tr("Watchdog fired: %1").arg(orNumber(word(actions, action), action));
}

QString ioErrorText(qint32 action, const QString &disk, const QString &path, const QString &reason)
{
    static constexpr const char *actions[] = {
        QT_TRANSLATE_NOOP("MachineEvent", "the error was ignored"),
        QT_TRANSLATE_NOOP("MachineEvent", "the machine was paused"),
        QT_TRANSLATE_NOOP("MachineEvent", "the guest was told"),
    };
    const QString done = orNumber(word(actions, action), action);
    if (reason == "enospc"_L1)
        return Text::tr("Disk error on %1 (%2): no space left on the host; %3")
            .arg(disk, path, done);
    if (!reason.isEmpty())
        return Text::tr("Disk error on %1 (%2): %3; %4").arg(disk, path, reason, done);
    return Text::tr("Disk error on %1 (%2): %3").arg(disk, path, done);
}

QString graphicsText(qint32 phase, const QString &client, const QString &scheme)
{
    const QString who = client.isEmpty() ? Text::tr("an unknown address") : client;
    switch (phase) {
    case 0:
        return Text::tr("Console opened from %1").arg(who);
    case 1:
        return scheme.isEmpty()
                   ? Text::tr("Console in use from %1").arg(who)
                   : Text::tr("Console in use from %1 (authentication: %2)").arg(who, scheme);
    case 2:
        return Text::tr("Console closed from %1").arg(who);
    default:
        return Text::tr("Console from %1: %2").arg(who, orNumber({}, phase));
    }
}

QString blockJobText(qint32 type, qint32 status, const QString &disk)
{
    static constexpr const char *types[] = {
        QT_TRANSLATE_NOOP("MachineEvent", "Job"),
        QT_TRANSLATE_NOOP("MachineEvent", "Pull from the backing image"),
        QT_TRANSLATE_NOOP("MachineEvent", "Copy"),
        QT_TRANSLATE_NOOP("MachineEvent", "Commit into the backing image"),
        QT_TRANSLATE_NOOP("MachineEvent", "Commit of the active image"),
        QT_TRANSLATE_NOOP("MachineEvent", "Backup"),
    };
    static constexpr const char *statuses[] = {
        QT_TRANSLATE_NOOP("MachineEvent", "completed"),
        QT_TRANSLATE_NOOP("MachineEvent", "failed"),
        QT_TRANSLATE_NOOP("MachineEvent", "canceled"),
        QT_TRANSLATE_NOOP("MachineEvent", "ready to finish"),
    };
    const QString job = word(types, type);
    return Text::tr("%1 of disk %2: %3")
        .arg(job.isEmpty() ? Text::tr("Job") : job, disk, orNumber(word(statuses, status), status));
}

QString diskChangeText(qint32 reason, const QString &disk, const QString &from, const QString &to)
{
    switch (reason) {
    case 0:
        return Text::tr("Medium of %1 left out at start: %2 is missing").arg(disk, from);
    case 1:
        return Text::tr("Disk %1 left out at start: %2 is missing").arg(disk, from);
    default: {
        const QString none = Text::tr("nothing");
        return Text::tr("Disk %1 changed: %2 → %3")
            .arg(disk, from.isEmpty() ? none : from, to.isEmpty() ? none : to);
    }
    }
}

QString agentText(qint32 state, qint32 reason)
{
    static constexpr const char *reasons[] = {
        "",
        QT_TRANSLATE_NOOP("MachineEvent", "the machine started"),
        QT_TRANSLATE_NOOP("MachineEvent", "the guest opened or closed its channel"),
    };
    QString text = state == 1   ? Text::tr("Guest agent connected")
                   : state == 2 ? Text::tr("Guest agent disconnected")
                                : Text::tr("Guest agent: %1").arg(orNumber({}, state));
    const QString why = reason == 0 ? QString() : word(reasons, reason);
    return why.isEmpty() ? text : Text::tr("%1: %2").arg(text, why);
}

QString jobCompletedText(qint32 operation, const QString &parameters)
{
    static constexpr const char *operations[] = {
        QT_TRANSLATE_NOOP("MachineEvent", "Operation completed"),
        QT_TRANSLATE_NOOP("MachineEvent", "Start completed"),
        QT_TRANSLATE_NOOP("MachineEvent", "Save of the state completed"),
        QT_TRANSLATE_NOOP("MachineEvent", "Restore completed"),
        QT_TRANSLATE_NOOP("MachineEvent", "Migration to this host completed"),
        QT_TRANSLATE_NOOP("MachineEvent", "Migration to another host completed"),
        QT_TRANSLATE_NOOP("MachineEvent", "Snapshot completed"),
        QT_TRANSLATE_NOOP("MachineEvent", "Return to a snapshot completed"),
        QT_TRANSLATE_NOOP("MachineEvent", "Core dump completed"),
        QT_TRANSLATE_NOOP("MachineEvent", "Backup completed"),
        QT_TRANSLATE_NOOP("MachineEvent", "Deletion of a snapshot completed"),
    };
    QString text = word(operations, operation);
    if (text.isEmpty())
        text = Text::tr("Operation completed");
    return parameters.isEmpty() ? text : Text::tr("%1 (%2)").arg(text, parameters);
}

QString metadataText(qint32 type, const QString &uri)
{
    switch (type) {
    case 0:
        return Text::tr("Description changed");
    case 1:
        return Text::tr("Title changed");
    default:
        return uri.isEmpty() ? Text::tr("Metadata changed")
                             : Text::tr("Metadata changed: %1").arg(uri);
    }
}

QString memoryFailureText(qint32 recipient, qint32 action, uint flags)
{
    static constexpr const char *recipients[] = {
        QT_TRANSLATE_NOOP("MachineEvent", "Faulty memory in use by the hypervisor"),
        QT_TRANSLATE_NOOP("MachineEvent", "Faulty memory in use by the guest"),
    };
    static constexpr const char *actions[] = {
        QT_TRANSLATE_NOOP("MachineEvent", "ignored, nothing was lost"),
        QT_TRANSLATE_NOOP("MachineEvent", "the guest was told"),
        QT_TRANSLATE_NOOP("MachineEvent", "the machine cannot go on"),
        QT_TRANSLATE_NOOP("MachineEvent", "the guest was reset, as it did not handle it"),
    };
    const QString where = word(recipients, recipient);
    QStringList words{orNumber(word(actions, action), action)};
    if (flags & 1)
        words.append(Text::tr("it had to be handled at once"));
    if (flags & 2)
        words.append(Text::tr("a second one came while the first was handled"));
    return Text::tr("%1: %2").arg(where.isEmpty() ? Text::tr("Faulty memory") : where,
                                  words.join("; "_L1));
}

QString rtcText(const QString &seconds)
{
    bool ok = false;
    const qint64 offset = seconds.toLongLong(&ok);
    if (!ok)
        return Text::tr("Clock changed");
    if (offset == 0)
        return Text::tr("Clock changed: as UTC");
    return offset > 0
               ? Text::tr("Clock changed: %1 ahead of UTC").arg(Units::duration(offset))
               : Text::tr("Clock changed: %1 behind UTC").arg(Units::duration(-(offset + 1) + 1));
}

QString withSubject(const QString &text, const QString &subject)
{
    return subject.isEmpty() ? text : Text::tr("%1: %2").arg(text, subject);
}

} // namespace

QString eventText(const MachineEvent &event)
{
    // Cut before it is split or searched: an agent's or a host's words can be megabytes long.
    const QString subject = SafeText::line(event.subject);
    const QStringList parts = event.text.first(qMin(event.text.size(), 4096)).split(u'\n');
    const auto part = [&](qsizetype index) { return SafeText::line(parts.value(index), 1024); };

    switch (event.kind) {
    case Kind::Lifecycle:
        return lifecycleText(event.type, event.detail);
    case Kind::Reboot:
        return Text::tr("Rebooted");
    case Kind::RtcChange:
        return rtcText(part(0));
    case Kind::Watchdog:
        return watchdogText(event.type);
    case Kind::IoError:
        return ioErrorText(event.type, subject, SafeText::line(event.text, 1024), {});
    case Kind::IoErrorReason: {
        // A path may hold line feeds itself; the reason is what follows the last.
        const qsizetype end = event.text.lastIndexOf(u'\n');
        const QString path = end < 0 ? event.text : event.text.first(end);
        const QString reason = end < 0 ? QString() : event.text.sliced(end + 1);
        return ioErrorText(event.type, subject, SafeText::line(path, 1024), SafeText::line(reason));
    }
    case Kind::Graphics:
        return graphicsText(event.type, subject, part(0));
    case Kind::ControlError:
        return Text::tr("The hypervisor no longer answers for this machine");
    case Kind::BlockJob:
    case Kind::BlockJob2:
        return blockJobText(event.type, event.detail, subject);
    case Kind::DiskChange:
        return diskChangeText(event.type, subject, part(0), part(1));
    case Kind::TrayChange:
        return event.type == 0 ? Text::tr("Tray of %1 opened").arg(subject)
               : event.type == 1
                   ? Text::tr("Tray of %1 closed").arg(subject)
                   : Text::tr("Tray of %1: %2").arg(subject, orNumber({}, event.type));
    case Kind::PmWakeup:
        return Text::tr("Woken up");
    case Kind::PmSuspend:
        return Text::tr("Suspended to memory");
    case Kind::PmSuspendDisk:
        return Text::tr("Suspended to disk");
    case Kind::BalloonChange: {
        bool ok = false;
        const quint64 kib = event.text.toULongLong(&ok);
        return ok ? Text::tr("Memory changed to %1").arg(Units::kibibytes(kib))
                  : Text::tr("Memory changed");
    }
    case Kind::DeviceRemoved:
        return withSubject(Text::tr("Device removed"), subject);
    case Kind::DeviceAdded:
        return withSubject(Text::tr("Device added"), subject);
    case Kind::DeviceRemovalFailed:
        return withSubject(Text::tr("Device could not be removed"), subject);
    case Kind::Tunable:
        return withSubject(Text::tr("Limits changed"), SafeText::line(event.text, 1024));
    case Kind::AgentLifecycle:
        return agentText(event.type, event.detail);
    case Kind::MigrationIteration:
        return Text::tr("Migration: pass %1 over the memory").arg(event.type);
    case Kind::JobCompleted:
        return jobCompletedText(event.type, SafeText::line(event.text, 1024));
    case Kind::MetadataChange:
        return metadataText(event.type, subject);
    case Kind::BlockThreshold: {
        const QString path =
            part(0).isEmpty() ? subject : Text::tr("%1 (%2)").arg(subject, part(0));
        const quint64 excess = part(2).toULongLong();
        const QString limit = Units::bytes(part(1).toULongLong());
        return excess ? Text::tr("Disk %1 is written beyond %2, by %3")
                            .arg(path, limit, Units::bytes(excess))
                      : Text::tr("Disk %1 is written beyond %2").arg(path, limit);
    }
    case Kind::MemoryFailure:
        return memoryFailureText(event.type, event.detail, part(0).toUInt());
    case Kind::MemoryDeviceSizeChange:
        return Text::tr("Memory device %1 changed to %2")
            .arg(subject, Units::bytes(part(0).toULongLong()));
    }
    return Text::tr("Unknown event (%1)").arg(int(event.kind));
}
