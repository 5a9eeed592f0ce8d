// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/viewer/soundplayer.h"

#include "console/viewer/soundpipeline.h"

#include <gst/app/gstappsrc.h>

void SoundPlayer::start(int channels, int rate)
{
    stop();
    if (!isFormat(channels, rate))
        return;
    m_pipeline =
        SoundPipeline::make("appsrc name=samples is-live=true do-timestamp=true format=time "
                            "leaky-type=downstream ! audioconvert ! audioresample "
                            "! volume name=volume ! autoaudiosink");
    if (!m_pipeline)
        return;
    m_source = gst_bin_get_by_name(GST_BIN(m_pipeline), "samples");
    m_volumeElement = gst_bin_get_by_name(GST_BIN(m_pipeline), "volume");
    GstCaps *caps = SoundPipeline::caps(channels, rate);
    g_object_set(m_source, "caps", caps, "max-bytes", guint64(channels) * 2 * guint64(rate) / 2,
                 nullptr);
    gst_caps_unref(caps);
    setVolume(m_volume, m_muted);
    gst_element_set_state(m_pipeline, GST_STATE_PLAYING);
}

void SoundPlayer::push(QByteArrayView samples)
{
    if (!m_pipeline || samples.isEmpty() || samples.size() > 1024 * 1024)
        return;
    GstBuffer *buffer = gst_buffer_new_allocate(nullptr, gsize(samples.size()), nullptr);
    if (!buffer)
        return;
    gst_buffer_fill(buffer, 0, samples.data(), gsize(samples.size()));
    gst_app_src_push_buffer(GST_APP_SRC(m_source), buffer);
}

void SoundPlayer::stop()
{
    for (GstElement **element : {&m_source, &m_volumeElement})
        gst_clear_object(element);
    SoundPipeline::end(m_pipeline);
}

void SoundPlayer::setVolume(double factor, bool muted)
{
    m_volume = qBound(0.0, factor, 1.0);
    m_muted = muted;
    if (m_volumeElement)
        g_object_set(m_volumeElement, "volume", m_volume, "mute", gboolean(m_muted), nullptr);
}
