// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "console/protocol/messages.h"
#include "console/rfb/bytequeue.h"
#include "console/rfb/saslclient.h"

#include <QList>
#include <QSize>

// From the server's greeting to its first picture: which version, who we are, how large the screen
// is. No sockets and no encryption: it takes what has come, gives what is to be said, and asks for
// TLS when it is time.
class Handshake
{
public:
    struct Options
    {
        QByteArray user = {}, password = {};
        QByteArray host = {};       // for SASL
        bool secure = false;        // nothing but TLS with a certificate
        bool shared = true;         // others stay connected
        bool protectedPath = false; // it passes no network: nobody can listen in
    };
    enum class State {
        Going,
        WantsTls,            // encrypt what follows, with a certificate
        WantsAnonymousTls,   // or without
        WantsSaslEncryption, // what follows goes through sasl()
        Done,
        Failed,
    };

    explicit Handshake(const Options &options);
    ~Handshake();

    // Reads what it can use of `in` and appends to `out`.
    State proceed(ByteQueue &in, QByteArray &out);
    // After WantsTls and the like: it is done.
    void encrypted() { m_state = State::Going; }
    // The server closed the connection in the middle.
    void closed();

    SaslClient *sasl() const { return m_sasl.get(); }
    // When Done:
    QSize size() const { return m_size; }
    const QByteArray &serverName() const { return m_name; }
    bool isQemu() const { return m_name.startsWith("QEMU"); }
    // When Failed:
    Wire::EndReason reason() const { return m_reason; }
    const QString &text() const { return m_text; } // may quote the server: untrusted

private:
    using Stage = bool (Handshake::*)(ByteQueue &in, QByteArray &out); // false: wants more

    bool readVersion(ByteQueue &in, QByteArray &out);
    bool readSecurityNumber(ByteQueue &in, QByteArray &out);
    bool readSecurityList(ByteQueue &in, QByteArray &out);
    bool readChallenge(ByteQueue &in, QByteArray &out);
    bool readVencryptVersion(ByteQueue &in, QByteArray &out);
    bool readVencryptAnswer(ByteQueue &in, QByteArray &out);
    bool readVencryptTypes(ByteQueue &in, QByteArray &out);
    bool readTlsAnswer(ByteQueue &in, QByteArray &out);
    bool startInner(ByteQueue &in, QByteArray &out);
    bool readMechanisms(ByteQueue &in, QByteArray &out);
    bool readSaslAnswer(ByteQueue &in, QByteArray &out);
    bool readResult(ByteQueue &in, QByteArray &out);
    bool readRefusal(ByteQueue &in, QByteArray &out);
    bool greet(ByteQueue &in, QByteArray &out);
    bool readServer(ByteQueue &in, QByteArray &out);

    bool startSecurity(quint32 type, QByteArray &out);
    bool sendPlain(QByteArray &out);
    bool sendSasl(const QByteArray &answer, QByteArray &out);
    bool fail(Wire::EndReason reason, const QString &text = {});
    bool failLogin();

    Options m_options;
    State m_state = State::Going;
    Stage m_stage = &Handshake::readVersion;
    int m_minor = 8;
    quint32 m_security = 0;  // the innermost
    bool m_verified = false; // encrypted, to a server with a certificate
    std::unique_ptr<SaslClient> m_sasl;
    bool m_saslDone = false;                                  // our side of it
    Wire::EndReason m_refused = Wire::EndReason::Unreachable; // when the server says no now
    Wire::EndReason m_reason = Wire::EndReason::Closed;
    QString m_text;
    QSize m_size;
    QByteArray m_name;
};
