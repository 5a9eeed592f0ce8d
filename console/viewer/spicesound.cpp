// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/viewer/spicesound.h"

#include <spice/enums.h>

#include <algorithm>

using namespace Wire;

SpiceSound::SpiceSound(SpiceSession *session, WindowLink &window, std::function<void()> changed)
    : m_session(session)
    , m_window(window)
    , m_changed(std::move(changed))
    , m_recorder([this](QByteArrayView samples) {
        if (m_record && m_listening.rate)
            spice_record_channel_send_data(
                SPICE_RECORD_CHANNEL(m_record), const_cast<char *>(samples.data()),
                gsize(samples.size()), guint32(g_get_monotonic_time() / 1000));
    })
{}

SpiceSound::~SpiceSound()
{
    for (SpiceChannel *channel : {m_playback, m_record}) {
        if (channel)
            g_signal_handlers_disconnect_by_data(channel, this);
    }
}

void SpiceSound::setEnabled(bool on)
{
    m_enabled = on;
    g_object_set(m_session, "enable-audio", gboolean(on), nullptr);
}

// The library has a player of its own, which it makes when an agent says that it can set volumes. It
// would connect the channels that we leave alone, the microphone's too, and tell the guest the volume
// of a sink that nobody listens to: where there is no sound server, that mutes the guest. So it is
// made here, before that, and takes part in nothing.
void SpiceSound::agentChanged()
{
    if (std::exchange(m_libraryIsDeaf, true))
        return;
    g_object_set(m_session, "enable-audio", FALSE, nullptr); // or it begins at once
    if (SpiceAudio *audio = spice_audio_get(m_session, nullptr)) {
        SpiceAudioClass *kind = SPICE_AUDIO_GET_CLASS(audio);
        kind->connect_channel = [](SpiceAudio *, SpiceChannel *) -> gboolean { return FALSE; };
        constexpr auto noVolume = [](SpiceAudio *, GCancellable *, SpiceMainChannel *,
                                     GAsyncReadyCallback, gpointer) {};
        kind->get_playback_volume_info_async = noVolume;
        kind->get_record_volume_info_async = noVolume;
    }
    g_object_set(m_session, "enable-audio", gboolean(m_enabled), nullptr);
}

void SpiceSound::channelAppeared(SpiceChannel *channel)
{
    if (!m_enabled)
        return;
    if (SPICE_IS_PLAYBACK_CHANNEL(channel) && !m_playback) {
        m_playback = channel;
        g_signal_connect(
            channel, "playback-start",
            G_CALLBACK(+[](SpiceChannel *, int format, int channels, int rate, SpiceSound *self) {
                self->playbackStarted(format, channels, rate);
            }),
            this);
        g_signal_connect(channel, "playback-data",
                         G_CALLBACK(+[](SpiceChannel *, gpointer data, int size, SpiceSound *self) {
                             self->played(static_cast<const char *>(data), size);
                         }),
                         this);
        g_signal_connect_swapped(channel, "playback-stop", G_CALLBACK(+[](SpiceSound *self) {
                                     self->m_playing = {};
                                     self->m_player.stop();
                                     self->tell();
                                 }),
                                 this);
        for (const char *changed : {"notify::volume", "notify::mute"})
            g_signal_connect_swapped(channel, changed,
                                     G_CALLBACK(+[](SpiceSound *self) { self->apply(); }), this);
    } else if (SPICE_IS_RECORD_CHANNEL(channel) && !m_record) {
        m_record = channel;
        g_signal_connect(
            channel, "record-start",
            G_CALLBACK(+[](SpiceChannel *, int format, int channels, int rate, SpiceSound *self) {
                self->recordStarted(format, channels, rate);
            }),
            this);
        g_signal_connect_swapped(channel, "record-stop", G_CALLBACK(+[](SpiceSound *self) {
                                     self->m_listening = {};
                                     self->m_recorder.stop();
                                     self->tell();
                                 }),
                                 this);
    } else {
        return;
    }
    spice_channel_connect(channel);
    m_changed();
}

void SpiceSound::channelVanishing(SpiceChannel *channel)
{
    if (channel == m_playback) {
        m_playback = nullptr;
        m_playing = {};
        m_player.stop();
    } else if (channel == m_record) {
        m_record = nullptr;
        m_listening = {};
        m_recorder.stop();
    } else {
        return;
    }
    g_signal_handlers_disconnect_by_data(channel, this);
    tell();
    m_changed();
}

bool SpiceSound::handle(const ToViewer::Any &any, const FileDescriptor &)
{
    const auto *wish = std::get_if<SetSound>(&any);
    if (!wish)
        return false;
    m_wish = *wish;
    apply();
    tell();
    return true;
}

void SpiceSound::describe(Features &features) const
{
    features.sound = m_playback;
    features.microphone = m_record;
}

void SpiceSound::playbackStarted(int format, int channels, int rate)
{
    const bool known = format == SPICE_AUDIO_FMT_S16 && SoundPlayer::isFormat(channels, rate);
    m_playing = known ? Format{channels, rate} : Format{};
    m_player.stop();
    apply();
    tell();
}

void SpiceSound::played(const char *samples, int size)
{
    if (samples && size > 0)
        m_player.push({samples, qsizetype(size)});
}

void SpiceSound::recordStarted(int format, int channels, int rate)
{
    const bool known = format == SPICE_AUDIO_FMT_S16 && SoundPlayer::isFormat(channels, rate);
    m_listening = known ? Format{channels, rate} : Format{};
    m_recorder.stop();
    apply();
    tell();
}

// The guest's mixer, which QEMU leaves to us, as a factor.
static double guestVolume(SpiceChannel *channel)
{
    gboolean muted = FALSE;
    guint count = 0;
    const guint16 *volumes = nullptr;
    g_object_get(channel, "mute", &muted, "nchannels", &count, "volume", &volumes, nullptr);
    if (muted)
        return 0;
    if (!volumes || count < 1 || count > 8)
        return 1;
    return *std::max_element(volumes, volumes + count) / 65535.0;
}

void SpiceSound::apply()
{
    if (!m_wish.play || !m_playing.rate)
        m_player.stop();
    else if (!m_player.isPlaying())
        m_player.start(m_playing.channels, m_playing.rate);
    if (m_playback) {
        // What is heard as half as loud is an eighth of the amplitude.
        const double ours = m_wish.volume / 100.0;
        m_player.setVolume(ours * ours * ours * guestVolume(m_playback), m_wish.muted);
    }

    if (!m_wish.record || !m_listening.rate)
        m_recorder.stop();
    else if (!m_recorder.isRecording())
        m_recorder.start(m_listening.channels, m_listening.rate);
}

void SpiceSound::tell()
{
    m_window.send(Sound{m_playing.rate > 0, m_listening.rate > 0, m_wish.muted, m_wish.volume});
}
