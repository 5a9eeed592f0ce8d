// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/core/async.h"
#include "models/inventory/jobs.h"
#include "models/items/jobmodel.h"
#include "tests/support/byname.h"
#include "tests/support/patience.h"
#include "views/tasks/taskpanel.h"

#include <QAction>
#include <QClipboard>
#include <QGuiApplication>
#include <QMenu>
#include <QSignalSpy>
#include <QTimer>
#include <QToolButton>
#include <QTreeView>

using namespace Qt::StringLiterals;

class TestTaskPanel : public QObject
{
    Q_OBJECT

    static QTreeView *list(const TaskPanel &panel) { return panel.findChild<QTreeView *>(); }

    static void clickButton(const TaskPanel &panel, int row)
    {
        QTreeView *view = list(panel);
        const QModelIndex index = view->model()->index(row, JobModel::Action);
        QTest::mouseClick(view->viewport(), Qt::LeftButton, {}, view->visualRect(index).center());
    }

private Q_SLOTS:
    void itSaysInALineWhatRunsAndFailed()
    {
        Jobs jobs;
        TaskPanel panel(&jobs);
        QCOMPARE(list(panel)->accessibleName(), u"Tasks"_s);
        QCOMPARE(panel.summary(), u"Nothing running"_s);
        QPromise<Result<>> promise;
        promise.start();
        jobs.track(u"a"_s, promise.future());
        jobs.track(u"b"_s, promise.future());
        jobs.track(u"c"_s, readyFuture(Result<>(tl::unexpected(Error{.summary = u"No."_s}))));
        QTRY_COMPARE(panel.summary(), u"2 running, 1 failed"_s);
        promise.addResult(Result<>());
        promise.finish();
        QTRY_COMPARE(panel.summary(), u"1 failed"_s);
        byName<QToolButton>(&panel, u"Clear finished"_s)->click();
        QCOMPARE(panel.summary(), u"Nothing running"_s);
        QVERIFY(!byName<QToolButton>(&panel, u"Clear finished"_s)->isEnabled());
    }

    void theButtonOfARunningTaskCancelsIt()
    {
        Jobs jobs;
        TaskPanel panel(&jobs);
        panel.resize(1000, 300);
        panel.show();
        QPromise<Result<>> promise;
        promise.start();
        int canceled = 0;
        jobs.track(u"Save"_s, promise.future(), {.cancel = [&canceled] { ++canceled; }});
        list(panel)->setCurrentIndex(list(panel)->model()->index(0, JobModel::Action));
        QTest::keyClick(list(panel), Qt::Key_Return); // no wish to cancel
        QCOMPARE(canceled, 0);
        clickButton(panel, 0);
        QCOMPARE(canceled, 1);
        clickButton(panel, 0); // there is no button any more
        QCOMPARE(canceled, 1);
        QCOMPARE(jobs.jobs().constFirst().state, Job::State::Canceling);
    }

    void aFailureGivesItsDetailsAndIsCopied()
    {
        Jobs jobs;
        TaskPanel panel(&jobs);
        panel.resize(1000, 300);
        panel.show();
        const Error error{.summary = u"Cannot start."_s, .detail = u"no disk"_s};
        jobs.track(u"Start"_s, readyFuture(Result<>(tl::unexpected(error))));
        QTRY_COMPARE(panel.summary(), u"1 failed"_s);
        QSignalSpy wanted(&panel, &TaskPanel::errorDetailsWanted);
        clickButton(panel, 0);
        QCOMPARE(wanted.size(), 1);
        QCOMPARE(wanted[0][0].value<Error>(), error);

        list(panel)->setCurrentIndex(list(panel)->model()->index(0, 0));
        QTest::keyClick(list(panel), Qt::Key_Return);
        QCOMPARE(wanted.size(), 2);
        list(panel)->actions().constFirst()->trigger();
        QCOMPARE(QGuiApplication::clipboard()->text(), u"Start: Cannot start.\nno disk"_s);
    }

    void theMenuOffersWhatTheButtonDoes()
    {
        Jobs jobs;
        TaskPanel panel(&jobs);
        panel.resize(1000, 300);
        panel.show();
        QPromise<Result<>> promise;
        promise.start();
        int canceled = 0;
        jobs.track(u"Save"_s, promise.future(), {.cancel = [&canceled] { ++canceled; }});
        QTreeView *view = list(panel);
        Q_EMIT view->customContextMenuRequested(
            view->visualRect(view->model()->index(0, 0)).center());
        auto *menu = panel.findChild<QMenu *>();
        QVERIFY(menu);
        QCOMPARE(menu->actions().constFirst()->text(), u"Cancel"_s);
        menu->actions().constFirst()->trigger();
        QCOMPARE(canceled, 1);
        menu->close();
    }

    void timePassesOnlyWhileSomebodyLooks()
    {
        Jobs jobs;
        TaskPanel panel(&jobs);
        QTimer *tick = nullptr;
        for (auto *timer : panel.findChildren<QTimer *>(QString(), Qt::FindDirectChildrenOnly))
            tick = timer;
        QVERIFY(tick);
        panel.show();
        QVERIFY(!tick->isActive());
        QPromise<Result<>> promise;
        promise.start();
        jobs.track(u"Save"_s, promise.future());
        QVERIFY(tick->isActive());
        panel.setExpanded(false);
        QVERIFY(!tick->isActive());
        QVERIFY(list(panel)->isHidden());
        panel.setExpanded(true);
        QVERIFY(tick->isActive());
        panel.hide();
        QVERIFY(!tick->isActive());
        panel.show();
        QVERIFY(tick->isActive());
        promise.addResult(Result<>());
        promise.finish();
        QTRY_VERIFY(!tick->isActive());
    }

    void theStateIsRemembered()
    {
        Jobs jobs;
        TaskPanel panel(&jobs);
        panel.setExpanded(false);
        TaskPanel restored(&jobs);
        QVERIFY(restored.restoreState(panel.saveState()));
        QVERIFY(!restored.isExpanded());
        QVERIFY(!restored.restoreState("nonsense"));
    }
};

QTEST_MAIN(TestTaskPanel)
#include "tst_taskpanel.moc"
