// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/items/eventfiltermodel.h"
#include "models/items/eventmodel.h"
#include "tests/support/patience.h"

#include <QAbstractItemModelTester>
#include <QDateTime>
#include <QSignalSpy>

using namespace Qt::StringLiterals;
using Kind = MachineEvent::Kind;

static QList<MachineEvent> numbered(int from, int to)
{
    QList<MachineEvent> events;
    for (int i = from; i < to; ++i)
        events.append({.timeMs = i, .kind = Kind::MigrationIteration, .type = i});
    return events;
}

class TestEventModel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void eventsComeAtTheEndInBatches()
    {
        EventModel model;
        const QAbstractItemModelTester tester(&model);
        QSignalSpy inserted(&model, &QAbstractItemModel::rowsInserted);
        QSignalSpy reset(&model, &QAbstractItemModel::modelReset);
        model.append(numbered(0, 500));
        model.append({});
        model.append(numbered(500, 501));
        QCOMPARE(inserted.size(), 2);
        QCOMPARE(reset.size(), 0);
        QCOMPARE(model.rowCount(), 501);
        QCOMPARE(model.event(500).type, 500);
    }

    void theOldestGoWhenThereAreTooMany()
    {
        EventModel model(10);
        const QAbstractItemModelTester tester(&model);
        model.append(numbered(0, 8));
        model.append(numbered(8, 13));
        QCOMPARE(model.rowCount(), 10);
        QCOMPARE(model.event(0).type, 3);
        model.append(numbered(13, 100));
        QCOMPARE(model.rowCount(), 10);
        QCOMPARE(model.event(0).type, 90);
        model.setEvents(numbered(0, 50));
        QCOMPARE(model.event(0).type, 40);
    }

    void olderOnesGoBefore()
    {
        EventModel model(10);
        const QAbstractItemModelTester tester(&model);
        model.append(numbered(20, 24));
        model.prepend(numbered(0, 20));
        QCOMPARE(model.rowCount(), 10);
        QCOMPARE(model.event(0).type, 14);
        QCOMPARE(model.event(9).type, 23);
        model.prepend(numbered(0, 3));
        QCOMPARE(model.rowCount(), 10);
    }

    void timesHaveSecondsAndTheWholeMomentOnDemand()
    {
        QLocale::setDefault(QLocale(u"en_US"_s));
        EventModel model;
        const QDateTime time(QDate(2026, 11, 21), QTime(9, 5, 7, 42));
        model.append({{.timeMs = time.toMSecsSinceEpoch()}});
        QCOMPARE(model.index(0, 0).data().toString(), u"11/21/26 9:05:07 AM"_s);
        QVERIFY(model.index(0, 0)
                    .data(Qt::ToolTipRole)
                    .toString()
                    .contains("2026-11-21T09:05:07.042"_L1));
    }

    void whatAGuestSaysIsNoMarkupInAToolTip()
    {
        EventModel model;
        model.append({{.kind = Kind::DeviceAdded, .subject = u"<img src='/dev/zero'>"_s}});
        const QModelIndex cell = model.index(0, EventModel::EventColumn);
        QCOMPARE(cell.data().toString(), u"Device added: <img src='/dev/zero'>"_s);
        QVERIFY(!cell.data(Qt::ToolTipRole).toString().contains("<img"_L1));
    }

    void badNewsIsAlsoSaidToThoseWhoDoNotSeeIcons()
    {
        EventModel model;
        model.append({{.type = 5, .detail = 2}});
        QCOMPARE(model.index(0, EventModel::EventColumn).data(Qt::AccessibleTextRole).toString(),
                 u"Failure: Stopped: crashed; the guest panicked"_s);
    }

    void rowsAreFilteredByWordsKindAndSeverity()
    {
        EventModel model;
        EventFilterModel filter;
        filter.setSourceModel(&model);
        const QAbstractItemModelTester tester(&filter);
        model.append({{.type = 2},              // Started: booted
                      {.type = 5, .detail = 2}, // Stopped: crashed
                      {.kind = Kind::DeviceAdded, .subject = u"net0"_s},
                      {.kind = Kind::DeviceRemovalFailed, .subject = u"net0"_s}});
        QCOMPARE(filter.rowCount(), 4);
        QVERIFY(!filter.isFiltering());
        filter.setText(u"  NET0   added "_s);
        QCOMPARE(filter.rowCount(), 1);
        filter.setText(u"lifecycle"_s);
        QCOMPARE(filter.rowCount(), 2);
        filter.setText({});
        filter.setMinimumSeverity(EventSeverity::Warning);
        QCOMPARE(filter.rowCount(), 2);
        filter.setMinimumSeverity(EventSeverity::Failure);
        QCOMPARE(filter.rowCount(), 1);
        filter.setMinimumSeverity(EventSeverity::Information);
        filter.setHiddenKinds({eventKindText(Kind::Lifecycle)});
        QCOMPARE(filter.rowCount(), 2);
        QVERIFY(filter.isFiltering());
        model.append({{.kind = Kind::DeviceAdded}, {.type = 2}});
        QCOMPARE(filter.rowCount(), 3);
    }

    void everyKindCanBeChosenOnce()
    {
        const QStringList kinds = EventFilterModel::allKinds();
        QVERIFY(kinds.contains(eventKindText(Kind::Lifecycle)));
        QCOMPARE(QSet<QString>(kinds.begin(), kinds.end()).size(), kinds.size());
        for (int kind = 0; kind <= 26; ++kind)
            QVERIFY(kinds.contains(eventKindText(Kind(kind))));
    }
};

QTEST_GUILESS_MAIN(TestEventModel)
#include "tst_eventmodel.moc"
