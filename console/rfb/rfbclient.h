// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "console/rfb/handshake.h"
#include "console/rfb/rfbclipboard.h"
#include "console/rfb/rfbkeyboard.h"
#include "console/rfb/servermessages.h"
#include "console/rfb/tlsclient.h"

// A whole VNC session, without the connection: what came from the server goes in, what is to be sent
// to it comes out, and the listener hears what happens. Any thread, but only one. None of its
// functions may be called while another one calls the listener, unless it says so.
class RfbClient : private ServerMessages::Sink
{
public:
    class Listener
    {
    public:
        virtual ~Listener() = default;
        virtual void transmit(const QByteArray &bytes) = 0; // to the server
        virtual void opened() = 0;
        // The last call.
        virtual void ended(Wire::EndReason reason, const QString &text) = 0;
        virtual void pictureReplaced() = 0;
        virtual void pictureDamaged(const QRect &rect) = 0;
        virtual void updateRead() = 0; // requestUpdate(), now or later
        virtual void cursorChanged(const Wire::Cursor &cursor) = 0;
        virtual void pointerModeChanged(Wire::PointerMode mode) = 0;
        virtual void locksChanged(quint8 locks) = 0;
        virtual void abilitiesChanged() = 0; // canResize(), hasAudio(), hasClipboard()
        virtual void audioRuns(bool running) = 0;
        virtual void audioData(QByteArrayView samples) = 0; // 16 bits, little-endian, stereo
        virtual void clipboardOffered(bool hasText) = 0;
        virtual void clipboardWanted() = 0; // clipboard().provide(), now or later
        virtual void clipboardReceived(const std::optional<QByteArray> &text) = 0;
    };
    static constexpr int audioFrequency = 48000;

    // `protectedPath`: the connection passes no network.
    RfbClient(const Wire::Open &where, bool protectedPath, Listener &listener);
    ~RfbClient() override;

    void received(QByteArrayView bytes);
    // Reads on in what has come; true: there is more to do, call again when others had their turn.
    // Give it nothing new before.
    bool process();
    void closed(); // the server hung up

    const Framebuffer &picture() const { return m_messages.picture(); }
    bool isOpen() const { return m_open; }
    bool canResize() const { return m_canResize; }
    bool hasAudio() const { return m_hasAudio; }
    bool hasClipboard() const { return m_open && m_clipboard.isPossible(); }

    // These may be called by the listener.
    void requestUpdate();
    void sendKey(quint16 linuxCode, bool pressed);
    void setLocks(quint8 locks);
    void movePointerTo(QPoint position, quint8 buttons); // Wire's
    void movePointerBy(QPoint distance, quint8 buttons);
    void pressButtons(quint8 buttons); // where the pointer is
    void resize(QSize size);
    void setAudio(bool on);
    RfbClipboard &clipboard() { return m_clipboard; }

private:
    void advance();
    bool startTls(bool anonymous);
    void open();
    void send(const QByteArray &plain);
    void end(Wire::EndReason reason, const QString &text);

    void pictureReplaced() override;
    void pictureDamaged(const QRect &rect) override { m_listener.pictureDamaged(rect); }
    void updateRead() override { m_listener.updateRead(); }
    void cursorChanged(const Wire::Cursor &cursor) override { m_listener.cursorChanged(cursor); }
    void pointerIsAbsolute(bool absolute) override;
    void locksChanged(quint8 locks) override;
    void keyCodesTaken() override { m_keyboard.setTakesCodes(true); }
    void screensChanged(int reason, int status, const QList<RfbScreen> &screens) override;
    void cutText(const QByteArray &text) override;
    void clipboardMessage(const QByteArray &message) override;
    void audioOffered() override;
    void audioRuns(bool running) override { m_listener.audioRuns(running); }
    void audioData(QByteArrayView samples) override { m_listener.audioData(samples); }
    void fence(quint32 flags, const QByteArray &payload) override;
    void continuousUpdatesOffered() override;

    Listener &m_listener;
    TlsClient::Options m_tlsOptions;
    bool m_local;
    Handshake m_handshake;
    std::unique_ptr<TlsClient> m_tls;
    bool m_tlsPending = false; // its handshake goes on
    bool m_saslEncrypts = false;
    ByteQueue m_in;
    ServerMessages m_messages;
    RfbKeyboard m_keyboard;
    RfbClipboard m_clipboard;
    bool m_open = false, m_over = false;
    bool m_wantsWhole = true; // the next update is not only of what has changed
    bool m_continuous = false, m_canResize = false, m_hasAudio = false, m_audioOn = false;
    bool m_absolute = true;
    QPoint m_pointer;
    QList<RfbScreen> m_screens;
};
