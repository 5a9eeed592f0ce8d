// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>

// Shared ownership of an open file descriptor; the last copy closes it. Copyable, so that it can
// travel in a QFuture.
class FileDescriptor
{
public:
    FileDescriptor() = default;
    explicit FileDescriptor(int adopted);

    int get() const { return m_fd ? *m_fd : -1; }
    explicit operator bool() const { return get() >= 0; }

private:
    std::shared_ptr<const int> m_fd;
};
