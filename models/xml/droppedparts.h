// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QStringList>

// What of a definition a host forgets: elements, attributes and comments of `wanted` that are not in
// `kept`, which is what the host made of it. Values that it writes in another way do not count. One
// sentence each, translated, with the document's own words (untrusted); bounded. Any thread.
QStringList droppedParts(const QByteArray &wanted, const QByteArray &kept);
