// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/items/devicelistmodel.h"
#include "tests/support/patience.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>

using namespace Qt::StringLiterals;

static HardwareItem item(const QString &key, const QString &summary = {})
{
    return {.key = key,
            .kind = key.section(u'/', 0, 0),
            .title = key,
            .summary = summary,
            .icon = u"computer"_s};
}

static QList<DeviceListModel::Row> rows(const QStringList &keys)
{
    QList<DeviceListModel::Row> all;
    for (const QString &key : keys)
        all.append({item(key), DeviceListModel::Same});
    return all;
}

static QStringList titles(const DeviceListModel &model)
{
    QStringList all;
    for (int i = 0; i < model.rowCount(); ++i)
        all += model.index(i).data().toString();
    return all;
}

class TestDeviceListModel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aSecondReadingChangesRowsAndNeverResets()
    {
        DeviceListModel model;
        QAbstractItemModelTester tester(&model,
                                        QAbstractItemModelTester::FailureReportingMode::QtTest);
        QSignalSpy resets(&model, &QAbstractItemModel::modelReset);
        model.setRows(rows({u"a"_s, u"b"_s, u"c"_s, u"d"_s}));
        const QPersistentModelIndex c = model.index(2);
        model.setRows(rows({u"d"_s, u"x"_s, u"c"_s, u"a"_s}));
        QCOMPARE(titles(model), QStringList({u"d"_s, u"x"_s, u"c"_s, u"a"_s}));
        QCOMPARE(c.data().toString(), u"c"_s);
        QCOMPARE(c.row(), 2);
        model.setRows({});
        QCOMPARE(model.rowCount(), 0);
        QVERIFY(!c.isValid());
        QCOMPARE(resets.count(), 0);
    }

    void anEqualReadingIsSilent()
    {
        DeviceListModel model;
        QAbstractItemModelTester tester(&model,
                                        QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setRows(rows({u"a"_s, u"b"_s}));
        QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
        QSignalSpy inserted(&model, &QAbstractItemModel::rowsInserted);
        model.setRows(rows({u"a"_s, u"b"_s}));
        QCOMPARE(changed.count() + inserted.count(), 0);
        auto other = rows({u"a"_s, u"b"_s});
        other[1].item.summary = u"new"_s;
        model.setRows(other);
        QCOMPARE(changed.count(), 1);
        QCOMPARE(changed[0][0].toModelIndex().row(), 1);
    }

    void whatIsEditedIsMarkedAndOnlyWhatChangedIsTold()
    {
        DeviceListModel model;
        model.setRows(rows({u"a"_s, u"b"_s}));
        QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
        model.setEdited({u"b"_s, u"c"_s});
        QCOMPARE(changed.count(), 1);
        QCOMPARE(changed[0][0].toModelIndex().row(), 1);
        QVERIFY(!model.index(0).data(DeviceListModel::EditedRole).toBool());
        QVERIFY(model.index(1).data(DeviceListModel::EditedRole).toBool());
        QVERIFY(model.index(1).data(Qt::AccessibleTextRole).toString().contains(u"edited"_s));
        model.setRows(rows({u"c"_s, u"b"_s}));
        QVERIFY(model.index(0).data(DeviceListModel::EditedRole).toBool());
        model.setEdited({});
        QVERIFY(!model.index(0).data(DeviceListModel::EditedRole).toBool());
        QVERIFY(!model.index(0).data(Qt::AccessibleTextRole).toString().contains(u"edited"_s));
    }

    void namesFromOutsideAreMadeHarmless()
    {
        DeviceListModel model;
        model.setRows(rows({u"a\nb\u202ec"_s}));
        QCOMPARE(model.index(0).data().toString(), u"a\\nb\\u202ec"_s);
        model.setRows(rows({QString(4000, u'n')}));
        QVERIFY(model.index(0).data().toString().size() < 200);
    }

    void theSearchSeesLabelsAndValues()
    {
        DeviceListModel model;
        auto all = rows({u"disk/vda"_s});
        all[0].item.properties = {{u"Cache"_s, u"Write back"_s}};
        model.setRows(all);
        const QString text = model.index(0).data(DeviceListModel::SearchRole).toString();
        QVERIFY(text.contains(u"Cache"_s) && text.contains(u"Write back"_s));
    }

    void theTwoCopiesAreCompared()
    {
        DomainDescription now, later;
        now.devices = {item(u"disk/vda"_s), item(u"disk/vdb"_s)};
        later.devices = {item(u"disk/vda"_s), item(u"disk/vdc"_s)};
        now.devices[0].properties = {{u"Cache"_s, u"None"_s}, {u"Alias"_s, u"disk0"_s, true}};
        later.devices[0].properties = {{u"Cache"_s, u"Unsafe"_s}};
        const auto shownNow = comparedRows(now, &later, true);
        QCOMPARE(shownNow[0].change, DeviceListModel::Differs);
        QCOMPARE(shownNow[1].change, DeviceListModel::GoesAway);
        const auto shownLater = comparedRows(later, &now, false);
        QCOMPARE(shownLater[0].change, DeviceListModel::Differs);
        QCOMPARE(shownLater[1].change, DeviceListModel::Comes);
        for (const auto &row : comparedRows(now, nullptr, true))
            QCOMPARE(row.change, DeviceListModel::Same);
    }

    void theFirstDeviceBelowTheSectionsIsMarked()
    {
        DeviceListModel model;
        model.setRows(rows({u"section:cpu"_s, u"disk/vda"_s, u"disk/vdb"_s}));
        QVERIFY(!model.index(0).data(DeviceListModel::FirstDeviceRole).toBool());
        QVERIFY(model.index(1).data(DeviceListModel::FirstDeviceRole).toBool());
        QVERIFY(!model.index(2).data(DeviceListModel::FirstDeviceRole).toBool());
    }
};

QTEST_GUILESS_MAIN(TestDeviceListModel)
#include "tst_devicelistmodel.moc"
