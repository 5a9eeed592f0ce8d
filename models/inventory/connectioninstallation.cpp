// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/inventory/connection.h"

#include "models/core/async.h"
#include "models/inventory/connection_p.h"
#include "models/values/metadatanamespace.h"
#include "models/virt/define.h"
#include "models/virt/domain.h"
#include "models/xml/installationmark.h"

namespace {

Result<> remember(const DomainHandle &domain, const std::optional<InstallationMark> &mark)
{
    return Virt::setMetadata(domain, MetadataNamespace::installationPrefix,
                             MetadataNamespace::installation,
                             mark ? writeInstallationMark(*mark) : QByteArray());
}

// An empty drive stays as it is, and so does one that the user has taken away meanwhile.
Result<> takeOut(const DomainHandle &domain, const QString &drive, Virt::Affect affect)
{
    const auto xml = Virt::xml(domain, affect == Virt::Affect::Definition);
    if (!xml)
        return tl::unexpected(xml.error());
    const auto emptied = emptiedDrive(*xml, drive);
    if (!emptied && emptied.error().kind == Error::Kind::NotFound)
        return {};
    if (!emptied)
        return tl::unexpected(emptied.error());
    return emptied->isEmpty() ? Result<>() : Virt::updateDevice(domain, *emptied, affect);
}

// The mark goes last: what breaks off before is done again at the next restart.
Result<bool> next(const DomainHandle &domain)
{
    const auto xml = Virt::xml(domain, true);
    const auto mark = xml ? readInstallationMark(*xml) : std::nullopt;
    // Reset before anything was installed: somebody started the installer anew.
    if (!mark || (Virt::isActive(domain) && !Virt::hasWritten(domain)))
        return false;
    if (mark->restarts > 1) {
        return remember(domain,
                        InstallationMark{.drive = mark->drive, .restarts = mark->restarts - 1})
            .map([] { return false; });
    }
    // The running one first: its firmware is looking for what to start.
    Result<> done;
    if (Virt::isActive(domain))
        done = takeOut(domain, mark->drive, Virt::Affect::Running);
    if (done)
        done = takeOut(domain, mark->drive, Virt::Affect::Definition);
    return done.and_then([&] { return remember(domain, {}); }).map([] { return true; });
}

} // namespace

QFuture<Result<bool>> Connection::continueInstallation(const QUuid &machine)
{
    return d->onMachine(Session::Purpose::Command, machine, next);
}
