// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/inventory/statscsv.h"
#include "models/inventory/statshistory.h"
#include "tests/support/byname.h"
#include "tests/support/patience.h"
#include "views/basic/messagepage.h"
#include "views/basic/plainlabel.h"
#include "views/performance/chartview.h"
#include "views/performance/hostperformancepage.h"
#include "views/performance/machineperformancepage.h"

#include <QComboBox>
#include <QFile>
#include <QFileDialog>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QToolButton>

using namespace Qt::StringLiterals;

static constexpr qint64 start = 1'700'000'000'000;
static const StatsGroups everything = StatsGroup::State | StatsGroup::Cpu | StatsGroup::Memory
                                      | StatsGroup::Vcpu | StatsGroup::Interface
                                      | StatsGroup::Block;

class TestPerformancePage : public QObject
{
    Q_OBJECT

    const MachineKey web{QUuid::createUuid(), QUuid::createUuid()};
    const MachineKey elsewhere{QUuid::createUuid(), QUuid::createUuid()};
    int moment = 0;

    // Two seconds later, with so many disks.
    void tick(StatsHistory &history, const MachineKey &machine, const QStringList &disks)
    {
        ++moment;
        MachineSample sample{.uuid = machine.uuid,
                             .timeMs = start + moment * 2000,
                             .cpuTimeNs = quint64(moment) * 1'000'000'000,
                             .vcpuCurrent = 2,
                             .vcpuTimeNs = {quint64(moment) * 500'000'000, 0},
                             .balloonKiB = 1 << 20};
        for (const QString &disk : disks)
            sample.disks.append({disk, quint64(moment) * 4096});
        sample.interfaces.append({u"vnet0"_s, quint64(moment) * 100});
        history.add(machine.connection,
                    {.groups = everything,
                     .host = HostSample{.timeMs = sample.timeMs, .cpuUtilization = 0.5},
                     .machines = {sample}});
    }

    static QStringList titles(const QWidget &page)
    {
        QStringList titles;
        for (const ChartView *chart : page.findChildren<ChartView *>())
            titles.append(chart->title());
        return titles;
    }

    static QString message(const QWidget &page)
    {
        const auto *found = page.findChild<MessagePage *>();
        return found->isVisible() ? found->title() : QString();
    }

private Q_SLOTS:
    void init() { moment = 0; }

    void itAsksForStatisticsOnlyWhileItIsVisible()
    {
        StatsHistory history;
        MachinePerformancePage page;
        page.setHistory(&history);
        page.setMachine(web, u"web"_s, MachineState::Running);
        QSignalSpy demand(&page, &PerformancePage::demandChanged);
        page.show();
        QCOMPARE(demand.size(), 1);
        QCOMPARE(demand.last().at(0).value<StatsGroups>(), everything);
        QCOMPARE(demand.last().at(1).toBool(), false);
        page.hide();
        QCOMPARE(demand.size(), 2);
        QCOMPARE(demand.last().at(0).value<StatsGroups>(), StatsGroups());
    }

    void theOldHostIsReleasedBeforeTheNextIsAsked()
    {
        StatsHistory history;
        MachinePerformancePage page;
        page.setHistory(&history);
        page.setMachine(web, u"web"_s, MachineState::Running);
        page.show();
        QList<std::pair<MachineKey, StatsGroups>> asked;
        connect(&page, &PerformancePage::demandChanged, &page, [&](StatsGroups groups, bool) {
            asked.append({page.machine(), groups});
        });
        page.setMachine(elsewhere, u"db"_s, MachineState::Running);
        QCOMPARE(asked.size(), 2);
        QVERIFY(asked[0] == std::pair(web, StatsGroups()));
        QVERIFY(asked[1] == std::pair(elsewhere, everything));
    }

    void everyDeviceHasItsCharts()
    {
        StatsHistory history;
        MachinePerformancePage page;
        page.setHistory(&history);
        page.setMachine(web, u"web"_s, MachineState::Running);
        page.show();
        for (int i = 0; i < 3; ++i)
            tick(history, web, {u"vda"_s, u"<b>\u202e"_s});
        const QStringList shown = titles(page);
        for (const QString &title :
             {u"CPU"_s, u"By vCPU"_s, u"Memory"_s, u"Disk vda"_s, u"Requests of vda"_s,
              u"Disk <b>\\u202e"_s, u"Interface vnet0"_s, u"Packets of vnet0"_s,
              u"Lost on vnet0"_s})
            QVERIFY2(shown.contains(title), qPrintable(title));
        QVERIFY(message(page).isEmpty());
    }

    void chartsStayWhenDevicesComeAndGo()
    {
        StatsHistory history;
        MachinePerformancePage page;
        page.setHistory(&history);
        page.setMachine(web, u"web"_s, MachineState::Running);
        page.show();
        for (int i = 0; i < 3; ++i)
            tick(history, web, {u"vda"_s});
        const QList<ChartView *> before = page.findChildren<ChartView *>();
        for (int i = 0; i < 3; ++i)
            tick(history, web, {u"vda"_s, u"vdb"_s});
        QVERIFY(titles(page).contains(u"Disk vdb"_s));
        for (ChartView *chart : before)
            QVERIFY(page.findChildren<ChartView *>().contains(chart));
        page.setMachine(elsewhere, u"db"_s, MachineState::Running);
        for (int i = 0; i < 3; ++i)
            tick(history, elsewhere, {});
        QVERIFY(!titles(page).contains(u"Disk vda"_s));
        QVERIFY(titles(page).contains(u"CPU"_s));
    }

    void itSaysInWordsWhyThereIsNothingToSee()
    {
        StatsHistory history;
        MachinePerformancePage page;
        page.setHistory(&history);
        page.show();
        QCOMPARE(message(page), u"No machine selected"_s);
        page.setMachine(web, u"<b>web"_s, MachineState::Off);
        QCOMPARE(message(page), u"“<b>web” is off"_s);
        page.setMachine(web, u"web"_s, MachineState::Running);
        QCOMPARE(message(page), u"Measuring…"_s);
        page.setHostAway(true);
        QCOMPARE(message(page), u"The host is not connected"_s);
        page.setHostAway(false);
        for (int i = 1; i < 4; ++i)
            history.add(web.connection,
                        {.groups = everything,
                         .machines = {{.uuid = web.uuid, .timeMs = start + i * 3000}}});
        QCOMPARE(message(page), u"No statistics"_s);
        for (const char *name : {"Pause", "Export"})
            QVERIFY(!byName<QToolButton>(&page, QString::fromLatin1(name))->isEnabled());
    }

    void lastFiguresAreNotTakenForCurrentOnes()
    {
        StatsHistory history;
        MachinePerformancePage page;
        page.setHistory(&history);
        page.setMachine(web, u"web"_s, MachineState::Running);
        page.show();
        for (int i = 0; i < 3; ++i)
            tick(history, web, {});
        const auto notes = [&] {
            QStringList texts;
            for (const PlainLabel *label : page.findChildren<PlainLabel *>())
                if (label->isVisible() && label->text().contains("last figures"_L1))
                    texts.append(label->text());
            return texts;
        };
        QVERIFY(notes().isEmpty());
        page.setMachine(web, u"web"_s, MachineState::Off);
        QCOMPARE(notes(), QStringList(u"“web” is off: these are its last figures."_s));
        page.setHostAway(true);
        QCOMPARE(notes().size(), 1);
        page.setHostAway(false);
        page.setMachine(web, u"web"_s, MachineState::Running);
        QVERIFY(notes().isEmpty());
    }

    void pauseKeepsThePictureWhileFiguresGoOn()
    {
        StatsHistory history;
        MachinePerformancePage page;
        page.setHistory(&history);
        page.setMachine(web, u"web"_s, MachineState::Running);
        page.show();
        for (int i = 0; i < 3; ++i)
            tick(history, web, {});
        byName<QToolButton>(&page, u"Pause"_s)->click();
        QVERIFY(page.isPaused());
        tick(history, web, {u"vda"_s});
        tick(history, web, {u"vda"_s});
        QVERIFY(!titles(page).contains(u"Disk vda"_s));
        QCOMPARE(history.timeline(web).times().size(), 5);
        byName<QToolButton>(&page, u"Pause"_s)->click();
        QVERIFY(titles(page).contains(u"Disk vda"_s));
    }

    void theRangeIsToldToWhoRemembersIt()
    {
        MachinePerformancePage page;
        QSignalSpy changed(&page, &PerformancePage::rangeChanged);
        page.setRange(3600);
        QCOMPARE(page.property("range").toInt(), 3600);
        QCOMPARE(changed.size(), 1);
        page.setRange(7); // no such range
        QCOMPARE(page.range(), 3600);
    }

    void allThatWasRecordedIsExported()
    {
        StatsHistory history;
        MachinePerformancePage page;
        page.setHistory(&history);
        page.setMachine(web, u"web"_s, MachineState::Running);
        page.show();
        for (int i = 0; i < 3; ++i)
            tick(history, web, {u"vda"_s});
        const QTemporaryDir folder;
        const QString file = folder.filePath(u"web.csv"_s);
        QSignalSpy exported(&page, &PerformancePage::exported);
        page.exportTo(file);
        QVERIFY(exported.wait(patience));
        QFile output(file);
        QVERIFY(output.open(QIODevice::ReadOnly));
        QCOMPARE(output.readAll(), toCsv(history.timeline(web)));

        QSignalSpy failed(&page, &PerformancePage::exportFailed);
        page.exportTo(folder.filePath(u"missing/web.csv"_s));
        QVERIFY(failed.wait(patience));
        QVERIFY(!failed.first().first().value<Error>().detail.isEmpty());
    }

    void theFileIsAskedForWithoutWaiting()
    {
        StatsHistory history;
        MachinePerformancePage page;
        page.setHistory(&history);
        page.setMachine(web, u"../web"_s, MachineState::Running);
        page.show();
        for (int i = 0; i < 3; ++i)
            tick(history, web, {});
        byName<QToolButton>(&page, u"Export"_s)->click(); // returns at once
        auto *dialog = page.findChild<QFileDialog *>();
        QVERIFY(dialog && dialog->isVisible());
        QVERIFY(dialog->selectedFiles().first().contains(u"_web-"_s));
        dialog->close();
    }

    void aHostShowsItsOwnFigures()
    {
        StatsHistory history;
        HostPerformancePage page;
        page.setHistory(&history);
        page.setHost(web.connection, u"server"_s, true);
        QSignalSpy demand(&page, &PerformancePage::demandChanged);
        page.show();
        QCOMPARE(demand.last().at(1).toBool(), true);
        QCOMPARE(message(page), u"“server” is not connected"_s);
        page.setHost(web.connection, u"server"_s, false);
        tick(history, web, {});
        tick(history, web, {});
        QCOMPARE(titles(page), QStringList(u"CPU of the host"_s));
    }
};

QTEST_MAIN(TestPerformancePage)
#include "tst_performancepage.moc"
