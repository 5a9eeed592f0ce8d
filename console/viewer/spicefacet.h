// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "console/protocol/messages.h"
#include "models/core/filedescriptor.h"

#include <spice-client.h>

// One thing a SPICE session can do beside keys and pointer: which channels it takes, which of the
// window's words it answers. SpiceViewer asks each in turn.
class SpiceFacet
{
public:
    SpiceFacet() = default;
    SpiceFacet(const SpiceFacet &) = delete;
    virtual ~SpiceFacet() = default;

    // A channel of the session, not yet connected; the facet connects the ones it wants. The main
    // channel is shown to all and connected by the session.
    virtual void channelAppeared(SpiceChannel *) {}
    virtual void channelVanishing(SpiceChannel *) {}
    // The guest's agent came, went, or said what it can do.
    virtual void agentChanged() {}
    // Whether the message was this facet's.
    virtual bool handle(const Wire::ToViewer::Any &, const FileDescriptor &) { return false; }
    // Adds what it can do now.
    virtual void describe(Wire::Features &) const {}
};
