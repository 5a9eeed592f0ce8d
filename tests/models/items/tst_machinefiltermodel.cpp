// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/items/machinefiltermodel.h"
#include "models/items/machinetreemodel.h"
#include "models/items/naturalorder.h"
#include "tests/support/patience.h"

#include <QAbstractItemModelTester>
#include <QElapsedTimer>
#include <QRandomGenerator>
#include <QSignalSpy>

using namespace Qt::StringLiterals;

class TestMachineFilterModel : public QObject
{
    Q_OBJECT

    using Model = MachineTreeModel;

    const ConnectionConfig lab{.id = QUuid::createUuid(), .name = u"lab"_s};
    const ConnectionConfig office{.id = QUuid::createUuid(), .name = u"office"_s};

    static Machine machine(const QString &name, MachineState state = MachineState::Off,
                           const QStringList &tags = {})
    {
        return {.uuid = QUuid::createUuid(), .name = name, .state = state, .tags = tags};
    }

    static QStringList names(const QAbstractItemModel &model, int host)
    {
        QStringList names;
        const QModelIndex parent = model.index(host, 0);
        for (int row = 0; row < model.rowCount(parent); ++row)
            names.append(model.index(row, 0, parent).data().toString());
        return names;
    }

    void fill(Model &model) const
    {
        model.upsertHost(lab);
        model.upsertHost(office);
        model.upsert(lab.id, {machine(u"web10"_s, MachineState::Running), machine(u"web2"_s),
                              machine(u"db"_s, MachineState::Running, {u"prod tier"_s})});
        model.upsert(office.id, {machine(u"printer"_s, MachineState::Running, {u"prod"_s})});
    }

private Q_SLOTS:
    void machinesAreSortedBelowTheirHosts()
    {
        Model source;
        fill(source);
        MachineFilterModel model(&source);
        QAbstractItemModelTester tester(&model);
        QCOMPARE(names(model, 0), (QStringList{u"db"_s, u"web2"_s, u"web10"_s}));
        model.sort(Model::Name, Qt::DescendingOrder);
        QCOMPARE(names(model, 0), (QStringList{u"web10"_s, u"web2"_s, u"db"_s}));
        QCOMPARE(names(model, 1), QStringList{u"printer"_s});
        QCOMPARE(model.index(0, 0).data().toString(), u"lab"_s); // hosts stay
    }

    void wordsNarrowTogether_data()
    {
        QTest::addColumn<QString>("filter");
        QTest::addColumn<QStringList>("inLab");
        QTest::addColumn<QStringList>("inOffice");
        const QStringList none;
        QTest::newRow("nothing typed")
            << u" "_s << QStringList{u"db"_s, u"web2"_s, u"web10"_s} << QStringList{u"printer"_s};
        QTest::newRow("part of a name") << u"WEB"_s << QStringList{u"web2"_s, u"web10"_s} << none;
        QTest::newRow("two words") << u"web 10"_s << QStringList{u"web10"_s} << none;
        QTest::newRow("a host") << u"office"_s << none << QStringList{u"printer"_s};
        QTest::newRow("host prefix") << u"host:lab db"_s << QStringList{u"db"_s} << none;
        QTest::newRow("tag prefix")
            << u"tag:prod"_s << QStringList{u"db"_s} << QStringList{u"printer"_s};
        QTest::newRow("quoted tag") << u"tag:\"prod tier\""_s << QStringList{u"db"_s} << none;
        QTest::newRow("prefix without a value")
            << u"host:office state:"_s << none << QStringList{u"printer"_s};
    }

    void wordsNarrowTogether()
    {
        QFETCH(QString, filter);
        QFETCH(QStringList, inLab);
        QFETCH(QStringList, inOffice);
        Model source;
        fill(source);
        MachineFilterModel model(&source);
        QAbstractItemModelTester tester(&model);
        model.setFilterText(filter);
        int host = 0;
        for (const QStringList &expected : {inLab, inOffice})
            if (!expected.isEmpty())
                QCOMPARE(names(model, host++), expected);
        QCOMPARE(model.rowCount(), host);
        QCOMPARE(model.shownMachines(), inLab.size() + inOffice.size());
    }

    void aStateCanBeAskedFor()
    {
        Model source;
        fill(source);
        MachineFilterModel model(&source);
        QAbstractItemModelTester tester(&model);
        model.setFilterText(u"state:"_s + machineStateText(MachineState::Running));
        QCOMPARE(names(model, 0), (QStringList{u"db"_s, u"web10"_s}));
        // A machine that starts to match appears at its place, one that no longer does goes.
        Machine added = machine(u"web3"_s);
        source.upsert(lab.id, {added});
        QCOMPARE(names(model, 0), (QStringList{u"db"_s, u"web10"_s}));
        added.state = MachineState::Running;
        source.upsert(lab.id, {added});
        QTRY_COMPARE(names(model, 0), (QStringList{u"db"_s, u"web3"_s, u"web10"_s}));
        added.state = MachineState::Off;
        source.upsert(lab.id, {added});
        QTRY_COMPARE(names(model, 0), (QStringList{u"db"_s, u"web10"_s}));
    }

    void aBurstThatComesAndGoesIsOnePass()
    {
        Model source;
        source.upsertHost(lab);
        QList<Machine> machines;
        for (int i = 0; i < 1000; ++i)
            machines.append(
                machine(u"vm%1"_s.arg(i), i % 2 ? MachineState::Running : MachineState::Off));
        source.upsert(lab.id, machines);
        MachineFilterModel model(&source);
        QAbstractItemModelTester tester(&model);
        model.setFilterText(u"state:"_s + machineStateText(MachineState::Running));
        QSignalSpy removed(&model, &QAbstractItemModel::rowsRemoved);
        QSignalSpy inserted(&model, &QAbstractItemModel::rowsInserted);
        QList<Machine> burst;
        for (int i = 0; i < 1000; i += 3) {
            machines[i].state =
                machines[i].state == MachineState::Off ? MachineState::Running : MachineState::Off;
            burst.append(machines[i]);
        }
        source.upsert(lab.id, burst);
        QTRY_COMPARE(inserted.size(), 1);
        QCOMPARE(removed.size(), 1);
        QCOMPARE(model.shownMachines(), 500 + 167 - 167);
    }

    void aHostThatMatchesStaysWithoutMachines()
    {
        Model source;
        source.upsertHost(lab);
        source.upsertHost(office);
        MachineFilterModel model(&source);
        QAbstractItemModelTester tester(&model);
        model.setFilterText(u"off"_s);
        QCOMPARE(model.rowCount(), 1);
        QCOMPARE(model.index(0, 0).data(Model::ConnectionRole).toUuid(), office.id);
        source.removeHost(office.id);
        QCOMPARE(model.rowCount(), 0);
    }

    void theSelectionSurvivesSortingAndFiltering()
    {
        Model source;
        source.upsertHost(lab);
        QList<Machine> machines;
        for (int i = 0; i < 100; ++i)
            machines.append(
                machine(u"vm%1"_s.arg(i), i % 2 ? MachineState::Running : MachineState::Off));
        source.upsert(lab.id, machines);
        MachineFilterModel model(&source);
        QAbstractItemModelTester tester(&model);
        QSignalSpy reset(&model, &QAbstractItemModel::modelReset);
        const auto at = [&](int i) {
            return model.mapFromSource(source.indexOf({lab.id, machines[i].uuid}));
        };
        const QPersistentModelIndex kept = at(31), lost = at(32);
        model.setFilterText(u"state:"_s + machineStateText(MachineState::Running));
        QCOMPARE(names(model, 0).size(), 50);
        QVERIFY(!lost.isValid());
        model.sort(Model::Name, Qt::DescendingOrder);
        model.setFilterText({});
        QCOMPARE(names(model, 0).size(), 100);
        QCOMPARE(kept, QPersistentModelIndex(at(31)));
        QCOMPARE(reset.size(), 0);
    }

    void aTickSortsOnlyWhatItChanges()
    {
        Model source;
        source.upsertHost(lab);
        const Machine a = machine(u"a"_s, MachineState::Running),
                      b = machine(u"b"_s, MachineState::Running);
        source.upsert(lab.id, {a, b});
        MachineFilterModel model(&source);
        QAbstractItemModelTester tester(&model);
        QSignalSpy layout(&model, &QAbstractItemModel::layoutChanged);
        QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
        source.setUsage(lab.id, {{a.uuid, {.cpuShare = 0.1}}, {b.uuid, {.cpuShare = 0.2}}});
        QCOMPARE(changed.size(), 1);
        model.sort(Model::Cpu, Qt::DescendingOrder);
        QCOMPARE(names(model, 0), (QStringList{u"b"_s, u"a"_s}));
        QCOMPARE(layout.size(), 1);
        source.setUsage(lab.id, {{a.uuid, {.cpuShare = 0.15}}}); // still in order
        source.setUsage(lab.id, {{a.uuid, {.cpuShare = 0.3}}});  // no longer
        QTRY_COMPARE(layout.size(), 2);
        QCOMPARE(names(model, 0), (QStringList{u"a"_s, u"b"_s}));
    }

    void itAgreesWithANaiveReferenceWhateverHappens()
    {
        QRandomGenerator random(11);
        Model source;
        QAbstractItemModelTester sourceTester(&source);
        MachineFilterModel model(&source);
        QAbstractItemModelTester tester(&model);
        const QList<ConnectionConfig> hosts{lab, office};
        QHash<QUuid, QHash<QUuid, Machine>> reference;
        QString word;
        int column = Model::Name;
        Qt::SortOrder order = Qt::AscendingOrder;
        source.upsertHost(lab);
        source.upsertHost(office);
        for (int step = 0; step < 500; ++step) {
            const QUuid id = hosts[random.bounded(2)].id;
            auto &known = reference[id];
            switch (random.bounded(5)) {
            case 0:
                word =
                    QStringList{u""_s, u"1"_s, u"2"_s, u"lab"_s, u"nothing"_s}[random.bounded(5)];
                model.setFilterText(word);
                break;
            case 1:
                column = random.bounded(2) ? int(Model::Vcpus) : int(Model::Name);
                order = random.bounded(2) ? Qt::AscendingOrder : Qt::DescendingOrder;
                model.sort(column, order);
                break;
            case 2: {
                QList<QUuid> gone;
                for (auto it = known.begin(); it != known.end();) {
                    const bool goes = random.bounded(3) == 0;
                    if (goes)
                        gone.append(it.key());
                    it = goes ? known.erase(it) : std::next(it);
                }
                source.remove(id, gone);
                break;
            }
            default: {
                QList<Machine> batch;
                for (int i = random.bounded(30); i >= 0; --i) {
                    Machine each =
                        known.isEmpty() || random.bounded(2)
                            ? machine({})
                            : *std::next(known.cbegin(), random.bounded(int(known.size())));
                    each.name = u"vm%1"_s.arg(random.bounded(1000));
                    each.vcpus = random.bounded(4u);
                    batch.append(each);
                    known.insert(each.uuid, each);
                }
                source.upsert(id, batch);
                break;
            }
            }
            const auto expected = [&](const ConnectionConfig &host) {
                QList<Machine> machines;
                for (const Machine &each : std::as_const(reference[host.id]))
                    if (each.name.contains(word) || host.name.contains(word))
                        machines.append(each);
                std::sort(machines.begin(), machines.end(),
                          [&](const Machine &a, const Machine &b) {
                              const bool up = order == Qt::AscendingOrder;
                              if (column == Model::Vcpus && a.vcpus != b.vcpus)
                                  return (a.vcpus < b.vcpus) == up;
                              const QString left = naturalOrderKey(a.name),
                                            right = naturalOrderKey(b.name);
                              return column == Model::Vcpus || up ? left < right : right < left;
                          });
                QStringList found;
                for (const Machine &each : std::as_const(machines))
                    found.append(each.name);
                return found;
            };
            int row = 0;
            for (const ConnectionConfig &host : hosts) {
                const QStringList wanted = expected(host);
                if (wanted.isEmpty() && !host.name.contains(word))
                    continue;
                QTRY_COMPARE(model.index(row, 0).data(Model::ConnectionRole).toUuid(), host.id);
                QTRY_COMPARE(names(model, row), wanted);
                ++row;
            }
            QTRY_COMPARE(model.rowCount(), row);
        }
    }

    void aLetterAmongTenThousandIsThreeSignalsAtMost()
    {
        Model source;
        source.upsertHost(lab);
        QList<Machine> machines;
        for (int i = 0; i < 10000; ++i)
            machines.append(machine(u"vm%1"_s.arg(i)));
        source.upsert(lab.id, machines);
        MachineFilterModel model(&source);
        QSignalSpy layout(&model, &QAbstractItemModel::layoutChanged);
        QSignalSpy removed(&model, &QAbstractItemModel::rowsRemoved);
        QSignalSpy inserted(&model, &QAbstractItemModel::rowsInserted);
        QElapsedTimer clock;
        clock.start();
        model.setFilterText(u"7"_s);
        qInfo("a letter typed among 10,000 machines: %lld ms", clock.restart());
        QCOMPARE(model.shownMachines(), 3439);
        QCOMPARE(removed.size(), 1);
        QCOMPARE(layout.size(), 1);
        model.setFilterText({});
        qInfo("and deleted again: %lld ms", clock.restart());
        QCOMPARE(model.shownMachines(), 10000);
        QCOMPARE(inserted.size(), 1);
        QCOMPARE(layout.size(), 2);
        QList<Model::Usage> tick;
        for (int i = 0; i < 10000; i += 10)
            tick.append({machines[i].uuid, {.cpuShare = 0.3}});
        source.setUsage(lab.id, tick);
        qInfo("a tick of 1,000 scattered machines: %lld ms", clock.restart());
        model.sort(Model::Cpu, Qt::DescendingOrder);
        qInfo("sorted by CPU: %lld ms", clock.restart());
        QList<QUuid> gone;
        for (int i = 0; i < 10000; i += 10)
            gone.append(machines[i].uuid);
        source.remove(lab.id, gone);
        qInfo("1,000 scattered machines removed: %lld ms", clock.restart());
        QCOMPARE(model.shownMachines(), 9000);
        QAbstractItemModelTester tester(&model);
    }
};

QTEST_GUILESS_MAIN(TestMachineFilterModel)
#include "tst_machinefiltermodel.moc"
