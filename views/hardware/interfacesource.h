// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>
#include <QStringList>

// What belongs to which type of an interface's connection (<interface type>). Pure.
namespace InterfaceSource {

// The paths of the fields that a type has, for its rows; "#pci" is the address inside the source.
QStringList fields(const QString &type);
// Of all types.
const QStringList &allFields();
// The source that is there for another type: what means the same there. Empty: nothing is left.
QByteArray forType(const QByteArray &source, const QString &type);

} // namespace InterfaceSource
