// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/values/nodedevice.h"
#include "models/xml/elementparts.h"

// PCI addresses of a host's devices as people write them: "0000:01:00.0". Pure.
namespace HostAddress {

// Of an <address> element; nothing where it says none.
std::optional<QString> pci(const QByteArray &address);
// The attributes of such an element; none when the text is no address.
QList<ElementParts::Attributes> attributes(const QString &address, const QString &type = {});
QString title(const NodeDevice &device); // "Intel Corporation 82574L"

} // namespace HostAddress
