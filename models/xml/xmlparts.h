// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/xml/xmlnode.h"

// A part of a document that was taken out of it: the prefixes of its names may be declared around it,
// so that it is read without regard to namespaces (XmlNode::space stays empty). Any thread.
namespace XmlParts {

Result<> admit(const QByteArray &part);       // as XmlAdmission::admit()
Result<XmlNode> read(const QByteArray &part); // as readTree()

} // namespace XmlParts
