// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/items/machinefiltermodel.h"
#include "models/items/machinetreemodel.h"
#include "tests/support/byname.h"
#include "tests/support/patience.h"
#include "views/basic/messagepage.h"
#include "views/machinetree/machinepanel.h"
#include "views/machinetree/machinetreeview.h"

#include <QAbstractItemModelTester>
#include <QAction>
#include <QContextMenuEvent>
#include <QHeaderView>
#include <QLineEdit>
#include <QMenu>
#include <QPaintEvent>
#include <QPushButton>
#include <QSignalSpy>

using namespace Qt::StringLiterals;

using Model = MachineTreeModel;

// Remembers what was repainted.
class WatchedView : public MachineTreeView
{
public:
    using MachineTreeView::MachineTreeView;
    QRegion painted;

protected:
    void paintEvent(QPaintEvent *event) override
    {
        painted += event->region();
        MachineTreeView::paintEvent(event);
    }
};

class TestMachineTreeView : public QObject
{
    Q_OBJECT

    const ConnectionConfig lab{.id = QUuid::createUuid(), .name = u"lab"_s};
    const ConnectionConfig office{.id = QUuid::createUuid(), .name = u"office"_s};

    static QList<Machine> machines(int count)
    {
        QList<Machine> list;
        for (int i = 0; i < count; ++i)
            list.append({.uuid = QUuid::createUuid(),
                         .name = u"vm%1"_s.arg(i),
                         .state = MachineState::Running});
        return list;
    }

    struct Fixture
    {
        Model source;
        MachineFilterModel model{&source};
        QAbstractItemModelTester tester{&model};
        QList<Machine> labMachines;

        Fixture(const TestMachineTreeView &test, int count) : labMachines(machines(count))
        {
            source.upsertHost(test.lab);
            source.upsertHost(test.office);
            source.setStatus(test.lab.id, {.state = ConnectionState::Connected});
            source.upsert(test.lab.id, labMachines);
            source.upsert(test.office.id, machines(3));
        }
    };

private Q_SLOTS:
    void hostsAreExpandedAndCollapsedOnesRemembered()
    {
        Fixture f(*this, 5);
        MachineTreeView view(&f.model);
        QCOMPARE(view.accessibleName(), u"Machines"_s);
        QVERIFY(view.isExpanded(f.model.index(0, 0)));
        view.collapse(f.model.index(1, 0));
        view.setColumnHidden(Model::Tags, false);
        view.sortByColumn(Model::Cpu, Qt::DescendingOrder);
        const QByteArray state = view.saveState();

        MachineFilterModel again(&f.source);
        MachineTreeView restored(&again);
        QVERIFY(restored.restoreState(state));
        QVERIFY(restored.isExpanded(again.index(0, 0)));
        QVERIFY(!restored.isExpanded(again.index(1, 0)));
        QVERIFY(!restored.isColumnHidden(Model::Tags));
        QVERIFY(restored.isColumnHidden(Model::Vcpus));
        QCOMPARE(again.sortColumn(), int(Model::Cpu));
        QCOMPARE(again.sortOrder(), Qt::DescendingOrder);
        QVERIFY(!restored.restoreState("nonsense"));
        QVERIFY(!restored.restoreState({}));
    }

    void thumbnailsMakeRowsHigherAndShowTheScreen()
    {
        Fixture f(*this, 5);
        const MachineKey key{lab.id, f.labMachines[1].uuid};
        QImage screen(64, 40, QImage::Format_RGB32);
        screen.fill(QColor(200, 30, 40));
        f.source.setPictures(
            [&](const MachineKey &machine) { return machine == key ? screen : QImage(); });
        MachineTreeView view(&f.model);
        view.resize(900, 600);
        view.show();
        QVERIFY(QTest::qWaitForWindowExposed(&view));
        const auto red = [&] {
            const QImage seen = view.grab().toImage();
            int count = 0;
            for (int y = 0; y < seen.height(); ++y) {
                for (int x = 0; x < seen.width(); ++x)
                    count += seen.pixel(x, y) == screen.pixel(0, 0);
            }
            return count;
        };
        const QModelIndex row = f.model.mapFromSource(f.source.indexOf(key));
        const int before = view.visualRect(row).height();
        QCOMPARE(red(), 0);
        view.setThumbnails(true);
        QTRY_VERIFY(view.visualRect(row).height() > before);
        const QSize size = view.thumbnailSize();
        QVERIFY(view.visualRect(row).height() >= size.height());
        QVERIFY(red() > size.width() * size.height() / 2);

        // Faint once the machine no longer runs.
        Machine paused = f.labMachines[1];
        paused.state = MachineState::Paused;
        f.source.upsert(lab.id, {paused});
        QCOMPARE(red(), 0);

        view.setThumbnails(false);
        QTRY_COMPARE(view.visualRect(row).height(), before);
    }

    void theFilterOpensWhatWasCollapsed()
    {
        Fixture f(*this, 5);
        MachineTreeView view(&f.model);
        view.collapse(f.model.index(1, 0));
        view.setFilterText(u"vm1"_s);
        QVERIFY(view.isExpanded(f.model.index(1, 0)));
        view.setFilterText({});
        QVERIFY(view.isExpanded(f.model.index(0, 0)));
        QVERIFY(!view.isExpanded(f.model.index(1, 0)));
    }

    void theSelectionSurvivesUpdatesAndReconnects()
    {
        Fixture f(*this, 20);
        MachineTreeView view(&f.model);
        QSignalSpy current(&view, &MachineTreeView::currentEntryChanged);
        const MachineKey key{lab.id, f.labMachines[7].uuid};
        QVERIFY(view.select(key));
        QCOMPARE(current.size(), 1);
        f.source.setStatus(lab.id, {.state = ConnectionState::Lost});
        f.source.setStatus(lab.id, {.state = ConnectionState::Connected});
        Machine renamed = f.labMachines[7];
        renamed.name = u"aaa"_s;
        f.source.upsert(lab.id, {renamed});
        f.source.remove(lab.id, {f.labMachines[3].uuid, f.labMachines[8].uuid});
        QTRY_COMPARE(f.model.index(0, 0, f.model.index(0, 0)).data().toString(), u"aaa"_s);
        QCOMPARE(view.selectedMachines(), QList<MachineKey>{key});
        QCOMPARE(view.currentMachine(), key);
        QCOMPARE(view.currentHost(), lab.id);
        QCOMPARE(current.size(), 1);
        QVERIFY(view.selectHost(office.id));
        QVERIFY(view.selectedMachines().isEmpty());
        QCOMPARE(view.selectedHosts(), QList<ConnectionId>{office.id});
        QVERIFY(view.currentMachine().isNull());
        QVERIFY(!view.select({lab.id, QUuid::createUuid()}));
    }

    void severalMachinesGoToTheMenuTogether()
    {
        Fixture f(*this, 5);
        MachineTreeView view(&f.model);
        view.show();
        view.select({lab.id, f.labMachines[1].uuid});
        QTest::keyClick(&view, Qt::Key_Down, Qt::ShiftModifier);
        QSignalSpy wanted(&view, &MachineTreeView::contextMenuWanted);
        QContextMenuEvent event(QContextMenuEvent::Keyboard, {}, {});
        QCoreApplication::sendEvent(view.viewport(), &event);
        QCOMPARE(wanted.size(), 1);
        QCOMPARE(
            wanted[0][1].value<QList<MachineKey>>(),
            (QList<MachineKey>{{lab.id, f.labMachines[1].uuid}, {lab.id, f.labMachines[2].uuid}}));
        QSignalSpy activated(&view, &MachineTreeView::machineActivated);
        QTest::keyClick(&view, Qt::Key_Return);
        QCOMPARE(activated.size(), 1);
        QCOMPARE(activated[0][0].value<MachineKey>().uuid, f.labMachines[2].uuid);
    }

    void columnsAreChosenInTheHeadersMenu()
    {
        Fixture f(*this, 1);
        MachineTreeView view(&f.model);
        view.show();
        Q_EMIT view.header()->customContextMenuRequested({});
        auto *menu = view.findChild<QMenu *>();
        QVERIFY(menu);
        const QList<QAction *> actions = menu->actions();
        QCOMPARE(actions.size(), int(Model::ColumnCount) - 1); // the name is always there
        for (QAction *action : actions)
            if (action->text() == u"Host"_s)
                action->trigger();
        QVERIFY(!view.isColumnHidden(Model::HostName));
        menu->close();
    }

    void theMachinesOnScreenAreAnnounced()
    {
        Fixture f(*this, 1000);
        MachineTreeView view(&f.model);
        QSignalSpy announced(&view, &MachineTreeView::visibleMachinesChanged);
        view.resize(400, 400);
        view.show();
        QVERIFY(announced.wait(patience));
        auto shown = announced.constLast()[0].value<QHash<ConnectionId, QList<QUuid>>>();
        QCOMPARE(shown.keys(), QList<ConnectionId>{lab.id});
        QCOMPARE(shown[lab.id].constFirst(), f.labMachines[0].uuid);
        QVERIFY(shown[lab.id].size() > 5);
        QVERIFY(shown[lab.id].size() < 40);
        view.scrollToBottom();
        QVERIFY(announced.wait(patience));
        shown = announced.constLast()[0].value<QHash<ConnectionId, QList<QUuid>>>();
        QVERIFY(shown.contains(office.id));
        QVERIFY(!shown.value(lab.id).contains(f.labMachines[0].uuid));
    }

    void aTickRepaintsOnlyTheCellsOnScreenThatChanged()
    {
        Fixture f(*this, 10000);
        WatchedView view(&f.model);
        view.resize(500, 400);
        view.show();
        QVERIFY(QTest::qWaitForWindowExposed(&view));
        QTRY_VERIFY(!view.painted.isEmpty());
        const MachineKey first{lab.id, f.labMachines[0].uuid};
        const QModelIndex row = f.model.mapFromSource(f.source.indexOf(first));

        view.painted = {};
        QList<Model::Usage> offScreen;
        for (int i = 5000; i < 6000; ++i)
            offScreen.append({f.labMachines[i].uuid, {.cpuShare = 0.5}});
        f.source.setUsage(lab.id, offScreen);
        f.source.setUsage(lab.id, {{first.uuid, {.cpuShare = 0.5}}});
        QTRY_VERIFY(!view.painted.isEmpty());
        const QRect cell = view.visualRect(row.siblingAtColumn(Model::Cpu));
        QVERIFY(QRegion(cell).subtracted(view.painted).isEmpty());
        // The hidden figures' cells next to it have no width.
        QCOMPARE(view.painted.boundingRect(), cell);
    }

    void emptyStatesSayWhatToDo()
    {
        Model source;
        MachineFilterModel model(&source);
        MachinePanel panel(&model);
        QAction add(u"Add connection…"_s);
        panel.tree()->setAddConnectionAction(&add);
        panel.resize(400, 400);
        panel.show();
        auto *message = panel.findChild<MessagePage *>();
        QVERIFY(message->isVisible());
        QSignalSpy triggered(&add, &QAction::triggered);
        message->findChild<QPushButton *>()->click();
        QCOMPARE(triggered.size(), 1);
        source.upsertHost(lab);
        QVERIFY(!message->isVisible());

        panel.filter()->setText(u"<b>nothing"_s);
        QVERIFY(message->isVisible());
        QVERIFY(message->title().contains(u"<b>nothing"_s));
        QVERIFY(clickOn(message, u"Clear filter"_s));
        QVERIFY(panel.filter()->text().isEmpty());
        QVERIFY(!message->isVisible());
    }

    void theKeyboardGoesBetweenFilterAndTree()
    {
        Fixture f(*this, 30);
        MachinePanel panel(&f.model);
        panel.show();
        panel.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&panel));
        QCOMPARE(panel.filter()->accessibleName(), u"Filter"_s);
        QTest::keyClick(&panel, Qt::Key_F, Qt::ControlModifier);
        QVERIFY(panel.filter()->hasFocus());
        QTest::keyClicks(panel.filter(), u"vm29"_s);
        QCOMPARE(f.model.shownMachines(), 1);
        QTest::keyClick(panel.filter(), Qt::Key_Down);
        QVERIFY(panel.tree()->hasFocus());
        QCOMPARE(panel.tree()->currentMachine().uuid, f.labMachines[29].uuid);
        panel.findAction()->trigger();
        QTest::keyClick(panel.filter(), Qt::Key_Escape);
        QVERIFY(panel.filter()->text().isEmpty());
        QVERIFY(panel.filter()->hasFocus());
        QTest::keyClick(panel.filter(), Qt::Key_Escape);
        QVERIFY(panel.tree()->hasFocus());
        QCOMPARE(panel.tree()->currentMachine().uuid, f.labMachines[29].uuid);
    }
};

QTEST_MAIN(TestMachineTreeView)
#include "tst_machinetreeview.moc"
