// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/viewer/displaychannel.h"

#include <spice/enums.h>

using namespace Wire;

static constexpr gint64 frameMicroseconds = 1000000 / 60;

DisplayChannel::DisplayChannel(SpiceChannel *channel, WindowLink &window,
                               std::function<void()> broken)
    : m_channel(SPICE_CHANNEL(g_object_ref(channel))), m_window(window), m_broken(std::move(broken))
{
    g_signal_connect_swapped(channel, "display-primary-create",
                             G_CALLBACK(+[](DisplayChannel *self) { self->primaryChanged(true); }),
                             this);
    g_signal_connect_swapped(channel, "display-primary-destroy",
                             G_CALLBACK(+[](DisplayChannel *self) { self->primaryChanged(false); }),
                             this);
    g_signal_connect_swapped(channel, "notify::monitors",
                             G_CALLBACK(+[](DisplayChannel *self) { self->primaryChanged(true); }),
                             this);
    g_signal_connect(
        channel, "display-invalidate",
        G_CALLBACK(+[](SpiceChannel *, int x, int y, int width, int height, DisplayChannel *self) {
            // A server's numbers, not yet within any bounds.
            self->invalidated({qBound(0, x, maximumSide), qBound(0, y, maximumSide),
                               qBound(0, width, maximumSide), qBound(0, height, maximumSide)});
        }),
        this);
}

DisplayChannel::~DisplayChannel()
{
    if (m_timer)
        g_source_remove(m_timer);
    g_signal_handlers_disconnect_by_data(m_channel, this);
    g_object_unref(m_channel);
}

void DisplayChannel::seen()
{
    m_awaitingSeen = false;
    schedule();
}

void DisplayChannel::primaryChanged(bool exists)
{
    m_pictureDue = exists;
    if (exists)
        schedule();
}

void DisplayChannel::invalidated(const QRect &rect)
{
    m_damage.add(rect.translated(-m_area.topLeft()) & QRect(QPoint(0, 0), m_area.size()));
    schedule();
}

// At most 60 announcements a second, and never one while the window paints.
void DisplayChannel::schedule()
{
    if (m_timer || m_awaitingSeen || (!m_pictureDue && m_damage.isEmpty()))
        return;
    const gint64 wait = qBound<gint64>(0, m_announced + frameMicroseconds - g_get_monotonic_time(),
                                       frameMicroseconds);
    m_timer = g_timeout_add(
        guint(wait / 1000),
        [](gpointer self) -> gboolean {
            static_cast<DisplayChannel *>(self)->m_timer = 0;
            static_cast<DisplayChannel *>(self)->announce();
            return G_SOURCE_REMOVE;
        },
        this);
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

void DisplayChannel::announce()
{
    SpiceDisplayPrimary primary;
    if (!spice_display_channel_get_primary(m_channel, 0, &primary) || !primary.data)
        return;
    SourcePixels source{primary.data, primary.stride, {primary.width, primary.height}};
    switch (int(primary.format)) {
    case SPICE_SURFACE_FMT_32_xRGB:
    case SPICE_SURFACE_FMT_32_ARGB:
        break;
    case SPICE_SURFACE_FMT_16_555:
        source.format = SourcePixels::Format::Rgb555;
        break;
    case SPICE_SURFACE_FMT_16_565:
        source.format = SourcePixels::Format::Rgb565;
        break;
    default:
        return;
    }
    if (!isPictureSize(primary.width, primary.height)) {
        m_broken();
        return;
    }

    m_announced = g_get_monotonic_time();
    const QList<QRect> damage = m_damage.take();
    if (std::exchange(m_pictureDue, false))
        sendPicture(source);
    else
        sendDamage(source, damage);
}

void DisplayChannel::sendPicture(const SourcePixels &source)
{
    m_area = visibleArea(m_channel, source.size);
    const QRect whole(QPoint(0, 0), m_area.size());
    const bool same = m_picture && m_picture.size() == m_area.size();
    if (!same)
        m_picture = SharedPicture::create(m_area.size());
    if (!m_picture)
        return m_broken();
    copyPixels(source, m_area.topLeft(), m_picture, whole);
    if (same)
        m_window.send(Damage{0, {whole}});
    else
        m_window.send(Picture{0, whole.width(), whole.height()}, m_picture.memory());
    m_awaitingSeen = true;
}

void DisplayChannel::sendDamage(const SourcePixels &source, const QList<QRect> &damage)
{
    QList<QRect> rects;
    for (const QRect &rect : damage) {
        if (const QRect inside = rect & QRect(QPoint(0, 0), m_picture.size()); !inside.isEmpty()) {
            copyPixels(source, m_area.topLeft(), m_picture, inside);
            rects.append(inside);
        }
    }
    if (rects.isEmpty())
        return;
    m_window.send(Damage{0, rects});
    m_awaitingSeen = true;
}
