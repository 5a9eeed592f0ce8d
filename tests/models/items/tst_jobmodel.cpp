// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/core/async.h"
#include "models/inventory/jobs.h"
#include "models/items/jobmodel.h"
#include "tests/support/patience.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>

using namespace Qt::StringLiterals;

class TestJobModel : public QObject
{
    Q_OBJECT

    static QString text(const JobModel &model, int row, int column)
    {
        return model.index(row, column).data().toString();
    }

private Q_SLOTS:
    void theNewestJobIsTheFirstRow()
    {
        Jobs jobs;
        QPromise<Result<>> promise;
        promise.start();
        jobs.track(u"first"_s, promise.future(), {.target = u"web\n"_s, .cancel = [] {}});
        JobModel model(&jobs);
        QAbstractItemModelTester tester(&model);
        jobs.track(u"second"_s, promise.future());
        QCOMPARE(model.rowCount(), 2);
        QCOMPARE(text(model, 0, JobModel::Task), u"second"_s);
        QCOMPARE(text(model, 1, JobModel::Target), u"web\\n"_s);
        QCOMPARE(text(model, 1, JobModel::Action), u"Cancel"_s);
        QVERIFY(text(model, 0, JobModel::Action).isEmpty()); // cannot be canceled
        QCOMPARE(model.runningCount(), 2);
    }

    void aFailureOffersItsDetails()
    {
        Jobs jobs;
        JobModel model(&jobs);
        QAbstractItemModelTester tester(&model);
        QSignalSpy changed(&model, &JobModel::dataChanged);
        const Error error{.summary = u"Cannot <b>start</b>."_s, .detail = u"no disk"_s};
        jobs.track(u"Start"_s, readyFuture(Result<>(tl::unexpected(error))));
        QTRY_COMPARE(model.failedCount(), 1);
        QCOMPARE(changed.size(), 1);
        QCOMPARE(text(model, 0, JobModel::Outcome), error.summary);
        QCOMPARE(text(model, 0, JobModel::Action), u"Details…"_s);
        QVERIFY(!model.index(0, 0).data(Qt::ToolTipRole).toString().contains(u"<b>"_s));
        QCOMPARE(model.index(0, 0).data(JobModel::JobRole).value<Job>().error, error);
        jobs.clearFinished();
        QCOMPARE(model.rowCount(), 0);
    }

    void aTickTouchesOnlyWhatRuns()
    {
        Jobs jobs;
        JobModel model(&jobs);
        QAbstractItemModelTester tester(&model);
        QPromise<Result<>> promise;
        promise.start();
        jobs.track(u"running"_s, promise.future());
        jobs.track(u"done"_s, readyFuture(Result<>()));
        QTRY_COMPARE(model.finishedCount(), 1);
        QSignalSpy changed(&model, &JobModel::dataChanged);
        model.tick();
        QCOMPARE(changed.size(), 1);
        QCOMPARE(changed[0][0].toModelIndex(), model.index(1, JobModel::Duration));
    }
};

QTEST_GUILESS_MAIN(TestJobModel)
#include "tst_jobmodel.moc"
