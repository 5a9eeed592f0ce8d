// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/viewer/soundpipeline.h"

#include <QtGlobal>

GstElement *SoundPipeline::make(const char *description)
{
    if (!gst_is_initialized() && !gst_init_check(nullptr, nullptr, nullptr))
        return nullptr;
    GError *error = nullptr;
    GstElement *pipeline =
        gst_parse_launch_full(description, nullptr, GST_PARSE_FLAG_FATAL_ERRORS, &error);
    if (error)
        g_printerr("No sound: %s\n", error->message);
    g_clear_error(&error);
    return pipeline;
}

GstCaps *SoundPipeline::caps(int channels, int rate)
{
    // Above two channels their places count; the first ones in GStreamer's order.
    const guint64 places = channels > 2 ? (guint64(1) << channels) - 1 : 0;
    GstCaps *caps = gst_caps_new_simple("audio/x-raw", "format", G_TYPE_STRING,
                                        Q_BYTE_ORDER == Q_LITTLE_ENDIAN ? "S16LE" : "S16BE",
                                        "channels", G_TYPE_INT, channels, "rate", G_TYPE_INT, rate,
                                        "layout", G_TYPE_STRING, "interleaved", nullptr);
    if (places)
        gst_caps_set_simple(caps, "channel-mask", GST_TYPE_BITMASK, places, nullptr);
    return caps;
}

void SoundPipeline::end(GstElement *&pipeline)
{
    if (!pipeline)
        return;
    gst_element_set_state(pipeline, GST_STATE_NULL);
    gst_object_unref(pipeline);
    pipeline = nullptr;
}
