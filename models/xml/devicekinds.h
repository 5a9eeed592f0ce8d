// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/xml/fieldtable.h"

// Everything that depends on what kind of device an element is: one line for each tag.
struct DeviceKind
{
    const char16_t *tag;
    const char *title;    // QT_TRANSLATE_NOOP, context "Hardware"
    const char16_t *icon; // freedesktop name
    std::span<const Field> fields;
    const char16_t *identity = u""; // path of what tells it from its like; empty: its place
    QString (*titleOf)(const XmlNode &) = nullptr; // where the title depends on the element
    QString (*summaryOf)(const XmlNode &) = nullptr;
    const char16_t *(*iconOf)(const XmlNode &) = nullptr;
};

std::span<const DeviceKind> deviceKinds();

// What a device is found by again in another reading of its machine; several may have the same: its
// place among those is added (HardwareItem::key).
QString deviceKey(const XmlNode &device);

// The words for one child of <devices>; a tag that is in no table gets its raw facts. The key is
// unique only together with its place among equals: see readDomain().
HardwareItem describeDevice(const XmlNode &device, const QByteArray &xml);
