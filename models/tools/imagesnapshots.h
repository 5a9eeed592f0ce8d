// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/result.h"
#include "models/values/imagesnapshot.h"

#include <QFuture>
#include <QList>

// The snapshots inside a QCOW2 file of this computer, by qemu-img, which may be used by a running
// machine meanwhile: at most 30 seconds, a minute of processor time and 1 GiB of memory. GUI thread.
QFuture<Result<QList<ImageSnapshot>>> readImageSnapshots(const QString &path);
