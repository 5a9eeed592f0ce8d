// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

// Amounts as people read them, in the user's locale.
namespace Units {

QString bytes(quint64 bytes);        // "1.5 GiB"
QString kibibytes(quint64 kib);      // the same, from KiB
QString rate(double bytesPerSecond); // "3.2 MiB/s"
QString percent(double share);       // 0.125 → "12.5 %"; one decimal below 10 %, none above
QString duration(qint64 seconds);    // "3 min 20 s", "2 h 5 min", "4 days"

} // namespace Units
