// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "console/protocol/messages.h"
#include "models/core/result.h"

// Where a console is, without libvirt: as a connection file of virt-viewer (“.vv”: a key file with a
// group [virt-viewer]) or as an address (spice://…, vnc://…). Both come from web pages and mails and
// are not trusted: sizes are bounded, and they name a server and how to show it, nothing to run.
struct ViewerFile
{
    Wire::Open where = {};
    QString title = {};
    bool fullScreen = false;
    bool deleteFile = false; // the file holds a ticket: it is deleted once it was read
    bool usbAutoShare = true;
    QString usbFilter = {};
    // Keys in the file that mean nothing here; kept for the log.
    QStringList unknown = {};
};

inline constexpr qint64 maximumViewerFile = 256 * 1024; // bytes

// The contents of a connection file.
Result<ViewerFile> parseViewerFile(const QByteArray &text);
// As a file that parseViewerFile() reads; the password is written only if there is one.
QByteArray writeViewerFile(const ViewerFile &file);

// spice://HOST:PORT, spice://HOST?port=…&tls-port=…, spice+tls://HOST:PORT, spice+unix:///PATH,
// vnc://HOST:PORT, vnc+tls://HOST:PORT, vnc+unix:///PATH. A password in it is refused: it would be
// in the list of processes and in the shell's history.
Result<ViewerFile> parseViewerAddress(const QString &address);
// The address of a server; empty when it has none (sockets are handed in).
QString viewerAddress(const Wire::Open &where);
