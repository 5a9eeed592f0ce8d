// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/viewer/displaychannel.h"

#include <spice/enums.h>

using namespace Wire;

DisplayChannel::DisplayChannel(SpiceChannel *channel, WindowLink &window,
                               std::function<void()> broken)
    : m_channel(SPICE_CHANNEL(g_object_ref(channel)))
    , m_publisher(
          0, window, [this] { return look(); }, std::move(broken))
{
    for (const char *changed : {"display-primary-create", "notify::monitors"})
        g_signal_connect_swapped(
            channel, changed,
            G_CALLBACK(+[](DisplayChannel *self) { self->m_publisher.replaced(); }), this);
    g_signal_connect_swapped(
        channel, "display-primary-destroy",
        G_CALLBACK(+[](DisplayChannel *self) { self->m_publisher.vanished(); }), this);
    g_signal_connect(
        channel, "display-invalidate",
        G_CALLBACK(+[](SpiceChannel *, int x, int y, int width, int height, DisplayChannel *self) {
            // A server's numbers, not yet within any bounds.
            self->m_publisher.damaged({qBound(0, x, maximumSide), qBound(0, y, maximumSide),
                                       qBound(0, width, maximumSide),
                                       qBound(0, height, maximumSide)});
        }),
        this);
}

DisplayChannel::~DisplayChannel()
{
    g_signal_handlers_disconnect_by_data(m_channel, this);
    g_object_unref(m_channel);
}

// The part of the surface that the first monitor shows; all of it where none is configured.
static QRect visibleArea(SpiceChannel *display, QSize surface)
{
    const QRect all(QPoint(0, 0), surface);
    QRect area = all;
    GArray *monitors = nullptr;
    g_object_get(display, "monitors", &monitors, nullptr);
    if (monitors && monitors->len > 0) {
        const auto &first = g_array_index(monitors, SpiceDisplayMonitorConfig, 0);
        if (first.x < 16384 && first.y < 16384 && first.width <= 16384 && first.height <= 16384
            && first.width > 0 && first.height > 0 && first.surface_id == 0)
            area = all & QRect(int(first.x), int(first.y), int(first.width), int(first.height));
    }
    if (monitors)
        g_array_unref(monitors);
    return area.isEmpty() ? all : area;
}

std::optional<PicturePublisher::Source> DisplayChannel::look() const
{
    SpiceDisplayPrimary primary;
    if (!spice_display_channel_get_primary(m_channel, 0, &primary) || !primary.data)
        return std::nullopt;
    SourcePixels pixels{primary.data, primary.stride, {primary.width, primary.height}};
    switch (int(primary.format)) {
    case SPICE_SURFACE_FMT_32_xRGB:
    case SPICE_SURFACE_FMT_32_ARGB:
        break;
    case SPICE_SURFACE_FMT_16_555:
        pixels.format = SourcePixels::Format::Rgb555;
        break;
    case SPICE_SURFACE_FMT_16_565:
        pixels.format = SourcePixels::Format::Rgb565;
        break;
    default:
        return std::nullopt;
    }
    return PicturePublisher::Source{pixels, visibleArea(m_channel, pixels.size)};
}
