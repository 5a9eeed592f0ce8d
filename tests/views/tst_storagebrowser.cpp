// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/items/poollistmodel.h"
#include "tests/support/patience.h"
#include "views/basic/messagepage.h"
#include "views/storage/pooldelegate.h"
#include "views/storage/storagebrowser.h"
#include "views/storage/volumepanel.h"

#include <QAction>
#include <QImage>
#include <QListView>
#include <QMenu>
#include <QPainter>
#include <QSignalSpy>

using namespace Qt::StringLiterals;
using enum StorageAction;

namespace {

constexpr StorageAccess open{.usable = true, .readOnly = false};
constexpr quint64 gib = 1024ULL * 1024 * 1024;

StoragePool pool(PoolState state = PoolState::Running)
{
    StoragePool made;
    made.uuid = QUuid(u"0c3f2b52-3ad2-4a1e-8a4f-d5a0b0b1c2d3"_s);
    made.name = u"default"_s;
    made.type = u"dir"_s;
    made.state = state;
    made.targetPath = u"/srv/images"_s;
    return made;
}

StorageVolume volume(const QString &name)
{
    StorageVolume made;
    made.pool = pool().uuid;
    made.name = name;
    made.path = u"/srv/images/"_s + name;
    made.type = VolumeType::File;
    made.format = u"qcow2"_s;
    made.described = true;
    return made;
}

} // namespace

class TestStorageBrowser : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyCommandSaysWhyItIsNotPossible()
    {
        StorageCommandSet commands;
        for (int i = 0; i <= int(VolumeDetails); ++i) {
            const QAction *action = commands.action(StorageAction(i));
            QVERIFY2(!action->isEnabled(), qPrintable(action->text()));
            QVERIFY2(action->toolTip().contains(u"."_s), qPrintable(action->text()));
        }
    }

    void whatIsPossibleFollowsThePool()
    {
        const StorageSelection running{pool()}, stopped{pool(PoolState::Stopped)};
        QVERIFY(whyNot(NewPool, {}, open).isEmpty());
        QVERIFY(!whyNot(NewVolume, {}, open).isEmpty());
        for (const StorageAction action : {StopPool, RefreshPool, NewVolume, UploadVolume})
            QVERIFY(whyNot(action, running, open).isEmpty());
        for (const StorageAction action : {StartPool, RenamePool, DeletePool}) {
            QVERIFY(!whyNot(action, running, open).isEmpty());
            QVERIFY(whyNot(action, stopped, open).isEmpty());
        }
        QVERIFY(!whyNot(NewVolume, stopped, open).isEmpty());
    }

    void whatIsPossibleFollowsTheVolumes()
    {
        const StorageSelection none{pool()}, one{pool(), {volume(u"a"_s)}},
            two{pool(), {volume(u"a"_s), volume(u"b"_s)}};
        for (const StorageAction action :
             {DownloadVolumes, CloneVolume, ResizeVolume, WipeVolume, DeleteVolumes, NewOverlay}) {
            QVERIFY(!whyNot(action, none, open).isEmpty());
            QVERIFY2(whyNot(action, one, open).isEmpty(), qPrintable(whyNot(action, one, open)));
        }
        for (const StorageAction action : {DownloadVolumes, DeleteVolumes, CopyPath})
            QVERIFY(whyNot(action, two, open).isEmpty());
        for (const StorageAction action : {CloneVolume, ResizeVolume, WipeVolume, VolumeDetails})
            QVERIFY(whyNot(action, two, open).contains(u"one volume at a time"_s));
    }

    void aReadOnlyConnectionLooksOnly()
    {
        const StorageAccess readOnly{.usable = true, .readOnly = true};
        const StorageSelection selected{pool(), {volume(u"a"_s)}};
        for (int i = 0; i <= int(VolumeDetails); ++i) {
            const auto action = StorageAction(i);
            const bool looks = action == CopyPath || action == VolumeDetails;
            QCOMPARE(whyNot(action, selected, readOnly).isEmpty(), looks || action == ShowSecrets);
            QCOMPARE(whyNot(action, selected, {.usable = false}).isEmpty(), looks);
        }
    }

    void startAndStopTakeTurns()
    {
        StorageCommandSet commands;
        commands.setSelection({pool()}, open);
        QVERIFY(commands.action(StopPool)->isVisible());
        QVERIFY(!commands.action(StartPool)->isVisible());
        commands.setSelection({pool(PoolState::Stopped)}, open);
        QVERIFY(!commands.action(StopPool)->isVisible());
        QVERIFY(commands.action(StartPool)->isVisible());
    }

    void menusHaveEveryCommandOnce()
    {
        const StorageCommandSet commands;
        QMenu pools, volumes;
        commands.fillPoolMenu(&pools);
        commands.fillVolumeMenu(&volumes);
        QSet<QAction *> seen;
        for (const QMenu *menu : {&pools, &volumes}) {
            QSet<QAction *> own;
            for (QAction *action : menu->actions()) {
                QVERIFY(!own.contains(action));
                own.insert(action);
            }
            seen |= own;
        }
        for (int i = 0; i <= int(VolumeDetails); ++i)
            QVERIFY(seen.contains(commands.action(StorageAction(i))));
    }

    void withoutAHostThePageSaysSo()
    {
        StorageBrowser browser(StorageBrowser::Purpose::Manage);
        browser.show();
        browser.setStorage(nullptr, {});
        QCOMPARE(browser.findChild<MessagePage *>()->title(), u"The storage is not known"_s);
        QVERIFY(!browser.selection().pool);
        const QByteArray state = browser.saveState();
        browser.restoreState(state);
        browser.restoreState("rubbish");
    }

    void theBarShowsHowFullAPoolIs()
    {
        PoolListModel model;
        StoragePool full = pool();
        full.capacity = 100 * gib;
        full.available = 10 * gib;
        QListView view;
        view.setModel(&model);
        view.setItemDelegate(new PoolDelegate(&view));
        view.resize(400, 200);
        const auto filled = [&](quint64 available) {
            full.available = available;
            model.upsert({full});
            const QImage image = view.grab().toImage();
            const QRgb bar = view.palette().color(QPalette::Highlight).rgb();
            int pixels = 0;
            for (int y = 0; y < image.height(); ++y)
                for (int x = 0; x < image.width(); ++x)
                    pixels += image.pixel(x, y) == bar;
            return pixels;
        };
        const int nothing = filled(100 * gib), half = filled(50 * gib), most = filled(5 * gib);
        QCOMPARE(nothing, 0);
        QVERIFY(half > 100);
        QVERIFY(most > half * 3 / 2);
    }
};

QTEST_MAIN(TestStorageBrowser)
#include "tst_storagebrowser.moc"
