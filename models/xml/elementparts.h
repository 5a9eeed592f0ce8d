// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>
#include <QString>
#include <QStringList>

#include <optional>
#include <utility>

// One element of a definition as editors make it anew: from what is there, so that all that still
// makes sense is kept. Pure; any thread. What cannot be read gives an empty answer.
namespace ElementParts {

using Attributes = QList<std::pair<QString, QString>>; // those without a value are left out

QByteArray make(const QString &name, const Attributes &attributes = {});
// With these attributes and children (by name) only.
QByteArray kept(const QByteArray &element, const QStringList &attributes,
                const QStringList &children);
// With a value set, or taken out: "@file", "auth@username", "auth/secret@uuid".
QByteArray with(const QByteArray &element, const QString &path,
                const std::optional<QString> &value);
// With these children of a name in place of those that it has.
QByteArray withChildren(const QByteArray &element, const QString &name,
                        const QList<Attributes> &children);
// With one child of a name, as it is written, in place of those that it has; empty: none.
QByteArray withChild(const QByteArray &element, const QString &name, const QByteArray &child);
// The children of a name, each with all its attributes.
QList<Attributes> children(const QByteArray &element, const QString &name);
QString value(const Attributes &attributes, const QString &name);
// It says nothing: no attribute, no child, no text.
bool isBare(const QByteArray &element);

} // namespace ElementParts
