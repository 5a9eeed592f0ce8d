// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/values/domaincapabilities.h"
#include "models/values/installtree.h"
#include "models/values/machinespec.h"
#include "models/values/storage.h"

#include <QByteArray>
#include <QList>
#include <QMetaType>

// One volume that is made before its machine, for one of its disks.
struct VolumeStep
{
    enum class Kind {
        Create, // `volume`, empty
        Copy,   // of `source`, in the format of `volume`
        Upload, // of the local file `file`; when that is empty: of the answers to be written first
    };

    // Who gets its path. A kernel is for the first boot only; without `file` it is fetched first.
    enum class Use { Disk, Kernel, Initrd };

    Kind kind = Kind::Create;
    Use use = Use::Disk;
    int disk = 0; // which of the spec's disks
    QUuid pool = {};
    VolumeSpec volume = {}; // the name in any case; a capacity larger than what is copied grows it
    VolumeRef source = {};
    QString file = {};
    // Of an upload: what `file` is (qemu-img's word), when it is converted on its way; and where in
    // it the image is, when it is a part of one.
    QString convertFrom = {};
    quint64 fileOffset = 0, fileSize = 0; // bytes; 0: all of it

    bool operator==(const VolumeStep &) const = default;
};

// What is shown of a machine that has just been made.
enum class AfterCreation { Nothing, Console, Hardware };

// All that creating a machine takes, decided: what the wizard ends with and MachineCreator executes.
struct MachinePlan
{
    MachineSpec spec = {}; // of soundMachine(), with a UUID
    DomainCapabilities capabilities = {};
    QList<VolumeStep> volumes = {};
    QString package = {}; // an .ova or .ovf that they come from: its checksums are compared first
    QByteArray xml = {};       // not empty: the definition, in place of `spec`
    InstallTree tree = {};     // where the kernels come from
    QString startNetwork = {}; // a virtual network to start first; empty: none
    bool start = true;

    bool operator==(const MachinePlan &) const = default;
};
Q_DECLARE_METATYPE(MachinePlan)
