// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/values/driverrules.h"

#include <QByteArray>

// Of a machine's document (<domain>), read no further than need be. `scheme`: of its connection, empty
// where that is not known. Any thread.
MachineDriver machineDriver(const QByteArray &document, const QString &scheme = {});
