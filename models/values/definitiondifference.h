// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/values/domaindescription.h"

// One thing in which two definitions of the same machine differ, in words. All texts but the label
// are untrusted.
struct DefinitionDifference
{
    enum class Kind {
        Changed, // one fact
        Comes,   // a device or section that the first one does not have
        Goes,
    };

    Kind kind = Kind::Changed;
    QString item = {};               // HardwareItem::key
    QString title = {};              // "Hard disk vda"
    QString label = {};              // of Changed: "Cache"
    QString path = {};               // of Changed: HardwareProperty::path
    QString before = {}, after = {}; // the values' words; empty: not set

    bool operator==(const DefinitionDifference &) const = default;
};

// What is compared. A running machine's document says more than its definition: what libvirt filled
// in when it was started is no difference. Two definitions are compared whole.
enum class Compare { RunningWithDefinition, Definitions };

QList<DefinitionDifference> differences(const HardwareItem &from, const HardwareItem &to,
                                        Compare what);
// Sections first, then devices, in the order of `to`; what is gone comes last.
QList<DefinitionDifference> differences(const DomainDescription &from, const DomainDescription &to,
                                        Compare what);

// "Hard disk vda: Cache: None → Write back"; translated, safe for one line.
QString differenceText(const DefinitionDifference &difference);
// The same without the title.
QString differenceDetail(const DefinitionDifference &difference);
