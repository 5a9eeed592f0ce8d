// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/values/systemfacts.h"

// The systems that have every word of what was typed in one of their names; those that are cared
// for on `today` before those that are not, newer before older.
QList<SystemEntry> findSystems(const QList<SystemEntry> &all, const QString &typed,
                               const QDate &today);
