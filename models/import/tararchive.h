// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/result.h"

#include <QIODevice>
#include <QList>

// A file in a tar archive. It is read where it lies: nothing is ever unpacked.
struct TarEntry
{
    QString name = {}; // without any folder
    quint64 offset = 0, size = 0;
};

// What an archive holds (ustar, GNU and pax headers). Only plain files with plain names, as an OVA
// has them; links, devices and names that lead elsewhere are refused. Reads the whole list, not the
// files: no GUI thread.
Result<QList<TarEntry>> listTar(QIODevice &archive);
