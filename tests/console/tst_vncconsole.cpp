// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/consolepage.h"
#include "console/displayview.h"
#include "console/viewerdisplay.h"
#include "console/viewerprocess.h"
#include "models/core/async.h"
#include "tests/support/fakeserver.h"
#include "tests/support/vncqemu.h"
#include "views/basic/messagepage.h"

#include <QFile>
#include <QLineEdit>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTest>

#include <linux/input-event-codes.h>
#include <sys/socket.h>
#include <sys/un.h>

using namespace Qt::StringLiterals;

static constexpr int patience = 40000; // emulation on a busy computer

static FileDescriptor connectionTo(const QString &path)
{
    const FileDescriptor connection(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0));
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    qstrncpy(address.sun_path, QFile::encodeName(path).constData(), sizeof address.sun_path);
    if (connect(connection.get(), reinterpret_cast<sockaddr *>(&address), sizeof address) != 0)
        return {};
    return connection;
}

static ConsoleTarget target(const QString &socket, bool handIn = false)
{
    ConsoleTarget result;
    result.key.uuid = QUuid(u"{11111111-2222-3333-4444-555555555555}"_s);
    result.local = true;
    Graphics graphics;
    graphics.type = u"vnc"_s;
    graphics.listenType = u"socket"_s;
    graphics.socketPath = handIn ? QString() : socket;
    result.graphics = {graphics};
    result.allowFd = handIn;
    result.openChannel = [socket](int, bool) {
        return readyFuture(Result<FileDescriptor>(connectionTo(socket)));
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

class TestVncConsole : public QObject
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
        const VncQemu qemu;
        Page page(target(qemu.socket()));
        QTRY_COMPARE_WITH_TIMEOUT(page->displayState(), ConsoleState::Connected, patience);
        QTRY_VERIFY_WITH_TIMEOUT(litPixels(page->displayView()->image()) > 500, patience);
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
        const VncQemu qemu;
        Page page(target(qemu.socket(), true));
        QTRY_COMPARE_WITH_TIMEOUT(page->displayState(), ConsoleState::Connected, patience);
        QTRY_VERIFY_WITH_TIMEOUT(litPixels(page->displayView()->image()) > 500, patience);
    }

    void aPasswordIsAskedForUntilItIsRight()
    {
        const VncQemu qemu({u"-object"_s, u"secret,id=word,data=sesame"_s},
                           u"password-secret=word"_s);
        Page page(target(qemu.socket()));
        QTRY_COMPARE_WITH_TIMEOUT(page->displayState(), ConsoleState::PasswordWanted, patience);
        auto *field = page->findChild<QLineEdit *>();
        QVERIFY(field->isVisible());
        const QSignalSpy changed(page.get(), &ConsolePage::displayStateChanged);
        QTest::keyClicks(field, u"wrong"_s);
        QTest::keyClick(field, Qt::Key_Return);
        QTRY_VERIFY_WITH_TIMEOUT(
            !changed.isEmpty() && page->displayState() == ConsoleState::PasswordWanted, patience);
        QTest::keyClicks(field, u"sesame"_s);
        QTest::keyClick(field, Qt::Key_Return);
        QTRY_COMPARE_WITH_TIMEOUT(page->displayState(), ConsoleState::Connected, patience);
    }

private:
    // A page that is told where its display is when it asks, as the program does.
    struct Page
    {
        explicit Page(const ConsoleTarget &target)
        {
            QObject::connect(&page, &ConsolePage::targetWanted, &page,
                             [this, target] { page.setTarget(target); });
            page.resize(800, 600);
            page.show();
            page.setActive(true);
            page.setMachine(u"web"_s, MachineState::Running, false);
        }
        ConsolePage *operator->() { return &page; }
        ConsolePage *get() { return &page; }
        MessagePage *message() const { return page.findChild<MessagePage *>(); }

        ConsolePage page;
    };
};

QTEST_MAIN(TestVncConsole)
#include "tst_vncconsole.moc"
