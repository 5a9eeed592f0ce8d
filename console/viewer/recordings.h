// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "console/recorder/recorder.h"
#include "console/viewer/windowlink.h"

#include <QHash>

#include <memory>

// Records what a session sends to the window, whatever protocol brings it: it watches the pictures
// pass by and feeds the display that is recorded to a Recorder. One recording at a time.
class Recordings
{
public:
    explicit Recordings(WindowLink &window);
    Recordings(const Recordings &) = delete;

    // The window's words, before the session has them.
    void heard(const Wire::ToViewer::Any &message, const FileDescriptor &attachment);
    // No window any more: what is recorded is brought to its end.
    void finishNow();

private:
    void start(const Wire::StartRecording &message, const FileDescriptor &file);
    void sent(const Wire::ToWindow::Any &message, const FileDescriptor &attachment);
    void pointerChanged(quint8 display);

    struct Display
    {
        FileDescriptor memory = {};
        QSize size = {};
        RecordedPointer pointer = {};
    };

    WindowLink &m_window;
    QHash<quint8, Display> m_displays;
    quint8 m_display = 0; // the one that is recorded
    std::unique_ptr<Recorder> m_recorder;
};
