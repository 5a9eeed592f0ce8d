// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/consolepage.h"
#include "console/displayview.h"
#include "console/viewerdisplay.h"
#include "console/viewerprocess.h"
#include "models/core/async.h"
#include "tests/support/byname.h"
#include "tests/support/fakeserver.h"
#include "tests/support/patience.h"
#include "tests/support/testcertificates.h"
#include "tests/support/vncqemu.h"
#include "views/basic/messagepage.h"

#include <QFile>
#include <QLineEdit>
#include <QSignalSpy>
#include <QStandardPaths>

#include <linux/input-event-codes.h>
#include <sys/socket.h>
#include <sys/un.h>

using namespace Qt::StringLiterals;

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

    void aUserNameIsAskedForWhereItIsWanted()
    {
        if (QStandardPaths::findExecutable(u"saslpasswd2"_s, {u"/usr/sbin"_s}).isEmpty())
            QSKIP("saslpasswd2 (sasl2-bin) is not installed");
        const QTemporaryDir folder;
        QFile configuration(folder.filePath(u"qemu.conf"_s));
        QVERIFY(configuration.open(QIODevice::WriteOnly));
        configuration.write("mech_list: digest-md5\nsasldb_path: "
                            + QFile::encodeName(folder.filePath(u"users"_s)) + '\n');
        configuration.close();
        QProcess saslpasswd;
        saslpasswd.start(u"/usr/sbin/saslpasswd2"_s,
                         {u"-p"_s, u"-c"_s, u"-f"_s, folder.filePath(u"users"_s), u"-a"_s,
                          u"qemu"_s, u"-u"_s, QSysInfo::machineHostName(), u"alice"_s});
        saslpasswd.write("wonderland");
        saslpasswd.closeWriteChannel();
        QVERIFY(saslpasswd.waitForFinished() && saslpasswd.exitCode() == 0);
        qputenv("SASL_CONF_PATH", QFile::encodeName(folder.path()));
        // QEMU has SASL on networks only; there it wants what follows to be encrypted by it.
        const int display = 200 + int(QCoreApplication::applicationPid() % 5000);
        const VncQemu qemu({}, u"127.0.0.1:%1,sasl=on"_s.arg(display));
        qunsetenv("SASL_CONF_PATH");

        ConsoleTarget tcp;
        tcp.local = true;
        Graphics graphics;
        graphics.type = u"vnc"_s;
        graphics.port = 5900 + display;
        graphics.listenAddress = u"127.0.0.1"_s;
        tcp.graphics = {graphics};
        Page page(tcp);
        QTRY_COMPARE_WITH_TIMEOUT(page->displayState(), ConsoleState::PasswordWanted, patience);
        auto field = [&page](const QString &name) { return byName<QLineEdit>(page.get(), name); };
        QVERIFY(field(u"User name"_s)->isVisible());
        const QSignalSpy changed(page.get(), &ConsolePage::displayStateChanged);
        QTest::keyClicks(field(u"User name"_s), u"alice"_s);
        QTest::keyClicks(field(u"Password"_s), u"wrong"_s);
        QTest::keyClick(field(u"Password"_s), Qt::Key_Return);
        QTRY_VERIFY_WITH_TIMEOUT(
            !changed.isEmpty() && page->displayState() == ConsoleState::PasswordWanted, patience);
        QCOMPARE(field(u"User name"_s)->text(), u"alice"_s);
        QTest::keyClicks(field(u"Password"_s), u"wonderland"_s);
        QTest::keyClick(field(u"Password"_s), Qt::Key_Return);
        QTRY_COMPARE_WITH_TIMEOUT(page->displayState(), ConsoleState::Connected, patience);
        QTRY_VERIFY_WITH_TIMEOUT(litPixels(page->displayView()->image()) > 500, patience);
    }

    void certificatesAreVerified_data()
    {
        QTest::addColumn<bool>("rightAuthority");
        QTest::addColumn<QString>("name");
        QTest::addColumn<bool>("accepted");
        QTest::newRow("right") << true << u"vnc.example"_s << true;
        QTest::newRow("another name") << true << u"other.example"_s << false;
        QTest::newRow("another authority") << false << u"vnc.example"_s << false;
    }

    void certificatesAreVerified()
    {
        QFETCH(bool, rightAuthority);
        QFETCH(QString, name);
        QFETCH(bool, accepted);
        const TestCertificates certificates("vnc.example"), others("vnc.example");
        QVERIFY(certificates.ok() && others.ok());
        const VncQemu qemu(
            {u"-object"_s, u"tls-creds-x509,id=tls,endpoint=server,verify-peer=off,dir="_s
                               + certificates.folder()},
            u"tls-creds=tls"_s);
        ConsoleTarget secure;
        secure.fixed = Wire::Open{
            .protocol = Wire::Protocol::Vnc,
            .local = true,
            .path = qemu.socket(),
            .authorities = (rightAuthority ? certificates : others).authority(),
            .certificateName = name,
            .secure = true,
        };
        Page page(secure);
        if (accepted) {
            QTRY_COMPARE_WITH_TIMEOUT(page->displayState(), ConsoleState::Connected, patience);
            QTRY_VERIFY_WITH_TIMEOUT(litPixels(page->displayView()->image()) > 500, patience);
        } else {
            QTRY_COMPARE_WITH_TIMEOUT(page->displayState(), ConsoleState::NotSecure, patience);
            const QString words = page.message()->text();
            QVERIFY2(words.contains(rightAuthority ? u"other.example"_s : u"issuer"_s),
                     qPrintable(words));
        }
    }

    void aServerWithoutEncryptionIsRefusedToWhoWantsIt()
    {
        const VncQemu qemu;
        ConsoleTarget secure;
        secure.fixed = Wire::Open{
            .protocol = Wire::Protocol::Vnc, .local = true, .path = qemu.socket(), .secure = true};
        Page page(secure);
        QTRY_COMPARE_WITH_TIMEOUT(page->displayState(), ConsoleState::NotSecure, patience);
    }

    void theLightsOfTheMachineAreKnown()
    {
        const VncQemu qemu;
        Page page(target(qemu.socket()));
        QTRY_VERIFY_WITH_TIMEOUT(litPixels(page->displayView()->image()) > 500, patience);
        const auto locks = [&page] { return page->findChild<ViewerProcess *>()->locks(); };
        QTRY_COMPARE_WITH_TIMEOUT(locks(), quint8(Wire::CapsLock), patience);
    }

    void aMouseIsRelative()
    {
        const VncQemu qemu;
        Page page(target(qemu.socket()));
        QTRY_COMPARE_WITH_TIMEOUT(page->displayState(), ConsoleState::Connected, patience);
        const auto mode = [&page] { return page->findChild<ViewerProcess *>()->pointerMode(); };
        QTRY_COMPARE_WITH_TIMEOUT(mode(), Wire::PointerMode::Relative, patience);
    }

    void aDisplayThatStopsIsSaidAndReconnected()
    {
        VncQemu qemu;
        Page page(target(qemu.socket()));
        QTRY_COMPARE_WITH_TIMEOUT(page->displayState(), ConsoleState::Connected, patience);
        qemu.stop();
        QTRY_COMPARE_WITH_TIMEOUT(page->displayState(), ConsoleState::Closed, patience);
        qemu.start();
        page->noteStarted();
        QTRY_COMPARE_WITH_TIMEOUT(page->displayState(), ConsoleState::Connected, patience);
        QTRY_VERIFY_WITH_TIMEOUT(litPixels(page->displayView()->image()) > 500, patience);
    }

    void itIsSaidWhenNobodyListens()
    {
        Page page(target(u"/nonexistent/vnc"_s));
        QTRY_COMPARE_WITH_TIMEOUT(page->displayState(), ConsoleState::Refused, patience);
        ConsoleTarget tcp;
        tcp.local = true;
        Graphics graphics;
        graphics.type = u"vnc"_s;
        graphics.port = 1;
        graphics.listenAddress = u"127.0.0.1"_s;
        tcp.graphics = {graphics};
        Page other(tcp);
        QTRY_COMPARE_WITH_TIMEOUT(other->displayState(), ConsoleState::Refused, patience);
        QVERIFY2(other.message()->text().contains(u"refused"_s),
                 qPrintable(other.message()->text()));
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
