// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/credentialbroker.h"

#include "dialogs/confirmdialog.h"
#include "dialogs/credentialsdialog.h"
#include "dialogs/hostkeydialog.h"
#include "models/core/safetext.h"
#include "models/ssh/sshhosts.h"

#include <QMutex>

#include <utility>

using namespace Qt::StringLiterals;

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
        m_waiting.prepend(*m_current);
    for (const Asked &asked : std::as_const(m_waiting)) {
        if (asked.promise)
            asked.promise->set_value({});
    }
}

void CredentialBroker::answerFor(SshHosts &hosts)
{
    connect(&hosts, &SshHosts::asked, this,
            [this](SshMaster *master, const SshQuestion &question) {
                Asked asked;
                asked.master = master;
                asked.question = question;
                ask(asked);
            });
    connect(&hosts, &SshHosts::withdrawn, this, &CredentialBroker::withdraw);
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
    if (!m_current->promise && !m_current->master) { // its connection has gone meanwhile
        m_current.reset();
        return next();
    }
    m_dialog = dialogFor(*m_current);
    auto *fields = qobject_cast<CredentialsDialog *>(m_dialog.data());
    if (fields) {
        connect(fields, qOverload<const QStringList &>(&CredentialsDialog::accepted), this,
                [this](const QStringList &answers) { answer(answers); });
    }
    // The content of fields came by the signal above, and the next question may be open already.
    connect(m_dialog, &QDialog::finished, this, [this, fields](int result) {
        if (result != QDialog::Accepted)
            answer({});
        else if (!fields)
            answer(QStringList{u"yes"_s});
    });
    m_dialog->open();
}

PlainDialog *CredentialBroker::dialogFor(const Asked &asked)
{
    if (asked.promise)
        return new CredentialsDialog(asked.connection, asked.credentials, m_window);
    const SshQuestion &question = asked.question;
    const QString host = SafeText::line(asked.master->host().displayName(), 120);
    using Kind = SshQuestion::Kind;
    if (question.kind == Kind::HostKey) {
        // What was not understood is shown as it is.
        const QString key = question.fingerprint.isEmpty() ? question.prompt : question.fingerprint;
        return new HostKeyDialog({.host = host,
                                  .keyHost = question.keyHost,
                                  .keyType = question.keyType,
                                  .fingerprint = key,
                                  .remarks = question.remarks},
                                 m_window);
    }
    if (question.kind == Kind::Permission || question.kind == Kind::Notice) {
        const bool asks = question.kind == Kind::Permission;
        return new ConfirmDialog({.title = tr("Sign in"),
                                  .text = tr("Sign in to “%1”").arg(host),
                                  .consequence = SafeText::block(question.prompt, 1000),
                                  .verb = asks ? tr("&Allow") : tr("&OK"),
                                  .icon = u"dialog-password"_s,
                                  .losesData = false},
                                 m_window);
    }
    const QString text = question.repeated ? tr("That was not accepted. Try again:")
                         : question.prompt.contains(u"passphrase"_s)
                             ? tr("The key for this host is locked. ssh asks:")
                             : tr("ssh asks for the host:");
    return new CredentialsDialog(
        host, text, {{question.prompt, {}, {}, question.kind == Kind::Text}}, m_window);
}

void CredentialBroker::withdraw(const SshMaster *master, quint64 question)
{
    const auto isIt = [&](const Asked &asked) {
        return !asked.promise && asked.master == master && asked.question.id == question;
    };
    m_waiting.removeIf(isIt);
    if (!m_current || !isIt(*m_current))
        return;
    m_current.reset();
    if (m_dialog) {
        m_dialog->disconnect(this);
        m_dialog->reject();
    }
    next();
}

void CredentialBroker::answer(const Answer &answer)
{
    if (!m_current)
        return;
    const Asked asked = *std::exchange(m_current, std::nullopt);
    using Kind = SshQuestion::Kind;
    if (asked.promise)
        asked.promise->set_value(answer);
    else if (asked.master && !answer)
        asked.master->refuse(asked.question.id);
    else if (asked.master && asked.question.kind != Kind::Notice) // which ssh ends by itself
        asked.master->answer(asked.question.id, answer->value(0));
    next();
}
