// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/result.h"
#include "models/values/domaindescription.h"
#include "models/xml/fieldtable.h"

// The whole of a machine's XML in words: admission, one pass, and then the tables of kinds. What
// the tables do not know is there all the same, under its raw name. Secrets are left out of the
// properties; the XML of each item is what was given, so give it without them. Any thread.
Result<DomainDescription> readDomain(const QByteArray &xml);

// The same with the sections of which its document says nothing, in their places: they can be set.
DomainDescription withEverySection(const DomainDescription &domain);

// The elements of <domain> that a section of ours takes, by its kind ("section:cpu"). Another takes the
// one that it is named after.
std::optional<QStringList> sectionElements(const QString &kind);

// The tables of facts (fieldtable.h) of a kind (HardwareItem::kind); none of what has none.
QList<std::span<const Field>> fieldTables(const QString &kind);
