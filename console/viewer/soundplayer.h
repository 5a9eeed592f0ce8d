// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>
#include <QtGlobal>

#include <gst/gst.h>

// Plays samples on the user's sound system through GStreamer: 16-bit signed, interleaved, in this
// computer's byte order. Where there is no sound system it plays nothing and says nothing. Lives in
// the thread of GLib's default main loop; pipelines have threads of their own.
class SoundPlayer
{
public:
    SoundPlayer() = default;
    SoundPlayer(const SoundPlayer &) = delete;
    ~SoundPlayer() { stop(); }

    static bool isFormat(int channels, int rate)
    {
        return channels >= 1 && channels <= 8 && rate >= 4000 && rate <= 192000;
    }

    void start(int channels, int rate); // replaces what plays
    // Samples that would wait for longer than half a second are dropped.
    void push(QByteArrayView samples);
    void stop();
    bool isPlaying() const { return m_pipeline; }

    void setVolume(double factor, bool muted);

private:
    GstElement *m_pipeline = nullptr, *m_source = nullptr, *m_volumeElement = nullptr;
    double m_volume = 1;
    bool m_muted = false;
};
