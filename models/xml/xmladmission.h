// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/result.h"

#include <QByteArray>
#include <QList>

class QXmlStreamReader;

// The gate every document passes before anything is built from it. What a host sends is not
// trusted: it may be huge, endlessly deep, full of entities, or broken on purpose. Any thread.
namespace XmlAdmission {

struct Limits
{
    qsizetype bytes = 16 * 1024 * 1024;
    qsizetype depth = 256; // libxml2's own limit
    qsizetype elements = 200'000;
    qsizetype attributes = 256;  // of one element: Qt compares each with each
    qsizetype namespaces = 1000; // declarations in the whole document: Qt searches them one by one
    qsizetype name = 1024;       // bytes of one name: Qt 6.4 crashes on long ones
    qsizetype attributeValue = 64 * 1024; // bytes
    qsizetype text = 1024 * 1024;         // bytes between two tags
};
inline constexpr Limits limits;

// Where an element stands in the document, in bytes.
struct Span
{
    qsizetype begin = 0, end = 0;
};

// The limits alone, without building anything: UTF-8, no document type, nothing over `limits`.
// Answers the spans of all elements in document order; exact where the document is well formed.
Result<QList<Span>> outline(const QByteArray &xml);

// The limits, and then one pass of Qt's reader: what is admitted is well formed.
Result<> admit(const QByteArray &xml);

// What the reader complains of, with its line, as an error to show.
Error readerError(const QXmlStreamReader &reader);

} // namespace XmlAdmission
