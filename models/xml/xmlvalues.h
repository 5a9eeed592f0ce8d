// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <optional>

// Numbers and names as libvirt writes them in XML.
namespace XmlValues {

// The factor in bytes of a unit in libvirt's spelling ("b", "KB", "KiB", "k", "M" …, any case);
// an empty one is `fallback`, an unknown one is nothing.
std::optional<quint64> unitBytes(QStringView unit, quint64 fallback = 1024);

// An amount of memory in KiB, rounded up as libvirt does; without a unit it is in KiB already.
std::optional<quint64> memoryKiB(QStringView number, QStringView unit);

// The short name of an operating system from its libosinfo ID: "http://debian.org/debian/12" is
// "Debian 12". One that is not in our table is made from the ID's own last words.
QString osName(const QString &libosinfoId);

} // namespace XmlValues
