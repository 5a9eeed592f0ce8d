// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QProcess>
#include <QStringList>
#include <QTemporaryDir>

// QEMU by itself, in emulation, with a VNC server on a unix socket. Its guest is of one sector: it
// shows each key that it is given on the screen and sends it to the serial port; of the lights it has
// Caps Lock's on.
class VncQemu
{
public:
    // `vnc`: further options of its -vnc, or, when it begins with 127.0.0.1:, all of them. Waits
    // until it listens.
    explicit VncQemu(const QStringList &more = {}, const QString &vnc = {});
    ~VncQemu();
    Q_DISABLE_COPY_MOVE(VncQemu)

    void start(const QStringList &more = {}, const QString &vnc = {});
    void stop();
    QString socket() const { return m_folder.filePath(QStringLiteral("vnc")); }
    QString folder() const { return m_folder.path(); }
    QByteArray serial() const; // all that came out of it
    // A command of QEMU's own monitor; the answer comes on a socket nobody reads.
    void monitor(const QByteArray &command);

private:
    QTemporaryDir m_folder;
    QProcess m_process;
};
