// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/consolepage.h"
#include "console/displayview.h"
#include "tests/support/fakeserver.h"
#include "tests/support/patience.h"
#include "views/basic/messagepage.h"

#include <QFile>
#include <QLineEdit>
#include <QProcess>
#include <QSet>

using namespace Qt::StringLiterals;

Q_DECLARE_METATYPE(FakeServer::Kind)

// Consoles of servers that break the rules: with lengths that are wrong, numbers that are out of
// bounds, messages without end or none at all. Whatever they do, the program lives, the console of
// another machine goes on, and the page says what happened.
class TestHostileServers : public QObject
{
    Q_OBJECT

    using Kind = FakeServer::Kind;

    std::unique_ptr<FakeServer> goodServer;
    std::unique_ptr<ConsolePage> goodPage;
    int colours = 0;

    static void connectTo(ConsolePage &page, Kind kind, const FakeServer &server)
    {
        ConsoleTarget target;
        target.key.uuid = QUuid::createUuid();
        target.local = true;
        Graphics graphics;
        graphics.type = kind == Kind::Spice ? u"spice"_s : u"vnc"_s;
        graphics.listenType = u"socket"_s;
        graphics.socketPath = server.socket();
        target.graphics = {graphics};
        connect(&page, &ConsolePage::targetWanted, &page,
                [&page, target] { page.setTarget(target); });
        page.resize(800, 600);
        page.show();
        page.setMachine(u"web"_s, MachineState::Running, false);
        page.setActive(true);
    }
    static QColor colourOf(const ConsolePage &page)
    {
        const QImage image = page.displayView()->image();
        return image.isNull() ? QColor() : image.pixelColor(image.rect().center());
    }
    // The viewer processes that are ours.
    static int viewers()
    {
        QProcess ps;
        ps.start(u"ps"_s, {u"-o"_s, u"comm="_s, u"--ppid"_s,
                           QString::number(QCoreApplication::applicationPid())});
        ps.waitForFinished();
        return int(ps.readAllStandardOutput().count("guesthouse-view"));
    }
    static bool hasEnded(const ConsolePage &page)
    {
        return page.displayState() != ConsoleState::Connecting
               && page.displayState() != ConsoleState::Connected
               && page.displayState() != ConsoleState::Asking;
    }
    // What stands in place of the picture, the password's page included.
    static bool saysSomething(const ConsolePage &page)
    {
        if (page.displayState() == ConsoleState::PasswordWanted)
            return page.findChild<QLineEdit *>()->isVisible();
        const auto *message = page.findChild<MessagePage *>();
        return message->isVisible() && !message->title().isEmpty() && !message->text().isEmpty();
    }
    // The other console shows what it is told, frame after frame.
    bool goodPageGoesOn()
    {
        for (int i = 0; i < 3; ++i) {
            ++colours;
            const QColor colour(40 + colours * 7 % 200, 40 + colours * 31 % 200,
                                40 + colours * 57 % 200);
            goodServer->tell("fill " + colour.name().mid(1).toLatin1());
            if (!QTest::qWaitFor([&] { return colourOf(*goodPage) == colour; }, patience))
                return false;
        }
        return true;
    }
    // Those that take the connection and never come to the point; the page waits for a while.
    static bool isQuiet(const QString &mode)
    {
        static const QSet<QString> quiet{u"silence"_s,
                                         u"drip"_s,
                                         u"never-judges"_s,
                                         u"long-link"_s,
                                         u"banner-without-end"_s,
                                         u"refuses-at-length"_s,
                                         u"asks-for-ever"_s,
                                         u"long-name"_s};
        return quiet.contains(mode);
    }

private Q_SLOTS:
    void initTestCase()
    {
        if (!qEnvironmentVariableIsSet("GUESTHOUSE_VIEWER"))
            qputenv("GUESTHOUSE_VIEWER", QFile::encodeName(QCoreApplication::applicationDirPath()
                                                           + u"/../app/guesthouse-viewer"_s));
        goodServer = std::make_unique<FakeServer>(Kind::Spice);
        QVERIFY(goodServer->start());
        goodPage = std::make_unique<ConsolePage>();
        connectTo(*goodPage, Kind::Spice, *goodServer);
        QVERIFY(goodPageGoesOn());
    }

    void cleanupTestCase()
    {
        goodPage.reset();
        goodServer.reset();
        QTRY_COMPARE(viewers(), 0);
    }

    void nothingThatAServerDoesReachesAnotherConsole_data()
    {
        QTest::addColumn<Kind>("kind");
        QTest::addColumn<QString>("mode");
        for (const Kind kind : {Kind::Spice, Kind::Rfb}) {
            const QStringList modes = FakeServer::modes(kind);
            QVERIFY(modes.size() > 40);
            for (const QString &mode : modes)
                QTest::addRow("%s %s", kind == Kind::Spice ? "spice" : "vnc", qPrintable(mode))
                    << kind << mode;
        }
    }

    void nothingThatAServerDoesReachesAnotherConsole()
    {
        QFETCH(Kind, kind);
        QFETCH(QString, mode);
        if (kind == Kind::Rfb && !showsVnc())
            QSKIP("this viewer shows no VNC");
        FakeServer server(kind, {u"--mode"_s, mode});
        QVERIFY(server.start());
        ConsolePage page;
        connectTo(page, kind, server);
        const QSet<QString> saysNothing{u"silence"_s, u"garbage"_s, u"drip"_s};
        QVERIFY(saysNothing.contains(mode)
                || server.waitFor(kind == Kind::Spice ? "link" : "client"));
        QVERIFY(goodPageGoesOn());
        // It has come to an end, or shows whatever it is given; what neither does is listed.
        const auto decided = [&] { return page.displayState() != ConsoleState::Connecting; };
        if (!isQuiet(mode))
            QVERIFY2(QTest::qWaitFor(decided, patience), qPrintable(page.displayStateText()));
        QVERIFY(goodPageGoesOn());
        if (mode.startsWith("cut-"_L1))
            QTRY_VERIFY_WITH_TIMEOUT(hasEnded(page), patience);
        if (hasEnded(page))
            QVERIFY2(saysSomething(page), qPrintable(page.displayStateText()));
        qInfo("%s", qPrintable(page.displayStateText()));
        page.clearTarget();
        QCOMPARE(page.displayState(), ConsoleState::NoMachine);
        QTRY_COMPARE_WITH_TIMEOUT(viewers(), 1, patience);
        QCOMPARE(goodPage->displayState(), ConsoleState::Connected);
    }

    void whoNeverAnswersIsGivenUpWithWords()
    {
        std::vector<std::unique_ptr<FakeServer>> servers;
        std::vector<std::unique_ptr<ConsolePage>> pages;
        for (const QString &mode : {u"silence"_s, u"drip"_s, u"never-judges"_s}) {
            servers.push_back(
                std::make_unique<FakeServer>(Kind::Spice, QStringList{u"--mode"_s, mode}));
            QVERIFY(servers.back()->start());
            pages.push_back(std::make_unique<ConsolePage>());
            connectTo(*pages.back(), Kind::Spice, *servers.back());
        }
        for (const auto &page : pages) {
            QTRY_VERIFY_WITH_TIMEOUT(hasEnded(*page), patience);
            QVERIFY2(saysSomething(*page), qPrintable(page->displayStateText()));
        }
        QVERIFY(goodPageGoesOn());
    }

    // What is large and legal is not taken for an attack.
    void a4KAndAn8KDisplayAreShown_data()
    {
        QTest::addColumn<Kind>("kind");
        QTest::addColumn<QSize>("size");
        QTest::newRow("spice 4K") << Kind::Spice << QSize(3840, 2160);
        QTest::newRow("spice 8K") << Kind::Spice << QSize(7680, 4320);
        QTest::newRow("spice 16K") << Kind::Spice << QSize(16384, 4000);
        QTest::newRow("vnc 4K") << Kind::Rfb << QSize(3840, 2160);
        QTest::newRow("vnc 8K") << Kind::Rfb << QSize(7680, 4320);
    }

    void a4KAndAn8KDisplayAreShown()
    {
        QFETCH(Kind, kind);
        QFETCH(QSize, size);
        if (kind == Kind::Rfb && !showsVnc())
            QSKIP("this viewer shows no VNC");
        FakeServer server(kind, {u"--size"_s, u"%1x%2"_s.arg(size.width()).arg(size.height())});
        QVERIFY(server.start());
        ConsolePage page;
        connectTo(page, kind, server);
        QTRY_COMPARE_WITH_TIMEOUT(page.displayView()->image().size(), size, patience);
        QTRY_COMPARE_WITH_TIMEOUT(colourOf(page), QColor(0x20, 0x40, 0x60), patience);
        server.tell("fill c08040");
        QTRY_COMPARE_WITH_TIMEOUT(colourOf(page), QColor(0xc0, 0x80, 0x40), patience);
        // And another size, without a new connection.
        server.tell("size 640 480");
        QTRY_COMPARE_WITH_TIMEOUT(page.displayView()->image().size(), QSize(640, 480), patience);
        QCOMPARE(page.displayState(), ConsoleState::Connected);
    }

private:
    // Whether this build has a VNC viewer at all.
    static bool showsVnc()
    {
        static const bool shows = [] {
            FakeServer server(Kind::Rfb);
            ConsolePage page;
            if (!server.start())
                return false;
            connectTo(page, Kind::Rfb, server);
            return QTest::qWaitFor([&] { return page.displayState() == ConsoleState::Connected; },
                                   page.displayState() == ConsoleState::Unsupported ? 0 : patience);
        }();
        return shows;
    }
};

QTEST_MAIN(TestHostileServers)
#include "tst_hostileservers.moc"
