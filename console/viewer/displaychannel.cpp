// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/viewer/displaychannel.h"

#include "console/protocol/placeholder.h"

#include <spice/enums.h>

#include <unistd.h>

using namespace Wire;

static constexpr guint settleMs = 50; // until all pieces of a picture are there

static int channelId(SpiceChannel *channel)
{
    int id = 0;
    g_object_get(channel, "channel-id", &id, nullptr);
    return id;
}

DisplayChannel::DisplayChannel(SpiceChannel *channel, WindowLink &window, Hooks hooks)
    : m_channel(SPICE_CHANNEL(g_object_ref(channel)))
    , m_id(channelId(channel))
    , m_window(window)
    , m_hooks(std::move(hooks))
{
    for (const char *changed : {"display-primary-create", "notify::monitors"})
        g_signal_connect_swapped(channel, changed,
                                 G_CALLBACK(+[](DisplayChannel *self) { self->look(); }), this);
    g_signal_connect_swapped(channel, "display-primary-destroy",
                             G_CALLBACK(+[](DisplayChannel *self) {
                                 for (const auto &[number, publisher] : self->m_publishers)
                                     publisher->vanished();
                             }),
                             this);
    g_signal_connect_swapped(channel, "notify::gl-scanout",
                             G_CALLBACK(+[](DisplayChannel *self) { self->scanoutChanged(); }),
                             this);
    g_signal_connect(channel, "gl-draw",
                     G_CALLBACK(+[](SpiceDisplayChannel *it, guint x, guint y, guint width,
                                    guint height, DisplayChannel *self) {
                         constexpr guint most = guint(maximumSide);
                         self->damaged({int(qMin(x, most)), int(qMin(y, most)),
                                        int(qMin(width, most)), int(qMin(height, most))});
                         spice_display_channel_gl_draw_done(it); // or the guest waits for ever
                     }),
                     this);
    g_signal_connect(
        channel, "display-invalidate",
        G_CALLBACK(+[](SpiceChannel *, int x, int y, int width, int height, DisplayChannel *self) {
            // A server's numbers, not yet within any bounds.
            self->damaged({qBound(0, x, maximumSide), qBound(0, y, maximumSide),
                           qBound(0, width, maximumSide), qBound(0, height, maximumSide)});
        }),
        this);
}

DisplayChannel::~DisplayChannel()
{
    if (m_offTimer)
        g_source_remove(m_offTimer);
    g_signal_handlers_disconnect_by_data(m_channel, this);
    g_object_unref(m_channel);
}

QMap<int, QRect> DisplayChannel::areas() const
{
    return m_areas;
}

PicturePublisher *DisplayChannel::publisher(int display) const
{
    const auto found = m_publishers.find(display);
    return found == m_publishers.end() ? nullptr : found->second.get();
}

int DisplayChannel::possibleDisplays() const
{
    guint count = 1;
    g_object_get(m_channel, "monitors-max", &count, nullptr);
    return int(qBound(1u, count, guint(maximumDisplays)));
}

void DisplayChannel::damaged(const QRect &rect)
{
    // QEMU turns a display on and off by other pixels alone, in pieces: there is no message.
    if (m_id > 0 && m_publishers.empty())
        look();
    else if (m_id > 0 && !m_offTimer)
        m_offTimer = g_timeout_add(
            settleMs,
            [](gpointer self) -> gboolean {
                static_cast<DisplayChannel *>(self)->m_offTimer = 0;
                static_cast<DisplayChannel *>(self)->lookWhetherOff();
                return G_SOURCE_REMOVE;
            },
            this);
    for (const auto &[number, publisher] : m_publishers)
        publisher->damaged(rect);
}

void DisplayChannel::lookWhetherOff()
{
    const auto surface = this->surface();
    if (surface && isPictureSize(surface->size.width(), surface->size.height())
        && isPlaceholder(*surface))
        look();
}

// Which displays there are now, and that all of them are new.
void DisplayChannel::look()
{
    const auto surface = this->surface();
    if (!surface)
        return;
    if (!isPictureSize(surface->size.width(), surface->size.height()))
        return m_hooks.broken();
    QMap<int, QRect> areas =
        m_id > 0 && isPlaceholder(*surface) ? QMap<int, QRect>() : monitors(surface->size);
    areas.removeIf([this](const auto &area) {
        return area.key() > 0 && !m_hooks.admits(area.key(), area.value().size());
    });
    // The library tells of more monitors, but not of how many there may be.
    const int possible = possibleDisplays();
    const bool others =
        std::exchange(m_possible, possible) != possible || areas.keys() != m_areas.keys();
    for (auto it = m_publishers.begin(); it != m_publishers.end();) {
        if (areas.contains(it->first)) {
            ++it;
            continue;
        }
        m_window.send(DisplayGone{quint8(it->first)});
        it = m_publishers.erase(it);
    }
    m_areas = areas;
    for (const int number : areas.keys()) {
        auto &publisher = m_publishers[number];
        if (!publisher)
            publisher = std::make_unique<PicturePublisher>(
                quint8(number), m_window, [this, number] { return source(number); },
                m_hooks.broken);
        publisher->replaced();
    }
    if (others)
        m_hooks.changed();
}

// What each monitor shows of the surface; all of it where none is configured.
QMap<int, QRect> DisplayChannel::monitors(QSize surface) const
{
    const QRect all(QPoint(0, 0), surface);
    QMap<int, QRect> result;
    GArray *monitors = nullptr;
    g_object_get(m_channel, "monitors", &monitors, nullptr);
    for (guint i = 0; monitors && i < monitors->len && i < guint(maximumDisplays); ++i) {
        const auto &monitor = g_array_index(monitors, SpiceDisplayMonitorConfig, i);
        if (monitor.surface_id != 0 || monitor.x >= guint(maximumSide)
            || monitor.y >= guint(maximumSide) || monitor.width > guint(maximumSide)
            || monitor.height > guint(maximumSide))
            continue;
        const QRect area =
            all & QRect(int(monitor.x), int(monitor.y), int(monitor.width), int(monitor.height));
        // Only the first channel has several; of the others each is one display.
        const guint number = m_id == 0 ? monitor.id : guint(m_id);
        if (!area.isEmpty() && number < guint(maximumDisplays) && !result.contains(int(number)))
            result.insert(int(number), area);
    }
    if (monitors)
        g_array_unref(monitors);
    if (result.isEmpty())
        result.insert(m_id, all);
    return result;
}

void DisplayChannel::scanoutChanged()
{
    m_scanout.reset();
    const SpiceGlScanout *scanout =
        spice_display_channel_get_gl_scanout(SPICE_DISPLAY_CHANNEL(m_channel));
    if (!scanout || scanout->fd < 0 || scanout->width == 0)
        return look();
    if (scanout->width > guint(maximumSide) || scanout->height > guint(maximumSide))
        return m_hooks.broken();
    m_scanout = DmaBufPixels::map(FileDescriptor(dup(scanout->fd)),
                                  {int(scanout->width), int(scanout->height)}, scanout->stride,
                                  scanout->format, scanout->y0top);
    if (m_scanout)
        look();
    else
        m_hooks.unreadable();
}

std::optional<SourcePixels> DisplayChannel::surface() const
{
    if (m_scanout)
        return m_scanout->pixels();
    SpiceDisplayPrimary primary;
    if (!spice_display_channel_get_primary(m_channel, 0, &primary) || !primary.data)
        return std::nullopt;
    SourcePixels pixels{primary.data, primary.stride, {primary.width, primary.height}};
    switch (int(primary.format)) {
    case SPICE_SURFACE_FMT_32_xRGB:
    case SPICE_SURFACE_FMT_32_ARGB:
        return pixels;
    case SPICE_SURFACE_FMT_16_555:
        pixels.format = SourcePixels::Format::Rgb555;
        return pixels;
    case SPICE_SURFACE_FMT_16_565:
        pixels.format = SourcePixels::Format::Rgb565;
        return pixels;
    default:
        return std::nullopt;
    }
}

std::optional<PicturePublisher::Source> DisplayChannel::source(int display) const
{
    const auto pixels = surface();
    if (!pixels)
        return std::nullopt;
    const QRect all(QPoint(0, 0), pixels->size);
    const QRect area = m_areas.value(display) & all;
    return PicturePublisher::Source{*pixels, area.isEmpty() ? all : area};
}
