// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

// The folder of this run of the program for ssh's sockets: readable by the user alone, with a short
// path (a socket's has at most 108 bytes), gone with this object.
class SshFolder
{
public:
    SshFolder();
    ~SshFolder();
    Q_DISABLE_COPY_MOVE(SshFolder)

    // Takes away what runs that crashed have left.
    static void removeLeftovers();

    // A new folder in it with a name that nobody can guess; empty when that failed.
    QString makeFolder() const;

private:
    QString m_path;
    int m_lock = -1; // held as long as this run lives
};
