// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QProcess>
#include <QStringList>
#include <QTemporaryDir>

// A real sshd on loopback with keys of its own, and the settings for an ssh that knows only those:
// nothing of the user's is read or written. It counts who signed in.
class SshServer
{
public:
    // `passphrase`: of the key that the host accepts.
    explicit SshServer(const QString &passphrase = {});
    ~SshServer();
    Q_DISABLE_COPY_MOVE(SshServer)

    // `options`: lines for sshd_config.
    bool start(const QStringList &options = {});
    void stop();
    QString errorString() const { return m_error; }

    // "[user@]127.0.0.1:PORT"
    QString authority() const;
    quint16 port() const { return m_port; }
    QString fingerprint() const; // of the host's key
    QString clientConfig() const { return m_folder.filePath(QStringLiteral("ssh_config")); }
    // Sets it for every SshHosts of this process, with our helper and a runtime folder of its own.
    void useForProgram();
    QString runtimeFolder() const { return m_folder.filePath(QStringLiteral("run")); }

    void trust(); // the client knows the host's key from now on
    bool isTrusted() const;
    bool changeHostKey(); // to be followed by start()

    int logins() const;      // so far
    int connections() const; // now, by processes that serve them
    void cut();              // ends every connection from the host's side, as a broken line would
    QByteArray log() const;

    // What the host runs in place of any command: hands standard input and output to a socket.
    static QString relayTo(const QString &socket);

private:
    QByteArray keygen(const QStringList &arguments) const;
    QList<qint64> children() const;

    QTemporaryDir m_folder;
    QProcess m_process;
    QString m_error;
    quint16 m_port = 0;
};
