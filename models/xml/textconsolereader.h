// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/result.h"
#include "models/values/textconsole.h"

#include <QByteArray>

// The text consoles of a machine, from its XML, in the document's order, serial ports first. A
// <console> that only repeats the first <serial> is not listed. Any thread.
Result<QList<TextConsole>> readTextConsoles(const QByteArray &xml);
