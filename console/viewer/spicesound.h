// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "console/viewer/soundplayer.h"
#include "console/viewer/soundrecorder.h"
#include "console/viewer/spicefacet.h"
#include "console/viewer/windowlink.h"

// A SPICE session's sound. It is played unless the window says otherwise; the microphone stays off
// until the window turns it on, whatever the guest wishes: until then the guest hears silence.
class SpiceSound final : public SpiceFacet
{
public:
    SpiceSound(SpiceSession *session, WindowLink &window, std::function<void()> changed);
    ~SpiceSound() override;

    void setEnabled(bool on); // before the session connects; the library makes no channels else
    void channelAppeared(SpiceChannel *channel) override;
    void channelVanishing(SpiceChannel *channel) override;
    void agentChanged() override;
    bool handle(const Wire::ToViewer::Any &message, const FileDescriptor &attachment) override;
    void describe(Wire::Features &features) const override;

private:
    struct Format
    {
        int channels = 0, rate = 0; // 0: nothing is under way
    };

    void playbackStarted(int format, int channels, int rate);
    void played(const char *samples, int size);
    void recordStarted(int format, int channels, int rate);
    void apply();
    void tell();

    SpiceSession *m_session;
    WindowLink &m_window;
    const std::function<void()> m_changed;
    SpiceChannel *m_playback = nullptr, *m_record = nullptr;
    SoundPlayer m_player;
    SoundRecorder m_recorder;
    Format m_playing, m_listening; // in the guest's opinion
    Wire::SetSound m_wish;
    bool m_enabled = false, m_libraryIsDeaf = false;
};
