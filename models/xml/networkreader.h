// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/values/hostnetwork.h"

#include <QByteArray>

// What a virtual network's own XML says of it; its name alone where that cannot be read. Any thread.
HostNetwork readNetwork(const QByteArray &xml, const QString &name, bool active);
