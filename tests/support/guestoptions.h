// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/result.h"

#include <QString>
#include <QStringList>

// What a test's machine has that the demo machine (app/demo/guest.xml.in) has not.
struct GuestOptions
{
    enum class Image {
        Text,    // app/demo/make-guest.sh
        Desktop, // tests/support/make-desktop-guest.sh
    };
    enum class Listen {
        None,    // only virDomainOpenGraphicsFD reaches it
        Socket,  // a unix socket; its path is in the live XML
        Address, // a port of 127.0.0.1; its number is in the live XML
    };

    Image image = Image::Text;
    QString title = QStringLiteral("Guesthouse demo"); // what the window calls it
    QString commandLine = {}; // more for its kernel, such as test.load=scroll
    int memoryMiB = 384;
    int processors = 1;

    QStringList graphics = {QStringLiteral("spice")}; // "spice", "vnc", both, or none
    Listen listen = Listen::None;
    QString password = {};     // of every graphics device
    bool secureOnly = false;   // SPICE by TLS alone; for a daemon that startWithTls() started
    bool powerControl = false; // VNC: may reset and shut down
    QString video = QStringLiteral("virtio"); // "qxl", "vga", "bochs", "none"
    int heads = 1;
    int videoMemoryKiB = 0; // qxl and vga: for resolutions beyond the usual

    bool tablet = true;         // without it the pointer is relative
    bool spiceAgent = true;     // the channel of spice-vdagent
    bool vncAgent = false;      // QEMU's own end of that channel: clipboard over VNC
    bool folderChannel = false; // WebDAV
    int usbRedirections = 0;
    bool sound = false;   // an AC97 card; the guest plays what is written to /dev/dsp
    QString devices = {}; // any other, as XML

    // The definition of a machine, out of the demo machine's.
    Result<QByteArray> definition(const QString &name, const QString &folder) const;
};
