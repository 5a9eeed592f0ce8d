// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "console/rfb/rfbclient.h"
#include "console/viewer/picturepublisher.h"
#include "console/viewer/serversocket.h"
#include "console/viewer/soundplayer.h"
#include "console/viewer/viewersession.h"

// One VNC session: the server's socket on one side, the window on the other, and an RfbClient that
// understands what passes between them. Lives in the thread of GLib's default main loop.
class VncViewer final : public ViewerSession, private RfbClient::Listener
{
public:
    explicit VncViewer(WindowLink &window);
    ~VncViewer() override;

    void handle(const Wire::ToViewer::Any &message, const FileDescriptor &attachment) override;

private:
    void open(const Wire::Open &where);
    void connected(const FileDescriptor &socket);
    void serverSaid(QByteArrayView bytes);
    void proceed();
    void sendKey(quint16 code, bool pressed);
    void pressHeldKey();
    void clipboardData(const Wire::ClipboardData &message, const FileDescriptor &memory);
    void setSound(const Wire::SetSound &wish);
    void applySound();

    void transmit(const QByteArray &bytes) override;
    void opened() override;
    void ended(Wire::EndReason reason, const QString &text) override;
    void pictureReplaced() override { m_publisher.replaced(); }
    void pictureDamaged(const QRect &rect) override { m_publisher.damaged(rect); }
    void updateRead() override;
    void cursorChanged(const Wire::Cursor &cursor) override;
    void pointerModeChanged(Wire::PointerMode mode) override;
    void locksChanged(quint8 locks) override;
    void abilitiesChanged() override { tell(FeaturesDue); }
    void audioRuns(bool running) override;
    void audioData(QByteArrayView samples) override;
    void clipboardOffered(bool hasText) override;
    void clipboardWanted() override { tell(TextWantedDue); }
    void clipboardReceived(const std::optional<QByteArray> &text) override;

    // How things are is told at a pace that no server sets.
    enum Due {
        CursorDue = 1,
        ModeDue = 2,
        LocksDue = 4,
        FeaturesDue = 8,
        SoundDue = 16,
        OfferDue = 32,
        TextWantedDue = 64,
    };
    void tell(Due what);
    void tellNow();

    WindowLink &m_window;
    Wire::Open m_where;
    PicturePublisher m_publisher;
    std::unique_ptr<RfbClient> m_client;
    ServerSocket m_socket;
    SoundPlayer m_player;
    Wire::SetSound m_sound;
    bool m_audioRuns = false;
    Wire::Cursor m_cursor;
    Wire::PointerMode m_mode = Wire::PointerMode::Absolute;
    quint8 m_locks = 0;
    bool m_offered = false; // text, by the server
    int m_due = 0;          // Due
    gint64 m_told = 0;      // microseconds, monotonic
    guint m_tellTimer = 0;
    bool m_updateDue = false; // it waits until the window has looked
    bool m_began = false, m_ended = false;
    quint16 m_heldKey = 0; // of a press that waits for its release
    guint m_heldTimer = 0;
    guint m_idle = 0; // reading goes on when others had their turn
};
