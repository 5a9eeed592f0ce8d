// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/consolepage.h"
#include "console/displayview.h"
#include "console/viewerdisplay.h"
#include "console/viewerprocess.h"
#include "models/core/async.h"
#include "tests/support/patience.h"
#include "views/basic/messagepage.h"

#include <QAction>
#include <QFile>
#include <QLineEdit>
#include <QMenu>
#include <QProcess>
#include <QPushButton>
#include <QSignalSpy>
#include <QSocketNotifier>
#include <QStandardPaths>
#include <QTemporaryDir>

#include <csignal>
#include <linux/input-event-codes.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

// A guest of one sector: it shows each key it is given on the screen, and sends it to the serial
// port.
static QByteArray bootSector()
{
    QByteArray code = QByteArray::fromHex("31c08ed8"     // ds = 0
                                          "b84b0ecd10"   // show 'K'
                                          "30e4cd16"     // wait for a key
                                          "50b40ecd1058" // show it
                                          "baf803ee"     // send it
                                          "ebf0");
    code.append(QByteArray(510 - code.size(), '\0'));
    return code + QByteArray::fromHex("55aa");
}

// QEMU by itself, in emulation, with a SPICE server on a socket.
class Qemu
{
public:
    explicit Qemu(const QStringList &more = {}, const QString &spice = u"disable-ticketing=on"_s)
    {
        QFile disk(m_folder.filePath(u"disk"_s));
        if (disk.open(QIODevice::WriteOnly))
            disk.write(bootSector());
        disk.close();
        start(more, spice);
    }
    ~Qemu() { stop(); }

    void start(const QStringList &more = {}, const QString &spice = u"disable-ticketing=on"_s)
    {
        QFile::remove(socket());
        m_process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        m_process.start(u"qemu-system-x86_64"_s,
                        QStringList{u"-machine"_s, u"pc,accel=tcg"_s, u"-m"_s, u"32"_s, u"-nic"_s,
                                    u"none"_s, u"-nodefaults"_s, u"-vga"_s, u"std"_s, u"-display"_s,
                                    u"none"_s, u"-drive"_s,
                                    u"format=raw,file="_s + m_folder.filePath(u"disk"_s),
                                    u"-serial"_s, u"file:"_s + m_folder.filePath(u"serial"_s),
                                    u"-spice"_s, u"unix=on,addr=%1,%2"_s.arg(socket(), spice)}
                            + more);
    }
    void stop()
    {
        m_process.kill();
        m_process.waitForFinished();
    }
    bool isListening() const { return QFile::exists(socket()); }
    QString socket() const { return m_folder.filePath(u"spice"_s); }
    QByteArray serial() const
    {
        QFile file(m_folder.filePath(u"serial"_s));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

private:
    QTemporaryDir m_folder;
    QProcess m_process;
};

static ConsoleTarget target(const QString &socket, bool handIn = false)
{
    ConsoleTarget result;
    result.key.uuid = QUuid(u"{11111111-2222-3333-4444-555555555555}"_s);
    result.local = true;
    Graphics graphics;
    graphics.type = u"spice"_s;
    graphics.listenType = u"socket"_s;
    graphics.socketPath = handIn ? QString() : socket;
    result.graphics = {graphics};
    result.allowFd = handIn;
    result.openChannel = [socket](int, bool) {
        const FileDescriptor connection(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0));
        sockaddr_un address{};
        address.sun_family = AF_UNIX;
        qstrncpy(address.sun_path, QFile::encodeName(socket).constData(), sizeof address.sun_path);
        if (connect(connection.get(), reinterpret_cast<sockaddr *>(&address), sizeof address) != 0)
            return readyFuture(
                Result<FileDescriptor>(tl::unexpected(Error{.detail = u"no way in"_s})));
        return readyFuture(Result<FileDescriptor>(connection));
    };
    return result;
}

static int litPixels(const QImage &image)
{
    int count = 0;
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x)
            count += (image.pixel(x, y) & 0xffffffu) != 0;
    }
    return count;
}

// The viewer processes that are ours.
static QList<qint64> viewers()
{
    QProcess ps;
    ps.start(u"ps"_s, {u"-o"_s, u"pid=,comm="_s, u"--ppid"_s,
                       QString::number(QCoreApplication::applicationPid())});
    ps.waitForFinished();
    QList<qint64> result;
    const QList<QByteArray> lines = ps.readAllStandardOutput().split('\n');
    for (const QByteArray &line : lines) {
        if (line.contains("guesthouse-view"))
            result.append(line.simplified().split(' ').first().toLongLong());
    }
    return result;
}

class TestConsole : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        if (QStandardPaths::findExecutable(u"qemu-system-x86_64"_s).isEmpty())
            QSKIP("qemu-system-x86_64 is not installed");
        if (!qEnvironmentVariableIsSet("GUESTHOUSE_VIEWER"))
            qputenv("GUESTHOUSE_VIEWER", QFile::encodeName(QCoreApplication::applicationDirPath()
                                                           + u"/../app/guesthouse-viewer"_s));
    }

    void thePictureComesAndKeysReachTheMachine()
    {
        const Qemu qemu;
        Page page(qemu);
        QTRY_COMPARE_WITH_TIMEOUT(page->displayState(), ConsoleState::Connected, patience);
        QTRY_VERIFY_WITH_TIMEOUT(litPixels(page->displayView()->image()) > 500, patience);
        QTRY_VERIFY(page->displayStateText().contains(u"by"_s));
        QCOMPARE(page->displayView()->accessibleDescription(), page->displayStateText());
        QCOMPARE(page->displayView()->accessibleName(), u"Display of web"_s);
        QVERIFY(page->screenshotAction()->isEnabled());

        // The firmware may still be looking for what to start: keys until the guest answers.
        const QImage before = page->displayView()->image();
        auto typed = [&page, &qemu, polls = 0]() mutable {
            if (polls++ % 10)
                return qemu.serial().contains("hi");
            page->displayView()->pressKey(KEY_H);
            page->displayView()->releaseKey(KEY_H);
            page->displayView()->pressKey(KEY_I);
            page->displayView()->releaseKey(KEY_I);
            return qemu.serial().contains("hi");
        };
        QTRY_VERIFY_WITH_TIMEOUT(typed(), patience);
        QTRY_VERIFY(page->displayView()->image() != before);
    }

    void socketsThatAreHandedInWork()
    {
        const Qemu qemu;
        Page page(qemu, true);
        QTRY_COMPARE_WITH_TIMEOUT(page->displayState(), ConsoleState::Connected, patience);
        QTRY_VERIFY_WITH_TIMEOUT(litPixels(page->displayView()->image()) > 500, patience);
    }

    void keysOverANetworkArriveInOrder()
    {
        const Qemu qemu;
        QTRY_VERIFY_WITH_TIMEOUT(qemu.isListening(), patience);
        ViewerProcess viewer;
        const QSignalSpy opened(&viewer, &ViewerProcess::opened);
        ViewerDisplay &display = *viewer.display();
        connect(&display, &ViewerDisplay::pictureReplaced, &display, &ViewerDisplay::seen);
        connect(&display, &ViewerDisplay::damaged, &display, &ViewerDisplay::seen);
        Wire::Open where;
        where.path = qemu.socket();
        where.local = false;
        viewer.start(ViewerProcess::program(), where);
        QTRY_COMPARE_WITH_TIMEOUT(opened.size(), 1, patience);
        QTRY_VERIFY_WITH_TIMEOUT(!display.picture().isNull(), patience);
        // One after the other, overlapping.
        auto typed = [&display, &qemu, polls = 0]() mutable {
            if (polls++
                % 10) // a keyboard's buffer holds 16 bytes, and a busy guest empties it late
                return qemu.serial().contains("aBc");
            display.sendKey(KEY_A, true);
            display.sendKey(KEY_A, false);
            display.sendKey(KEY_LEFTSHIFT, true);
            display.sendKey(KEY_B, true);
            display.sendKey(KEY_LEFTSHIFT, false);
            display.sendKey(KEY_B, false);
            display.sendKey(KEY_C, true);
            display.sendKey(KEY_C, false);
            return qemu.serial().contains("aBc");
        };
        QTRY_VERIFY_WITH_TIMEOUT(typed(), patience);
        display.sendKey(KEY_Z, true);
        QTRY_VERIFY_WITH_TIMEOUT(qemu.serial().contains("z"), patience); // without its release
    }

    void itConnectsOnlyWhileSomebodyLooks()
    {
        const Qemu qemu;
        QTRY_VERIFY_WITH_TIMEOUT(qemu.isListening(), patience);
        ConsolePage page;
        const QSignalSpy wanted(&page, &ConsolePage::targetWanted);
        page.setMachine(u"web"_s, MachineState::Running, false);
        page.setTarget(target(qemu.socket()));
        QCOMPARE(page.displayState(), ConsoleState::Idle);
        QTRY_VERIFY(viewers().isEmpty());
        page.setActive(true);
        QCOMPARE(page.displayState(), ConsoleState::Connecting);
        QTRY_COMPARE_WITH_TIMEOUT(page.displayState(), ConsoleState::Connected, patience);
        page.setActive(false);
        QCOMPARE(page.displayState(), ConsoleState::Connected); // and stays so
        QCOMPARE(wanted.size(), 0);                             // it was told before it asked
    }

    void aViewerThatDiesIsSaidAndReplaced()
    {
        const Qemu qemu;
        Page page(qemu);
        QTRY_VERIFY_WITH_TIMEOUT(litPixels(page->displayView()->image()) > 500, patience);
        QTRY_COMPARE(viewers().size(), 1);
        ::kill(pid_t(viewers().first()), SIGKILL);
        QTRY_COMPARE(page->displayState(), ConsoleState::Crashed);
        QVERIFY(page.message()->text().contains(u"not affected"_s));
        QVERIFY(page.message()->isVisible());
        QPushButton *again = page.message()->findChild<QPushButton *>();
        QVERIFY(again && again->accessibleName() == u"Reconnect"_s);
        QVERIFY(!page->screenshotAction()->isEnabled());
        again->click();
        QTRY_COMPARE_WITH_TIMEOUT(page->displayState(), ConsoleState::Connected, patience);
        QTRY_VERIFY_WITH_TIMEOUT(litPixels(page->displayView()->image()) > 500, patience);
    }

    void aMachineThatStopsAndStartsIsShownAgain()
    {
        Qemu qemu;
        Page page(qemu);
        QAction start(u"Start"_s);
        page->setStartAction(&start);
        QTRY_COMPARE_WITH_TIMEOUT(page->displayState(), ConsoleState::Connected, patience);
        qemu.stop();
        page->setMachine(u"web"_s, MachineState::Off, false);
        QTRY_COMPARE(page->displayState(), ConsoleState::Off);
        QVERIFY(page.message()->isVisible());
        QVERIFY(page.message()->text().contains(u"web"_s));
        QCOMPARE(page.message()->findChild<QPushButton *>()->accessibleName(), u"Start"_s);
        QTRY_VERIFY(viewers().isEmpty());

        qemu.start();
        QTRY_VERIFY_WITH_TIMEOUT(qemu.isListening(), patience);
        page->setMachine(u"web"_s, MachineState::Running, false);
        QTRY_COMPARE_WITH_TIMEOUT(page->displayState(), ConsoleState::Connected, patience);
    }

    void aDisplayThatClosesIsNotConnectedBlindly()
    {
        Qemu qemu;
        Page page(qemu);
        QTRY_COMPARE_WITH_TIMEOUT(page->displayState(), ConsoleState::Connected, patience);
        qemu.stop();
        const int asked = page.asked;
        QTRY_COMPARE(page->displayState(), ConsoleState::Closed);
        QCOMPARE(page.asked, asked);
        // a start that was so short that nobody saw it off
        qemu.start();
        QTRY_VERIFY_WITH_TIMEOUT(qemu.isListening(), patience);
        page->noteStarted();
        QTRY_COMPARE_WITH_TIMEOUT(page->displayState(), ConsoleState::Connected, patience);
    }

    void aSecondClientIsNotFought()
    {
        const Qemu qemu;
        Page first(qemu);
        QTRY_COMPARE_WITH_TIMEOUT(first->displayState(), ConsoleState::Connected, patience);
        Page second(qemu);
        QTRY_COMPARE_WITH_TIMEOUT(second->displayState(), ConsoleState::Connected, patience);
        QTRY_COMPARE_WITH_TIMEOUT(first->displayState(), ConsoleState::Closed, patience);
        QVERIFY(first.message()->text().contains(u"Another program"_s));
        QCOMPARE(second->displayState(), ConsoleState::Connected);
        // Not when its host was away, either.
        first->setConnectionUsable(false);
        first->setConnectionUsable(true);
        QCOMPARE(first->displayState(), ConsoleState::Closed);
        QCOMPARE(second->displayState(), ConsoleState::Connected);
    }

    void aDisplayThatWentWithTheLinkComesBackWithIt_data()
    {
        QTest::addColumn<bool>("linkFirst");
        QTest::newRow("the link is missed first") << true;
        QTest::newRow("the display is missed first") << false;
    }

    void aDisplayThatWentWithTheLinkComesBackWithIt()
    {
        QFETCH(bool, linkFirst);
        Qemu qemu;
        Page page(qemu);
        QTRY_COMPARE_WITH_TIMEOUT(page->displayState(), ConsoleState::Connected, patience);
        if (linkFirst)
            page->setConnectionUsable(false, u"line cut"_s);
        const QPointer<ViewerProcess> viewer = page->findChild<ViewerProcess *>();
        QVERIFY(viewer);
        QSignalSpy ended(viewer, &ViewerProcess::ended);
        qemu.stop();
        QTRY_COMPARE_WITH_TIMEOUT(ended.size(), 1, patience);
        if (!linkFirst)
            page->setConnectionUsable(false, u"line cut"_s);
        QTRY_COMPARE(page->displayState(), ConsoleState::HostUnusable);
        QVERIFY(page.message()->text().contains(u"line cut"_s));
        qemu.start();
        QTRY_VERIFY_WITH_TIMEOUT(qemu.isListening(), patience);
        page->setConnectionUsable(true);
        QTRY_COMPARE_WITH_TIMEOUT(page->displayState(), ConsoleState::Connected, patience);
    }

    void aPasswordIsAskedForUntilItIsRight()
    {
        const Qemu qemu({u"-object"_s, u"secret,id=word,data=sesame"_s}, u"password-secret=word"_s);
        Page page(qemu);
        QTRY_COMPARE_WITH_TIMEOUT(page->displayState(), ConsoleState::PasswordWanted, patience);
        auto *field = page->findChild<QLineEdit *>();
        QVERIFY(field->isVisible());
        QCOMPARE(field->accessibleName(), u"Password"_s);
        const QSignalSpy changed(page.get(), &ConsolePage::displayStateChanged);
        QTest::keyClicks(field, u"wrong"_s);
        QTest::keyClick(field, Qt::Key_Return);
        QVERIFY(field->text().isEmpty());
        QTRY_VERIFY_WITH_TIMEOUT(
            !changed.isEmpty() && page->displayState() == ConsoleState::PasswordWanted, patience);
        QTest::keyClicks(field, u"sesame"_s);
        QTest::keyClick(field, Qt::Key_Return);
        QTRY_COMPARE_WITH_TIMEOUT(page->displayState(), ConsoleState::Connected, patience);
    }

    void aServerThatIsNotThereIsSaid()
    {
        ConsolePage page;
        page.setMachine(u"web"_s, MachineState::Running, false);
        page.setActive(true);
        QCOMPARE(page.displayState(), ConsoleState::Asking);
        page.setTarget(target(u"/nonexistent/spice"_s));
        QTRY_COMPARE_WITH_TIMEOUT(page.displayState(), ConsoleState::Refused, patience);
        page.setConnectionUsable(false, u"The link is down."_s);
        page.setConnectionUsable(true); // what was known is old now: it asks again
        QCOMPARE(page.displayState(), ConsoleState::Asking);
        page.targetFailed(Error{.summary = u"no such machine"_s});
        QCOMPARE(page.displayState(), ConsoleState::NotFound);
    }

    void aServerThatTalksGarbageIsSaid()
    {
        const QTemporaryDir folder;
        const FileDescriptor server(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0));
        sockaddr_un address{};
        address.sun_family = AF_UNIX;
        const QString path = folder.filePath(u"spice"_s);
        qstrncpy(address.sun_path, QFile::encodeName(path).constData(), sizeof address.sun_path);
        QCOMPARE(bind(server.get(), reinterpret_cast<sockaddr *>(&address), sizeof address), 0);
        QCOMPARE(listen(server.get(), 4), 0);
        QList<FileDescriptor> connections;
        QSocketNotifier arrival(server.get(), QSocketNotifier::Read);
        connect(&arrival, &QSocketNotifier::activated, &arrival, [&] {
            connections.append(
                FileDescriptor(accept4(server.get(), nullptr, nullptr, SOCK_CLOEXEC)));
            const QByteArray garbage(4096, '\xa5');
            QCOMPARE(write(connections.last().get(), garbage.constData(), size_t(garbage.size())),
                     ssize_t(garbage.size()));
        });
        ConsolePage page;
        page.setMachine(u"web"_s, MachineState::Running, false);
        page.setActive(true);
        page.setTarget(target(path));
        QTRY_COMPARE_WITH_TIMEOUT(page.displayState(), ConsoleState::NotUnderstood, patience);
    }

    void aDaemonThatRefusesIsSaid()
    {
        ConsolePage page;
        page.setMachine(u"web"_s, MachineState::Running, false);
        page.setActive(true);
        page.setTarget(target(u"/nonexistent/spice"_s, true));
        QTRY_COMPARE_WITH_TIMEOUT(page.displayState(), ConsoleState::Refused, patience);
        QVERIFY(page.findChild<MessagePage *>()->text().contains(u"no way in"_s));
    }

    void whatIsMissingIsSaidWithoutAViewer()
    {
        ConsolePage page;
        auto *message = page.findChild<MessagePage *>();
        QCOMPARE(page.displayState(), ConsoleState::NoMachine);
        page.setActive(true);
        page.setMachine(u"<b>web</b>"_s, MachineState::Off, false);
        QVERIFY(message->text().contains(u"<b>web</b>"_s));
        page.setMachine(u"web"_s, MachineState::Off, true);
        QVERIFY(message->title().contains(u"saved"_s));
        page.setMachine(u"web"_s, MachineState::Running, false);
        ConsoleTarget none;
        page.setTarget(none);
        QCOMPARE(page.displayState(), ConsoleState::NoDisplay);
        page.setConnectionUsable(false, u"The host is asleep."_s);
        QCOMPARE(page.displayState(), ConsoleState::HostUnusable);
        QVERIFY(message->text().contains(u"asleep"_s));
        page.clearTarget();
        QCOMPARE(page.displayState(), ConsoleState::NoMachine);
        QTRY_VERIFY(viewers().isEmpty());
    }

    void fullScreenTakesThePictureAndGivesItBack()
    {
        const Qemu qemu;
        Page page(qemu);
        QTRY_VERIFY_WITH_TIMEOUT(page->fullScreenAction()->isEnabled(), patience);
        page->fullScreenAction()->trigger();
        QVERIFY(page->displayView()->window()->isFullScreen());
        QVERIFY(page->displayView()->window() != page->window());
        page->displayView()->window()->close(); // as the window manager does
        QCOMPARE(page->displayView()->window(), page->window());
        QVERIFY(!page->fullScreenAction()->isChecked());
        page->fullScreenAction()->trigger();
        page->clearTarget();
        QCOMPARE(page->displayView()->window(), page->window());
    }

    void theActionsHaveTheirFixedNames()
    {
        const ConsolePage page;
        QCOMPARE(page.sendKeyMenu()->menuAction()->iconText(), u"Send key"_s);
        QCOMPARE(page.screenshotAction()->iconText(), u"Screenshot"_s);
        QCOMPARE(page.fullScreenAction()->iconText(), u"Full screen"_s);
    }

private:
    // A page that is told where its display is when it asks, as the program does.
    struct Page
    {
        explicit Page(const Qemu &qemu, bool handIn = false)
        {
            QObject::connect(&page, &ConsolePage::targetWanted, &page, [this, &qemu, handIn] {
                ++asked;
                page.setTarget(target(qemu.socket(), handIn));
            });
            page.resize(800, 600);
            page.show();
            page.setActive(true);
            const auto listening = [&qemu] { return qemu.isListening(); };
            if (QTest::qWaitFor(listening, patience))
                page.setMachine(u"web"_s, MachineState::Running, false);
        }
        ConsolePage *operator->() { return &page; }
        ConsolePage *get() { return &page; }
        MessagePage *message() const { return page.findChild<MessagePage *>(); }

        ConsolePage page;
        int asked = 0;
    };
};

QTEST_MAIN(TestConsole)
#include "tst_console.moc"
