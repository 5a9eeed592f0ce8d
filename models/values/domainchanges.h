// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/result.h"

#include <QByteArray>
#include <QHash>
#include <QList>
#include <QMetaType>
#include <QString>
#include <QStringList>

#include <optional>

// What a user wants changed in a machine's definition. An item is a device by its key (see
// HardwareItem), or <domain> for a section or no key. Paths start at the item and are those of
// models/xml/fieldtable.h; one attribute, or the text of one child, tells an element from its like:
// "cpu/feature[name=avx]@policy", "blkiotune/device[path/=/dev/sda]/weight".
// What is in the brackets is written with a new element; a last element that holds nothing else any
// more goes.

// One field. Nothing (not even an empty text) is an attribute or element that is not there: the
// hypervisor's default.
struct FieldChange
{
    QString item = {}; // HardwareItem::key
    QString path = {}; // "driver@cache", "@type", "vcpu" (text), "readonly/*" (there: any value)
    std::optional<QString> before = {}; // what the user saw
    std::optional<QString> after = {};
    bool unseen = false; // a secret: `before` is not known, and is no reason for a conflict

    bool operator==(const FieldChange &) const = default;
};

// An element put in, taken out, or written anew as a whole: a device, or what in it has no single
// values, such as a source of another type.
struct ElementChange
{
    QString item = {};      // without a path: the device; empty then: a new one
    QString path = {};      // elements only: "source", "cpu/numa"
    QByteArray before = {}; // the element as the user saw it; empty for a new one
    QByteArray after = {};  // empty: taken out

    bool operator==(const ElementChange &) const = default;
};

// The whole definition, written by hand.
struct DocumentChange
{
    QByteArray before = {}; // as the user saw it: without passwords
    QByteArray after = {};

    bool operator==(const DocumentChange &) const = default;
};

// First the document, then each device that is written anew as a whole (an ElementChange of an item,
// without a path), and on top of these the others: their `before` is what the former say. What is
// written by hand may be unfinished, and is no XML then.
struct DomainChanges
{
    QList<FieldChange> fields = {};
    QList<ElementChange> elements = {};
    std::optional<DocumentChange> document = {};

    // A newer edit of the same place takes the older one's; one that is not `touched` (what it says is
    // what was there) takes it back.
    void put(const FieldChange &change, bool touched) { putInto(fields, change, touched); }
    void put(const ElementChange &change, bool touched) { putInto(elements, change, touched); }
    bool isEmpty() const { return fields.isEmpty() && elements.isEmpty() && !document; }
    bool operator==(const DomainChanges &) const = default;

private:
    template <typename Change>
    static void putInto(QList<Change> &changes, const Change &change, bool touched)
    {
        changes.removeIf([&change](const Change &one) {
            return one.item == change.item && one.path == change.path;
        });
        if (touched)
            changes += change;
    }
};

// When a change is to take effect.
enum class EditTime {
    Both, // now, as far as the running machine can, and at every start from now on
    NextStart,
    Now, // until it is off
};

// Somebody else changed the same field in between.
struct EditConflict
{
    QString item = {}, path = {}; // no path: the whole device; of an element: its XML
    QString mine = {}, theirs = {};

    bool operator==(const EditConflict &) const = default;
};

// What came of it.
struct EditOutcome
{
    bool nextStart = false;             // the definition has changed
    QList<EditConflict> conflicts = {}; // not empty: nothing was changed at all
    bool running = false;              // the machine ran, so that there was something to change now
    QStringList now = {};              // items that are changed in the running machine, too
    QHash<QString, Error> notNow = {}; // items that are not, and why
    // What takes the change of the definition back. It may hold passwords: only ever in memory.
    DomainChanges undo = {};
    QByteArray before = {}, after = {}; // the definition, without passwords; empty: not changed
};
Q_DECLARE_METATYPE(EditOutcome)
