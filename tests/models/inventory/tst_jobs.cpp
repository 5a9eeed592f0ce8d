// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/core/async.h"
#include "models/inventory/jobs.h"
#include "tests/support/patience.h"

#include <QSignalSpy>

using namespace Qt::StringLiterals;

class TestJobs : public QObject
{
    Q_OBJECT

    static Job last(const Jobs &jobs) { return jobs.jobs().constLast(); }

private Q_SLOTS:
    void aSuccessIsTold()
    {
        Jobs jobs;
        QSignalSpy finished(&jobs, &Jobs::finished);
        QPromise<Result<>> promise;
        promise.start();
        jobs.track(u"Start"_s, promise.future(), {.target = u"web"_s});
        QCOMPARE(jobs.runningCount(), 1);
        QCOMPARE(last(jobs).target, u"web"_s);
        QVERIFY(!last(jobs).cancelable);
        promise.addResult(Result<>());
        promise.finish();
        QTRY_COMPARE(finished.size(), 1);
        QCOMPARE(last(jobs).state, Job::State::Succeeded);
        QVERIFY(last(jobs).finished.isValid());
        QCOMPARE(jobs.runningCount(), 0);
    }

    void aFailureKeepsItsError()
    {
        Jobs jobs;
        const Error error{.summary = u"Cannot start."_s, .detail = u"no such disk"_s};
        jobs.track(u"Start"_s, readyFuture(Result<>(tl::unexpected(error))));
        QTRY_COMPARE(last(jobs).state, Job::State::Failed);
        QCOMPARE(last(jobs).error, error);
    }

    void aCanceledJobIsNoFailure()
    {
        Jobs jobs;
        QPromise<Result<>> promise;
        promise.start();
        int asked = 0;
        const QUuid id = jobs.track(u"Save"_s, promise.future(), {.cancel = [&asked] { ++asked; }});
        jobs.cancel(id);
        jobs.cancel(id);
        QCOMPARE(asked, 1);
        QCOMPARE(last(jobs).state, Job::State::Canceling);
        promise.addResult(Result<>(tl::unexpected(Error{.kind = Error::Kind::Canceled})));
        promise.finish();
        QTRY_COMPARE(last(jobs).state, Job::State::Canceled);
        QVERIFY(!last(jobs).error);
    }

    void aPromiseThatIsDroppedEndsItsJob()
    {
        Jobs jobs;
        {
            QPromise<Result<>> promise;
            promise.start();
            jobs.track(u"Save"_s, promise.future());
        }
        QTRY_COMPARE(last(jobs).state, Job::State::Canceled);
    }

    void progressIsSampledWhileItRuns()
    {
        Jobs jobs;
        QPromise<Result<>> promise;
        promise.start();
        JobOptions::Report late;
        int samples = 0;
        jobs.track(u"Save"_s, promise.future(), {.sample = [&](const JobOptions::Report &report) {
                       ++samples;
                       late = report;
                       report(0.25 * samples, u"step"_s);
                   }});
        QTRY_COMPARE(last(jobs).progress, 0.5);
        QCOMPARE(last(jobs).step, u"step"_s);
        promise.addResult(Result<>());
        promise.finish();
        QTRY_COMPARE(last(jobs).state, Job::State::Succeeded);
        late(0.1, u"too late"_s);
        QCOMPARE(last(jobs).progress, 1.0);
    }

    void aSlowHostIsNotAskedTwice()
    {
        Jobs jobs;
        QPromise<Result<>> slow, quick;
        slow.start();
        quick.start();
        int slowAsked = 0, quickAsked = 0;
        jobs.track(u"a"_s, slow.future(),
                   {.sample = [&](const JobOptions::Report &) { ++slowAsked; }});
        jobs.track(u"b"_s, quick.future(), {.sample = [&](const JobOptions::Report &report) {
                       report(-1, QString::number(++quickAsked));
                   }});
        QTRY_COMPARE(quickAsked, 3);
        QCOMPARE(slowAsked, 1);
    }

    void theLastTwoHundredAreKept()
    {
        Jobs jobs;
        QSignalSpy removed(&jobs, &Jobs::removed);
        QPromise<Result<>> promise;
        promise.start();
        const QUuid running = jobs.track(u"first"_s, promise.future());
        for (int i = 0; i < 210; ++i)
            jobs.track(QString::number(i), readyFuture(Result<>()));
        QTRY_COMPARE(removed.size(), 10);
        QCOMPARE(jobs.jobs().size(), 201);
        QCOMPARE(jobs.jobs().constFirst().id, running);
        QCOMPARE(jobs.jobs().at(1).title, u"10"_s);
        jobs.clearFinished();
        QCOMPARE(jobs.jobs().size(), 1);
        QCOMPARE(removed.size(), 210);
    }

    void jobsMayEndWithTheirOwner()
    {
        QPromise<Result<>> promise;
        promise.start();
        {
            Jobs jobs;
            jobs.track(u"Save"_s, promise.future());
        }
        promise.addResult(Result<>());
        promise.finish();
        Jobs others;
        others.track(u"after it"_s, readyFuture(Result<>()));
        QTRY_COMPARE(last(others).state, Job::State::Succeeded);
    }
};

QTEST_GUILESS_MAIN(TestJobs)
#include "tst_jobs.moc"
