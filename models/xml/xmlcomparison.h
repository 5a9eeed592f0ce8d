// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/result.h"

#include <QByteArray>
#include <QList>
#include <QString>

// Two documents, element by element: how they are laid out, how their attributes are ordered and
// what they remark upon in comments makes no difference.
struct XmlDifference
{
    enum class Kind { Same, OnlyFirst, OnlySecond };

    Kind kind = Kind::Same;
    QString text = {}; // one element without its children, indented by its depth; untrusted

    bool operator==(const XmlDifference &) const = default;
};

// In the order of a unified diff. Kind::Unsupported when they are too large to be compared (some
// thousands of elements that differ). Any thread.
Result<QList<XmlDifference>> compareXml(const QByteArray &first, const QByteArray &second);
