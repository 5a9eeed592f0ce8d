// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "console/viewer/spicefiles.h"
#include "console/viewer/spicefolder.h"
#include "console/viewer/spicesmartcards.h"
#include "console/viewer/spiceusb.h"

// What a SPICE session hands to the guest besides screen, clipboard and sound: files, a folder, USB
// devices, a smart card reader. Gives each its channel and its messages.
class SpiceSharing
{
public:
    SpiceSharing(SpiceSession *session, WindowLink &window)
        : m_session(session)
        , m_files(window)
        , m_folder(session, window)
        , m_usb(session, window)
        , m_cards(window)
    {}

    void open(const Wire::Open &where); // before the session connects
    // Whether it was one of its own; it connects those itself, when they are wanted.
    bool channelAppeared(SpiceChannel *channel);
    void channelVanished(SpiceChannel *channel);
    void describe(Wire::Features &features) const;
    void settle() { m_folder.settle(); }

    void handle(const Wire::SendFile &message) { m_files.send(message); }
    void handle(const Wire::CancelTransfer &message) { m_files.cancel(message.transfer); }
    void handle(const Wire::ShareFolder &message) { m_folder.share(message); }
    void handle(const Wire::WatchUsb &) { m_usb.watch(); }
    void handle(const Wire::RedirectUsb &message) { m_usb.redirect(message); }
    void handle(const Wire::ShareCd &message) { m_usb.shareCd(message); }
    void handle(const Wire::InsertSmartCard &message) { m_cards.insert(message.inserted); }

private:
    SpiceSession *m_session;
    SpiceFiles m_files;
    SpiceFolder m_folder;
    SpiceUsb m_usb;
    SpiceSmartCards m_cards;
};
