// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/values/storage.h"

#include <QFlags>

// What can be done with a pool in a state, and what the forms for new pools and volumes take.
// Pure; used by menus, dialogs and tests alike.

enum class PoolAction {
    Start = 1 << 0,
    Stop = 1 << 1,
    Refresh = 1 << 2,
    Build = 1 << 3,
    Autostart = 1 << 4,
    Rename = 1 << 5,
    Delete = 1 << 6,         // its definition
    DeleteContents = 1 << 7, // what it holds
    NewVolume = 1 << 8,
};
Q_DECLARE_FLAGS(PoolActions, PoolAction)
Q_DECLARE_OPERATORS_FOR_FLAGS(PoolActions)

PoolActions allowedActions(const StoragePool &pool, bool readOnly);
// Why an action is not allowed, as a sentence; empty when it is.
QString whyNot(const StoragePool &pool, PoolAction action, bool readOnly);

enum class VolumeAction {
    Clone = 1 << 0,
    Resize = 1 << 1,
    Upload = 1 << 2,
    Download = 1 << 3,
    Wipe = 1 << 4,
    Delete = 1 << 5,
    Overlay = 1 << 6, // can be the backing volume of a new one
    Rename = 1 << 7,
};
Q_DECLARE_FLAGS(VolumeActions, VolumeAction)
Q_DECLARE_OPERATORS_FOR_FLAGS(VolumeActions)

// By what the types of pool and volume can do; who uses the volume is not asked here.
VolumeActions allowedActions(const StoragePool &pool, const StorageVolume &volume, bool readOnly);

// The fields of a PoolSpec.
enum class PoolField {
    TargetPath = 1 << 0,
    Host = 1 << 1,    // one
    Hosts = 1 << 2,   // several
    Device = 1 << 3,  // one: a path, or an iSCSI target
    Devices = 1 << 4, // several
    Directory = 1 << 5,
    SourceName = 1 << 6,
    Format = 1 << 7,
    Adapter = 1 << 8,
    Initiator = 1 << 9,
    Chap = 1 << 10, // user and secret
    Ceph = 1 << 11, // the same
    ProtocolVersion = 1 << 12,
};
Q_DECLARE_FLAGS(PoolFields, PoolField)
Q_DECLARE_OPERATORS_FOR_FLAGS(PoolFields)

struct PoolForm
{
    PoolFields fields = {};   // what it takes
    PoolFields required = {}; // what it cannot do without
    bool build = false;       // building makes something
    bool discover = false;    // findSources() can know some
    bool discoverNeedsHost = false;
    QString defaultTarget = {}; // "/var/lib/libvirt/images", "/dev/disk/by-path"; "%1": its name
    bool newVolumes = false;    // volumes can be created in it
    bool files = false;         // its volumes are files with a format
};
PoolForm poolForm(const QString &type); // nothing for an unknown type
QStringList knownPoolTypes();           // in the order to offer them

// What is wrong, as a sentence for below the field; empty: nothing. `taken`: names there are.
QString poolNameProblem(const QString &name, const QStringList &taken = {});
QString volumeNameProblem(const QString &name, const QStringList &taken = {});
QString poolPathProblem(const QString &path); // absolute, clean
QString poolSpecProblem(const PoolSpec &spec);
// `available`: bytes free in the pool; 0: unknown.
QString volumeSpecProblem(const VolumeSpec &spec, quint64 available = 0);
