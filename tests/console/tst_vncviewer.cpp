// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/protocol/sharedbytes.h"
#include "console/viewerdisplay.h"
#include "console/viewerprocess.h"
#include "tests/support/fakeserver.h"
#include "tests/support/patience.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QFile>
#include <QImage>
#include <QSignalSpy>

#include <linux/input-event-codes.h>

using namespace Qt::StringLiterals;
using namespace Wire;

// The viewer process on one side, a server without a machine on the other.
class Session : public QObject
{
public:
    explicit Session(const QStringList &server = {}, const Open &where = {.local = true})
        : m_server(FakeServer::Kind::Rfb, server), m_where(where)
    {
        ViewerDisplay *display = m_viewer.display();
        connect(display, &ViewerDisplay::pictureReplaced, display, &ViewerDisplay::seen);
        connect(display, &ViewerDisplay::damaged, display, &ViewerDisplay::seen);
        connect(display, &ViewerDisplay::cursorChanged, this,
                [this](const QImage &shape, QPoint spot) {
                    cursor = shape;
                    hotSpot = spot;
                });
        connect(&m_viewer, &ViewerProcess::opened, this, [this] { opened = true; });
        connect(&m_viewer, &ViewerProcess::crashed, this,
                [this](const QString &why) { crashed = why; });
        connect(&m_viewer, &ViewerProcess::ended, this,
                [this](EndReason why, const QString &words) {
                    ended = why;
                    text = words;
                });
        connect(&m_viewer, &ViewerProcess::said, this,
                [this](const ToWindow::Any &message, const FileDescriptor &attachment) {
                    heard.append({message, attachment});
                });
    }
    bool start()
    {
        if (!m_server.start())
            return false;
        m_where.protocol = Protocol::Vnc;
        m_where.path = m_server.socket();
        m_viewer.start(ViewerProcess::program(), m_where);
        return true;
    }

    template <class T>
    const T *last() const
    {
        for (qsizetype i = heard.size(); i-- > 0;) {
            if (const auto *message = std::get_if<T>(&heard[i].first))
                return message;
        }
        return nullptr;
    }
    template <class T>
    FileDescriptor lastAttachment() const
    {
        for (qsizetype i = heard.size(); i-- > 0;) {
            if (std::holds_alternative<T>(heard[i].first))
                return heard[i].second;
        }
        return {};
    }
    bool serverHeard(const QByteArray &line) { return m_server.heard().contains(line); }
    QRgb pixel(int x, int y) const
    {
        const QImage picture = m_viewer.display()->picture();
        return picture.valid(x, y) ? picture.pixel(x, y) : 0;
    }
    FakeServer &server() { return m_server; }
    ViewerProcess &viewer() { return m_viewer; }
    ViewerDisplay &display() { return *m_viewer.display(); }

    bool opened = false;
    QString crashed, text;
    std::optional<EndReason> ended;
    QImage cursor;
    QPoint hotSpot;
    QList<std::pair<ToWindow::Any, FileDescriptor>> heard;

private:
    FakeServer m_server;
    Open m_where;
    ViewerProcess m_viewer;
};

class TestVncViewer : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        if (!qEnvironmentVariableIsSet("GUESTHOUSE_VIEWER"))
            qputenv("GUESTHOUSE_VIEWER", QFile::encodeName(QCoreApplication::applicationDirPath()
                                                           + u"/../app/guesthouse-viewer"_s));
    }

    void picturesComeInEveryEncoding_data()
    {
        QTest::addColumn<QString>("encoding");
        QTest::addColumn<bool>("local");
        for (const QString &encoding : {u"raw"_s, u"hextile"_s, u"zrle"_s, u"tight"_s}) {
            QTest::addRow("%s here", qPrintable(encoding)) << encoding << true;
            QTest::addRow("%s far away", qPrintable(encoding)) << encoding << false;
        }
    }

    void picturesComeInEveryEncoding()
    {
        QFETCH(QString, encoding);
        QFETCH(bool, local);
        Session session({u"--pick"_s, encoding, u"--size"_s, u"200x150"_s}, {.local = local});
        QVERIFY(session.start());
        QTRY_VERIFY_WITH_TIMEOUT(session.opened, patience);
        QTRY_COMPARE_WITH_TIMEOUT(session.display().picture().size(), QSize(200, 150), patience);
        session.server().tell("fill 102030");
        session.server().tell("rect 10 20 30 40 a0b0c0");
        session.server().tell("copy 100 100 30 40 10 20");
        QTRY_COMPARE_WITH_TIMEOUT(session.pixel(129, 139), qRgb(0xa0, 0xb0, 0xc0), patience);
        QCOMPARE(session.pixel(0, 0), qRgb(0x10, 0x20, 0x30));
        QCOMPARE(session.pixel(10, 20), qRgb(0xa0, 0xb0, 0xc0));
        QCOMPARE(session.pixel(39, 59), qRgb(0xa0, 0xb0, 0xc0));
        QCOMPARE(session.pixel(40, 60), qRgb(0x10, 0x20, 0x30));
        QCOMPARE(session.pixel(99, 100), qRgb(0x10, 0x20, 0x30));
    }

    void keysAndPointerReachTheServer()
    {
        Session session;
        QVERIFY(session.start());
        QTRY_VERIFY_WITH_TIMEOUT(!session.display().picture().isNull(), patience);
        session.display().sendKey(KEY_LEFTSHIFT, true);
        session.display().sendKey(KEY_A, true);
        session.display().sendKey(KEY_LEFTSHIFT, false);
        session.display().sendKey(KEY_A, false);
        session.display().sendKey(KEY_UP, true);
        QTRY_VERIFY(session.serverHeard("key 1 65362 200"));
        QVERIFY(session.serverHeard("key 1 65 30"));
        QVERIFY(session.serverHeard("key 0 65 30"));
        session.display().movePointerTo({30, 40}, 0);
        session.display().sendButton(Button::Left, true, buttonBit(Button::Left));
        QTRY_VERIFY(session.serverHeard("pointer 30 40 1"));
        session.display().sendButton(Button::Side, true, buttonBit(Button::Side));
        session.display().movePointerTo({5000, 5000}, 0);
        QTRY_VERIFY(session.serverHeard("pointer 639 479 0"));
        QVERIFY(!session.serverHeard("pointer 30 40 32")); // that would be another wheel
        session.server().tell("pointer relative");
        QTRY_COMPARE(session.viewer().pointerMode(), PointerMode::Relative);
        session.display().movePointerBy({-3, 5}, 0);
        QTRY_VERIFY(session.serverHeard("pointer 32764 32772 0"));
        session.server().tell("pointer absolute");
        QTRY_COMPARE(session.viewer().pointerMode(), PointerMode::Absolute);
    }

    void whoOnlyLooksSendsNothing()
    {
        Session session({}, {.local = true, .viewOnly = true});
        QVERIFY(session.start());
        QTRY_VERIFY_WITH_TIMEOUT(!session.display().picture().isNull(), patience);
        session.display().sendKey(KEY_A, true);
        session.display().movePointerTo({30, 40}, 0);
        session.viewer().send(ShareClipboard{true});
        session.viewer().send(ClipboardOffer{clipboardBit(ClipboardType::Text)});
        QTRY_VERIFY(session.last<ClipboardWanted>()); // which comes after the others
        const QList<QByteArray> heard = session.server().heard();
        for (const QByteArray &line : heard)
            QVERIFY2(!line.startsWith("key") && !line.startsWith("pointer"), line);
    }

    void theLightsAreKnownAndKeptInStep()
    {
        Session session;
        QVERIFY(session.start());
        QTRY_VERIFY_WITH_TIMEOUT(!session.display().picture().isNull(), patience);
        session.server().tell("leds 4");
        QTRY_COMPARE(session.viewer().locks(), quint8(CapsLock));
        session.display().setLocks(NumLock);
        QTRY_VERIFY(session.serverHeard("key 0 65509 58")); // Caps Lock, off
        QVERIFY(session.serverHeard("key 0 65407 69"));     // Num Lock, on
        QVERIFY(!session.serverHeard("key 0 65300 70"));
    }

    void thePointersShapeKeepsItsTransparency()
    {
        Session session;
        QVERIFY(session.start());
        QTRY_VERIFY_WITH_TIMEOUT(!session.display().picture().isNull(), patience);
        session.server().tell("cursor 16 24 40200080"); // premultiplied
        QTRY_COMPARE(session.cursor.size(), QSize(16, 24));
        QCOMPARE(session.hotSpot, QPoint(8, 12));
        QCOMPARE(session.cursor.pixel(3, 3), qRgba(0x80, 0x40, 0, 0x80));
    }

    void sizesChangeOnBothSides()
    {
        Session session({u"--size"_s, u"320x200"_s});
        QVERIFY(session.start());
        QTRY_VERIFY_WITH_TIMEOUT(session.display().canResize(), patience);
        session.server().tell("size 800 600");
        QTRY_COMPARE(session.display().picture().size(), QSize(800, 600));
        session.display().resize({1024, 768});
        QTRY_COMPARE(session.display().picture().size(), QSize(1024, 768));
        QVERIFY(session.serverHeard("resize 1024 768"));
        session.server().tell("fill 010203");
        QTRY_COMPARE(session.pixel(1023, 767), qRgb(1, 2, 3));
    }

    void largeScreensThatAreAllowedWork()
    {
        Session session({u"--size"_s, u"7680x4320"_s});
        QVERIFY(session.start());
        QTRY_COMPARE_WITH_TIMEOUT(session.display().picture().size(), QSize(7680, 4320), patience);
        QTRY_COMPARE_WITH_TIMEOUT(session.pixel(7679, 4319), qRgb(0x20, 0x40, 0x60), patience);
    }

    void theClipboardIsSharedOnlyWhenItIsOn()
    {
        Session session;
        QVERIFY(session.start());
        QTRY_VERIFY_WITH_TIMEOUT(session.viewer().features().clipboard, patience);
        const QByteArray text = "Grüße, 世界\nzweite Zeile";
        session.server().tell("clip " + text.toHex());
        session.server().tell("leds 1");
        QTRY_COMPARE(session.viewer().locks(), quint8(ScrollLock));
        QVERIFY(!session.last<ClipboardOffer>());
        session.viewer().send(ShareClipboard{true});
        QTRY_VERIFY(session.last<ClipboardOffer>());
        QCOMPARE(session.last<ClipboardOffer>()->types, clipboardBit(ClipboardType::Text));
        session.viewer().send(Wire::ClipboardWanted{ClipboardType::Text});
        QTRY_VERIFY(session.last<ClipboardData>());
        QCOMPARE(SharedBytes::read(session.lastAttachment<ClipboardData>(),
                                   session.last<ClipboardData>()->size),
                 text);

        session.viewer().send(ClipboardOffer{clipboardBit(ClipboardType::Text)});
        QTRY_VERIFY(session.last<Wire::ClipboardWanted>());
        const QByteArray ours = "Ünser\nTeχt";
        session.viewer().send(ClipboardData{ClipboardType::Text, quint32(ours.size())},
                              SharedBytes::seal(ours));
        const QByteArray expected = "clip " + QByteArray(ours).replace("\n", "\r\n").toHex();
        QTRY_VERIFY(session.serverHeard(expected));
    }

    void soundIsToldOf()
    {
        Session session;
        QVERIFY(session.start());
        QTRY_VERIFY_WITH_TIMEOUT(session.viewer().features().sound, patience);
        QTRY_VERIFY(session.serverHeard("audio enable"));
        QVERIFY(session.serverHeard("audio format 3 2 48000"));
        session.viewer().send(SetSound{.play = false, .volume = 40});
        QTRY_VERIFY(session.serverHeard("audio disable"));
        QTRY_VERIFY(session.last<Sound>() && session.last<Sound>()->volume == 40);
        session.server().tell("audio " + QByteArray(4096, '\xab').toHex());
        session.server().tell("leds 1"); // and goes on after it
        QTRY_COMPARE(session.viewer().locks(), quint8(ScrollLock));
    }

    void theOthersMayStayOrNot()
    {
        for (bool shared : {true, false}) {
            Session session({}, {.local = true, .shared = shared});
            QVERIFY(session.start());
            QTRY_VERIFY_WITH_TIMEOUT(session.opened, patience);
            QTRY_VERIFY(session.serverHeard(shared ? "shared 1" : "shared 0"));
        }
    }

    void aServerThatHangsUpIsSaid()
    {
        Session session;
        QVERIFY(session.start());
        QTRY_VERIFY_WITH_TIMEOUT(session.opened, patience);
        session.server().tell("drop");
        QTRY_VERIFY(session.ended);
        QCOMPARE(*session.ended, EndReason::Closed);
    }

    void aHostileServerHarmsNobody_data()
    {
        QTest::addColumn<QString>("mode");
        const QStringList modes = FakeServer::modes(FakeServer::Kind::Rfb);
        QVERIFY(modes.size() > 30);
        for (const QString &mode : modes)
            QTest::newRow(qPrintable(mode)) << mode;
    }

    void aHostileServerHarmsNobody()
    {
        QFETCH(QString, mode);
        Session session({u"--mode"_s, mode, u"--size"_s, u"64x64"_s});
        QVERIFY(session.start());
        QVERIFY(session.server().waitFor("client"));
        // What is not against the rules, or never ends, leaves the viewer at work: it still answers.
        static const QSet<QString> endless = {u"silence"_s,
                                              u"drip"_s,
                                              u"bell-flood"_s,
                                              u"cursor-flood"_s,
                                              u"light-flood"_s,
                                              u"pointer-flood"_s,
                                              u"sound-flood"_s,
                                              u"draw-flood"_s,
                                              u"many-rects"_s,
                                              u"resize-storm"_s,
                                              u"clipboard-bomb"_s,
                                              u"long-cut-text"_s,
                                              u"colours-without-end"_s,
                                              u"negative-cut-text"_s,
                                              u"bad-init-format"_s};
        if (endless.contains(mode)) {
            QElapsedTimer watched;
            watched.start();
            QTRY_VERIFY_WITH_TIMEOUT(
                session.ended || !session.crashed.isEmpty() || watched.elapsed() > 700, patience);
        } else {
            QTRY_VERIFY_WITH_TIMEOUT(session.ended || !session.crashed.isEmpty(), patience);
        }
        QCOMPARE(session.crashed, QString());
        QCOMPARE(endless.contains(mode), !session.ended);
        if (session.ended)
            QVERIFY(*session.ended == EndReason::Closed
                    || *session.ended == EndReason::PasswordWanted || !session.text.isEmpty());
        QFile status(u"/proc/%1/status"_s.arg(session.viewer().processId()));
        if (!session.ended && status.open(QIODevice::ReadOnly)) {
            const QByteArray all = status.readAll();
            const qsizetype at = all.indexOf("VmRSS:");
            const int megabytes =
                all.mid(at + 6, 20).simplified().split(' ').first().toInt() / 1024;
            QVERIFY2(megabytes < 200, qPrintable(QString::number(megabytes)));
        }
    }
};

QTEST_GUILESS_MAIN(TestVncViewer)
#include "tst_vncviewer.moc"
