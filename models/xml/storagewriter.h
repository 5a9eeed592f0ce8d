// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/result.h"
#include "models/values/storage.h"

#include <QByteArray>

// Specs as libvirt takes them. Any thread.

QByteArray poolXml(const PoolSpec &spec);
// For virStorageVolCreateXML. QCOW2 always says compat 1.1: libvirt would make version 2, which
// cannot hold the bitmaps of checkpoints.
QByteArray volumeXml(const VolumeSpec &spec);
// What virConnectFindStoragePoolSources wants to know of where to look; empty: nothing.
QByteArray sourceXml(const PoolSpec &spec);
// A pool's definition under another name; all else as it stands.
Result<QByteArray> renamedPool(const QByteArray &xml, const QString &name);
