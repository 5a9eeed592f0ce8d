// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/protocol/sharedpicture.h"

#include "console/protocol/messages.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

static size_t byteCount(QSize size)
{
    return size_t(size.width()) * size_t(size.height()) * 4;
}

SharedPicture::SharedPicture(FileDescriptor memory, QSize size, int protection)
    : m_memory(std::move(memory)), m_size(size)
{
    const size_t bytes = byteCount(size);
    void *address = mmap(nullptr, bytes, protection, MAP_SHARED, m_memory.get(), 0);
    if (address != MAP_FAILED)
        m_pixels = {static_cast<uchar *>(address), [bytes](uchar *p) { munmap(p, bytes); }};
}

SharedPicture SharedPicture::create(QSize size)
{
    if (!Wire::isPictureSize(size.width(), size.height()))
        return {};
    FileDescriptor memory(memfd_create("guesthouse-display", MFD_CLOEXEC | MFD_ALLOW_SEALING));
    if (!memory || ftruncate(memory.get(), off_t(byteCount(size))) != 0
        || fcntl(memory.get(), F_ADD_SEALS, F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_SEAL) != 0)
        return {};
    return SharedPicture(std::move(memory), size, PROT_READ | PROT_WRITE);
}

SharedPicture SharedPicture::map(const FileDescriptor &memory, QSize size)
{
    struct stat status;
    if (!memory || !Wire::isPictureSize(size.width(), size.height())
        || fstat(memory.get(), &status) != 0 || !S_ISREG(status.st_mode)
        || status.st_size < off_t(byteCount(size)))
        return {};
    const int seals = fcntl(memory.get(), F_GET_SEALS);
    if (seals < 0 || !(seals & F_SEAL_SHRINK))
        return {};
    return SharedPicture(memory, size, PROT_READ);
}
