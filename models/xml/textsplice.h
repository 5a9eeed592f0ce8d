// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/xml/xmladmission.h"

#include <QByteArray>

// Elements of a document's text put in place of others, all else byte for byte. Private to
// models/xml.
namespace TextSplice {

// An element that is written by hand, with its lines as far to the right as what stands at `at`.
QByteArray fitted(const QByteArray &xml, qsizetype at, const QByteArray &element);

// What is written by hand takes the indentation of what it replaces.
QByteArray replaced(const QByteArray &xml, const XmlAdmission::Span &span,
                    const QByteArray &element);

} // namespace TextSplice
