// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "console/viewer/cursorchannel.h"
#include "console/viewer/displaychannel.h"
#include "console/viewer/spicefacet.h"

#include <memory>
#include <vector>

// The displays of a SPICE session. A guest has several either as channels of their own (virtio: one
// a head) or as monitors on the one surface of the first channel (QXL); to the window both are
// numbered displays.
class SpiceDisplays final : public SpiceFacet
{
public:
    // `failed`: the session cannot go on. `changed`: describe() may differ.
    SpiceDisplays(WindowLink &window, std::function<void(Wire::EndReason)> failed,
                  std::function<void()> changed);

    void channelAppeared(SpiceChannel *channel) override;
    void channelVanishing(SpiceChannel *channel) override;
    bool handle(const Wire::ToViewer::Any &message, const FileDescriptor &attachment) override;
    void describe(Wire::Features &features) const override;

    // Where the pointer is, as the server counts: its channel, and the place on that one's surface.
    struct Place
    {
        int channel = 0;
        QPoint position = {};
    };
    Place place(int display, QPoint position) const;

private:
    PicturePublisher *publisher(int display) const;
    bool admits(int asking, int display, QSize size) const;
    void displaysChanged();
    void resize(int display, QSize size);
    void arrange(const QList<Wire::DisplayArea> &areas);
    void tellGuest();

    WindowLink &m_window;
    const std::function<void(Wire::EndReason)> m_failed;
    const std::function<void()> m_changed;
    SpiceMainChannel *m_main = nullptr;
    std::vector<std::unique_ptr<DisplayChannel>> m_channels;
    std::vector<std::unique_ptr<CursorChannel>> m_cursors;
    QMap<int, QRect> m_wanted; // what the guest was asked for, by display
};
