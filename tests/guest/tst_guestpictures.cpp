// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/consoles.h"
#include "app/screenshots.h"
#include "console/consolepage.h"
#include "console/displayrecording.h"
#include "console/displayview.h"
#include "console/recordingmark.h"
#include "tests/support/testguest.h"
#include "tests/support/windowuser.h"
#include "views/overview/screenpreview.h"

#include <QClipboard>
#include <QDir>
#include <QFileDialog>
#include <QGuiApplication>
#include <QLineEdit>
#include <QSignalSpy>

using namespace Qt::StringLiterals;

// Pictures and films of a real machine in QEMU.
class TestGuestPictures : public QObject
{
    Q_OBJECT

    PrivateLibvirtd daemon;
    std::unique_ptr<TestGuest> guest;
    WindowUser user;
    QTemporaryDir folder;
    bool failed = false;
    const QString name = u"Guesthouse demo"_s;

    MachineKey key() const
    {
        return user.row(name).data(MachineTreeModel::KeyRole).value<MachineKey>();
    }
    ConsolePage *page() const { return user.window().consoles().existing(key()); }
    bool connectConsole()
    {
        return user.showPage(u"Console"_s)
               && QTest::qWaitFor(
                   [this] {
                       return page() && page()->displayState() == ConsoleState::Connected
                              && !page()->picture().isNull();
                   },
                   patience);
    }
    static int litPixels(const QImage &picture)
    {
        int lit = 0;
        for (int y = 0; y < picture.height(); ++y) {
            for (int x = 0; x < picture.width(); ++x)
                lit += qGray(picture.pixel(x, y)) > 64;
        }
        return lit;
    }
    // The pictures of a film, by GStreamer's own tools.
    QList<QImage> play(const QString &film, const QString &reader)
    {
        const QString target = folder.filePath(u"frames"_s);
        QDir(target).removeRecursively();
        QDir().mkpath(target);
        QProcess player;
        QSignalSpy ended(&player, &QProcess::finished);
        player.start(
            u"/usr/bin/gst-launch-1.0"_s,
            QStringList{u"-q"_s, u"filesrc"_s, u"location="_s + film, u"!"_s} + reader.split(u' ')
                + QStringList{u"!"_s, u"videoconvert"_s, u"!"_s, u"pngenc"_s, u"!"_s,
                              u"multifilesink"_s, u"location="_s + target + u"/%06d.png"_s});
        if (!ended.wait(60'000) || player.exitCode() != 0)
            return {};
        QList<QImage> pictures;
        const auto files = QDir(target).entryList(QDir::Files, QDir::Name);
        for (const QString &file : files)
            pictures.append(QImage(target + u'/' + file));
        return pictures;
    }

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY2(daemon.start(), qPrintable(daemon.errorString()));
        guest = std::make_unique<TestGuest>(daemon);
        QVERIFY2(guest->define(), qPrintable(guest->errorString()));
        QVERIFY2(guest->start(), qPrintable(guest->errorString()));
        user.start({daemon.uri()});
        QVERIFY(QTest::qWaitForWindowExposed(&user.window()));
        QVERIFY(user.select(name));
        QVERIFY(guest->waitFor("GUEST-READY"));
    }
    void init()
    {
        if (failed)
            QFAIL("an earlier test failed");
    }
    void cleanup() { failed |= QTest::currentTestFailed(); }
    void cleanupTestCase()
    {
        QVERIFY(user.quit());
        daemon.quit();
    }

    void theOverviewShowsTheScreenWithoutAConsole()
    {
        QVERIFY(user.showPage(u"Overview"_s));
        const auto *preview = user.window().findChild<ScreenPreview *>();
        QTRY_VERIFY_WITH_TIMEOUT(preview->isVisible() && preview->hasPicture(), patience);
        QVERIFY(!page()); // no second client that would disconnect somebody
    }

    void aScreenshotIsTakenByTheHypervisor()
    {
        QVERIFY(user.choose(u"Screenshot"_s));
        auto *dialog = user.dialog<QFileDialog>();
        QVERIFY(dialog);
        const QString path = folder.filePath(u"closed.png"_s);
        QSignalSpy saved(&user.window().screenshots(), &Screenshots::saved);
        dialog->findChild<QLineEdit *>()->setText(path);
        QVERIFY(QMetaObject::invokeMethod(dialog, "accept"));
        QTRY_COMPARE_WITH_TIMEOUT(saved.size(), 1, patience);
        QVERIFY(!page());
        const QImage shot(path);
        QVERIFY(shot.width() >= 640 && shot.height() >= 400);
        QVERIFY2(litPixels(shot) > 200, qPrintable(QString::number(litPixels(shot))));

        // The console, opened now, shows the same.
        QVERIFY(connectConsole());
        QTRY_COMPARE(page()->picture().size(), shot.size());
    }

    void aRecordingShowsItselfAndIsAFilmOfTheScreen()
    {
        QVERIFY(connectConsole());
        const QString path = folder.filePath(u"film.webm"_s);
        QSignalSpy saved(page(), &ConsolePage::recordingSaved);
        QVERIFY(!page()->recording()->mark()->isVisible());
        page()->recordAction()->trigger();
        auto *dialog = user.dialog<QFileDialog>();
        QVERIFY(dialog);
        dialog->findChild<QLineEdit *>()->setText(path);
        QVERIFY(QMetaObject::invokeMethod(dialog, "accept"));
        QTRY_VERIFY(page()->recording()->mark()->isVisible());
        QCOMPARE(page()->recordAction()->iconText(), u"Stop recording"_s);
        for (const quint16 code : QList<quint16>{18, 46, 35, 24, 57, 2, 3, 4, 28}) // echo 123
            page()->displayView()->sendKeys({code});
        QTRY_VERIFY_WITH_TIMEOUT(page()->recording()->mark()->text() >= u"0:03"_s, patience);
        const QImage shown = page()->picture().copy();
        page()->recordAction()->trigger();
        QTRY_COMPARE_WITH_TIMEOUT(saved.size(), 1, patience);
        QVERIFY(!page()->recording()->mark()->isVisible());
        QCOMPARE(page()->recordAction()->iconText(), u"Record"_s);

        const auto pictures = play(path, u"matroskademux ! vp8dec"_s);
        QVERIFY2(pictures.size() >= 3, qPrintable(QString::number(pictures.size())));
        QCOMPARE(pictures.last().size(), shown.size());
        const int lit = litPixels(pictures.last());
        QVERIFY2(lit > litPixels(shown) / 2 && lit < litPixels(shown) * 2,
                 qPrintable(QString::number(lit)));
        QVERIFY(user.notice().isEmpty());
    }

    // The machine's end is the session's: the film is brought to its own before.
    void aMachineThatStopsLeavesAWholeFilm()
    {
        QVERIFY(connectConsole());
        const QString path = folder.filePath(u"stopped.webm"_s);
        QSignalSpy saved(page(), &ConsolePage::recordingSaved);
        page()->recording()->start(path);
        QTRY_VERIFY_WITH_TIMEOUT(page()->recording()->mark()->text() >= u"0:02"_s, patience);
        QVERIFY(daemon.virsh({u"destroy"_s, guest->name()}).ok());
        QTRY_VERIFY_WITH_TIMEOUT(!page()->recording()->isRecording(), patience);
        QVERIFY(!page()->recording()->mark()->isVisible());
        QTRY_VERIFY(play(path, u"matroskademux ! vp8dec"_s).size() >= 2);
    }

    void aViewerThatIsKilledLeavesAFilmAndSaysSo()
    {
        QVERIFY(guest->start());
        QVERIFY(connectConsole());
        const QString path = folder.filePath(u"killed.webm"_s);
        page()->recording()->start(path);
        QTRY_VERIFY_WITH_TIMEOUT(page()->recording()->mark()->text() >= u"0:03"_s, patience);
        QProcess ps;
        QSignalSpy ended(&ps, &QProcess::finished);
        ps.start(u"/usr/bin/ps"_s, {u"-o"_s, u"pid=,comm="_s, u"--ppid"_s,
                                    QString::number(QCoreApplication::applicationPid())});
        QVERIFY(ended.wait(patience));
        const QList<QByteArray> lines = ps.readAllStandardOutput().split('\n');
        for (const QByteArray &line : lines) {
            if (line.contains("guesthouse-view"))
                ::kill(pid_t(line.simplified().split(' ').first().toLongLong()), SIGKILL);
        }
        QTRY_VERIFY(!page()->recording()->isRecording());
        QVERIFY(!page()->recording()->mark()->isVisible());
        QTRY_VERIFY2(user.notice().contains(u"killed.webm"_s), qPrintable(user.notice()));
        QVERIFY(play(path, u"matroskademux ! vp8dec"_s).size() >= 2);
    }
};

QTEST_MAIN(TestGuestPictures)
#include "tst_guestpictures.moc"
