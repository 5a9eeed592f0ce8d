// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/result.h"

#include <QByteArray>
#include <QStringList>

// A machine's XML without what its first boot alone needed: these disks, and, if `kernel`, the
// installer's kernel, and that it goes off instead of rebooting. What is not there any more is
// no matter; all else stands byte for byte. Any thread.
Result<QByteArray> afterFirstBoot(const QByteArray &xml, const QStringList &targets, bool kernel);
