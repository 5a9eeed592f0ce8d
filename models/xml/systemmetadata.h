// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/values/metadatanamespace.h"
#include "models/xml/xmlnode.h"

#include <optional>

// Which operating system a machine's metadata says that it runs. Pure; any thread.
namespace SystemMetadata {

// The path (see models/values/domainchanges.h) by which it is put where it is not said yet.
inline constexpr const char16_t *newPath =
    u"metadata/libosinfo:libosinfo[xmlns:libosinfo="
    u"http://libosinfo.org/xmlns/libvirt/domain/1.0]/libosinfo:os@id";

// libosinfo's element in a whole <domain>, whatever its prefix; may be none.
const XmlNode *element(const XmlNode &domain);
QString systemId(const XmlNode &domain); // empty: not said
// The path of the ID in this document, there or not.
QString path(const QByteArray &domainXml);
bool isPath(const QString &path); // such a one

// The element as virDomainSetMetadata wants it, with this ID; empty: it goes. Nothing: the document
// has something else in it, which would be lost.
std::optional<QByteArray> plainElement(const QByteArray &domainXml,
                                       const std::optional<QString> &systemId);

} // namespace SystemMetadata
