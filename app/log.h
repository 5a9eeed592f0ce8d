// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QLoggingCategory>

// What --debug prints: what is going on, without XML, secrets or what hosts call their machines.
Q_DECLARE_LOGGING_CATEGORY(lcApp)
