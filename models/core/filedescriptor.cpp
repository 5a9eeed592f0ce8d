// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/core/filedescriptor.h"

#include <unistd.h>

FileDescriptor::FileDescriptor(int adopted)
    : m_fd(new int(adopted), [](const int *fd) {
        if (*fd >= 0)
            ::close(*fd);
        delete fd;
    })
{}
