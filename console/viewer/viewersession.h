// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "console/protocol/messages.h"
#include "models/core/filedescriptor.h"

// One session with a server, whatever it speaks. Lives in the thread of GLib's default main loop,
// which is the process's only one as far as a session is concerned.
class ViewerSession
{
public:
    ViewerSession() = default;
    ViewerSession(const ViewerSession &) = delete;
    virtual ~ViewerSession() = default;

    // A word of the window; the first is Open.
    virtual void handle(const Wire::ToViewer::Any &message, const FileDescriptor &attachment) = 0;
    // The window is gone, the process about to end: what must not be cut off half-way.
    virtual void settle() {}
};
