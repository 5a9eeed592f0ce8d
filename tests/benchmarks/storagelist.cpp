// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later

// guesthouse-storage-benchmark [--check] [volumes]
// The Storage page's browser with a pool of many volumes of a private daemon: how many calls it
// takes until they are listed, how many definitions are read until the rows on screen are
// described, and the longest time that the interface did not answer. With --check it fails when
// the counts are wrong; times are for people.
#include "models/inventory/connection.h"
#include "models/inventory/lane.h"
#include "models/inventory/storage.h"
#include "models/items/volumetreemodel.h"
#include "models/virt/eventloop.h"
#include "tests/support/patience.h"
#include "tests/support/privatelibvirtd.h"
#include "tests/support/rpcproxy.h"
#include "views/storage/storagebrowser.h"
#include "views/storage/volumepanel.h"

#include <QApplication>
#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QListView>
#include <QTimer>
#include <QTreeView>

#include <csignal>
#include <cstdio>

using namespace Qt::StringLiterals;

namespace {

// remote_protocol.x
constexpr int readVolumeXml = 99, listVolumes = 282;
constexpr int wholeListing = 120'000;

// The longest time between two turns of the event loop.
class StallMeter : public QObject
{
public:
    StallMeter()
    {
        connect(&m_timer, &QTimer::timeout, this,
                [this] { m_longest = qMax(m_longest, m_clock.restart()); });
        m_timer.setTimerType(Qt::PreciseTimer);
        m_clock.start();
        m_timer.start(1);
    }
    qint64 take() { return std::exchange(m_longest, 0); }

private:
    QTimer m_timer;
    QElapsedTimer m_clock;
    qint64 m_longest = 0;
};

// Rows of the tree that can be seen, and how many of them show more than a name.
std::pair<int, int> rowsOnScreen(const QTreeView &tree)
{
    int rows = 0, described = 0;
    QModelIndex index = tree.indexAt({1, 1});
    const QRect screen = tree.viewport()->rect();
    for (; index.isValid() && tree.visualRect(index).intersects(screen);
         index = tree.indexBelow(index)) {
        ++rows;
        described +=
            int(!index.siblingAtColumn(VolumeTreeModel::Capacity).data().toString().isEmpty());
    }
    return {rows, described};
}

bool until(const std::function<bool()> &done)
{
    return QTest::qWaitFor(done, wholeListing);
}

int fail(const char *why)
{
    std::fprintf(stderr, "%s\n", why);
    return 1;
}

int measure(int count, bool check)
{
    PrivateLibvirtd daemon;
    if (!daemon.start())
        return fail(qPrintable(daemon.errorString()));
    const QString folder = daemon.folder() + u"/many"_s;
    if (!QDir().mkpath(folder) || !QFile::setPermissions(folder, QFile::Permissions(0x7777)))
        return fail("no folder");
    for (int i = 0; i < count; ++i) {
        QFile file(folder + u"/v%1.img"_s.arg(i, 5, 10, QChar(u'0')));
        if (!file.open(QIODevice::WriteOnly) || !file.resize(512))
            return fail("no file");
    }
    RpcProxy proxy;
    if (!daemon.virsh({u"pool-define-as"_s, u"many"_s, u"dir"_s, u"--target"_s, folder}).ok()
        || !daemon.virsh({u"pool-start"_s, u"many"_s}).ok() || !proxy.start(daemon.socket()))
        return fail("no pool");
    Connection connection(
        ConnectionConfig{.id = QUuid::createUuid(), .uri = daemon.uri(proxy.socket())});
    connection.open();
    if (!until([&] { return !connection.host().driver.isEmpty(); }))
        return fail("no connection");

    StorageBrowser browser(StorageBrowser::Purpose::Manage);
    browser.resize(1200, 800);
    browser.show();
    Storage *storage = connection.storage();
    proxy.forget();
    StallMeter meter;
    QElapsedTimer clock;
    clock.start();
    browser.setStorage(storage, {true, false, true});
    if (!until([&] { return browser.poolList()->model()->rowCount() == 1; }))
        return fail("no pool is shown");
    const QUuid pool = storage->pools().constFirst().uuid;
    browser.selectPool(pool);
    if (!until([&] { return storage->isListed(pool); }))
        return fail("no volumes");
    const qint64 listed = clock.elapsed();
    const RpcTraffic first = proxy.traffic();

    const QTreeView &tree = *browser.volumes()->tree();
    const auto described = [&] {
        const auto [rows, done] = rowsOnScreen(tree);
        return rows > 0 && rows == done;
    };
    if (!until(described))
        return fail("the rows on screen are not described");
    const qint64 shown = clock.elapsed();
    const RpcTraffic second = proxy.traffic();
    const int onScreen = rowsOnScreen(tree).first;
    const int reads = second.byProcedure.value(readVolumeXml);
    const int lists = first.byProcedure.value(listVolumes);
    const qint64 stall = meter.take();

    // To the other end: what is on screen there is read before the thousands between.
    browser.volumes()->tree()->scrollToBottom();
    if (!until(described))
        return fail("the last rows are not described");
    const int readsAtEnd = proxy.traffic().byProcedure.value(readVolumeXml) - reads;
    const qint64 stallAtEnd = meter.take();

    int calls = 0;
    for (const int each : first.byProcedure)
        calls += each;
    std::printf("%d volumes, %d rows on screen\n", count, onScreen);
    std::printf("calls until listed:                       %d (%d of them a list of volumes)\n",
                calls, lists);
    std::printf("XML reads until the screen is described:  %d\n", reads);
    std::printf("XML reads more after a jump to the end:   %d\n", readsAtEnd);
    std::printf("listed after %lld ms, described after %lld ms\n", static_cast<long long>(listed),
                static_cast<long long>(shown));
    std::printf("longest stall: %lld ms, after the jump %lld ms\n", static_cast<long long>(stall),
                static_cast<long long>(stallAtEnd));
    browser.setStorage(nullptr, {});
    // However many there are: one list for the view and one for who uses them, and what is on screen
    // before the rest.
    constexpr int most = 60;
    if (check && (calls > most || lists > 2 || reads >= count || readsAtEnd >= count))
        return fail("the counts are wrong");
    return 0;
}

} // namespace

int main(int argc, char *argv[])
{
    std::signal(SIGPIPE, SIG_IGN);
    const QApplication application(argc, argv);
    QStringList arguments = QCoreApplication::arguments().mid(1);
    const bool check = arguments.removeAll(u"--check"_s) > 0;
    const int count = arguments.value(0, check ? u"2000"_s : u"10000"_s).toInt();
    const EventLoop eventLoop;
    const int status = measure(qBound(1, count, 100'000), check);
    return waitForWorkers(30'000) ? status : fail("a worker hangs");
}
