// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/protocol/sharedbytes.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

static constexpr int seals = F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_WRITE;

FileDescriptor SharedBytes::seal(const QByteArray &bytes)
{
    FileDescriptor memory(memfd_create("guesthouse-bytes", MFD_CLOEXEC | MFD_ALLOW_SEALING));
    if (!memory)
        return {};
    for (qsizetype done = 0; done < bytes.size();) {
        const ssize_t step = write(memory.get(), bytes.constData() + done, bytes.size() - done);
        if (step <= 0)
            return {};
        done += step;
    }
    if (fcntl(memory.get(), F_ADD_SEALS, seals) != 0)
        return {};
    return memory;
}

std::optional<QByteArray> SharedBytes::read(const FileDescriptor &memory, qsizetype size)
{
    struct stat status = {};
    const int sealed = memory ? fcntl(memory.get(), F_GET_SEALS) : -1;
    if (size < 0 || sealed < 0 || (sealed & seals) != seals || fstat(memory.get(), &status) != 0
        || status.st_size != size)
        return std::nullopt;
    QByteArray bytes(size, Qt::Uninitialized);
    for (qsizetype done = 0; done < size;) {
        const ssize_t step = pread(memory.get(), bytes.data() + done, size - done, done);
        if (step <= 0)
            return std::nullopt;
        done += step;
    }
    return bytes;
}
