// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>

#include <functional>
#include <gst/app/gstappsink.h>

// Records from the user's microphone through GStreamer: 16-bit signed, interleaved. Lives in the
// thread of GLib's default main loop, where `heard` is called too.
class SoundRecorder
{
public:
    explicit SoundRecorder(std::function<void(QByteArrayView)> heard) : m_heard(std::move(heard)) {}
    SoundRecorder(const SoundRecorder &) = delete;
    ~SoundRecorder() { stop(); }

    void start(int channels, int rate);
    void stop();
    bool isRecording() const { return m_pipeline; }

private:
    void take();

    std::function<void(QByteArrayView)> m_heard;
    GstElement *m_pipeline = nullptr;
    GstAppSink *m_sink = nullptr;
    guint m_timer = 0;
};
