// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/filedescriptor.h"

#include <QByteArray>

#include <optional>

// What is too large for a packet goes through memory of its own, sealed, so that it cannot change
// or shrink while it is read.
namespace SharedBytes {

// Empty when memory is short.
FileDescriptor seal(const QByteArray &bytes);
// Nothing unless it is sealed memory of exactly that size.
std::optional<QByteArray> read(const FileDescriptor &memory, qsizetype size);

} // namespace SharedBytes
