// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/items/poollistmodel.h"
#include "models/items/volumefiltermodel.h"
#include "models/items/volumetreemodel.h"
#include "tests/support/patience.h"

#include <QAbstractItemModelTester>
#include <QRandomGenerator>
#include <QSignalSpy>

using namespace Qt::StringLiterals;

namespace {

StorageVolume listed(const QString &name)
{
    return {.name = name, .key = u"/p/"_s + name};
}

StorageVolume described(const QString &name, const QString &backing = {}, quint64 capacity = 1024,
                        const QString &format = u"qcow2"_s)
{
    StorageVolume volume = listed(name);
    volume.described = true;
    volume.path = volume.key;
    volume.type = VolumeType::File;
    volume.capacity = capacity;
    volume.format = format;
    volume.backingPath = backing;
    return volume;
}

QString tree(const QAbstractItemModel &model, const QModelIndex &parent = {})
{
    QStringList rows;
    for (int row = 0; row < model.rowCount(parent); ++row) {
        const QModelIndex index = model.index(row, 0, parent);
        const QString below = tree(model, index);
        rows += index.data().toString() + (below.isEmpty() ? QString() : u'(' + below + u')');
    }
    return rows.join(u' ');
}

} // namespace

class TestVolumeTreeModel : public QObject
{
    Q_OBJECT

    // Null pool in both: the model takes the values of whoever feeds it.
    static VolumeRef ref(const QString &name) { return {{}, name}; }

private Q_SLOTS:
    void overlaysMoveBelowTheirBaseAsItBecomesKnown()
    {
        VolumeTreeModel model;
        QAbstractItemModelTester tester(&model,
                                        QAbstractItemModelTester::FailureReportingMode::Fatal);
        model.upsert({listed(u"top"_s), listed(u"base"_s), listed(u"middle"_s)});
        QCOMPARE(tree(model), u"top base middle"_s);
        QPersistentModelIndex top = model.indexOf(ref(u"top"_s));
        model.upsert({described(u"top"_s, u"/p/middle"_s)});
        QCOMPARE(tree(model), u"base middle(top)"_s);
        model.upsert({described(u"middle"_s, u"/p/base"_s), described(u"base"_s)});
        QCOMPARE(tree(model), u"base(middle(top))"_s);
        QVERIFY(top.isValid());
        QCOMPARE(top.data().toString(), u"top"_s);
        // Made independent.
        model.upsert({described(u"middle"_s)});
        QCOMPARE(tree(model), u"base middle(top)"_s);
    }

    void anOverlayWaitsForABaseThatComesLaterAndStaysWhenItGoes()
    {
        VolumeTreeModel model;
        QAbstractItemModelTester tester(&model,
                                        QAbstractItemModelTester::FailureReportingMode::Fatal);
        model.upsert({described(u"a"_s, u"/p/base"_s), described(u"b"_s, u"/p/x/../base"_s)});
        QCOMPARE(tree(model), u"a b"_s);
        QCOMPARE(model.indexOf(ref(u"a"_s)).data(VolumeTreeModel::BackingRole).toString(),
                 u"/p/base"_s);
        model.upsert({listed(u"base"_s)});
        QCOMPARE(model.rowCount(), 1);
        QCOMPARE(model.rowCount(model.index(0, 0)), 2);
        model.remove({u"base"_s});
        QCOMPARE(model.volumeCount(), 2);
        QCOMPARE(model.rowCount(), 2);
        model.upsert({listed(u"base"_s)});
        QCOMPARE(model.rowCount(), 1);
        model.remove({u"a"_s, u"base"_s, u"b"_s, u"unknown"_s});
        QCOMPARE(model.rowCount(), 0);
    }

    void aRingOfOverlaysIsShownAsWell()
    {
        VolumeTreeModel model;
        QAbstractItemModelTester tester(&model,
                                        QAbstractItemModelTester::FailureReportingMode::Fatal);
        model.upsert({described(u"a"_s, u"/p/b"_s), described(u"b"_s, u"/p/a"_s),
                      described(u"c"_s, u"/p/c"_s)});
        QCOMPARE(model.volumeCount(), 3);
        QVERIFY(model.indexOf(ref(u"a"_s)).isValid() && model.indexOf(ref(u"b"_s)).isValid());
        model.remove({u"a"_s, u"b"_s, u"c"_s});
        QCOMPARE(model.rowCount(), 0);
    }

    void anythingInAnyOrderKeepsTheModelRight()
    {
        VolumeTreeModel model;
        VolumeFilterModel filter(&model);
        QAbstractItemModelTester tester(&model,
                                        QAbstractItemModelTester::FailureReportingMode::Fatal);
        QAbstractItemModelTester proxyTester(&filter,
                                             QAbstractItemModelTester::FailureReportingMode::Fatal);
        QRandomGenerator random(42);
        const auto name = [&] { return u"v%1"_s.arg(random.bounded(12)); };
        for (int i = 0; i < 2000; ++i) {
            if (random.bounded(3) == 0)
                model.remove({name()});
            else
                model.upsert({described(name(), random.bounded(2) ? u"/p/"_s + name() : QString(),
                                        random.bounded(100)),
                              listed(name())});
        }
        QVERIFY(model.volumeCount() > 0);
    }

    void whatIsTheSameChangesNothing()
    {
        VolumeTreeModel model;
        model.upsert({described(u"a"_s)});
        QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
        model.upsert({described(u"a"_s)});
        QCOMPARE(changed.count(), 0);
        model.upsert({described(u"a"_s, {}, 2048)});
        QCOMPARE(changed.count(), 1);
    }

    void namesFromOutsideAreOneLine()
    {
        VolumeTreeModel model;
        model.upsert({described(u"a\n<b>\u202e"_s)});
        const QString shown = model.index(0, 0).data().toString();
        QVERIFY(!shown.contains(u'\n') && !shown.contains(u'\u202e'));
    }

    void theProxySortsNaturallyAndBySizeAndKeepsBasesOfWhatMatches()
    {
        VolumeTreeModel model;
        VolumeFilterModel filter(&model);
        QAbstractItemModelTester tester(&filter,
                                        QAbstractItemModelTester::FailureReportingMode::Fatal);
        model.upsert({described(u"v10"_s, {}, 5), described(u"v9"_s, {}, 7),
                      described(u"cd.iso"_s, {}, 6, u"iso"_s),
                      described(u"clone"_s, u"/p/v9"_s, 1)});
        QCOMPARE(tree(filter), u"cd.iso v9(clone) v10"_s);
        filter.sort(VolumeTreeModel::Capacity, Qt::DescendingOrder);
        QCOMPARE(tree(filter), u"v9(clone) cd.iso v10"_s);
        filter.setText(u"CLO"_s);
        QCOMPARE(tree(filter), u"v9(clone)"_s);
        filter.setText({});
        filter.setFormats({u"iso"_s});
        QCOMPARE(tree(filter), u"cd.iso"_s);
    }

    void tenThousandVolumesComeAsOneInsertion()
    {
        VolumeTreeModel model;
        VolumeFilterModel filter(&model);
        QSignalSpy inserted(&model, &QAbstractItemModel::rowsInserted);
        QList<StorageVolume> volumes, details;
        for (int i = 0; i < 10'000; ++i) {
            volumes += listed(u"v%1"_s.arg(i));
            details +=
                described(u"v%1"_s.arg(i), i % 10 ? u"/p/v%1"_s.arg(i / 10 * 10) : QString());
        }
        model.upsert(volumes);
        QCOMPARE(inserted.count(), 1);
        QCOMPARE(filter.rowCount(), 10'000);
        model.upsert(details);
        QCOMPARE(model.rowCount(), 1000);
        QCOMPARE(filter.rowCount(), 1000);
        QCOMPARE(model.volumeCount(), 10'000);
    }

    void poolsAreInNaturalOrderAndMoveWhenRenamed()
    {
        PoolListModel model;
        QAbstractItemModelTester tester(&model,
                                        QAbstractItemModelTester::FailureReportingMode::Fatal);
        const QUuid a = QUuid::createUuid(), b = QUuid::createUuid(), c = QUuid::createUuid();
        model.upsert({{.uuid = a, .name = u"pool10"_s, .type = u"dir"_s},
                      {.uuid = b, .name = u"pool2"_s, .type = u"logical"_s}});
        QCOMPARE(tree(model), u"pool2 pool10"_s);
        QPersistentModelIndex second = model.indexOf(a);
        model.upsert({{.uuid = a, .name = u"a"_s, .type = u"dir"_s}});
        QCOMPARE(tree(model), u"a pool2"_s);
        QCOMPARE(second.row(), 0);
        model.upsert({{.uuid = c,
                       .name = u"z"_s,
                       .type = u"dir"_s,
                       .state = PoolState::Running,
                       .capacity = 100,
                       .allocation = 25,
                       .available = 75}});
        QCOMPARE(model.indexOf(c).data(PoolListModel::ShareRole).toDouble(), 0.25);
        QVERIFY(!model.indexOf(b).data(PoolListModel::ShareRole).isValid());
        model.upsert({{.uuid = c, .name = u"b"_s, .type = u"dir"_s}});
        QCOMPARE(tree(model), u"a b pool2"_s);
        model.remove({b, c});
        QCOMPARE(tree(model), u"a"_s);
    }
};

QTEST_GUILESS_MAIN(TestVolumeTreeModel)
#include "tst_volumetreemodel.moc"
