// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/inventory/connection.h"

#include "models/core/async.h"
#include "models/inventory/connection_p.h"
#include "models/inventory/ownvariables.h"
#include "models/values/connectionuri.h"
#include "models/virt/define.h"
#include "models/xml/networkreader.h"

using Purpose = Session::Purpose;

QFuture<Result<QUuid>> Connection::defineMachine(const QByteArray &xml, const QString &name,
                                                 const QUuid &uuid)
{
    if (!d->session)
        return readyFuture(Result<QUuid>(tl::unexpected(d->notConnected())));
    const auto uri = ConnectionUri::parse(config().uri);
    const bool local = uri && uri->isLocal();
    return d->run(Purpose::Command, [=](Session &session) -> Result<QUuid> {
        auto made = Virt::defineNew(session.connect(), xml, name, uuid);
        if (!made)
            return made;
        session.noteChanged(*made);
        // With another machine's variables it must not stay.
        const auto domain = session.find(*made);
        const auto own = domain ? giveOwnVariables(session.connect(), *domain, local) : Result<>();
        if (own || own.error().kind == Error::Kind::Lost)
            return made;
        (void)Virt::discard(*domain, Virt::Files::Keep);
        return tl::unexpected(own.error());
    });
}

QFuture<Result<>> Connection::redefineMachine(const QUuid &machine, const QByteArray &xml)
{
    return d->onMachine(Purpose::Command, machine,
                        [xml](const DomainHandle &domain) { return Virt::redefine(domain, xml); });
}

QFuture<Result<>> Connection::discardMachine(const QUuid &machine, bool withFiles)
{
    return d->onMachine(Purpose::Command, machine, [withFiles](const DomainHandle &domain) {
        return Virt::discard(domain, withFiles ? Virt::Files::Remove : Virt::Files::Keep);
    });
}

QFuture<Result<QList<HostNetwork>>> Connection::networks()
{
    if (!d->session)
        return readyFuture(Result<QList<HostNetwork>>(tl::unexpected(d->notConnected())));
    return d->run(Purpose::Command, [](Session &session) {
        return Virt::networks(session.connect())
            .map([](const QList<Virt::NetworkReading> &readings) {
                QList<HostNetwork> all;
                for (const Virt::NetworkReading &one : readings)
                    all += readNetwork(one.xml, one.name, one.active);
                return all;
            });
    });
}

QFuture<Result<>> Connection::startNetwork(const QString &name)
{
    if (!d->session)
        return readyFuture(Result<>(tl::unexpected(d->notConnected())));
    return d->run(Purpose::Command,
                  [name](Session &session) { return Virt::startNetwork(session.connect(), name); });
}
