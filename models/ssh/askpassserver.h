// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/ssh/sshquestion.h"

#include <QHash>
#include <QLocalServer>
#include <QObject>

class QLocalSocket;

// Where our askpass helper brings ssh's questions: a socket in a folder that only the user can
// enter. Answers travel here and nowhere else: not in arguments, environment, files or logs.
class AskpassServer : public QObject
{
    Q_OBJECT

public:
    static constexpr const char *socketName = "questions"; // as the helper knows it

    explicit AskpassServer(QObject *parent = nullptr);
    ~AskpassServer() override;

    bool listen(const QString &folder);
    bool isListening() const { return m_server.isListening(); }
    bool isWaiting() const; // some question is unanswered
    void answer(quint64 question, const QString &text);
    void refuse(quint64 question);
    void refuseAll(); // and says that they are withdrawn
    void forgetAnswers() { m_asked.clear(); } // before another attempt: nothing is repeated yet

Q_SIGNALS:
    void asked(const SshQuestion &question);
    void withdrawn(quint64 question); // ssh does not want to know any more

private:
    void admit(QLocalSocket *socket);
    void read(QLocalSocket *socket);

    struct Asking
    {
        QByteArray unread;
        quint64 question = 0; // 0: not read yet
    };

    QLocalServer m_server;
    QHash<QLocalSocket *, Asking> m_open;
    QStringList m_asked;
    quint64 m_last = 0;
};
