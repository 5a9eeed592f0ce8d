// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/inventory/inventory.h"
#include "models/items/machinetreemodel.h"
#include "models/items/naturalorder.h"
#include "tests/support/patience.h"

#include <QAbstractItemModelTester>
#include <QRandomGenerator>
#include <QSignalSpy>

using namespace Qt::StringLiterals;

class TestMachineTreeModel : public QObject
{
    Q_OBJECT

    using Model = MachineTreeModel;

    const ConnectionConfig host{.id = QUuid::createUuid(), .name = u"lab"_s, .uri = u"test:///a"_s};

    static Machine machine(const QString &name, MachineState state = MachineState::Off)
    {
        return {.uuid = QUuid::createUuid(), .name = name, .state = state};
    }

    static QList<Machine> many(int count)
    {
        QList<Machine> machines;
        for (int i = 0; i < count; ++i)
            machines.append(machine(u"vm%1"_s.arg(i), MachineState::Running));
        return machines;
    }

private Q_SLOTS:
    void aStateChangeRepaintsOneCell()
    {
        Model model;
        QAbstractItemModelTester tester(&model);
        model.upsertHost(host);
        Machine web = machine(u"web"_s);
        const Machine db = machine(u"db"_s);
        model.upsert(host.id, {db, web});
        QSignalSpy changed(&model, &Model::dataChanged);
        web.state = MachineState::Paused;
        web.reason = 1;
        model.upsert(host.id, {db, web});
        model.upsert(host.id, {db, web}); // the same news twice
        // The name's cell, and the figures because it became active.
        QCOMPARE(changed.size(), 2);
        QCOMPARE(changed[0][0].toModelIndex(), model.indexOf({host.id, web.uuid}));
        QCOMPARE(changed[0][1].toModelIndex().column(), int(Model::Name));
        QVERIFY(changed[0][2].value<QList<int>>().contains(Model::StateTextRole));
        QVERIFY(!changed[0][2].value<QList<int>>().contains(Model::SortRole));
        const QModelIndex index = model.indexOf({host.id, web.uuid});
        QCOMPARE(index.data(Model::StateRole).toInt(), int(MachineState::Paused));
        QCOMPARE(index.data(Model::IconNameRole).toString(), u"machine-paused"_s);
        QCOMPARE(index.data(Model::KeyRole).value<MachineKey>(), (MachineKey{host.id, web.uuid}));
    }

    void aNewPictureIsOneCellAndOneRole()
    {
        Model model;
        QAbstractItemModelTester tester(&model);
        model.upsertHost(host);
        const QList<Machine> machines = many(50);
        model.upsert(host.id, machines);
        const MachineKey key{host.id, machines[20].uuid};
        QImage screen;
        model.setPictures([&](const MachineKey &machine) {
            return machine == key ? screen : QImage();
        });
        const QModelIndex index = model.indexOf(key);
        QVERIFY(!index.data(Model::PictureRole).isValid());
        screen = QImage(16, 10, QImage::Format_RGB32);
        screen.fill(Qt::red);
        QSignalSpy changed(&model, &Model::dataChanged);
        model.pictureChanged(key);
        model.pictureChanged({host.id, QUuid::createUuid()}); // of a machine that went meanwhile
        QCOMPARE(changed.size(), 1);
        QCOMPARE(changed[0][0].toModelIndex(), index);
        QCOMPARE(changed[0][1].toModelIndex(), index);
        QCOMPARE(changed[0][2].value<QList<int>>(), QList<int>{Model::PictureRole});
        QCOMPARE(index.data(Model::PictureRole).value<QImage>(), screen);
        QVERIFY(!index.siblingAtColumn(Model::Cpu).data(Model::PictureRole).isValid());
        QVERIFY(!model.indexOf(host.id).data(Model::PictureRole).isValid());
    }

    void hostsSayHowTheyAreAndGreyTheirMachines()
    {
        Model model;
        QAbstractItemModelTester tester(&model);
        model.upsertHost(host);
        model.setStatus(host.id, {.state = ConnectionState::Connected});
        const Machine web = machine(u"web"_s, MachineState::Running);
        model.upsert(host.id, {web, machine(u"db"_s)});
        const QModelIndex row = model.indexOf(host.id);
        QCOMPARE(row.data(Model::IconNameRole).toString(), u"host-connected"_s);
        QVERIFY(!model.indexOf({host.id, web.uuid}).data(Model::StaleRole).toBool());

        QSignalSpy changed(&model, &Model::dataChanged);
        model.setStatus(host.id, {.state = ConnectionState::Failed,
                                  .error = Error{.summary = u"Cannot connect."_s,
                                                 .detail = u"<b>no\nroute</b>"_s},
                                  .dataFrom = QDateTime::currentDateTime().addSecs(-200)});
        QCOMPARE(changed.size(), 2); // the host, and both machines at once
        QVERIFY(row.data(Model::StateTextRole).toString().endsWith(u"<b>no\\nroute</b>"));
        const QModelIndex stale = model.indexOf({host.id, web.uuid});
        QVERIFY(stale.data(Model::StaleRole).toBool());
        QVERIFY(stale.data(Qt::ToolTipRole).toString().contains(u"3 min"_s));
        QVERIFY(!row.data(Qt::ToolTipRole).toString().contains(u"<b>"_s));
        QCOMPARE(row.data(Model::IsHostRole).toBool(), true);
    }

    void figuresOfAMachineThatIsOffAreBlank()
    {
        Model model;
        QAbstractItemModelTester tester(&model);
        model.upsertHost(host);
        Machine web = machine(u"web"_s, MachineState::Running);
        web.memoryKiB = 2048;
        model.upsert(host.id, {web});
        model.setTrails([](const MachineKey &) { return QList<float>{0.5F, 1.0F}; }, {});
        model.setUsage(
            host.id, {{web.uuid, {.cpuShare = 0.25, .receiveRate = 1024, .memoryUsedKiB = 1024}}});
        const MachineKey key{host.id, web.uuid};
        QCOMPARE(model.indexOf(key, Model::Cpu).data(Model::ShareRole).toDouble(), 0.25);
        QCOMPARE(model.indexOf(key, Model::Cpu).data(Model::TrailRole).value<QList<float>>().size(),
                 2);
        QCOMPARE(model.indexOf(key, Model::Memory).data(Model::ShareRole).toDouble(), 0.5);
        QVERIFY(!model.indexOf(key, Model::NetworkIo).data().toString().isEmpty());
        QVERIFY(model.indexOf(key, Model::DiskIo).data().toString().isEmpty()); // unknown
        web.state = MachineState::Off;
        model.upsert(host.id, {web});
        QVERIFY(model.indexOf(key, Model::Cpu).data().toString().isEmpty());
        QVERIFY(!model.indexOf(key, Model::Cpu).data(Model::ShareRole).isValid());
        QCOMPARE(model.indexOf(key, Model::Cpu).data(Model::SortRole).toDouble(), -1.0);
    }

    void textFromOutsideIsMadeSafe()
    {
        Model model;
        QAbstractItemModelTester tester(&model);
        model.upsertHost(host);
        Machine bad = machine(u"<img src='/dev/zero'>\n\u202egnp"_s);
        bad.tags = {u"a\nb"_s};
        model.upsert(host.id, {bad, machine(QString(4000, u'x'))});
        for (int column = 0; column < Model::ColumnCount; ++column) {
            const QModelIndex index = model.indexOf({host.id, bad.uuid}, column);
            QVERIFY(!index.data().toString().contains(u'\n'));
            QVERIFY(!index.data(Qt::ToolTipRole).toString().contains(u"<img"_s));
        }
        QVERIFY(!model.indexOf({host.id, bad.uuid}).data().toString().contains(QChar(0x202e)));
        QVERIFY(model.index(1, 0, model.index(0, 0)).data().toString().size() <= 257);
    }

    void tenThousandMachinesAreOneInsertAndOneTickIsOneSignal()
    {
        Model model;
        model.upsertHost(host);
        QSignalSpy inserted(&model, &Model::rowsInserted);
        QSignalSpy changed(&model, &Model::dataChanged);
        QSignalSpy reset(&model, &Model::modelReset);
        QList<Machine> machines = many(10000);
        model.upsert(host.id, machines);
        QCOMPARE(inserted.size(), 1);
        QCOMPARE(model.machineCount(0), 10000);

        QList<Model::Usage> tick;
        for (const Machine &each : std::as_const(machines))
            tick.append({each.uuid, {.cpuShare = 0.5}});
        std::reverse(tick.begin(), tick.end());
        model.setUsage(host.id, tick);
        QCOMPARE(changed.size(), 1);
        QCOMPARE(changed[0][0].toModelIndex().column(), int(Model::Cpu));
        QVERIFY(!changed[0][2].value<QList<int>>().contains(Model::SearchRole));

        changed.clear();
        QList<Machine> burst;
        for (int i = 1000; i < 2000; ++i) {
            machines[i].state = MachineState::Paused;
            burst.append(machines[i]);
        }
        model.upsert(host.id, burst);
        QCOMPARE(changed.size(), 1);

        QSignalSpy removed(&model, &Model::rowsRemoved);
        QList<QUuid> gone;
        for (int i = 0; i < 10000; i += i < 5000 ? 1 : 10)
            gone.append(machines[i].uuid);
        model.remove(host.id, gone);
        QCOMPARE(model.machineCount(0), 4500);
        QCOMPARE(removed.size(), 500);
        QCOMPARE(reset.size(), 0);
        QAbstractItemModelTester tester(&model);
    }

    void whatStandsStillIsNotRepainted()
    {
        Model model;
        QAbstractItemModelTester tester(&model);
        model.upsertHost(host);
        const Machine idle = machine(u"idle"_s, MachineState::Running);
        model.upsert(host.id, {idle});
        model.setUsage(host.id, {{idle.uuid, {.cpuShare = 0.0}}});
        QSignalSpy changed(&model, &Model::dataChanged);
        model.setUsage(host.id, {{idle.uuid, {.cpuShare = 0.0}}});
        QCOMPARE(changed.size(), 0);
        model.setUsage(host.id, {{idle.uuid, {.cpuShare = 0.9}}});
        for (int i = 0; i < 60; ++i)
            model.setUsage(host.id, {{idle.uuid, {.cpuShare = 0.0}}});
        QCOMPARE(changed.size(), 40); // until the peak has left the trail
    }

    void itAgreesWithANaiveReferenceWhateverHappens()
    {
        QRandomGenerator random(7);
        Model model;
        QAbstractItemModelTester tester(&model);
        QList<ConnectionConfig> hosts;
        QHash<QUuid, QHash<QUuid, Machine>> reference;
        for (int step = 0; step < 600; ++step) {
            const int what = random.bounded(10);
            if (hosts.isEmpty() || (what == 0 && hosts.size() < 4)) {
                hosts.append({.id = QUuid::createUuid(), .name = QString::number(step)});
                model.upsertHost(hosts.constLast());
                continue;
            }
            const int at = random.bounded(int(hosts.size()));
            const QUuid id = hosts[at].id;
            auto &known = reference[id];
            if (what == 1 && random.bounded(8) == 0) {
                model.removeHost(id);
                hosts.removeAt(at);
                reference.remove(id);
            } else if (what < 5) {
                QList<Machine> batch;
                for (int i = random.bounded(6); i >= 0; --i) {
                    Machine each =
                        known.isEmpty() || random.bounded(2)
                            ? machine(QString::number(random.bounded(100)))
                            : *std::next(known.cbegin(), random.bounded(int(known.size())));
                    each.state = MachineState(random.bounded(8));
                    each.vcpus = random.bounded(3u);
                    batch.append(each);
                    known.insert(each.uuid, each);
                }
                batch.append(batch.constFirst()); // said twice in one batch: the last word counts
                known.insert(batch.constLast().uuid, batch.constLast());
                model.upsert(id, batch);
            } else if (what < 7) {
                QList<QUuid> gone{QUuid::createUuid()};
                for (auto it = known.begin(); it != known.end();) {
                    const bool goes = random.bounded(4) == 0;
                    if (goes)
                        gone.append(it.key());
                    it = goes ? known.erase(it) : std::next(it);
                }
                model.remove(id, gone);
            } else {
                QList<Model::Usage> tick;
                for (auto it = known.cbegin(); it != known.cend(); ++it)
                    if (random.bounded(2))
                        tick.append({it.key(), {.cpuShare = random.bounded(1.0)}});
                model.setUsage(id, tick);
            }
            QCOMPARE(model.rowCount(), int(hosts.size()));
            for (int row = 0; row < hosts.size(); ++row) {
                const QModelIndex parent = model.index(row, 0);
                QCOMPARE(parent.data(Model::ConnectionRole).toUuid(), hosts[row].id);
                const auto &expected = reference[hosts[row].id];
                QCOMPARE(model.rowCount(parent), int(expected.size()));
                for (int child = 0; child < model.rowCount(parent); ++child) {
                    const QModelIndex index = model.index(child, 0, parent);
                    const auto key = index.data(Model::KeyRole).value<MachineKey>();
                    QCOMPARE(index.data(Model::MachineRole).value<Machine>(), expected[key.uuid]);
                    QCOMPARE(model.indexOf(key), index);
                }
            }
        }
    }

    void theInventoryFeedsIt()
    {
        Inventory inventory;
        Connection *known = inventory.add(host);
        Model model;
        QAbstractItemModelTester tester(&model);
        model.setInventory(&inventory);
        QCOMPARE(model.rowCount(), 1);
        const Machine web = machine(u"web"_s, MachineState::Running);
        Q_EMIT known->machinesChanged({web, machine(u"db"_s)});
        Q_EMIT known->statusChanged({.state = ConnectionState::Connected});
        QCOMPARE(model.machineCount(0), 2);
        QVERIFY(!model.indexOf({host.id, web.uuid}).data(Model::StaleRole).toBool());
        Q_EMIT known->machinesRemoved({web.uuid});
        QCOMPARE(model.machineCount(0), 1);
        inventory.add({.id = QUuid::createUuid(), .name = u"second"_s, .uri = u"test:///b"_s});
        QCOMPARE(model.rowCount(), 2);
        inventory.change({.id = host.id, .name = u"renamed"_s, .uri = host.uri});
        QCOMPARE(model.index(0, 0).data().toString(), u"renamed"_s);
        inventory.remove(host.id);
        QCOMPARE(model.rowCount(), 1);
        QCOMPARE(model.index(0, 0).data().toString(), u"second"_s);
    }

    void numbersInNamesCount()
    {
        QStringList names{u"web10"_s, u"Web2"_s,  u"web"_s, u"web1"_s, u"web02a"_s,
                          u"äpfel"_s, u"zebra"_s, u"10"_s,  u"9"_s,    u"a"_s};
        std::sort(names.begin(), names.end(), [](const QString &a, const QString &b) {
            return naturalOrderKey(a) < naturalOrderKey(b);
        });
        QCOMPARE(names, (QStringList{u"9"_s, u"10"_s, u"a"_s, u"äpfel"_s, u"web"_s, u"web1"_s,
                                     u"Web2"_s, u"web02a"_s, u"web10"_s, u"zebra"_s}));
    }
};

QTEST_GUILESS_MAIN(TestMachineTreeModel)
#include "tst_machinetreemodel.moc"
