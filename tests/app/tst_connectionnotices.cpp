// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/connectionnotices.h"
#include "app/reporter.h"
#include "models/inventory/connection.h"
#include "models/inventory/lane.h"
#include "models/virt/eventloop.h"
#include "tests/support/patience.h"

#include <QSignalSpy>

#include <memory>

using namespace Qt::StringLiterals;

namespace {

class Listener : public Reporter
{
public:
    void show(const Error &error, const QString &source) override
    {
        shown.append(error);
        sources.append(source);
    }
    void settle(const QString &source) override { settled.append(source); }

    QList<Error> shown;
    QStringList sources, settled;
};

} // namespace

class TestConnectionNotices : public QObject
{
    Q_OBJECT

    std::unique_ptr<EventLoop> eventLoop;

private Q_SLOTS:
    void initTestCase() { eventLoop = std::make_unique<EventLoop>(); }

    void cleanupTestCase()
    {
        QVERIFY(waitForWorkers(15'000));
        eventLoop.reset();
    }

    void aRetryThatFailsInTheSameWayIsNoNews()
    {
        Listener listener;
        ConnectionNotices notices(listener);
        Connection connection({.id = QUuid::createUuid(),
                               .uri = u"qemu:///system?socket=/nonexistent/libvirt-sock"_s});
        int failures = 0;
        connect(&connection, &Connection::statusChanged, &connection, [&] {
            failures += connection.status().state == ConnectionState::Failed;
            notices.tell(connection);
        });
        connection.open();
        QTRY_VERIFY_WITH_TIMEOUT(failures >= 2, 20'000); // retried by itself
        QCOMPARE(listener.shown.size(), 1);
        QCOMPARE(listener.sources.first(), connection.id().toString());
        QVERIFY(listener.shown.first().detail.contains(u"/nonexistent/libvirt-sock"));
        QVERIFY(!listener.shown.first().advice.isEmpty());

        connection.close();
        QCOMPARE(listener.settled, QStringList{connection.id().toString()});
    }

    void aHostThatConnectsHasNothingToTell()
    {
        Listener listener;
        ConnectionNotices notices(listener);
        Connection connection({.id = QUuid::createUuid(), .uri = u"test:///default"_s});
        connect(&connection, &Connection::statusChanged, &connection,
                [&] { notices.tell(connection); });
        connection.open();
        QTRY_COMPARE(connection.status().state, ConnectionState::Connected);
        QVERIFY(listener.shown.isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestConnectionNotices)
#include "tst_connectionnotices.moc"
