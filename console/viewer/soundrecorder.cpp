// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/viewer/soundrecorder.h"

#include "console/viewer/soundpipeline.h"
#include "console/viewer/soundplayer.h"

static constexpr guint pollMs = 10;

void SoundRecorder::start(int channels, int rate)
{
    stop();
    if (!SoundPlayer::isFormat(channels, rate))
        return;
    m_pipeline = SoundPipeline::make("autoaudiosrc ! queue leaky=downstream ! audioconvert "
                                     "! audioresample ! appsink name=samples sync=false "
                                     "max-buffers=50 drop=true");
    if (!m_pipeline)
        return;
    m_sink = GST_APP_SINK(gst_bin_get_by_name(GST_BIN(m_pipeline), "samples"));
    GstCaps *caps = SoundPipeline::caps(channels, rate);
    gst_app_sink_set_caps(m_sink, caps);
    gst_caps_unref(caps);
    gst_element_set_state(m_pipeline, GST_STATE_PLAYING);
    // Samples come on a thread of GStreamer's; a session lives on this one.
    m_timer = g_timeout_add(
        pollMs,
        [](gpointer self) -> gboolean {
            static_cast<SoundRecorder *>(self)->take();
            return G_SOURCE_CONTINUE;
        },
        this);
}

void SoundRecorder::take()
{
    while (GstSample *sample = gst_app_sink_try_pull_sample(m_sink, 0)) {
        GstMapInfo map;
        GstBuffer *buffer = gst_sample_get_buffer(sample);
        if (buffer && gst_buffer_map(buffer, &map, GST_MAP_READ)) {
            m_heard({reinterpret_cast<const char *>(map.data), qsizetype(map.size)});
            gst_buffer_unmap(buffer, &map);
        }
        gst_sample_unref(sample);
    }
}

void SoundRecorder::stop()
{
    if (m_timer)
        g_source_remove(std::exchange(m_timer, 0));
    gst_clear_object(&m_sink);
    SoundPipeline::end(m_pipeline);
}
