// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/result.h"

#include <QByteArray>
#include <QUuid>

// A machine's definition under another name and UUID, all else byte for byte, and back again. Any
// thread.
struct DefinitionCopy
{
    QString name = {}, copyName = {}; // the copy's: letters, digits and dashes that nobody else uses
    QUuid uuid = {}, copyUuid = {};   // `uuid` is null when the document has none
    QByteArray xml = {};              // of the copy

    // What a host made of `xml`, in the original's terms.
    QByteArray original(const QByteArray &hostsXml) const;
};

// Fails when it is no definition of a machine, or one without a name.
Result<DefinitionCopy> copyDefinition(const QByteArray &xml, const QString &copyName);
