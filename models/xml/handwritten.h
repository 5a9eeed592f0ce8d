// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/xml/domainedit.h"

#include <optional>

// What a user writes by hand: a whole definition, or a whole device of it. It is put in place as it is
// written while nobody else changes anything; else it is told as single changes and merged. Pure; any
// thread.

struct SplitChanges
{
    DomainChanges handwritten = {}; // the document, and devices written anew
    DomainChanges others = {};
};
SplitChanges split(const DomainChanges &changes);

// Only what is written by hand, made in `plain`, a reading without passwords.
Result<EditedDomain> applyHandwritten(const QByteArray &plain, const DomainChanges &handwritten,
                                      bool overrule);

// The same as fields and elements, for what takes a change at a time. Nothing: it cannot be told in
// parts (an order that is another, for one).
std::optional<DomainChanges> inParts(const DomainChanges &handwritten);

// What has to be changed in `before` for it to say what `after` says: two documents, or two elements
// of one device whose key is `item`. Nothing: as above.
std::optional<DomainChanges> changesBetween(const QByteArray &before, const QByteArray &after,
                                            const QString &item = {});

// Where somebody else changed meanwhile what was written by hand: `parts` of it are merged into `result`,
// or, where it cannot be told in parts, it is a conflict with what stands there `now`.
Result<> mergeWritten(const ElementChange &one, const QByteArray &now,
                      const std::optional<DomainChanges> &parts, bool overrule,
                      EditedDomain &result);

// `edited`, which was made of `plain`, with what `secure` (the same reading with
// VIR_DOMAIN_XML_SECURE) has and `plain` lacks, where it still has its place. A password of a display
// that is written as an empty one is taken out: it is never given to libvirt, of which some versions
// let everybody in then, and others nobody.
QByteArray withSecrets(const QByteArray &edited, const QByteArray &secure, const QByteArray &plain);

// What one writes by hand at first: the device's own bytes, its lines shifted left; of a section its
// elements (see sectionxml.h), of the machine the whole document. Empty when there is none.
QByteArray itemSource(const QByteArray &xml, const QString &item);

// The prefixes that a document's root declares, for those who read a part of it by itself: as
// attributes are written, each with a blank before it.
QByteArray declarationsOf(const QByteArray &xml);

// Two documents or elements differ in nothing but blanks, quotes and the order of attributes.
bool saysTheSame(const QByteArray &one, const QByteArray &other);
