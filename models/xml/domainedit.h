// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/result.h"
#include "models/values/domainchanges.h"

#include <QByteArray>
#include <QHash>

// Changes of a machine's definition, made in the document itself: every byte that no change names
// stays as it was, be it known to us or not. Pure; any thread.

struct EditedDomain
{
    QByteArray xml = {}; // the same bytes as before when nothing had to be changed
    bool changed = false;
    QList<EditConflict> conflicts = {}; // these fields are left as they are
    // Devices that have another key now, as a network interface with a new MAC address has: by the
    // key that they had.
    QHash<QString, QString> renamed = {};
    // What takes it back, made in `xml`. Items are those of `xml`, where a device may have another
    // key than before: a disk with another target.
    DomainChanges undo = {};
};

// `undo` in the words of what libvirt made of the edited document: it writes out defaults and other
// units.
DomainChanges settledUndo(const DomainChanges &undo, const QByteArray &settled);

// The changes, made in `newest`. What says already what a change asks for is no conflict. With
// `overrule`, a field that somebody else changed becomes ours. Fails when a document is not
// admitted (see xmladmission.h) or a device that a change names is gone. What is written by hand (see
// DomainChanges) is compared with `plain`, the same reading without its passwords, as the user saw it;
// they are kept. Where somebody else changed other things meanwhile, both are merged.
Result<EditedDomain> applyChanges(const QByteArray &newest, const DomainChanges &changes,
                                  bool overrule = false, const QByteArray &plain = {});

// One value as the document has it; nothing where it is absent, or the item is.
std::optional<QString> fieldValue(const QByteArray &xml, const QString &item, const QString &path);

// The same for many paths of one item, in their order.
QList<std::optional<QString>> fieldValues(const QByteArray &xml, const QString &item,
                                          const QStringList &paths);

// The element of one device as the document has it; for a call that takes a device. Empty when
// there is none.
QByteArray deviceXml(const QByteArray &xml, const QString &item);

// An element of an item (see ElementChange::path) as the document has it; empty when there is none.
QByteArray elementXml(const QByteArray &xml, const QString &item, const QString &path);
