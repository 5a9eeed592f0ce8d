// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/virt/domain.h"

#include "models/virt/lasterror.h"

#include <libvirt/libvirt.h>
#include <libvirt/virterror.h>

#include <QCoreApplication>

// What a user asks of a machine, translated to libvirt's calls.
namespace Virt {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Virt)
};

constexpr int agentTimeoutSeconds = 5;

bool isActive(virDomainPtr domain)
{
    return virDomainIsActive(domain) == 1;
}

int setText(virDomainPtr domain, int kind, const QString &text)
{
    unsigned affect = 0;
    if (virDomainIsPersistent(domain) == 1)
        affect |= VIR_DOMAIN_AFFECT_CONFIG;
    if (isActive(domain))
        affect |= VIR_DOMAIN_AFFECT_LIVE;
    const QByteArray bytes = text.toUtf8();
    return virDomainSetMetadata(domain, kind, bytes.isEmpty() ? nullptr : bytes.constData(),
                                nullptr, nullptr, affect);
}

// Not every driver knows every flag, and one it does not know is refused before anything is done.
template <class Call>
int withFewerFlags(std::initializer_list<unsigned> attempts, Call call)
{
    int outcome = -1;
    for (const unsigned flags : attempts) {
        outcome = call(flags);
        if (outcome >= 0)
            return outcome;
        const int code = virGetLastErrorCode();
        if (code != VIR_ERR_INVALID_ARG && code != VIR_ERR_NO_SUPPORT
            && code != VIR_ERR_ARGUMENT_UNSUPPORTED)
            return outcome;
    }
    return outcome;
}

int shutDown(virDomainPtr domain, ShutdownMode mode)
{
    if (mode != ShutdownMode::Acpi)
        virDomainAgentSetResponseTimeout(domain, agentTimeoutSeconds, 0);
    switch (mode) {
    case ShutdownMode::Agent:
        return virDomainShutdownFlags(domain, VIR_DOMAIN_SHUTDOWN_GUEST_AGENT);
    case ShutdownMode::Acpi:
        return virDomainShutdownFlags(domain, VIR_DOMAIN_SHUTDOWN_ACPI_POWER_BTN);
    case ShutdownMode::Automatic:
        break;
    }
    return virDomainShutdown(domain); // libvirt prefers an agent that answers
}

int reboot(virDomainPtr domain, ShutdownMode mode)
{
    if (mode != ShutdownMode::Acpi)
        virDomainAgentSetResponseTimeout(domain, agentTimeoutSeconds, 0);
    switch (mode) {
    case ShutdownMode::Agent:
        return virDomainReboot(domain, VIR_DOMAIN_REBOOT_GUEST_AGENT);
    case ShutdownMode::Acpi:
        return virDomainReboot(domain, VIR_DOMAIN_REBOOT_ACPI_POWER_BTN);
    case ShutdownMode::Automatic:
        break;
    }
    return virDomainReboot(domain, 0);
}

int sleepGuest(virDomainPtr domain, unsigned target)
{
    virDomainAgentSetResponseTimeout(domain, agentTimeoutSeconds, 0);
    return virDomainPMSuspendForDuration(domain, target, 0, 0);
}

int dump(virDomainPtr domain, const MachineRequest &request)
{
    const QByteArray path = request.path.toUtf8();
    const unsigned memoryOnly = request.memoryOnly ? VIR_DUMP_MEMORY_ONLY : 0;
    return withFewerFlags({memoryOnly, 0u}, [&](unsigned flags) {
        return virDomainCoreDumpWithFormat(domain, path.constData(),
                                           VIR_DOMAIN_CORE_DUMP_FORMAT_RAW, flags);
    });
}

// The definition only: NVRAM and TPM state are kept where the driver can, disks always.
int remove(virDomainPtr domain, bool keepSavedState)
{
    const unsigned known = VIR_DOMAIN_UNDEFINE_SNAPSHOTS_METADATA
                           | (keepSavedState ? 0 : VIR_DOMAIN_UNDEFINE_MANAGED_SAVE);
    const unsigned more =
        known | VIR_DOMAIN_UNDEFINE_CHECKPOINTS_METADATA | VIR_DOMAIN_UNDEFINE_KEEP_NVRAM;
    return withFewerFlags({more | VIR_DOMAIN_UNDEFINE_KEEP_TPM, more, known},
                          [&](unsigned flags) { return virDomainUndefineFlags(domain, flags); });
}

int sendKeys(virDomainPtr domain, const QList<quint32> &keys, int holdMs)
{
    QList<unsigned> codes(keys.begin(), keys.end());
    return virDomainSendKey(domain, VIR_KEYCODE_SET_LINUX, unsigned(qBound(1, holdMs, 1000)),
                            codes.data(), int(codes.size()), 0);
}

int call(virDomainPtr domain, const MachineRequest &request)
{
    switch (request.action) {
    case MachineAction::Start:
        return virDomainCreate(domain);
    case MachineAction::StartPaused:
        return virDomainCreateWithFlags(domain, VIR_DOMAIN_START_PAUSED);
    case MachineAction::Restore:
        return virDomainCreateWithFlags(domain, request.startPaused ? VIR_DOMAIN_START_PAUSED : 0);
    case MachineAction::DiscardSavedState:
        return virDomainManagedSaveRemove(domain, 0);
    case MachineAction::Pause:
        return virDomainSuspend(domain);
    case MachineAction::Resume:
        return virDomainResume(domain);
    case MachineAction::ShutDown:
        return shutDown(domain, request.mode);
    case MachineAction::Reboot:
        return reboot(domain, request.mode);
    case MachineAction::Reset:
        return virDomainReset(domain, 0);
    case MachineAction::ForceOff:
        return virDomainDestroy(domain);
    case MachineAction::SaveState:
        return virDomainManagedSave(domain, 0);
    case MachineAction::CoreDump:
        return dump(domain, request);
    case MachineAction::WakeUp:
        return virDomainPMWakeup(domain, 0);
    case MachineAction::SuspendToRam:
        return sleepGuest(domain, VIR_NODE_SUSPEND_TARGET_MEM);
    case MachineAction::SuspendToDisk:
        return sleepGuest(domain, VIR_NODE_SUSPEND_TARGET_DISK);
    case MachineAction::Autostart:
        return virDomainSetAutostart(domain, request.enable);
    case MachineAction::Rename:
        return virDomainRename(domain, request.text.toUtf8().constData(), 0);
    case MachineAction::EditTitle:
        return setText(domain, VIR_DOMAIN_METADATA_TITLE, request.text);
    case MachineAction::EditDescription:
        return setText(domain, VIR_DOMAIN_METADATA_DESCRIPTION, request.text);
    case MachineAction::Delete:
        return remove(domain, request.keepSavedState);
    case MachineAction::SendKey:
        return sendKeys(domain, request.keys, request.holdMs);
    case MachineAction::OpenConsole:
    case MachineAction::Screenshot:
    case MachineAction::CopyScreenshot:
        break; // nothing that libvirt does
    }
    return 0;
}

QString failure(const MachineRequest &request, const QString &name)
{
    switch (request.action) {
    case MachineAction::Start:
    case MachineAction::StartPaused:
        return Text::tr("Cannot start “%1”.").arg(name);
    case MachineAction::Restore:
        return Text::tr("Cannot restore “%1”.").arg(name);
    case MachineAction::DiscardSavedState:
        return Text::tr("Cannot discard the saved state of “%1”.").arg(name);
    case MachineAction::Pause:
        return Text::tr("Cannot pause “%1”.").arg(name);
    case MachineAction::Resume:
        return Text::tr("Cannot resume “%1”.").arg(name);
    case MachineAction::ShutDown:
        return Text::tr("Cannot shut down “%1”.").arg(name);
    case MachineAction::Reboot:
        return Text::tr("Cannot reboot “%1”.").arg(name);
    case MachineAction::Reset:
        return Text::tr("Cannot reset “%1”.").arg(name);
    case MachineAction::ForceOff:
        return Text::tr("Cannot force off “%1”.").arg(name);
    case MachineAction::SaveState:
        return Text::tr("Cannot save the state of “%1”.").arg(name);
    case MachineAction::CoreDump:
        return Text::tr("Cannot dump the memory of “%1”.").arg(name);
    case MachineAction::WakeUp:
        return Text::tr("Cannot wake up “%1”.").arg(name);
    case MachineAction::SuspendToRam:
    case MachineAction::SuspendToDisk:
        return Text::tr("Cannot put “%1” to sleep.").arg(name);
    case MachineAction::Autostart:
        return Text::tr("Cannot change whether “%1” starts with its host.").arg(name);
    case MachineAction::Rename:
        return Text::tr("Cannot rename “%1”.").arg(name);
    case MachineAction::EditTitle:
        return Text::tr("Cannot change the title of “%1”.").arg(name);
    case MachineAction::EditDescription:
        return Text::tr("Cannot change the description of “%1”.").arg(name);
    case MachineAction::Delete:
        return Text::tr("Cannot delete “%1”.").arg(name);
    case MachineAction::SendKey:
        return Text::tr("Cannot send keys to “%1”.").arg(name);
    case MachineAction::OpenConsole:
    case MachineAction::Screenshot:
    case MachineAction::CopyScreenshot:
        break;
    }
    return Text::tr("Cannot open the console of “%1”.").arg(name);
}

QString adviceFor(const MachineRequest &request, const Error &error)
{
    if (error.code == VIR_ERR_AGENT_UNRESPONSIVE || error.code == VIR_ERR_AGENT_UNSYNCED
        || (error.code == VIR_ERR_ARGUMENT_UNSUPPORTED
            && error.detail.contains(QStringLiteral("agent"))))
        return Text::tr("This needs the guest agent: install and start the package "
                        "qemu-guest-agent in the guest, and give the machine its channel.");
    if (error.code == VIR_ERR_OPERATION_TIMEOUT)
        return Text::tr("Another operation on this machine is still going on. Wait for it, or "
                        "cancel it in the tasks.");
    if (request.action == MachineAction::Rename
        && error.detail.contains(QStringLiteral("managed save")))
        return Text::tr("Restore the machine, or discard its saved state, before it is renamed.");
    if (request.action == MachineAction::Restore)
        return Text::tr("If the saved state cannot be used any more, discard it and start the "
                        "machine anew.");
    return {};
}

// Whether what was asked for is so, whoever did it.
bool isSo(virDomainPtr domain, MachineAction action)
{
    int state = 0;
    const bool known = virDomainGetState(domain, &state, nullptr, 0) == 0;
    switch (action) {
    case MachineAction::Start:
    case MachineAction::Restore:
        return known && (state == VIR_DOMAIN_RUNNING || state == VIR_DOMAIN_BLOCKED);
    case MachineAction::StartPaused:
    case MachineAction::Pause:
        return known && state == VIR_DOMAIN_PAUSED;
    case MachineAction::Resume:
    case MachineAction::WakeUp:
        return known && state == VIR_DOMAIN_RUNNING;
    case MachineAction::ShutDown:
    case MachineAction::ForceOff:
        return known && state == VIR_DOMAIN_SHUTOFF;
    case MachineAction::DiscardSavedState:
        return virDomainHasManagedSaveImage(domain, 0) == 0;
    case MachineAction::SaveState:
        return known && state == VIR_DOMAIN_SHUTOFF && virDomainHasManagedSaveImage(domain, 0) == 1;
    case MachineAction::SuspendToRam:
        return known && state == VIR_DOMAIN_PMSUSPENDED;
    default:
        return false;
    }
}

} // namespace

Result<> perform(const DomainHandle &domain, const MachineRequest &request)
{
    // Looked at before the call, because a lost reply must not be asked again.
    if (request.action != MachineAction::Reset && isSo(domain.get(), request.action))
        return {};
    if (request.action == MachineAction::Delete && request.keepSavedState
        && virDomainHasManagedSaveImage(domain.get(), 0) == 1) {
        return refuse(Error::Kind::Failed,
                      Text::tr("“%1” has a saved state now.")
                          .arg(QString::fromUtf8(virDomainGetName(domain.get()))),
                      Text::tr("Deleting the machine would lose it. Nothing was changed."));
    }
    if (call(domain.get(), request) >= 0)
        return {};
    const LastError last = lastError();
    if (last.error().kind == Error::Kind::NotFound
        && (request.action == MachineAction::Delete || request.action == MachineAction::ForceOff))
        return {};
    if (last.error().kind != Error::Kind::Lost && isSo(domain.get(), request.action))
        return {}; // somebody else was faster
    auto answer = last.about(failure(request, QString::fromUtf8(virDomainGetName(domain.get()))));
    if (answer.value().kind == Error::Kind::Lost)
        answer.value().advice = Text::tr("The connection broke before the answer came: whether it "
                                         "took effect will be seen when the host is back.");
    else
        answer.value().advice = adviceFor(request, last.error());
    return answer;
}

} // namespace Virt
