// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/result.h"

#include <QByteArray>

// What the descriptors of an ISO 9660 file system say of it: enough to recognise a medium. Untrusted.
struct IsoLabels
{
    // So much of the beginning of a medium tells all of it; less may do.
    static constexpr qsizetype needed = 64 * 1024;

    QString systemId = {}, volumeId = {}, publisherId = {}, applicationId = {};
    quint64 bytes = 0; // of the file system
    bool bootable = false;

    bool operator==(const IsoLabels &) const = default;
};

// From the first bytes of a medium, wherever they were read. Any thread.
Result<IsoLabels> readIsoLabels(const QByteArray &beginning);
