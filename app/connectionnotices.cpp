// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/connectionnotices.h"

#include "app/hostkeys.h"
#include "app/reporter.h"
#include "models/core/async.h"
#include "models/core/safetext.h"
#include "models/inventory/connection.h"
#include "models/values/connectionadvice.h"

#include <QUrl>

using namespace Qt::StringLiterals;

ConnectionNotices::ConnectionNotices(Reporter &reporter, QObject *parent)
    : QObject(parent), m_reporter(reporter)
{}

void ConnectionNotices::tell(const Connection &connection)
{
    const ConnectionStatus &status = connection.status();
    using enum ConnectionState;
    if (status.state == Connected || status.state == Disconnected) {
        forget(connection.id());
        return;
    }
    if ((status.state != Failed && status.state != Lost) || !status.error)
        return;
    Error error = *status.error;
    if (m_told.contains(connection.id()) && m_told[connection.id()] == error)
        return;
    m_told.insert(connection.id(), error);
    if (error.advice.isEmpty())
        error.advice = connectionAdvice(error, connection.config().uri);
    m_reporter.show(error, connection.id().toString());
    if (isUnknownHostKey(error))
        addHostKeys(connection, error);
}

void ConnectionNotices::forget(const ConnectionId &connection)
{
    m_told.remove(connection);
    m_reporter.settle(connection.toString());
}

// What ssh says when it does not know a host has no fingerprint to compare, so it is fetched.
void ConnectionNotices::addHostKeys(const Connection &connection, const Error &error)
{
    const QUrl uri(connection.config().uri);
    whenDone(
        hostKeyFingerprints(uri.host(), uri.port()), this,
        [this, error, id = connection.id(), host = uri.host()](const Result<QStringList> &keys) {
            if (!keys || !m_told.contains(id))
                return;
            Error known = error;
            known.advice += u"\n\n"_s
                            + tr("The host presents these keys now: %1. Compare them with what "
                                 "its administrator gave you; if they agree, run “ssh %2” once "
                                 "in a terminal and answer yes.")
                                  .arg(keys->join(u", "_s), SafeText::line(host, 120));
            m_reporter.show(known, id.toString());
        });
}
