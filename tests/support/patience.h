// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Qt Test for all tests here. Its QTRY_… macros wait for five seconds by default, and a computer that
// builds and tests at once stalls for longer than that now and then.

#include <QTest>

// Milliseconds. Before such a macro fails it waits three times as long, which is less than ctest's
// limit for a test.
inline constexpr int patience = 55'000;

#undef QTRY_VERIFY
#define QTRY_VERIFY(expr) QTRY_VERIFY_WITH_TIMEOUT(expr, patience)
#undef QTRY_VERIFY2
#define QTRY_VERIFY2(expr, message) QTRY_VERIFY2_WITH_TIMEOUT(expr, message, patience)
#undef QTRY_COMPARE
#define QTRY_COMPARE(expr, expected) QTRY_COMPARE_WITH_TIMEOUT(expr, expected, patience)
