// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/viewer/spicesharing.h"

void SpiceSharing::open(const Wire::Open &where)
{
    // This makes the channels known; that of the smart card stays unconnected until it is wanted.
    g_object_set(m_session, "enable-usbredir", gboolean(where.usb), "enable-smartcard",
                 gboolean(where.smartCard), nullptr);
}

bool SpiceSharing::channelAppeared(SpiceChannel *channel)
{
    if (SPICE_IS_MAIN_CHANNEL(channel)) {
        m_files.setMain(SPICE_MAIN_CHANNEL(channel));
        return false;
    }
    if (SPICE_IS_WEBDAV_CHANNEL(channel))
        m_folder.setChannel(channel);
    else if (SPICE_IS_USBREDIR_CHANNEL(channel))
        m_usb.channelAppeared(channel);
    else if (SPICE_IS_SMARTCARD_CHANNEL(channel))
        m_cards.setChannel(channel);
    else
        return false;
    return true;
}

void SpiceSharing::channelVanished(SpiceChannel *channel)
{
    if (SPICE_IS_MAIN_CHANNEL(channel))
        m_files.setMain(nullptr);
    else if (SPICE_IS_WEBDAV_CHANNEL(channel))
        m_folder.setChannel(nullptr);
    else if (SPICE_IS_USBREDIR_CHANNEL(channel))
        m_usb.channelVanished(channel);
    else if (SPICE_IS_SMARTCARD_CHANNEL(channel))
        m_cards.setChannel(nullptr);
}

void SpiceSharing::describe(Wire::Features &features) const
{
    features.files = m_files.isPossible();
    features.folder = m_folder.isPossible();
    features.usbChannels = quint8(qMin(m_usb.channels(), 255));
    features.smartCard = m_cards.isPossible();
}
