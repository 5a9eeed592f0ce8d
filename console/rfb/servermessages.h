// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "console/rfb/cursorreader.h"
#include "console/rfb/framebuffer.h"
#include "console/rfb/rectdecoder.h"

#include <QList>

#include <map>
#include <memory>

// One monitor of a server that says how its screen is made up.
struct RfbScreen
{
    quint32 id = 0;
    QRect area = {};
    quint32 flags = 0;
};

// Reads what a server says once the session is open, and paints the pictures in it. No sockets: it
// takes what has come and says whether it wants more. Every length and place is checked before it is
// used; what breaks a rule ends the reading with a reason.
class ServerMessages
{
public:
    // What else happens, in the order in which it was said.
    class Sink
    {
    public:
        virtual ~Sink() = default;
        virtual void pictureReplaced() = 0; // another size, all black
        virtual void pictureDamaged(const QRect &rect) = 0;
        virtual void updateRead() = 0; // the next can be asked for
        virtual void cursorChanged(const Wire::Cursor &cursor) = 0;
        virtual void pointerIsAbsolute(bool absolute) = 0;
        virtual void locksChanged(quint8 locks) = 0; // Wire::Lock
        virtual void keyCodesTaken() = 0;            // the server takes keys' numbers
        // `reason` 1: an answer to our wish, with 0 or why not in `status`.
        virtual void screensChanged(int reason, int status, const QList<RfbScreen> &screens) = 0;
        virtual void cutText(const QByteArray &text) = 0;
        virtual void clipboardMessage(const QByteArray &message) = 0; // the extended clipboard's
        virtual void audioOffered() = 0;
        virtual void audioRuns(bool running) = 0;
        virtual void audioData(QByteArrayView samples) = 0;
        virtual void fence(quint32 flags, const QByteArray &payload) = 0;
        virtual void continuousUpdatesOffered() = 0; // or ended
    };

    enum class Step {
        More,   // nothing left that is complete
        Again,  // a lot was painted; there is more to read
        Broken, // fault() says why
    };

    explicit ServerMessages(Sink &sink);

    // The size that the server greeted with; false when it is not allowed.
    bool begin(QSize size, CursorReader::AlphaOrder alphaOrder);
    Step read(ByteQueue &in);

    const Framebuffer &picture() const { return m_picture; }
    const QString &fault() const { return m_fault; }

private:
    using Result = RectDecoder::Step;

    Result readMessage(ByteQueue &in);
    Result readCutText(ByteQueue &in);
    Result readFence(ByteQueue &in);
    Result readAudio(ByteQueue &in);
    Result passAudio(ByteQueue &in);
    Result skip(ByteQueue &in);
    Result readRects(ByteQueue &in);
    Result beginRect(ByteQueue &in);
    Result readRect(ByteQueue &in);
    Result readPseudo(ByteQueue &in);
    Result readScreens(ByteQueue &in);
    Result readName(ByteQueue &in);
    Result passCursor(Result read, const Wire::Cursor &cursor);
    Result resize(QSize size);
    Result broken(const QString &fault);

    Sink &m_sink;
    Framebuffer m_picture;
    CursorReader::AlphaOrder m_alphaOrder = CursorReader::AlphaOrder::Specified;
    std::map<qint32, std::unique_ptr<RectDecoder>> m_decoders;
    QString m_fault;

    qint64 m_skip = 0;     // bytes that nobody wants
    qint64 m_audio = 0;    // bytes of sound that follow
    int m_rects = 0;       // of the update under way; it counts down
    bool m_update = false; // an update is under way
    bool m_inRect = false; // its header has been read
    QRect m_rect;
    qint32 m_encoding = 0;
};
