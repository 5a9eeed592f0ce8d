// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/rfb/rfbclient.h"

#include "console/rfb/clientmessages.h"

using namespace Qt::StringLiterals;
using Wire::EndReason;

static Handshake::Options handshakeOptions(const Wire::Open &where, bool protectedPath)
{
    return {where.user.toUtf8(), where.password, where.host.toUtf8(),
            where.secure,        where.shared,   protectedPath};
}

RfbClient::RfbClient(const Wire::Open &where, bool protectedPath, Listener &listener)
    : m_listener(listener)
    , m_tlsOptions{false, where.authorities,
                   (where.certificateName.isEmpty() ? where.host : where.certificateName).toUtf8(),
                   protectedPath}
    , m_local(where.local)
    , m_handshake(handshakeOptions(where, protectedPath))
    , m_messages(*this)
    , m_clipboard(
          {[this](const QByteArray &bytes) { send(bytes); },
           [this](bool hasText) { m_listener.clipboardOffered(hasText); },
           [this] { m_listener.clipboardWanted(); },
           [this](const std::optional<QByteArray> &text) { m_listener.clipboardReceived(text); }})
{}

RfbClient::~RfbClient() = default;

void RfbClient::end(EndReason reason, const QString &text)
{
    if (!std::exchange(m_over, true))
        m_listener.ended(reason, text);
}

void RfbClient::received(QByteArrayView bytes)
{
    if (m_over)
        return;
    QByteArray plain;
    if (m_tls) {
        const TlsClient::State state = m_tls->proceed(bytes, plain);
        if (const QByteArray answer = m_tls->takeOutgoing(); !answer.isEmpty())
            m_listener.transmit(answer);
        if (state == TlsClient::State::Failed)
            return end(EndReason::NotSecure, m_tls->fault());
        if (state == TlsClient::State::HandShaking)
            return;
        if (std::exchange(m_tlsPending, false))
            m_handshake.encrypted();
        m_in.append(plain);
        if (state == TlsClient::State::Closed && plain.isEmpty())
            return closed();
    } else if (m_saslEncrypts) {
        if (!m_handshake.sasl()->decode(bytes, plain))
            return end(EndReason::NotSecure, u"The encryption of the login was broken."_s);
        m_in.append(plain);
    } else {
        m_in.append(bytes);
    }
}

bool RfbClient::process()
{
    if (!m_open && !m_tlsPending)
        advance();
    if (!m_open || m_over)
        return false;
    switch (m_messages.read(m_in)) {
    case ServerMessages::Step::More:
        return false;
    case ServerMessages::Step::Again:
        return !m_over;
    case ServerMessages::Step::Broken:
        end(EndReason::NotUnderstood, m_messages.fault());
        return false;
    }
    return false;
}

void RfbClient::advance()
{
    while (!m_open && !m_over) {
        QByteArray out;
        const Handshake::State state = m_handshake.proceed(m_in, out);
        send(out);
        switch (state) {
        case Handshake::State::Going:
            return;
        case Handshake::State::WantsTls:
        case Handshake::State::WantsAnonymousTls:
            if (!startTls(state == Handshake::State::WantsAnonymousTls))
                return end(EndReason::NotSecure, m_tls->fault());
            return;
        case Handshake::State::WantsSaslEncryption:
            m_saslEncrypts = true;
            m_handshake.encrypted();
            break;
        case Handshake::State::Done:
            open();
            break;
        case Handshake::State::Failed:
            return end(m_handshake.reason(), m_handshake.text());
        }
    }
}

bool RfbClient::startTls(bool anonymous)
{
    m_tlsOptions.anonymous = anonymous;
    m_tls = std::make_unique<TlsClient>(m_tlsOptions);
    m_tlsPending = true;
    QByteArray plain;
    const TlsClient::State state = m_tls->proceed({}, plain);
    m_listener.transmit(m_tls->takeOutgoing());
    return state == TlsClient::State::HandShaking;
}

void RfbClient::open()
{
    const bool qemu = m_handshake.isQemu();
    m_clipboard.setQemu(qemu);
    if (!m_messages.begin(m_handshake.size(), qemu ? CursorReader::AlphaOrder::Qemu
                                                   : CursorReader::AlphaOrder::Specified))
        return end(EndReason::NotUnderstood, m_messages.fault());
    m_open = true;
    send(ClientMessages::pixelFormat() + ClientMessages::encodings(m_local));
    requestUpdate();
    m_listener.opened();
    m_listener.pointerModeChanged(Wire::PointerMode::Absolute);
    m_listener.abilitiesChanged();
}

void RfbClient::send(const QByteArray &plain)
{
    if (m_over || plain.isEmpty())
        return;
    QByteArray bytes = plain;
    bool done = true;
    if (m_saslEncrypts) {
        bytes.clear();
        done = m_handshake.sasl()->encode(plain, bytes);
    }
    if (m_tls) {
        done = done && m_tls->send(bytes);
        bytes = m_tls->takeOutgoing();
    }
    if (!done)
        return end(EndReason::NotSecure, u"The connection's encryption failed."_s);
    m_listener.transmit(bytes);
}

void RfbClient::closed()
{
    if (m_over)
        return;
    if (m_open)
        return end(EndReason::Closed, {});
    if (m_tlsPending)
        return end(EndReason::NotSecure,
                   u"The server closed the connection when the encryption began."_s);
    m_handshake.closed();
    end(m_handshake.reason(), m_handshake.text());
}

// ---- pictures ----

void RfbClient::requestUpdate()
{
    if (!m_open || (m_continuous && !m_wantsWhole))
        return;
    send(ClientMessages::updateRequest(!std::exchange(m_wantsWhole, false), picture().size()));
}

void RfbClient::pictureReplaced()
{
    m_wantsWhole = true;
    m_pointer = {qMin(m_pointer.x(), picture().size().width() - 1),
                 qMin(m_pointer.y(), picture().size().height() - 1)};
    if (m_continuous)
        send(ClientMessages::continuousUpdates(picture().size()));
    m_listener.pictureReplaced();
}

// Said first when it is possible, and later when it has ended.
void RfbClient::continuousUpdatesOffered()
{
    m_continuous = !m_continuous;
    if (m_continuous)
        send(ClientMessages::continuousUpdates(picture().size()));
    else
        requestUpdate();
}

void RfbClient::fence(quint32 flags, const QByteArray &payload)
{
    constexpr quint32 request = 0x80000000u, understood = 7; // before, after, next
    if (flags & request)
        send(ClientMessages::fence(flags & understood, payload));
}

void RfbClient::screensChanged(int reason, int status, const QList<RfbScreen> &screens)
{
    constexpr int ours = 1, prohibited = 1, impossible = 3;
    if (!screens.isEmpty())
        m_screens = screens;
    // The machine's display may not be able to; one that changes by itself may have learnt it.
    const bool can = reason != ours || (status != prohibited && status != impossible);
    if (std::exchange(m_canResize, can) != can)
        m_listener.abilitiesChanged();
}

void RfbClient::resize(QSize size)
{
    if (m_open && m_canResize && size != picture().size())
        send(ClientMessages::desktopSize(size, m_screens));
}

// ---- keys and pointer ----

void RfbClient::sendKey(quint16 linuxCode, bool pressed)
{
    if (m_open)
        send(m_keyboard.key(linuxCode, pressed));
}

void RfbClient::setLocks(quint8 locks)
{
    if (m_open)
        send(m_keyboard.lock(locks));
}

void RfbClient::locksChanged(quint8 locks)
{
    m_keyboard.setLocks(locks);
    m_listener.locksChanged(locks);
}

void RfbClient::pointerIsAbsolute(bool absolute)
{
    m_absolute = absolute;
    m_listener.pointerModeChanged(absolute ? Wire::PointerMode::Absolute
                                           : Wire::PointerMode::Relative);
}

// The first five buttons are numbered as ours; the sixth and seventh are another wheel here.
static quint8 toRfb(quint8 buttons)
{
    return buttons & 0x1f;
}

void RfbClient::movePointerTo(QPoint position, quint8 buttons)
{
    m_pointer = {qBound(0, position.x(), picture().size().width() - 1),
                 qBound(0, position.y(), picture().size().height() - 1)};
    pressButtons(buttons);
}

// Distances, around a point that means none.
void RfbClient::movePointerBy(QPoint distance, quint8 buttons)
{
    constexpr int none = 0x7fff;
    if (m_open && !m_absolute)
        send(ClientMessages::pointer(none + distance.x(), none + distance.y(), toRfb(buttons)));
}

void RfbClient::pressButtons(quint8 buttons)
{
    if (!m_open)
        return;
    if (m_absolute)
        send(ClientMessages::pointer(m_pointer.x(), m_pointer.y(), toRfb(buttons)));
    else
        movePointerBy({}, buttons);
}

// ---- sound and clipboard ----

void RfbClient::audioOffered()
{
    m_hasAudio = true;
    m_listener.abilitiesChanged();
}

void RfbClient::setAudio(bool on)
{
    if (!m_hasAudio || std::exchange(m_audioOn, on) == on)
        return;
    if (on)
        send(ClientMessages::audioFormat(2, audioFrequency));
    send(ClientMessages::audioWanted(on));
}

void RfbClient::cutText(const QByteArray &text)
{
    m_clipboard.cutText(text);
}

void RfbClient::clipboardMessage(const QByteArray &message)
{
    const bool had = hasClipboard();
    m_clipboard.message(message);
    if (had != hasClipboard())
        m_listener.abilitiesChanged();
}
