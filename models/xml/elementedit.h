// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>
#include <QStringList>

// Changes inside one element that has no single values (see ElementChange). Everything that they do
// not name stays, byte for byte. Pure; any thread. What is not admitted comes back as it is.
namespace ElementEdit {

// The children of that name, in their order, each with one of `texts`: what is missing is added
// behind the last of them, what is too many goes.
QByteArray withTexts(const QByteArray &element, const QString &child, const QStringList &texts);

} // namespace ElementEdit
