// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>
#include <QString>

// A snapshot inside a QCOW2 file. Its name comes from the file: untrusted.
struct ImageSnapshot
{
    QString name = {};
    QDateTime taken = {};
    quint64 memory = 0; // bytes of a running machine's state; 0: of the disk alone

    bool operator==(const ImageSnapshot &) const = default;
};
