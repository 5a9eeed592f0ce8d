// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "console/viewer/spicefacet.h"
#include "console/viewer/windowlink.h"

// The clipboard between the window and the guest's SPICE agent: offers go both ways, contents only
// when the other side asks. Nothing passes before ShareClipboard says so.
class SpiceClipboard final : public SpiceFacet
{
public:
    explicit SpiceClipboard(WindowLink &window) : m_window(window) {}

    void channelAppeared(SpiceChannel *channel) override;
    void channelVanishing(SpiceChannel *channel) override;
    void agentChanged() override;
    bool handle(const Wire::ToViewer::Any &message, const FileDescriptor &attachment) override;
    void describe(Wire::Features &features) const override;

private:
    bool can(int capability) const;
    void share(bool on);
    void offerToGuest();
    void guestOffers(quint8 types);
    bool guestWants(guint type);
    void guestGives(guint type, const guchar *data, gsize size);
    void askGuest(Wire::ClipboardType type);
    void giveToGuest(const Wire::ClipboardData &message, const FileDescriptor &memory);
    void giveToWindow(Wire::ClipboardType type, const QByteArray &bytes);

    WindowLink &m_window;
    SpiceMainChannel *m_main = nullptr;
    bool m_on = false;
    bool m_offered = false;          // the guest has been told of ours
    quint8 m_ours = 0, m_guests = 0; // what the window and the guest can give
    quint8 m_wantedByGuest = 0, m_wantedByWindow = 0;
};
