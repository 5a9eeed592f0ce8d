// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>
#include <QStringList>

// What belongs to which form of a disk's source (<disk type>). Pure.
namespace DiskSource {

// The source that is there for another form: what that form knows, too, and what it always has.
// Empty: nothing is left.
QByteArray forForm(const QByteArray &source, const QString &form);
// The paths of the fields that a form has, for its rows.
QStringList fields(const QString &form, const QString &protocol);
const QStringList &allFields();
// "sd" for SATA; empty: not known.
QString targetPrefix(const QString &bus);
// "sdb": the first that is free among the taken ones.
QString freeTarget(const QString &prefix, const QStringList &taken);
// The chain below the disk, as the document tells, from the top; one line each.
QStringList chain(const QByteArray &backingStore);

} // namespace DiskSource
