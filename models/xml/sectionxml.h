// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/xml/domainedit.h"

#include <QStringList>

// The XML of a section: those children of <domain> that its page is about, one after the other, as text
// to read and to write by hand. The section of the machine is the whole document, and not meant
// here. Pure; any thread.
namespace SectionXml {

bool isSection(const QString &item); // and not the machine's
bool isWhole(const QString &item);   // the machine's
// Of the operating system's: a part of the metadata, which is written there.
bool isPart(const QString &item);
// Which elements may stand in it; none in a part of another section.
QStringList elements(const QString &item);

// Each of them as it is written in the document, its lines shifted left; empty when there is none.
QByteArray source(const QByteArray &xml, const QString &item);
// In an element that stands for <domain>, so that it is one.
QByteArray framed(const QByteArray &source);

// `one` is a section's text (without a path). Only the elements in which it says something else are
// touched; where somebody else changed others meanwhile, both are merged.
Result<> apply(const ElementChange &one, bool overrule, EditedDomain &result);

} // namespace SectionXml
