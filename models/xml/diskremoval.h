// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/result.h"

#include <QByteArray>

// A machine's XML without the disk of this target ("vdb"); all else as it stands, byte for byte.
// Kind::NotFound when it has no such disk. Any thread.
Result<QByteArray> withoutDisk(const QByteArray &xml, const QString &target);
