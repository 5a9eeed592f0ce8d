// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QCryptographicHash>
#include <QStringList>

#include <optional>

// What a file has to be. Pure; any thread.
struct Checksum
{
    QCryptographicHash::Algorithm algorithm = QCryptographicHash::Sha256;
    QByteArray value = {}; // the bytes, not their digits

    bool operator==(const Checksum &) const = default;
};

// SHA-256 or SHA-512 as hexadecimal digits; which one their number tells.
std::optional<Checksum> readChecksum(const QString &typed);
// For under the field; empty: fine, or nothing was typed.
QString checksumProblem(const QString &typed);

// The files beside `fileName` that could tell its checksum, the likeliest first.
QStringList checksumFiles(const QString &fileName);
// What such a file says of `fileName`; untrusted. `alone`: it is about this one, and need not name it.
std::optional<Checksum> findChecksum(const QByteArray &list, const QString &fileName, bool alone);
