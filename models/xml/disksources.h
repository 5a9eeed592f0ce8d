// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/core/result.h"

#include <QByteArray>
#include <QStringList>

// Where a machine's data lies on its host, outside its definition: the sources of its disks and
// floppies (files, devices, "pool/volume", network names) and its firmware variables. Untrusted;
// from domain XML; any thread.
Result<QStringList> readDiskSources(const QByteArray &xml);
