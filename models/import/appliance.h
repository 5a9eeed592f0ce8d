// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/import/imageformat.h"
#include "models/import/ovfreader.h"

#include <functional>

// A machine in a package: an .ova, or an .ovf with its files beside it.
struct Appliance
{
    OvfMachine machine = {};
    QList<ImageFile> files = {}; // of machine.disks, in order; an empty path: a blank one
    // What the manifest says of the files in the package, and where they are.
    struct Digest
    {
        QString name = {}, algorithm = {}; // "SHA256"
        QByteArray digest = {};
        ImageFile file = {};
    };
    QList<Digest> digests = {}; // empty: there is no manifest
};

// Opens it without unpacking anything. Names that lead out of the package are refused. Reads files:
// no GUI thread.
Result<Appliance> openAppliance(const QString &path);

// Whether the files are what the manifest says; long: `canceled` is asked now and then.
Result<> verifyAppliance(const Appliance &appliance, const std::function<bool()> &canceled);
