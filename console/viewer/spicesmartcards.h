// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "console/viewer/windowlink.h"

#include <spice-client.h>

// This computer's smart card reader, handed to the guest. Nothing looks for readers before the user
// wants that: the library loads what drives them into this process.
class SpiceSmartCards
{
public:
    explicit SpiceSmartCards(WindowLink &window) : m_window(window) {}
    SpiceSmartCards(const SpiceSmartCards &) = delete;

    void setChannel(SpiceChannel *channel); // null: it is gone
    bool isPossible() const { return m_channel != nullptr; }
    void insert(bool inserted);

private:
    void follow();
    void insertSoftwareCard(bool inserted);
    void announce(const QString &text = {});

    WindowLink &m_window;
    SpiceChannel *m_channel = nullptr;
    SpiceSmartcardManager *m_manager = nullptr; // the library's only one
    bool m_wanted = false, m_open = false, m_inserted = false;
};
