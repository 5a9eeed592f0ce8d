// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gst/gst.h>

// What playing and recording have in common.
namespace SoundPipeline {

// Null where GStreamer lacks what it takes. The library is set up at the first call.
GstElement *make(const char *description);
GstCaps *caps(int channels, int rate); // of 16-bit samples
// Stops and forgets it; null is allowed.
void end(GstElement *&pipeline);

} // namespace SoundPipeline
