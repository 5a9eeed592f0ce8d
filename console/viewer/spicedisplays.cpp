// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/viewer/spicedisplays.h"

#include <spice/vd_agent.h>

#include <algorithm>

using namespace Wire;

SpiceDisplays::SpiceDisplays(WindowLink &window, std::function<void(EndReason)> failed,
                             std::function<void()> changed)
    : m_window(window), m_failed(std::move(failed)), m_changed(std::move(changed))
{}

void SpiceDisplays::channelAppeared(SpiceChannel *channel)
{
    if (SPICE_IS_MAIN_CHANNEL(channel)) {
        m_main = SPICE_MAIN_CHANNEL(channel);
        return;
    }
    int id = 0;
    g_object_get(channel, "channel-id", &id, nullptr);
    const auto taken = [id](const auto &known) {
        int other = 0;
        g_object_get(known->channel(), "channel-id", &other, nullptr);
        return other == id;
    };
    if (id < 0 || id >= maximumDisplays)
        return;
    if (SPICE_IS_DISPLAY_CHANNEL(channel) && std::ranges::none_of(m_channels, taken)) {
        m_channels.push_back(std::make_unique<DisplayChannel>(
            channel, m_window,
            DisplayChannel::Hooks{
                [this] { m_failed(EndReason::NotUnderstood); },
                [this] { m_failed(EndReason::NotReadable); },
                [this, id](int display, QSize size) { return admits(id, display, size); },
                [this] { displaysChanged(); }}));
        std::ranges::sort(m_channels, {}, [](const auto &known) { return known->id(); });
        spice_channel_connect(channel);
        m_changed();
    } else if (SPICE_IS_CURSOR_CHANNEL(channel) && std::ranges::none_of(m_cursors, taken)) {
        m_cursors.push_back(std::make_unique<CursorChannel>(channel, m_window, [this, id] {
            for (const auto &display : m_channels) {
                if (display->id() == id)
                    return display->areas();
            }
            return QMap<int, QRect>();
        }));
        spice_channel_connect(channel);
    }
}

void SpiceDisplays::channelVanishing(SpiceChannel *channel)
{
    if (SPICE_CHANNEL(m_main) == channel)
        m_main = nullptr;
    // The last picture stays, as something to look at; another channel may take its number.
    const auto gone = [channel](const auto &known) { return known->channel() == channel; };
    std::erase_if(m_channels, gone);
    std::erase_if(m_cursors, gone);
}

bool SpiceDisplays::handle(const ToViewer::Any &any, const FileDescriptor &)
{
    if (const auto *seen = std::get_if<DamageSeen>(&any)) {
        if (PicturePublisher *shown = publisher(seen->display))
            shown->seen();
    } else if (const auto *wanted = std::get_if<ResizeDisplay>(&any)) {
        resize(wanted->display, {wanted->width, wanted->height});
    } else if (const auto *arrangement = std::get_if<ArrangeDisplays>(&any)) {
        arrange(arrangement->areas);
    } else {
        return false;
    }
    return true;
}

void SpiceDisplays::describe(Features &features) const
{
    features.resize =
        features.agent && m_main
        && spice_main_channel_agent_test_capability(m_main, VD_AGENT_CAP_MONITORS_CONFIG);
    int count = int(m_channels.size());
    if (count == 1)
        count = m_channels.front()->possibleDisplays();
    features.displays = quint8(qBound(1, count, maximumDisplays));
}

PicturePublisher *SpiceDisplays::publisher(int display) const
{
    for (const auto &channel : m_channels) {
        if (PicturePublisher *found = channel->publisher(display))
            return found;
    }
    return nullptr;
}

SpiceDisplays::Place SpiceDisplays::place(int display, QPoint position) const
{
    for (const auto &channel : m_channels) {
        if (const PicturePublisher *shown = channel->publisher(display))
            return {channel->id(), position + shown->origin()};
    }
    return {display, position};
}

// `asking`: a channel. The window accepts so many pixels of all displays together.
bool SpiceDisplays::admits(int asking, int display, QSize size) const
{
    qint64 pixels = qint64(size.width()) * size.height();
    for (const auto &channel : m_channels) {
        const QMap<int, QRect> areas = channel->areas();
        for (auto it = areas.cbegin(); it != areas.cend(); ++it) {
            if (it.key() == display && channel->id() != asking)
                return false; // two channels with one number
            if (it.key() != display)
                pixels += qint64(it.value().width()) * it.value().height();
        }
    }
    return pixels <= maximumPixels;
}

void SpiceDisplays::displaysChanged()
{
    for (const auto &cursor : m_cursors)
        cursor->tell();
    m_changed();
}

// A guest is always told of all its displays at once. Beside the one that changes they stay as they
// are, one after the other in a row, in the order they were in.
void SpiceDisplays::resize(int display, QSize size)
{
    QMap<int, QRect> wanted;
    for (const auto &channel : m_channels) {
        const QMap<int, QRect> areas = channel->areas();
        for (auto it = areas.cbegin(); it != areas.cend(); ++it)
            wanted.insert(it.key(), m_wanted.value(it.key(), it.value()));
    }
    wanted[display].setSize(size);
    QList<int> order = wanted.keys();
    std::ranges::stable_sort(order, {}, [&wanted](int number) { return wanted[number].x(); });
    const bool apart = std::ranges::none_of(order, [&](int one) {
        return std::ranges::any_of(order, [&](int other) {
            return one != other && wanted[one].intersects(wanted[other]);
        });
    });
    int x = 0;
    for (const int number : std::as_const(order)) {
        if (!apart)
            wanted[number].moveTopLeft({x, 0});
        x += wanted[number].width();
    }
    m_wanted = wanted;
    tellGuest();
}

void SpiceDisplays::arrange(const QList<DisplayArea> &areas)
{
    m_wanted.clear();
    for (const DisplayArea &area : areas) {
        if (area.on)
            m_wanted.insert(area.display, QRect(area.x, area.y, area.width, area.height));
    }
    tellGuest();
}

void SpiceDisplays::tellGuest()
{
    gboolean agent = FALSE;
    if (m_main)
        g_object_get(m_main, "agent-connected", &agent, nullptr);
    if (!agent || m_wanted.isEmpty())
        return;
    // Places are ours; a guest with one display need not hear of places.
    g_object_set(m_main, "disable-display-align", TRUE, "disable-display-position",
                 gboolean(m_wanted.size() == 1), nullptr);
    // One that is not mentioned counts as unknown, and nothing would be sent.
    for (int number = 0; number < maximumDisplays; ++number) {
        const QRect area = m_wanted.value(number);
        if (m_wanted.contains(number))
            spice_main_channel_update_display(m_main, number, area.x(), area.y(), area.width(),
                                              area.height(), FALSE);
        spice_main_channel_update_display_enabled(m_main, number, m_wanted.contains(number), FALSE);
    }
    spice_main_channel_send_monitor_config(m_main);
}
