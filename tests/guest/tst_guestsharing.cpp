// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/consoles.h"
#include "console/consolepage.h"
#include "console/displayview.h"
#include "console/sharing/consolesharing.h"
#include "tests/support/desktopguest.h"
#include "tests/support/windowuser.h"

#include <QCryptographicHash>
#include <QFile>
#include <QMenu>
#include <QMimeData>
#include <QRandomGenerator>
#include <QSignalSpy>
#include <QTemporaryDir>

using namespace Qt::StringLiterals;

// What a console hands to a real guest with the SPICE agent: files, a folder, an image as a USB CD.
// What arrived is read in the guest, by commands that no console carries.
class TestGuestSharing : public QObject
{
    Q_OBJECT

    PrivateLibvirtd daemon;
    std::unique_ptr<DesktopGuest> guest;
    WindowUser user;
    QTemporaryDir files;
    bool failed = false;
    const QString name = u"Sharing"_s;

    ConsolePage *page() const
    {
        return user.window().consoles().existing(
            user.row(name).data(MachineTreeModel::KeyRole).value<MachineKey>());
    }
    ConsoleSharing &sharing() const { return page()->sharing(); }
    QAction *action(const QString &text) const
    {
        const QList<QAction *> actions = sharing().menu()->actions();
        for (QAction *action : actions) {
            if (action->iconText() == text)
                return action;
        }
        return nullptr;
    }
    QString makeFile(const QString &called, const QByteArray &content) const
    {
        QFile file(files.filePath(called));
        if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
            return {};
        return file.fileName();
    }
    static QByteArray noise(int words)
    {
        QByteArray bytes(words * 4, Qt::Uninitialized);
        QRandomGenerator(4711).fillRange(reinterpret_cast<quint32 *>(bytes.data()), words);
        return bytes;
    }
    // A command in the guest until it succeeds; its output.
    QByteArray eventually(const QByteArray &command) const
    {
        DesktopGuest::Answer answer;
        const bool done = QTest::qWaitFor(
            [&] {
                answer = guest->run(command);
                return answer.status == 0;
            },
            patience);
        return done ? answer.output : "NOT: " + answer.output;
    }

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY2(daemon.start(), qPrintable(daemon.errorString()));
        guest = std::make_unique<DesktopGuest>(
            daemon, name, GuestOptions{.folderChannel = true, .usbRedirections = 2});
        QVERIFY2(guest->define(), qPrintable(guest->errorString()));
        QVERIFY2(guest->start(), qPrintable(guest->errorString()));
        user.start({daemon.uri()});
        QVERIFY(QTest::qWaitForWindowExposed(&user.window()));
        QVERIFY(user.select(name));
        QVERIFY(user.showPage(u"Console"_s));
        QTRY_VERIFY(page());
        QTRY_COMPARE_WITH_TIMEOUT(page()->displayState(), ConsoleState::Connected, patience);
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

    void beforeTheAgentIsThereCopyingSaysWhatIsMissing()
    {
        QVERIFY(!action(u"Copy files into the machine"_s)->isEnabled());
        QVERIFY(action(u"Copy files into the machine"_s)->toolTip().contains(u"spice-vdagent"_s));
        QVERIFY(guest->waitForDesktop());
        QVERIFY(guest->waitForAgent());
        QTRY_VERIFY_WITH_TIMEOUT(action(u"Copy files into the machine"_s)->isEnabled(), patience);
    }

    void aFileArrivesAsItWas()
    {
        const QByteArray content = noise(3 * 1024 * 256);
        const QString path = makeFile(u"three megabytes.bin"_s, content);
        sharing().files().copy({QUrl::fromLocalFile(path)});
        const QString task = u"Copy “three megabytes.bin” into “Sharing”"_s;
        QTRY_COMPARE_WITH_TIMEOUT(user.outcome(task), u"Done"_s, patience);
        const QByteArray hash =
            QCryptographicHash::hash(content, QCryptographicHash::Sha256).toHex();
        QVERIFY(eventually("sha256sum '/root/Downloads/three megabytes.bin'").startsWith(hash));
    }

    void filesThatAreDroppedOntoTheScreenArrive()
    {
        QMimeData data;
        data.setUrls({QUrl::fromLocalFile(makeFile(u"one"_s, "1")),
                      QUrl::fromLocalFile(makeFile(u"empty"_s, {})),
                      QUrl::fromLocalFile(makeFile(u"two"_s, "22"))});
        DisplayView *view = page()->displayView();
        QDragEnterEvent enter(view->rect().center(), Qt::CopyAction, &data, Qt::LeftButton, {});
        QCoreApplication::sendEvent(view, &enter);
        QVERIFY(enter.isAccepted());
        QDropEvent drop(view->rect().center(), Qt::CopyAction, &data, Qt::LeftButton, {});
        QCoreApplication::sendEvent(view, &drop);
        QTRY_COMPARE_WITH_TIMEOUT(user.outcome(u"Copy 3 files into “Sharing”"_s), u"Done"_s,
                                  patience);
        QCOMPARE(eventually("cd /root/Downloads && wc -c one two empty | head -3 | tr -s ' '"),
                 QByteArray(" 1 one\n 2 two\n 0 empty"));
    }

    void aCopyThatIsCanceledHalfWayEndsAndLeavesTheNextAlone()
    {
        const QString path = makeFile(u"large"_s, noise(64 * 1024 * 256));
        sharing().files().copy({QUrl::fromLocalFile(path)});
        const auto isHalfWay = [this] {
            const auto progress = sharing().files().progress();
            return progress.isActive() && progress.done > progress.total / 20;
        };
        QTRY_VERIFY_WITH_TIMEOUT(isHalfWay(), patience);
        QVERIFY(user.chooseInTask(u"Copy “large” into “Sharing”"_s));
        QTRY_COMPARE_WITH_TIMEOUT(user.outcome(u"Copy “large” into “Sharing”"_s), u"Canceled"_s,
                                  patience);
        QCOMPARE(user.notice(), QString());
        sharing().files().copy({QUrl::fromLocalFile(makeFile(u"after"_s, "ok"))});
        QTRY_COMPARE_WITH_TIMEOUT(user.outcome(u"Copy “after” into “Sharing”"_s), u"Done"_s,
                                  patience);
        QCOMPARE(eventually("cat /root/Downloads/after"), QByteArray("ok"));
    }

    void aFileThatIsCutShortMeanwhileIsReported()
    {
        const QString path = makeFile(u"shrinks"_s, noise(64 * 1024 * 256));
        sharing().files().copy({QUrl::fromLocalFile(path)});
        QTRY_VERIFY_WITH_TIMEOUT(sharing().files().progress().done > 0, patience);
        QVERIFY(QFile::resize(path, 1000));
        QTRY_VERIFY_WITH_TIMEOUT(
            user.outcome(u"Copy “shrinks” into “Sharing”"_s).contains(u"could not be copied"_s),
            patience);
        QTRY_VERIFY2(user.notice().contains(u"could not be copied"_s), qPrintable(user.notice()));
    }

    void aSharedFolderIsReadInTheGuestAndNotWritten()
    {
        QVERIFY(QDir(files.path()).mkdir(u"shared"_s));
        makeFile(u"shared/hello.txt"_s, "hello guest");
        QVERIFY(!sharing().folderSign()->isVisible());
        sharing().folder().share({files.filePath(u"shared"_s), true, false});
        QTRY_VERIFY_WITH_TIMEOUT(sharing().folder().isReady(), patience);
        QVERIFY(sharing().folderSign()->isVisible());
        QCOMPARE(eventually("wget -q -O - http://127.0.0.1:9843/hello.txt"),
                 QByteArray("hello guest"));
        const DesktopGuest::Answer put = guest->run(putCommand("new.txt"));
        QVERIFY2(put.output.contains(" 4"), put.output.constData()); // 403, 405: anything but 2xx
        QVERIFY(!QFile::exists(files.filePath(u"shared/new.txt"_s)));
    }

    void aWritableFolderTakesAFile()
    {
        sharing().folder().share({files.filePath(u"shared"_s), false, false});
        QTRY_VERIFY_WITH_TIMEOUT(sharing().folder().isReady(), patience);
        const DesktopGuest::Answer put = guest->run(putCommand("new.txt"));
        QVERIFY2(put.output.contains(" 20"), put.output.constData()); // 201 Created
        QTRY_VERIFY(QFile::exists(files.filePath(u"shared/new.txt"_s)));
    }

    void aFolderThatIsNoLongerSharedIsGoneAndComesBack()
    {
        sharing().folder().stop();
        QTRY_VERIFY(!sharing().folderSign()->isVisible());
        QVERIFY(guest->run("wget -q -O - http://127.0.0.1:9843/hello.txt").status != 0);
        sharing().folder().share({files.filePath(u"shared"_s), true, false});
        QCOMPARE(eventually("wget -q -O - http://127.0.0.1:9843/hello.txt"),
                 QByteArray("hello guest"));
        sharing().folder().stop();
    }

    void anImageBecomesACdInTheGuest()
    {
        // Two sectors of 2048 bytes more than the smallest that a drive takes.
        QByteArray image = noise(512 * 1024 / 4);
        image.replace(0, 16, "GUESTHOUSE-IMAGE");
        QVERIFY(action(u"Insert CD image"_s)->isEnabled());
        sharing().usb().insertCd(makeFile(u"image.iso"_s, image));
        const UsbDevicesModel &model = sharing().usb().model();
        const auto isInserted = [&] { return model.inUse() == 1; };
        QTRY_VERIFY_WITH_TIMEOUT(isInserted(), patience);
        QVERIFY(model.index(0).data().toString().contains(u"image.iso"_s));
        QCOMPARE(model.index(0).data(Qt::CheckStateRole).toInt(), int(Qt::Checked));
        const QByteArray read = eventually("test -b /dev/sr0 && sha256sum /dev/sr0");
        QVERIFY2(
            read.startsWith(QCryptographicHash::hash(image, QCryptographicHash::Sha256).toHex()),
            read.constData());
    }

    void aSecondImageTakesTheSecondChannelAndAThirdIsRefusedInWords()
    {
        const UsbDevicesModel &model = sharing().usb().model();
        sharing().usb().insertCd(makeFile(u"second.iso"_s, noise(512 * 1024 / 4)));
        QTRY_COMPARE_WITH_TIMEOUT(model.inUse(), 2, patience);
        QVERIFY(sharing().usb().channelsText().contains(u"2 of 2"_s));
        const QSignalSpy failure(&sharing(), &ConsoleSharing::failed);
        sharing().usb().insertCd(makeFile(u"third.iso"_s, noise(512 * 1024 / 4)));
        QTRY_VERIFY_WITH_TIMEOUT(!failure.isEmpty(), patience);
        QCOMPARE(model.inUse(), 2);
    }

    void imagesThatAreRemovedLeaveTheGuest()
    {
        sharing().usb().ejectCds();
        QTRY_COMPARE_WITH_TIMEOUT(sharing().usb().model().rowCount(), 0, patience);
        QVERIFY(!eventually("test ! -e /dev/sr0 || ! head -c 1 /dev/sr0").startsWith("NOT"));
    }

    void theMachineSurvivesAllOfIt()
    {
        QCOMPARE(guest->state(), u"running"_s);
        QCOMPARE(page()->displayState(), ConsoleState::Connected);
    }

private:
    // The answer's first line. The line stays open for writing until the answer is there: the
    // guest's end of the folder gives up a connection of which one half is closed.
    static QByteArray putCommand(const QByteArray &file)
    {
        return "(cd /tmp && rm -f put reply && mkfifo put reply && "
               "{ nc 127.0.0.1 9843 < put > reply & } && exec 4> put && "
               "printf 'PUT /"
               + file
               + " HTTP/1.1\\r\\nHost: x\\r\\nContent-Length: 5\\r\\n\\r\\nhello' >&4; "
                 "head -1 reply; kill $!)";
    }
};

QTEST_MAIN(TestGuestSharing)
#include "tst_guestsharing.moc"
