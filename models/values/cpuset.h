// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>

#include <optional>

// Sets of CPUs or NUMA nodes as libvirt writes them: "0-3,8,^2". Pure.
namespace CpuSet {

constexpr int most = 16383; // libvirt's own limit

// Ascending, none twice; nothing when it is no such text. The empty text is the empty set.
std::optional<QList<int>> read(const QString &text);
QString write(const QList<int> &cpus); // "0-3,8"

} // namespace CpuSet
