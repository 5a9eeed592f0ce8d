// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/result.h"
#include "models/values/volumeusers.h"

#include <QByteArray>

// Every place in a host's storage that a document names. From domain XML; any thread.
Result<QList<StorageReference>> readStorageReferences(const QByteArray &xml);
// The same of a snapshot: its own files, and those of the machine as it was.
Result<QList<StorageReference>> readSnapshotReferences(const QByteArray &xml);
