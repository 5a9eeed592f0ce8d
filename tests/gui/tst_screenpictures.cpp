// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/screenpictures.h"
#include "app/screenshots.h"
#include "models/inventory/thumbnails.h"
#include "tests/support/nodefile.h"
#include "tests/support/privatelibvirtd.h"
#include "tests/support/rpcproxy.h"
#include "tests/support/windowuser.h"
#include "views/overview/machineoverviewpage.h"
#include "views/overview/screenpreview.h"

#include <QClipboard>
#include <QFileDialog>
#include <QGuiApplication>
#include <QLineEdit>
#include <QSettings>
#include <QSignalSpy>

using namespace Qt::StringLiterals;

// Pictures of screens in the window: what is in view is asked for, and nothing else. The test
// driver's machines all show the same 1120 by 832 pixels.
class TestScreenPictures : public QObject
{
    Q_OBJECT

    static constexpr int screenshotCall = 211; // REMOTE_PROC_DOMAIN_SCREENSHOT

    PrivateLibvirtd daemon;
    std::unique_ptr<RpcProxy> proxy;
    std::unique_ptr<WindowUser> user;
    QTemporaryDir folder;

    // 40 machines; 0, 10, 20 and 30 run. Only some rows fit into the window.
    void open(const QVariantMap &preferences = {})
    {
        QSettings stored(user->profile() + u"/guesthouse.ini"_s, QSettings::IniFormat);
        for (auto it = preferences.begin(); it != preferences.end(); ++it)
            stored.setValue(it.key(), it.value());
        stored.sync();
        user->start({daemon.nodeUri(nodeFile(daemon, 40), proxy->socket())});
        user->window().resize(900, 420);
        QVERIFY(QTest::qWaitForWindowExposed(&user->window()));
        QTRY_VERIFY_WITH_TIMEOUT(user->row(u"Machine 30"_s).isValid(), patience);
    }
    int pictures() { return proxy->traffic().byProcedure.value(screenshotCall); }
    bool hasPicture(const QString &name) const
    {
        return user->row(name).data(MachineTreeModel::PictureRole).isValid();
    }

private Q_SLOTS:
    void initTestCase() { QVERIFY2(daemon.start(), qPrintable(daemon.errorString())); }
    void init()
    {
        user = std::make_unique<WindowUser>();
        proxy = std::make_unique<RpcProxy>();
        QVERIFY(proxy->start(daemon.socket()));
    }
    void cleanup()
    {
        QVERIFY(user->quit());
        user.reset();
        proxy.reset();
    }
    void cleanupTestCase() { daemon.quit(); }

    void theListShowsThemWhereTheyAreWantedAndOnlyOfRowsInView()
    {
        open({{u"pictures/seconds"_s, 600}});
        QCOMPARE(pictures(), 0);
        QVERIFY(user->choose(u"Thumbnails"_s));
        QTRY_VERIFY(hasPicture(u"Machine 0"_s));
        const QRect viewport = user->tree()->viewport()->rect();
        QVERIFY(!viewport.intersects(user->tree()->visualRect(user->row(u"Machine 30"_s))));
        QVERIFY(!hasPicture(u"Machine 1"_s)); // is off
        QVERIFY(!hasPicture(u"Machine 30"_s));
        user->tree()->scrollTo(user->row(u"Machine 30"_s), QAbstractItemView::PositionAtCenter);
        QTRY_VERIFY(hasPicture(u"Machine 30"_s));
        QVERIFY(pictures() <= 3); // those that passed on the way

        QVERIFY(user->choose(u"Thumbnails"_s)); // off again, and remembered
        QVERIFY(!user->tree()->thumbnails());
    }

    void aWindowThatIsHiddenAsksForNothing()
    {
        open({{u"pictures/seconds"_s, 1}, {u"pictures/inList"_s, true}});
        QTRY_VERIFY(hasPicture(u"Machine 0"_s));
        // Somebody else's pictures are the clock.
        RpcProxy other;
        QVERIFY(other.start(daemon.socket()));
        Inventory inventory;
        Connection *clock =
            inventory.add({.uri = daemon.nodeUri(nodeFile(daemon, 10), other.socket())});
        clock->open();
        QTRY_VERIFY(!clock->machines().isEmpty());
        Thumbnails metronome(inventory);
        metronome.setInterval(500);
        QObject viewer;
        QUuid running;
        const auto machines = clock->machines();
        for (const Machine &machine : machines) {
            if (machine.isActive())
                running = machine.uuid;
        }
        metronome.setWanted(&viewer, {{clock->id(), {running}}}, {100, 100});
        const auto passes = [&](int times) {
            const int before = other.traffic().byProcedure.value(screenshotCall);
            return QTest::qWaitFor(
                [&] { return other.traffic().byProcedure.value(screenshotCall) >= before + times; },
                30'000);
        };
        user->window().hide();
        QVERIFY(passes(2));
        QVERIFY(proxy->forget());
        QVERIFY(passes(6)); // three seconds, at least
        QCOMPARE(pictures(), 0);
        user->window().show();
        QTRY_VERIFY(pictures() > 0);
    }

    void theOverviewShowsTheScreenAndOpensTheConsole()
    {
        open();
        QVERIFY(user->select(u"Machine 0"_s));
        QVERIFY(user->showPage(u"Overview"_s));
        auto *preview = user->window().findChild<ScreenPreview *>();
        QTRY_VERIFY(preview->isVisible());
        QTRY_VERIFY(preview->hasPicture());
        preview->click();
        QTRY_COMPARE(user->window().machinePages()->currentPage(), MachinePages::Console);

        // A machine that is off has nothing to show, and no room is kept.
        QVERIFY(user->select(u"Machine 1"_s));
        QVERIFY(user->showPage(u"Overview"_s));
        QVERIFY(!preview->isVisible());
    }

    void neverMeansNever()
    {
        open({{u"pictures/seconds"_s, 0}, {u"pictures/inList"_s, true}});
        QVERIFY(user->select(u"Machine 0"_s));
        QVERIFY(user->showPage(u"Overview"_s));
        QVERIFY(!user->window().findChild<ScreenPreview *>()->isVisible());
        QVERIFY(!user->tree()->thumbnails());
        QCOMPARE(pictures(), 0);
    }

    void aScreenshotNeedsNoConsole()
    {
        open();
        QVERIFY(user->select(u"Machine 0"_s));
        QVERIFY(user->choose(u"Screenshot"_s));
        auto *dialog = user->dialog<QFileDialog>();
        QVERIFY(dialog);
        const QString path = folder.filePath(u"one.png"_s);
        QSignalSpy saved(&user->window().screenshots(), &Screenshots::saved);
        dialog->findChild<QLineEdit *>()->setText(path);
        QVERIFY(QMetaObject::invokeMethod(dialog, "accept"));
        QTRY_COMPARE(saved.size(), 1);
        QCOMPARE(saved[0][0].toString(), path);
        QCOMPARE(QImage(path).size(), QSize(1120, 832));
        QCOMPARE(user->outcome(u"Screenshot of “Machine 0”"_s), u"Done"_s);

        QSignalSpy copied(&user->window().screenshots(), &Screenshots::copied);
        QVERIFY(user->choose(u"Copy screenshot"_s));
        QTRY_COMPARE(copied.size(), 1);
        QCOMPARE(QGuiApplication::clipboard()->image().size(), QSize(1120, 832));

        // Of a machine that is off there is none.
        QVERIFY(user->select(u"Machine 1"_s));
        QTRY_VERIFY(!user->command(u"Screenshot"_s)->isEnabled());
    }

    void severalMachinesGoIntoAFolderAndReplaceNothing()
    {
        open();
        const QDir target(folder.filePath(u"shots"_s));
        QVERIFY(QDir().mkpath(target.path()));
        for (int round = 1; round <= 2; ++round) {
            user->tree()->clearSelection();
            for (const QString &name : {u"Machine 0"_s, u"Machine 10"_s, u"Machine 11"_s}) {
                user->tree()->selectionModel()->select(
                    user->row(name), QItemSelectionModel::Select | QItemSelectionModel::Rows);
            }
            QVERIFY(user->choose(u"Screenshot"_s));
            auto *dialog = user->dialog<QFileDialog>();
            QVERIFY(dialog);
            QCOMPARE(dialog->fileMode(), QFileDialog::Directory);
            QSignalSpy saved(&user->window().screenshots(), &Screenshots::saved);
            dialog->findChild<QLineEdit *>()->setText(target.path());
            QVERIFY(QMetaObject::invokeMethod(dialog, "accept"));
            QTRY_COMPARE(saved.size(), 2); // the third is off
            QTRY_VERIFY(user->window().findChildren<QFileDialog *>().isEmpty());
            QCOMPARE(target.entryList(QDir::Files | QDir::Hidden).size(), 2 * round);
        }
        const QStringList names = target.entryList(QDir::Files);
        for (const QString &name : names)
            QVERIFY2(name.startsWith(u"Machine "_s) && name.endsWith(u".png"_s), qPrintable(name));
    }
};

QTEST_MAIN(TestScreenPictures)
#include "tst_screenpictures.moc"
