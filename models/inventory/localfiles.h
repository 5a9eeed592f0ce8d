// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/values/volumeusers.h"

#include <QString>

#include <optional>

// Files of this computer, as the user who runs us can see them. Never written. Worker threads.
namespace LocalFiles {

// What a path leads to; null when there is nothing, or it cannot be seen.
FileIdentity identityOf(const QString &path);
bool isMissing(const QString &path); // there is surely nothing

struct Header
{
    QString backingPath = {}; // empty: it lies on nothing
    QString backingFormat = {};
};
// What an image's header says it lies on: QCOW, QCOW2, QED and VMDK; other files lie on nothing.
// Nothing when it cannot be read or understood.
std::optional<Header> readHeader(const QString &path);
// The same of its first bytes (at least the first 64 KiB, where there are so many).
std::optional<Header> parseHeader(const QByteArray &first);

} // namespace LocalFiles
