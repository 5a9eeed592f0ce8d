// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QThread>

// The thread on which libvirt watches its sockets and delivers its events. One per process, made
// before the first connection is opened and destroyed after the last one is closed. From then on the
// process ignores SIGPIPE: libvirt writes to links that have just ended, and then says so by an error.
//
// It is our own implementation, not virEventRegisterDefaultImpl(): that one runs on GLib's default
// context, which Qt's GUI thread owns wherever Qt is built with GLib, so a second thread running
// it would wait for the context for ever.
class EventLoop
{
public:
    EventLoop();
    ~EventLoop();
    EventLoop(const EventLoop &) = delete;
    EventLoop &operator=(const EventLoop &) = delete;

private:
    QThread m_thread;
};
