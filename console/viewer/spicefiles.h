// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "console/viewer/windowlink.h"

#include <QHash>

#include <memory>
#include <spice-client.h>

// Copies files into the guest through its agent. The window sends one at a time; what it asks for is
// reported until it has ended, whatever happens.
class SpiceFiles
{
public:
    explicit SpiceFiles(WindowLink &window) : m_window(window) {}
    SpiceFiles(const SpiceFiles &) = delete;
    ~SpiceFiles();

    void setMain(SpiceMainChannel *channel) { m_main = channel; } // null: it is gone
    bool isPossible() const; // the agent is there, and permitted to

    void send(const Wire::SendFile &message);
    void cancel(quint32 transfer);

private:
    struct Transfer
    {
        SpiceFiles &files;
        quint32 number = 0;
        QByteArray path = {};
        qint64 size = 0;
        GCancellable *cancellable = nullptr;
        SpiceFileTransferTask *task = nullptr; // a reference
        gint64 announced = 0;                  // microseconds, monotonic
        bool changed = false;
        int ticks = 0; // since it was to end
    };

    bool isDisabled() const;
    void progressed(Transfer &transfer, quint64 done);
    void ended(quint32 number, const GError *error);
    bool check();
    static void abandon(Transfer &transfer);

    WindowLink &m_window;
    SpiceMainChannel *m_main = nullptr;
    QHash<quint32, Transfer *> m_transfers; // owned
    guint m_timer = 0;
};
