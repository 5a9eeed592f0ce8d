// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/rfb/handshake.h"

#include "console/rfb/bytewriter.h"
#include "console/rfb/encodings.h"
#include "console/rfb/vncpassword.h"

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;
using namespace Rfb;
using Wire::EndReason;

static constexpr quint32 maximumSasl = 1024 * 1024;
static constexpr quint32 maximumReason = 2048; // bytes that anybody would read
static constexpr quint32 maximumName = 64 * 1024;

Handshake::Handshake(const Options &options) : m_options(options) {}

Handshake::~Handshake()
{
    m_options.password.fill('\0');
}

Handshake::State Handshake::proceed(ByteQueue &in, QByteArray &out)
{
    while (m_state == State::Going && (this->*m_stage)(in, out)) {
    }
    return m_state;
}

bool Handshake::fail(EndReason reason, const QString &text)
{
    m_state = State::Failed;
    m_reason = reason;
    m_text = text;
    return false;
}

void Handshake::closed()
{
    if (m_state == State::Failed)
        return;
    // QEMU says no to a SASL login by hanging up.
    if (m_stage == &Handshake::readSaslAnswer)
        fail(EndReason::LoginWanted);
    else if (m_stage == &Handshake::readResult && m_refused != EndReason::Unreachable)
        fail(m_refused);
    else if (m_stage == &Handshake::readVersion)
        fail(EndReason::NotUnderstood, u"The server closed the connection without a word."_s);
    else
        fail(EndReason::Unreachable, u"The server closed the connection."_s);
}

bool Handshake::readVersion(ByteQueue &in, QByteArray &out)
{
    // "RFB 003.008\n"; what differs early is not waited for.
    static constexpr char start[] = "RFB ";
    const auto *said = reinterpret_cast<const char *>(in.data());
    if (memcmp(said, start, size_t(qMin<qsizetype>(4, in.size()))) != 0)
        return fail(EndReason::NotUnderstood, u"The server does not speak VNC."_s);
    if (in.size() < 12)
        return false;
    const QByteArray version(said, 12);
    bool major = false, minor = false;
    const int first = version.mid(4, 3).toInt(&major), second = version.mid(8, 3).toInt(&minor);
    if (!major || !minor || version[7] != '.' || version[11] != '\n' || first < 3 || first > 5)
        return fail(EndReason::NotUnderstood, u"The server does not speak VNC."_s);
    // 3.3, 3.7 and 3.8 are what there is; all other numbers mean one of them.
    m_minor = first > 3 || second >= 8 ? 8 : second == 7 ? 7 : 3;
    in.skip(12);
    out += "RFB 003.00" + QByteArray::number(m_minor) + '\n';
    m_stage = m_minor == 3 ? &Handshake::readSecurityNumber : &Handshake::readSecurityList;
    return true;
}

// ---- which security ----

static QString namesOf(const QList<quint32> &types)
{
    QStringList names;
    for (quint32 type : types) {
        if ((type >= 5 && type <= 8) || type == 13 || (type >= 129 && type <= 134))
            names.append(u"RealVNC (%1)"_s.arg(type));
        else if (type >= AppleLogin && type <= 36)
            names.append(u"Apple (%1)"_s.arg(type));
        else if (type == UltraMsLogon || type == UltraMsLogon2)
            names.append(u"MS-Logon (%1)"_s.arg(type));
        else
            names.append(QString::number(type));
    }
    return names.join(u", "_s);
}

// The first of `wanted` that is offered; 0: none.
static quint32 choose(const QList<quint32> &wanted, const QList<quint32> &offered)
{
    const auto found = std::find_if(wanted.begin(), wanted.end(),
                                    [&](quint32 type) { return offered.contains(type); });
    return found == wanted.end() ? 0 : *found;
}

bool Handshake::readSecurityNumber(ByteQueue &in, QByteArray &out)
{
    Peek peek(in);
    const quint32 type = peek.u32();
    if (!peek.enough())
        return false;
    in.skip(peek.position());
    if (type == Invalid) {
        m_stage = &Handshake::readRefusal;
        return true;
    }
    if (m_options.secure)
        return fail(EndReason::NotSecure, u"The server offers no encryption."_s);
    if (type != None && type != VncAuth)
        return fail(EndReason::NotUnderstood,
                    u"The server wants a login that is not known here: %1."_s.arg(namesOf({type})));
    return startSecurity(type, out);
}

bool Handshake::readSecurityList(ByteQueue &in, QByteArray &out)
{
    Peek peek(in);
    const int count = peek.u8();
    const uchar *types = peek.bytes(count);
    if (!types)
        return false;
    in.skip(peek.position());
    if (count == 0) {
        m_stage = &Handshake::readRefusal;
        return true;
    }
    QList<quint32> offered;
    for (int i = 0; i < count; ++i)
        offered.append(types[i]);
    QList<quint32> wanted = {VeNCrypt};
    if (!m_options.secure)
        wanted += {None, Sasl, VncAuth};
    const quint32 type = choose(wanted, offered);
    if (!type && m_options.secure)
        return fail(EndReason::NotSecure, u"The server offers no encryption."_s);
    if (!type)
        return fail(
            EndReason::NotUnderstood,
            u"The server offers only logins that are not known here: %1."_s.arg(namesOf(offered)));
    out.append(char(type));
    return startSecurity(type, out);
}

bool Handshake::startSecurity(quint32 type, QByteArray &out)
{
    m_security = type;
    m_refused = EndReason::Unreachable;
    switch (type) {
    case VeNCrypt:
        m_stage = &Handshake::readVencryptVersion;
        return true;
    case None:
    case TlsNone:
    case X509None:
        if (m_minor >= 8) {
            m_stage = &Handshake::readResult;
            return true;
        }
        m_stage = &Handshake::greet;
        return true;
    case VncAuth:
    case TlsVnc:
    case X509Vnc:
        m_stage = &Handshake::readChallenge;
        return true;
    case Plain:
    case TlsPlain:
    case X509Plain:
        return sendPlain(out);
    default: // the three of SASL
        m_stage = &Handshake::readMechanisms;
        return true;
    }
}

// ---- VeNCrypt ----

bool Handshake::readVencryptVersion(ByteQueue &in, QByteArray &out)
{
    Peek peek(in);
    const int major = peek.u8(), minor = peek.u8();
    if (!peek.enough())
        return false;
    in.skip(peek.position());
    if (major == 0 && minor < 2)
        return fail(EndReason::NotSecure, u"The server's encryption is too old."_s);
    ByteWriter answer;
    out += answer.u8(0).u8(2).bytes;
    m_stage = &Handshake::readVencryptAnswer;
    return true;
}

bool Handshake::readVencryptAnswer(ByteQueue &in, QByteArray &)
{
    Peek peek(in);
    const int refused = peek.u8();
    if (!peek.enough())
        return false;
    in.skip(peek.position());
    if (refused)
        return fail(EndReason::NotSecure, u"The server refuses this kind of encryption."_s);
    m_stage = &Handshake::readVencryptTypes;
    return true;
}

bool Handshake::readVencryptTypes(ByteQueue &in, QByteArray &out)
{
    Peek peek(in);
    const int count = peek.u8();
    QList<quint32> offered;
    for (int i = 0; i < count; ++i)
        offered.append(peek.u32());
    if (!peek.enough())
        return false;
    in.skip(peek.position());
    QList<quint32> wanted = {X509None, X509Vnc, X509Sasl, X509Plain};
    if (!m_options.user.isEmpty())
        wanted = {X509None, X509Sasl, X509Plain, X509Vnc};
    if (!m_options.secure) {
        wanted += {TlsNone, TlsVnc, TlsSasl, TlsPlain};
        if (m_options.protectedPath)
            wanted += {Plain};
    }
    const quint32 type = choose(wanted, offered);
    if (!type)
        return fail(EndReason::NotSecure,
                    m_options.secure
                        ? u"The server offers no encryption with a certificate."_s
                        : u"The server offers no encryption that is known here: %1."_s.arg(
                            namesOf(offered)));
    out += ByteWriter().u32(type).bytes;
    m_security = type;
    if (type == Plain)
        return startSecurity(type, out);
    m_stage = &Handshake::readTlsAnswer;
    return true;
}

bool Handshake::readTlsAnswer(ByteQueue &in, QByteArray &)
{
    Peek peek(in);
    const int accepted = peek.u8();
    if (!peek.enough())
        return false;
    in.skip(peek.position());
    if (!accepted)
        return fail(EndReason::NotSecure, u"The server refuses this kind of encryption."_s);
    // What was said in the clear must not be taken for what will be said in secret.
    if (in.size() > 0)
        return fail(EndReason::NotSecure, u"The server went on before the encryption began."_s);
    const bool certificate = m_security >= X509None && m_security <= X509Sasl;
    m_verified = certificate;
    m_stage = &Handshake::startInner;
    m_state = certificate ? State::WantsTls : State::WantsAnonymousTls;
    return false;
}

bool Handshake::startInner(ByteQueue &, QByteArray &out)
{
    return startSecurity(m_security, out);
}

// ---- logins ----

bool Handshake::readChallenge(ByteQueue &in, QByteArray &out)
{
    Peek peek(in);
    const uchar *bytes = peek.bytes(16);
    if (!bytes)
        return false;
    const QByteArray challenge(reinterpret_cast<const char *>(bytes), 16);
    in.skip(peek.position());
    if (m_options.password.isEmpty())
        return fail(EndReason::PasswordWanted);
    const QByteArray response = VncPassword::respond(challenge, m_options.password);
    if (response.isEmpty())
        return fail(EndReason::NotUnderstood, u"This computer's libraries have no DES."_s);
    out += response;
    m_refused = EndReason::PasswordWanted;
    m_stage = &Handshake::readResult;
    return true;
}

bool Handshake::sendPlain(QByteArray &out)
{
    if (m_options.user.isEmpty() || m_options.password.isEmpty())
        return fail(EndReason::LoginWanted);
    ByteWriter login;
    login.u32(quint32(m_options.user.size())).u32(quint32(m_options.password.size()));
    out += login.raw(m_options.user).raw(m_options.password).bytes;
    login.bytes.fill('\0');
    m_refused = EndReason::LoginWanted;
    m_stage = &Handshake::readResult;
    return true;
}

bool Handshake::readMechanisms(ByteQueue &in, QByteArray &out)
{
    Peek peek(in);
    const quint32 size = peek.u32();
    if (peek.enough() && (size == 0 || size > 4096))
        return fail(EndReason::NotUnderstood, u"The server's list of logins is not possible."_s);
    const uchar *bytes = peek.bytes(size);
    if (!bytes)
        return false;
    const QByteArray mechanisms(reinterpret_cast<const char *>(bytes), qsizetype(size));
    in.skip(peek.position());
    m_sasl = std::make_unique<SaslClient>(SaslClient::Options{
        m_options.host, m_options.user, m_options.password, m_verified || m_options.protectedPath});
    QByteArray answer;
    switch (m_sasl->start(mechanisms, answer)) {
    case SaslClient::Step::LoginWanted:
        return fail(EndReason::LoginWanted);
    case SaslClient::Step::Failed:
        return fail(EndReason::NotUnderstood,
                    u"None of the server's logins (%1) works here: %2"_s.arg(
                        QString::fromLatin1(mechanisms), m_sasl->fault()));
    case SaslClient::Step::Done:
        m_saslDone = true;
        break;
    case SaslClient::Step::Going:
        break;
    }
    out += ByteWriter().counted(m_sasl->mechanism()).bytes;
    return sendSasl(answer, out);
}

// Nothing and an empty text are different things: a text comes with the byte that ends it.
bool Handshake::sendSasl(const QByteArray &answer, QByteArray &out)
{
    out += answer.isNull() ? ByteWriter().u32(0).bytes : ByteWriter().counted(answer + '\0').bytes;
    m_stage = &Handshake::readSaslAnswer;
    return true;
}

bool Handshake::readSaslAnswer(ByteQueue &in, QByteArray &out)
{
    Peek peek(in);
    const quint32 size = peek.u32();
    if (size > maximumSasl)
        return fail(EndReason::NotUnderstood, u"The server's login is not possible."_s);
    const uchar *bytes = peek.bytes(size);
    const bool complete = peek.u8() != 0;
    if (!peek.enough())
        return false;
    QByteArray challenge;
    if (size > 0)
        challenge = QByteArray(reinterpret_cast<const char *>(bytes), qsizetype(size) - 1);
    in.skip(peek.position());
    // Even a server that is content may still have to prove itself.
    if (!m_saslDone || !challenge.isNull()) {
        QByteArray answer;
        switch (m_sasl->step(challenge, answer)) {
        case SaslClient::Step::LoginWanted:
            return fail(EndReason::LoginWanted);
        case SaslClient::Step::Failed:
            return m_saslDone ? fail(EndReason::NotSecure, m_sasl->fault()) : failLogin();
        case SaslClient::Step::Done:
            m_saslDone = true;
            break;
        case SaslClient::Step::Going:
            m_saslDone = false;
            break;
        }
        if (!complete)
            return sendSasl(answer, out);
    } else if (!complete) {
        return sendSasl({}, out);
    }
    if (!m_saslDone)
        return fail(EndReason::NotSecure, u"The server did not finish the login."_s);
    m_refused = EndReason::LoginWanted;
    m_stage = &Handshake::readResult;
    return true;
}

bool Handshake::failLogin()
{
    return fail(EndReason::LoginWanted, m_sasl->fault());
}

// ---- the answer ----

bool Handshake::readResult(ByteQueue &in, QByteArray &)
{
    Peek peek(in);
    const quint32 result = peek.u32();
    if (!peek.enough())
        return false;
    in.skip(peek.position());
    if (result != 0) {
        if (m_minor < 8)
            return fail(m_refused);
        m_stage = &Handshake::readRefusal;
        return true;
    }
    m_stage = &Handshake::greet;
    if (m_sasl && m_sasl->encrypts()) {
        if (in.size() > 0)
            return fail(EndReason::NotSecure, u"The server went on before the encryption began."_s);
        m_state = State::WantsSaslEncryption;
        return false;
    }
    return true;
}

bool Handshake::readRefusal(ByteQueue &in, QByteArray &)
{
    Peek peek(in);
    const quint32 size = qMin(peek.u32(), maximumReason);
    const uchar *bytes = peek.bytes(size);
    if (!bytes)
        return false;
    return fail(m_refused,
                QString::fromUtf8(reinterpret_cast<const char *>(bytes), qsizetype(size)));
}

bool Handshake::greet(ByteQueue &, QByteArray &out)
{
    out.append(char(m_options.shared));
    m_stage = &Handshake::readServer;
    return true;
}

bool Handshake::readServer(ByteQueue &in, QByteArray &)
{
    Peek peek(in);
    const int width = peek.u16(), height = peek.u16();
    peek.bytes(16); // its own pixel format; we ask for ours
    const quint32 size = peek.u32();
    if (size > maximumName)
        return fail(EndReason::NotUnderstood, u"The server's name is too long."_s);
    const uchar *name = peek.bytes(size);
    if (!name)
        return false;
    m_size = QSize(width, height);
    m_name = QByteArray(reinterpret_cast<const char *>(name), qsizetype(size));
    in.skip(peek.position());
    m_state = State::Done;
    return false;
}
