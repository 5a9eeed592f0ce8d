// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "console/protocol/messages.h"

#include <QMenu>
#include <QPointer>

class QSlider;
class ViewerProcess;

// A machine's sound as a menu: volume, mute, and the microphone, which is off until the user turns
// it on for this connection. Its icon shows what is the case; while the guest really listens, the
// action of listeningAction() is there to be seen.
class SoundControl : public QMenu
{
    Q_OBJECT

public:
    explicit SoundControl(QWidget *parent);

    void setViewer(ViewerProcess *viewer);   // null: not connected
    void setVolume(int percent, bool muted); // without chosen()
    int volume() const;
    bool isMuted() const;

    QAction *muteAction() const { return m_mute; }
    QAction *microphoneAction() const { return m_microphone; }
    // Visible while the guest hears the microphone; turns it off.
    QAction *listeningAction() const { return m_listening; }

Q_SIGNALS:
    void chosen(int percent, bool muted); // by the user: to be remembered

private:
    void tell();
    void refresh();

    QPointer<ViewerProcess> m_viewer;
    QSlider *m_slider;
    QAction *m_mute, *m_microphone, *m_listening;
    Wire::Sound m_sound; // what the guest does
};
