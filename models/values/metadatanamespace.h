// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

// The namespaces of <metadata> that we read or write. They are for ever: documents hold them.
namespace MetadataNamespace {

// Ours: <tags><tag>production</tag></tags>.
inline constexpr QStringView guesthouse = u"urn:guesthouse:machine:1";
inline constexpr QStringView guesthousePrefix = u"guesthouse"; // virDomainSetMetadata's key

// Ours, while a system is being installed: <installation drive="sda" restarts="1"/>. One namespace
// has one element, as libvirt wants it.
inline constexpr QStringView installation = u"urn:guesthouse:installation:1";
inline constexpr QStringView installationPrefix = u"installation";

// libosinfo's: <libosinfo><os id="http://debian.org/debian/12"/></libosinfo>.
inline constexpr QStringView libosinfo = u"http://libosinfo.org/xmlns/libvirt/domain/1.0";
inline constexpr QStringView libosinfoPrefix = u"libosinfo";

} // namespace MetadataNamespace
