// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/viewer/recordings.h"

using namespace Wire;

Recordings::Recordings(WindowLink &window) : m_window(window)
{
    window.setWitness([this](const ToWindow::Any &message, const FileDescriptor &attachment) {
        sent(message, attachment);
    });
}

void Recordings::heard(const ToViewer::Any &any, const FileDescriptor &attachment)
{
    std::visit(Overloaded{
                   [&](const StartRecording &message) { start(message, attachment); },
                   [this](const StopRecording &) {
                       if (m_recorder)
                           m_recorder->finish();
                   },
                   [this](const PointerAt &message) {
                       m_displays[message.display].pointer.at = {message.x, message.y};
                       pointerChanged(message.display);
                   },
                   [](const auto &) {},
               },
               any);
}

void Recordings::start(const StartRecording &message, const FileDescriptor &file)
{
    if (m_recorder)
        m_recorder->finishNow();
    m_display = message.display;
    const Display shown = m_displays.value(m_display);
    m_recorder = std::make_unique<Recorder>(
        file, message.format, SharedPicture::map(shown.memory, shown.size),
        [this](const Recording &progress) { m_window.send(progress); });
    pointerChanged(m_display);
}

void Recordings::pointerChanged(quint8 display)
{
    if (m_recorder && display == m_display)
        m_recorder->setPointer(m_displays.value(display).pointer);
}

void Recordings::sent(const ToWindow::Any &any, const FileDescriptor &attachment)
{
    std::visit(Overloaded{
                   [&](const Picture &message) {
                       Display &display = m_displays[message.display];
                       display.memory = attachment;
                       display.size = {message.width, message.height};
                       if (!m_recorder || message.display != m_display)
                           return;
                       if (const auto picture = SharedPicture::map(attachment, display.size))
                           m_recorder->setPicture(picture);
                   },
                   [this](const Damage &message) {
                       if (m_recorder && message.display == m_display)
                           m_recorder->changed();
                   },
                   [this](const Cursor &message) {
                       RecordedPointer &pointer = m_displays[message.display].pointer;
                       pointer.size = {message.width, message.height};
                       pointer.hotSpot = {message.hotX, message.hotY};
                       pointer.pixels = message.pixels;
                       pointerChanged(message.display);
                   },
                   [this](const CursorAt &message) {
                       m_displays[message.display].pointer.at = {message.x, message.y};
                       pointerChanged(message.display);
                   },
                   [this](const DisplayGone &message) {
                       m_displays.remove(message.display);
                       if (m_recorder && message.display == m_display)
                           m_recorder->finish();
                   },
                   // The last word of a session: what belongs before it is said now.
                   [this](const Ended &) { finishNow(); },
                   [](const auto &) {},
               },
               any);
}

void Recordings::finishNow()
{
    if (m_recorder)
        m_recorder->finishNow();
}
