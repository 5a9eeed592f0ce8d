// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMetaType>
#include <QString>

// A virtual network of a host, as much as a new machine wants to know. Untrusted text.
struct HostNetwork
{
    QString name = {};
    bool active = false;
    bool operator==(const HostNetwork &) const = default;
};
Q_DECLARE_METATYPE(HostNetwork)
