// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/ssh/askpassserver.h"

#include <QLocalSocket>
#include <QtEndian>

#include <utility>

#include <sys/socket.h>
#include <unistd.h>

constexpr qsizetype longestQuestion = 16 * 1024;
constexpr qsizetype mostAtOnce = 8; // a jump host asks beside the host; more is a mistake

AskpassServer::AskpassServer(QObject *parent) : QObject(parent)
{
    connect(&m_server, &QLocalServer::newConnection, this, [this] {
        while (QLocalSocket *socket = m_server.nextPendingConnection())
            admit(socket);
    });
}

// The sockets are children of the server, and would tell of their end when the rest has gone.
AskpassServer::~AskpassServer()
{
    blockSignals(true);
    refuseAll();
}

bool AskpassServer::listen(const QString &folder)
{
    return m_server.listen(folder + QLatin1Char('/') + QLatin1String(socketName));
}

bool AskpassServer::isWaiting() const
{
    return !m_open.isEmpty();
}

void AskpassServer::admit(QLocalSocket *socket)
{
    ucred peer{};
    socklen_t length = sizeof peer;
    const bool ours =
        ::getsockopt(int(socket->socketDescriptor()), SOL_SOCKET, SO_PEERCRED, &peer, &length) == 0
        && peer.uid == ::geteuid();
    if (!ours || m_open.size() >= mostAtOnce) {
        delete socket;
        return;
    }
    m_open.insert(socket, {});
    connect(socket, &QLocalSocket::readyRead, this, [this, socket] { read(socket); });
    connect(socket, &QLocalSocket::disconnected, this, [this, socket] {
        const quint64 question = m_open.take(socket).question;
        socket->deleteLater();
        if (question)
            Q_EMIT withdrawn(question); // also after an answer, when nobody minds
    });
    read(socket);
}

// A length, the hint, a zero, the prompt.
void AskpassServer::read(QLocalSocket *socket)
{
    Asking &asking = m_open[socket];
    if (asking.question)
        return;
    asking.unread += socket->read(longestQuestion);
    quint32 length = 0;
    if (asking.unread.size() < qsizetype(sizeof length))
        return;
    length = qFromBigEndian<quint32>(asking.unread.constData());
    if (length > quint32(longestQuestion)) {
        socket->abort();
        return;
    }
    if (asking.unread.size() < qsizetype(sizeof length + length))
        return;
    const QByteArray words = asking.unread.mid(sizeof length, qsizetype(length));
    const qsizetype zero = words.indexOf('\0');
    SshQuestion question = SshQuestion::read(QString::fromUtf8(words.sliced(zero + 1)),
                                             QString::fromUtf8(words.first(qMax(zero, 0))));
    question.id = asking.question = ++m_last;
    asking.unread.clear();
    question.repeated = m_asked.contains(question.prompt);
    m_asked.append(question.prompt);
    Q_EMIT asked(question);
}

void AskpassServer::answer(quint64 question, const QString &text)
{
    for (auto open = m_open.begin(); open != m_open.end(); ++open) {
        if (open->question != question)
            continue;
        QLocalSocket *socket = open.key();
        QByteArray bytes = '+' + text.toUtf8();
        socket->write(bytes);
        socket->flush();
        bytes.fill('\0');
        open->question = 0;
        socket->disconnectFromServer();
        return;
    }
}

void AskpassServer::refuse(quint64 question)
{
    for (auto open = m_open.begin(); open != m_open.end(); ++open) {
        if (open->question != question)
            continue;
        open->question = 0;
        open.key()->abort();
        return;
    }
}

void AskpassServer::refuseAll()
{
    const QHash<QLocalSocket *, Asking> open = std::exchange(m_open, {});
    for (auto one = open.begin(); one != open.end(); ++one) {
        one.key()->disconnect(this);
        one.key()->abort();
        one.key()->deleteLater();
        if (one->question)
            Q_EMIT withdrawn(one->question);
    }
}
