// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/result.h"
#include "models/xml/xmlsource.h"

#include <QByteArray>
#include <QString>

#include <pugixml.hpp>

// What all who edit a document with pugixml share. Private to models/xml.
namespace EditNodes {

// Everything is kept: comments, instructions, blanks.
inline constexpr unsigned keepAll = XmlSource::parsing;

bool isBlank(const pugi::xml_node &node);       // a text without a word
QString textOf(const pugi::xml_node &node);     // directly in it, trimmed
QByteArray written(const pugi::xml_node &node); // as it stands, in libvirt's quotes
// Two elements say the same: in names, attributes, and texts, whatever the blanks.
bool same(const pugi::xml_node &a, const pugi::xml_node &b);
// Fails when it is not admitted (see xmladmission.h).
Result<> parse(const QByteArray &xml, pugi::xml_document &document);
Result<> parsePart(const QByteArray &part, pugi::xml_document &document); // see xmlparts.h

} // namespace EditNodes
