// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/hardware/fieldrows.h"

// The limits of a disk's bandwidth and requests (<iotune>) as rows.
namespace DiskLimits {

QStringList addRows(FieldRows &rows); // their paths
// Says below them which cannot stand beside each other.
void judge(FieldRows &rows, const std::function<bool(const QString &path)> &isSet);

} // namespace DiskLimits
