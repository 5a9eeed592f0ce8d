// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/credentialbroker.h"

#include "dialogs/credentialsdialog.h"

#include <QMutex>

struct CredentialBroker::Link
{
    QMutex mutex;
    CredentialBroker *broker = nullptr;
};

CredentialBroker::CredentialBroker(QObject *parent)
    : QObject(parent)
    , m_link(std::make_shared<Link>())
{
    m_link->broker = this;
}

CredentialBroker::~CredentialBroker()
{
    {
        const QMutexLocker lock(&m_link->mutex);
        m_link->broker = nullptr;
    }
    if (m_current)
        m_current->promise->set_value({});
    for (const Asked &asked : std::as_const(m_waiting))
        asked.promise->set_value({});
}

Authenticate CredentialBroker::authenticate()
{
    return [link = m_link](const ConnectionConfig &connection, const QList<Credential> &credentials) -> Answer {
        Asked asked{connection, credentials, std::make_shared<std::promise<Answer>>()};
        auto future = asked.promise->get_future();
        {
            const QMutexLocker lock(&link->mutex);
            if (!link->broker)
                return {};
            QMetaObject::invokeMethod(
                link->broker,
                [broker = link->broker, asked = std::move(asked)] { broker->ask(asked); },
                Qt::QueuedConnection);
        }
        // A question that is dropped with the broker's event queue breaks its promise.
        try {
            return future.get();
        } catch (const std::future_error &) {
            return {};
        }
    };
}

void CredentialBroker::ask(const Asked &asked)
{
    m_waiting.enqueue(asked);
    next();
}

void CredentialBroker::next()
{
    if (m_current || m_waiting.isEmpty())
        return;
    m_current = m_waiting.dequeue();
    auto *dialog = new CredentialsDialog(m_current->connection, m_current->credentials, m_window);
    connect(dialog, qOverload<const QStringList &>(&CredentialsDialog::accepted), this,
            [this](const QStringList &answers) { answer(answers); });
    connect(dialog, &QDialog::finished, this, [this](int result) {
        if (result != QDialog::Accepted)
            answer({});
    });
    dialog->open();
}

void CredentialBroker::answer(const Answer &answer)
{
    if (!m_current)
        return;
    m_current->promise->set_value(answer);
    m_current.reset();
    next();
}
