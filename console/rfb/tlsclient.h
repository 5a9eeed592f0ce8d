// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

#include <memory>

// Our half of a TLS connection, without the connection: what the server sent goes in, what is to be
// sent to it comes out. By GnuTLS, versions 1.2 and 1.3.
class TlsClient
{
public:
    struct Options
    {
        bool anonymous = false;      // neither side has a certificate: encrypted to whoever answers
        QByteArray authorities = {}; // PEM; empty: the system's and those of ~/.pki/CA, /etc/pki/CA
        QByteArray name = {};        // that the certificate must bear: a host name or address
        bool anyName = false;        // with an empty name only: nobody else can answer here
    };
    enum class State { HandShaking, Open, Closed, Failed };

    explicit TlsClient(const Options &options);
    TlsClient(const TlsClient &) = delete;
    ~TlsClient();

    // Once, and then whenever something has come: `plain` is what it meant.
    State proceed(QByteArrayView received, QByteArray &plain);
    // Encrypts; only when Open.
    bool send(QByteArrayView plain);
    // What has to go to the server, since this was asked last.
    QByteArray takeOutgoing();

    // Why it failed, in the library's words.
    const QString &fault() const { return m_fault; }

private:
    struct Private;

    State fail(const QString &fault);
    bool trusted();

    std::unique_ptr<Private> d;
    State m_state = State::HandShaking;
    QString m_fault;
};
