// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/result.h"
#include "tests/support/patience.h"

#include <QFuture>

// How tests wait for what a call answers, with the event loop running. The thread of the test.

// Milliseconds; a computer for tests stalls for tens of seconds now and then.
inline constexpr int patienceForAnswers = 120'000;

// Whether it is answered in time, be it by a result or by a cancel.
template <class T>
bool answered(const QFuture<T> &future)
{
    return QTest::qWaitFor([&] { return future.isFinished(); }, patienceForAnswers);
}

// The answer, or a failure of the test and an error: a refusal that is expected has to come, too.
template <class T>
Result<T> answerOf(const QFuture<Result<T>> &future)
{
    const bool came = answered(future);
    [&] { QVERIFY2(came, "no answer came"); }();
    if (!came)
        return tl::unexpected(Error{.summary = QStringLiteral("no answer came")});
    return future.result();
}

// All that an error says, for a message of the test; nothing where there is none.
template <class T>
QString whyNot(const Result<T> &result)
{
    if (result)
        return {};
    const Error &error = result.error();
    return error.summary + u'|' + error.detail + u'|' + error.advice;
}
