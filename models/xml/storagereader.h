// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/result.h"
#include "models/values/storage.h"

#include <QByteArray>

// What libvirt writes about storage, as values. Admitted first; any thread.

// virStoragePoolGetXMLDesc; state and autostart are not in it.
Result<StoragePool> readPool(const QByteArray &xml);
// virStorageVolGetXMLDesc; the pool is not in it.
Result<StorageVolume> readVolume(const QByteArray &xml);
// virConnectGetStoragePoolCapabilities.
Result<QList<PoolCapability>> readPoolCapabilities(const QByteArray &xml);
// virConnectFindStoragePoolSources.
Result<QList<PoolSource>> readPoolSources(const QByteArray &xml);
