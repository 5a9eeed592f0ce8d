// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

// The classic challenge and response: 16 bytes encrypted with DES, whose key is the password's first
// eight bytes, each with its bits in reverse order. Empty when the library refuses.
namespace VncPassword {

QByteArray respond(const QByteArray &challenge, const QByteArray &password);

} // namespace VncPassword
