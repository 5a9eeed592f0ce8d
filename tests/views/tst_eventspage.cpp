// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/inventory/eventstore.h"
#include "models/items/eventmodel.h"
#include "tests/support/patience.h"
#include "views/basic/messagepage.h"
#include "views/events/eventspage.h"

#include <QClipboard>
#include <QComboBox>
#include <QGuiApplication>
#include <QLineEdit>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTableView>
#include <QTemporaryDir>

using namespace Qt::StringLiterals;

class TestEventsPage : public QObject
{
    Q_OBJECT

    const MachineKey web{QUuid::createUuid(), QUuid::createUuid()};
    const MachineKey db{QUuid::createUuid(), QUuid::createUuid()};
    QTemporaryDir folder;
    std::unique_ptr<EventStore> store;
    std::unique_ptr<EventsPage> page;
    QTableView *table = nullptr;
    int number = 0;

    void happen(const MachineKey &machine, int count)
    {
        QList<MachineEvent> events;
        for (int i = 0; i < count; ++i)
            events.append(
                {.timeMs = 1'700'000'000'000 + ++number * 1000, .machine = machine, .type = 2});
        store->append(events);
    }

    QString message() const
    {
        const auto *found = page->findChild<MessagePage *>();
        return found->isVisible() ? found->title() : QString();
    }

private Q_SLOTS:
    void init()
    {
        store = std::make_unique<EventStore>(folder.filePath(QString::number(++number)));
        QSignalSpy loaded(store.get(), &EventStore::loaded);
        QVERIFY(loaded.wait(patience));
        page = std::make_unique<EventsPage>();
        page->setStore(store.get());
        page->setMachine(web, u"web"_s);
        page->resize(700, 300);
        page->show();
        QVERIFY(QTest::qWaitForWindowExposed(page.get()));
        table = page->findChild<QTableView *>();
    }
    void cleanup()
    {
        page.reset();
        store.reset();
    }

    void onlyTheMachinesOwnEventsAreShownAsTheyHappen()
    {
        QCOMPARE(message(), u"Nothing has happened yet"_s);
        happen(web, 3);
        happen(db, 5);
        QCOMPARE(table->model()->rowCount(), 3);
        QVERIFY(message().isEmpty());
        page->setMachine(db, u"db"_s);
        QCOMPARE(table->model()->rowCount(), 5);
        page->setMachine({}, {});
        QCOMPARE(message(), u"No machine selected"_s);
    }

    void theEndIsFollowedUntilTheUserScrollsAway()
    {
        QScrollBar *bar = table->verticalScrollBar();
        happen(web, 100);
        QTRY_VERIFY(bar->maximum() > 0);
        QTRY_COMPARE(bar->value(), bar->maximum());
        const int maximum = bar->maximum();
        happen(web, 100);
        QTRY_VERIFY(bar->maximum() > maximum);
        QCOMPARE(bar->value(), bar->maximum());

        bar->setValue(50);
        happen(web, 100);
        QTRY_VERIFY(bar->maximum() > 3 * 50);
        QCOMPARE(bar->value(), 50);
        bar->setValue(bar->maximum());
        const int before = bar->maximum();
        happen(web, 10);
        QTRY_VERIFY(bar->maximum() > before);
        QCOMPARE(bar->value(), bar->maximum());
    }

    void eventsOfEarlierRunsComeBeforeThoseThatCameMeanwhile()
    {
        const QString place = folder.filePath(u"earlier"_s);
        {
            EventStore earlier(place);
            earlier.append({{.timeMs = 1, .machine = web, .type = 5},
                            {.timeMs = 2, .machine = web, .type = 2}});
        }
        EventStore again(place);
        EventsPage other;
        other.setStore(&again);
        other.setMachine(web, u"web"_s);
        again.append({{.timeMs = 3, .machine = web, .type = 4}});
        const auto *rows = other.findChild<QTableView *>()->model();
        QCOMPARE(rows->rowCount(), 1);
        QSignalSpy loaded(&again, &EventStore::loaded);
        QVERIFY(loaded.wait(patience));
        QCOMPARE(rows->rowCount(), 3);
        for (int row = 0; row < 3; ++row)
            QCOMPARE(rows->index(row, 0).data(EventModel::TimeRole).toInt(), row + 1);
    }

    void aFilterThatHidesEverythingSaysSo()
    {
        happen(web, 3);
        auto *text = page->findChild<QLineEdit *>();
        text->setText(u"booted"_s);
        QCOMPARE(table->model()->rowCount(), 3);
        text->setText(u"no such words"_s);
        QCOMPARE(message(), u"No event matches the filter"_s);
        text->clear();
        QVERIFY(message().isEmpty());
        auto *severity = page->findChild<QComboBox *>();
        severity->setCurrentIndex(2);
        QCOMPARE(message(), u"No event matches the filter"_s);
    }

    void rowsAreCopiedAsText()
    {
        happen(web, 3);
        table->selectRow(1);
        table->setFocus();
        QTest::keyClick(table, Qt::Key_C, Qt::ControlModifier);
        const QStringList cells = QGuiApplication::clipboard()->text().split(u'\t');
        QCOMPARE(cells.size(), 3);
        QVERIFY(QDateTime::fromString(cells[0], Qt::ISODateWithMs).isValid());
        QCOMPARE(cells[1], u"Started: booted"_s);
        QCOMPARE(cells[2], u"Lifecycle"_s);
    }
};

QTEST_MAIN(TestEventsPage)
#include "tst_eventspage.moc"
