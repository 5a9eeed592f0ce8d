// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QString>
#include <QStringList>

// libvirt's own names of processor features, and which of them its models have. Read from the
// files of the libvirt that is installed here; empty without them.
struct CpuMap
{
    QStringList features = {};               // all known, sorted
    QHash<QString, QStringList> models = {}; // the features of each, those of its ancestors too

    // Reads files: a worker's. `architecture` as libvirt spells it: "x86_64".
    static CpuMap read(const QString &architecture,
                       const QString &folder = QStringLiteral("/usr/share/libvirt/cpu_map"));
    // The features of a model that neither `hostModel` nor `further` has.
    QStringList lacking(const QString &model, const QString &hostModel,
                        const QStringList &further) const;
};
