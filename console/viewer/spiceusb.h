// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "console/viewer/windowlink.h"

#include <QMap>
#include <QSet>

#include <spice-client.h>

// This computer's USB devices, and images presented as USB CD drives, handed to the guest. The
// library connects the machine's redirection channels and looks for devices from the beginning; the
// window hears of them when somebody wants that.
class SpiceUsb
{
public:
    SpiceUsb(SpiceSession *session, WindowLink &window);
    SpiceUsb(const SpiceUsb &) = delete;
    ~SpiceUsb();

    void channelAppeared(SpiceChannel *channel);
    void channelVanished(SpiceChannel *channel);
    int channels() const { return int(m_channels.size()); }

    void watch();
    void redirect(const Wire::RedirectUsb &message);
    void shareCd(const Wire::ShareCd &message);

private:
    void added(SpiceUsbDevice *device);
    void removed(SpiceUsbDevice *device);
    void failed(SpiceUsbDevice *device, const GError *error);
    void redirect(SpiceUsbDevice *device);
    void takeBack(SpiceUsbDevice *device);
    void channelSettled(SpiceChannel *channel);
    void announce();
    void announceSoon();
    quint32 idOf(SpiceUsbDevice *device) const;

    SpiceSession *m_session;
    WindowLink &m_window;
    SpiceUsbDeviceManager *m_manager = nullptr;
    QSet<SpiceChannel *> m_channels, m_linking;
    QMap<quint32, SpiceUsbDevice *> m_devices; // a reference each
    QList<QByteArray> m_images;                // that wait for the channels
    quint32 m_lastId = 0;
    guint m_idle = 0;
};
