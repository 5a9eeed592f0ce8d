// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/inventory/connection.h"

#include "models/core/async.h"
#include "models/inventory/connection_p.h"
#include "models/virt/define.h"
#include "models/virt/domain.h"
#include "models/xml/definitioncopy.h"

#include <QCoreApplication>
#include <QDateTime>

using namespace Qt::StringLiterals;

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(ConnectionPreview)
};

// "guesthouse-check-TIME-RANDOM", the time in seconds: whose copy it is, and how old.
constexpr QLatin1StringView prefix("guesthouse-check-");
constexpr qint64 patienceSeconds = 120; // longer than any call takes

qint64 now()
{
    return QDateTime::currentSecsSinceEpoch();
}

// Of ours, and nobody works with it any more.
bool isLeftBehind(const Machine &machine)
{
    if (!machine.name.startsWith(prefix) || machine.state != MachineState::Off)
        return false;
    bool number = false;
    const qint64 made = machine.name.sliced(prefix.size()).section(u'-', 0, 0).toLongLong(&number);
    return number && made + patienceSeconds < now();
}

void sweep(Session &session)
{
    const auto all = Virt::listMachines(session.connect());
    if (!all)
        return;
    for (const Machine &machine : all->machines) {
        if (isLeftBehind(machine))
            (void)Virt::discard(all->domains.value(machine.uuid), Virt::Files::Keep);
    }
}

Result<QByteArray> preview(Session &session, const QByteArray &xml)
{
    sweep(session);
    const QString copyName = prefix
                             + u"%1-%2"_s.arg(QString::number(now()),
                                              QUuid::createUuid().toString(QUuid::Id128).left(8));
    const auto copy = copyDefinition(xml, copyName);
    if (!copy)
        return tl::unexpected(copy.error());
    auto made = Virt::defineNew(session.connect(), copy->xml, copyName, copy->copyUuid);
    if (!made) {
        Error error = made.error();
        if (error.kind == Error::Kind::Failed)
            error.summary = Text::tr("The host does not take this definition.");
        return tl::unexpected(error);
    }
    return Virt::find(session.connect(), *made).and_then([&](const DomainHandle &domain) {
        const auto kept = Virt::ownXml(domain);
        // The files that it names are not the copy's.
        const auto gone = Virt::discard(domain, Virt::Files::Keep);
        if (!gone)
            return Result<QByteArray>(tl::unexpected(gone.error()));
        return kept.map([&](const QByteArray &its) { return copy->original(its); });
    });
}

} // namespace

QFuture<Result<QByteArray>> Connection::previewDefinition(const QByteArray &xml)
{
    if (!d->session)
        return readyFuture(Result<QByteArray>(tl::unexpected(d->notConnected())));
    return d->run(Session::Purpose::Command,
                  [xml](Session &session) { return preview(session, xml); });
}
