// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/inventory/describer.h"

#include "models/virt/domain.h"

static std::optional<DomainSummary> readSummary(Session &session, const QUuid &machine)
{
    const auto xml = session.find(machine).and_then(
        [](const DomainHandle &domain) { return Virt::xml(domain, false); });
    if (!xml && xml.error().kind == Error::Kind::Lost)
        return {};
    // A definition that cannot be read leaves its row without a title.
    return xml.and_then(readDomainSummary).value_or(DomainSummary{});
}

Describer::Describer(QObject *parent)
    : QObject(parent)
    , m_queue(this, readSummary, [this](const Summaries &done) { Q_EMIT described(done); })
{}

void Describer::setSession(const Session::Pointer &session)
{
    m_queue.setSession(session);
}

void Describer::want(const QList<QUuid> &machines, bool first)
{
    m_queue.want(machines, first);
}

void Describer::forget(const QUuid &machine)
{
    m_queue.forget(machine);
}
