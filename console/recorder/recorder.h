// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "console/protocol/messages.h"
#include "console/protocol/sharedpicture.h"

#include <QPoint>

#include <functional>

#include <glib.h>

typedef struct _GstElement GstElement;
typedef struct _GstBuffer GstBuffer;

// The pointer as the guest would have it drawn over its picture.
struct RecordedPointer
{
    QSize size = {}; // empty: none
    QPoint hotSpot = {}, at = {};
    QByteArray pixels = {}; // 0xAARRGGBB, not premultiplied
};

// Writes what a display shows into a file as a film (GStreamer: VP8 in WebM, H.264 in MP4): at most
// 30 pictures a second, one a second while nothing moves. The film has the size of the first
// picture; later ones of another size are fitted into it. An encoder that cannot follow loses
// pictures, not time. Lives in the thread of GLib's default main loop, which must run; encoding has
// threads of its own. The file is playable whatever happens to us: WebM needs no end, and MP4 is
// written in pieces of a second.
class Recorder
{
public:
    using Tell = std::function<void(const Wire::Recording &)>;

    // Whether the encoder for it is installed.
    static bool canWrite(Wire::RecordingFormat format);
    // Below this many bytes left on its disk a recording ends by itself.
    static constexpr quint64 leastFree = 128 * 1024 * 1024;

    // `file`: open for writing, and empty. `tell` is called each second, and once with Finished or
    // Failed: then nothing follows.
    Recorder(const FileDescriptor &file, Wire::RecordingFormat format, const SharedPicture &picture,
             Tell tell);
    Recorder(const Recorder &) = delete;
    ~Recorder(); // as finishNow()

    void setPicture(const SharedPicture &picture);
    void setPointer(const RecordedPointer &pointer);
    void changed(); // something in the picture

    // Writes the end of the file; Finished follows.
    void finish();
    // The same, waiting for it, at most a second and a half: the process is about to end.
    void finishNow();

private:
    enum class Phase { Recording, Ending, Over };

    void schedule();
    bool push();
    GstBuffer *frame() const;
    void report();
    void over(Wire::RecordingState state, const QString &text = {});
    static gboolean heard(void *bus, void *message, void *self);
    quint64 bytesLeft() const;
    Wire::Recording progress(Wire::RecordingState state) const;

    FileDescriptor m_file;
    Tell m_tell;
    SharedPicture m_picture;
    RecordedPointer m_pointer;
    GstElement *m_pipeline = nullptr, *m_source = nullptr;
    QSize m_capsSize;
    Phase m_phase = Phase::Recording;
    gint64 m_began = 0, m_pushed = 0, m_ended = 0; // microseconds, monotonic
    guint m_frameTimer = 0, m_secondTimer = 0, m_busWatch = 0;
};
