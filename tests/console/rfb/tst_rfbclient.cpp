// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/rfb/bytewriter.h"
#include "console/rfb/clientmessages.h"
#include "console/rfb/encodings.h"
#include "console/rfb/extendedclipboard.h"
#include "console/rfb/rfbclient.h"
#include "console/rfb/vncpassword.h"
#include "tests/support/patience.h"

#include <QRandomGenerator>

#include <linux/input-event-codes.h>

using namespace Qt::StringLiterals;
using Wire::EndReason;

// Remembers what it heard.
class Listener : public RfbClient::Listener
{
public:
    void transmit(const QByteArray &bytes) override { sent += bytes; }
    void opened() override { isOpen = true; }
    void ended(EndReason why, const QString &words) override
    {
        QVERIFY(!end); // once
        end = why;
        text = words;
    }
    void pictureReplaced() override { ++replaced; }
    void pictureDamaged(const QRect &rect) override { damaged += rect; }
    void updateRead() override { ++updates; }
    void cursorChanged(const Wire::Cursor &shape) override
    {
        QVERIFY(shape.isValid());
        cursor = shape;
    }
    void pointerModeChanged(Wire::PointerMode to) override { mode = to; }
    void locksChanged(quint8 to) override { locks = to; }
    void abilitiesChanged() override {}
    void audioRuns(bool) override {}
    void audioData(QByteArrayView samples) override { audio += samples.size(); }
    void clipboardOffered(bool has) override { offered = has; }
    void clipboardWanted() override { ++wanted; }
    void clipboardReceived(const std::optional<QByteArray> &got) override { received = got; }

    QByteArray sent;
    bool isOpen = false, offered = false;
    std::optional<EndReason> end;
    QString text;
    int replaced = 0, updates = 0, wanted = 0;
    QList<QRect> damaged;
    Wire::Cursor cursor;
    Wire::PointerMode mode = Wire::PointerMode::Absolute;
    quint8 locks = 0;
    qint64 audio = 0;
    std::optional<QByteArray> received;
};

struct Session
{
    explicit Session(const Wire::Open &where = {}, bool protectedPath = false)
        : client(where, protectedPath, listener)
    {}
    void say(const QByteArray &bytes)
    {
        client.received(bytes);
        for (int i = 0; client.process(); ++i)
            QVERIFY(i < 10000);
    }
    QByteArray takeSent() { return std::exchange(listener.sent, {}); }

    Listener listener;
    RfbClient client;
};

static QByteArray serverInit(int width = 64, int height = 48, const QByteArray &name = "QEMU (x)")
{
    return ByteWriter()
        .u16(quint32(width))
        .u16(quint32(height))
        .raw(QByteArray(16, '\0'))
        .counted(name)
        .bytes;
}

static QByteArray beginning(const QByteArray &name = "QEMU (x)")
{
    return "RFB 003.008\n" + QByteArray("\1\1") + QByteArray(4, '\0') + serverInit(64, 48, name);
}

static QByteArray rect(const QRect &where, qint32 encoding, const QByteArray &body = {})
{
    return ByteWriter()
        .u16(quint32(where.x()))
        .u16(quint32(where.y()))
        .u16(quint32(where.width()))
        .u16(quint32(where.height()))
        .s32(encoding)
        .raw(body)
        .bytes;
}

static QByteArray update(const QList<QByteArray> &rects)
{
    return ByteWriter().u8(0).u8(0).u16(quint32(rects.size())).raw(rects.join()).bytes;
}

static QByteArray clipboard(const ExtendedClipboard &message)
{
    QByteArray bytes = ClientMessages::extendedClipboard(message.toBytes());
    bytes[0] = 3; // the same in the other direction
    return bytes;
}

// A bit of everything, as an honest server says it.
static QByteArray wholeSession()
{
    const QByteArray screen =
        ByteWriter().u8(1).raw(QByteArray(3, '\0')).u32(1).u32(0).u16(64).u16(48).u32(0).bytes;
    QByteArray all = beginning();
    all += update({rect({0, 0, 64, 48}, Rfb::ExtendedKeys), rect({0, 0, 0, 0}, Rfb::Audio),
                   rect({1, 0, 64, 48}, Rfb::PointerModeChange),
                   rect({0, 0, 64, 48}, Rfb::ExtendedDesktopSize, screen),
                   rect({0, 0, 64, 48}, Rfb::Raw, QByteArray(64 * 48 * 4, '\x55'))});
    all += clipboard({ExtendedClipboard::Action::Capabilities, true, {}});
    all += update(
        {rect({3, 4, 8, 8}, Rfb::RichCursor, QByteArray(8 * 8 * 4 + 8, '\xcc')),
         rect({3, 4, 8, 8}, Rfb::XCursor, QByteArray(6 + 16, '\x3c')),
         rect({3, 4, 8, 8}, Rfb::AlphaCursor, QByteArray(4, '\0') + QByteArray(256, '\x80')),
         rect({0, 0, 0, 0}, Rfb::LedState, QByteArray(1, '\5')),
         rect({8, 8, 16, 16}, Rfb::CopyRect, QByteArray(4, '\0')),
         rect({0, 0, 16, 16}, Rfb::Hextile, QByteArray("\2abcd")),
         rect({0, 0, 9, 9}, Rfb::Rre, ByteWriter().u32(1).u32(5).u32(6).u32(0).u16(3).u16(3).bytes),
         rect({0, 0, 20, 20}, Rfb::Tight, QByteArray("\x80xyz")),
         rect({0, 0, 2, 2}, Rfb::Tight, QByteArray("\x50\1\1abcdef\x80\x40", 11)),
         rect({0, 0, 8, 4}, Rfb::Zrle,
              ByteWriter().counted(qCompress(QByteArray("\1abc")).mid(4)).bytes),
         rect({0, 0, 0, 0}, Rfb::DesktopName, ByteWriter().counted("other").bytes),
         rect({0, 0, 100, 80}, Rfb::DesktopSize), rect({0, 0, 0, 0}, Rfb::LastRect)});
    all += QByteArray(1, '\2');
    all += ByteWriter().u8(1).u8(0).u16(0).u16(2).raw(QByteArray(12, 'c')).bytes;
    all += ByteWriter().u8(3).raw(QByteArray(3, '\0')).counted("text").bytes;
    all +=
        ByteWriter().u8(255).u8(1).u16(1).u8(255).u8(1).u16(2).counted(QByteArray(400, 'a')).bytes;
    all += ByteWriter().u8(248).raw(QByteArray(3, '\0')).u32(0x80000003).u8(4).raw("ping").bytes;
    all += QByteArray(1, char(150));
    all += clipboard({ExtendedClipboard::Action::Notify, true, {}});
    all += clipboard({ExtendedClipboard::Action::Request, true, {}});
    all += clipboard({ExtendedClipboard::Action::Provide, true, "Grüße\n"});
    return all;
}

class TestRfbClient : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aSessionOpensByteByByte()
    {
        Session session;
        for (char byte : beginning())
            session.say(QByteArray(1, byte));
        QVERIFY(session.listener.isOpen);
        QVERIFY(session.listener.sent.startsWith("RFB 003.008\n\1\1"));
        QCOMPARE(session.client.picture().size(), QSize(64, 48));
    }

    void olderVersionsAreSpokenToo_data()
    {
        QTest::addColumn<QByteArray>("greeting");
        QTest::addColumn<QByteArray>("answer");
        QTest::newRow("3.3") << QByteArray("RFB 003.003\n\0\0\0\1", 16)
                             << QByteArray("RFB 003.003\n\1");
        QTest::newRow("3.5") << QByteArray("RFB 003.005\n\0\0\0\1", 16)
                             << QByteArray("RFB 003.003\n\1");
        QTest::newRow("3.7") << QByteArray("RFB 003.007\n\1\1") << QByteArray("RFB 003.007\n\1\1");
        QTest::newRow("Apple's") << QByteArray("RFB 003.889\n\1\1\0\0\0\0", 18)
                                 << QByteArray("RFB 003.008\n\1\1");
        QTest::newRow("RealVNC's")
            << QByteArray("RFB 005.000\n\1\1\0\0\0\0", 18) << QByteArray("RFB 003.008\n\1\1");
    }

    void olderVersionsAreSpokenToo()
    {
        QFETCH(QByteArray, greeting);
        QFETCH(QByteArray, answer);
        Session session;
        session.say(greeting);
        QCOMPARE(session.takeSent(), answer);
        session.say(serverInit());
        QVERIFY(session.listener.isOpen);
    }

    void whatIsNotVncIsSaid()
    {
        for (const QByteArray &greeting :
             {QByteArray("HTTP/1.1 400"), QByteArray("SSH-2.0-x\r\n"), QByteArray("RFB 00x.008\n"),
              QByteArray("RFB 999.999\n")}) {
            Session session;
            session.say(greeting);
            QCOMPARE(session.listener.end, EndReason::NotUnderstood);
            QVERIFY(!session.listener.text.isEmpty());
        }
    }

    void thePasswordsCipherIsTheRightOne()
    {
        // Known from other programs: the challenge 0 to 15, the password "password".
        QByteArray challenge;
        for (char i = 0; i < 16; ++i)
            challenge.append(i);
        const QByteArray response = VncPassword::respond(challenge, "password");
        QCOMPARE(response.size(), 16);
        QCOMPARE(VncPassword::respond(challenge, "password longer"), response);
        QVERIFY(VncPassword::respond(challenge, "passwort") != response);
        // DES itself: all zero encrypted with a key of zeros.
        QCOMPARE(VncPassword::respond(QByteArray(8, '\0'), {}).toHex(),
                 QByteArray("8ca64de9c1b123a7"));
    }

    void aPasswordIsAskedFor()
    {
        Session without;
        without.say("RFB 003.008\n\1\2" + QByteArray(16, 'c'));
        QCOMPARE(without.listener.end, EndReason::PasswordWanted);
        QVERIFY(without.listener.text.isEmpty());

        Session wrong(Wire::Open{.password = "wrong"});
        wrong.say("RFB 003.008\n\1\2" + QByteArray(16, 'c'));
        QVERIFY(wrong.listener.sent.endsWith(VncPassword::respond(QByteArray(16, 'c'), "wrong")));
        wrong.say(ByteWriter().u32(1).counted("Authentication failed").bytes);
        QCOMPARE(wrong.listener.end, EndReason::PasswordWanted);
        QCOMPARE(wrong.listener.text, u"Authentication failed"_s);
    }

    void aLoginIsAskedForAndSentInTheClearOnlyWhereNobodyListens()
    {
        const QByteArray offer =
            "RFB 003.008\n" + QByteArray("\1\x13") + QByteArray("\0\2\0\1\0\0\1\0", 8);
        Session network(Wire::Open{.user = u"me"_s, .password = "secret"});
        network.say(offer);
        QCOMPARE(network.listener.end, EndReason::NotSecure);
        QVERIFY(!network.listener.sent.contains("secret"));

        Session nobody({}, true);
        nobody.say(offer);
        QCOMPARE(nobody.listener.end, EndReason::LoginWanted);

        Session local(Wire::Open{.user = u"me"_s, .password = "secret"}, true);
        local.say(offer);
        QVERIFY(local.listener.sent.endsWith(QByteArray("\0\0\0\2\0\0\0\6mesecret", 16)));
        local.say(ByteWriter().u32(1).counted("no").bytes);
        QCOMPARE(local.listener.end, EndReason::LoginWanted);
    }

    void whoWantsEncryptionGetsNothingLess()
    {
        Session session(Wire::Open{.password = "secret", .secure = true});
        session.say("RFB 003.008\n\2\1\2");
        QCOMPARE(session.listener.end, EndReason::NotSecure);
        Session anonymous(Wire::Open{.password = "secret", .secure = true});
        anonymous.say("RFB 003.008\n" + QByteArray("\1\x13") + QByteArray("\0\2\0\1\0\0\1\1", 8));
        QCOMPARE(anonymous.listener.end, EndReason::NotSecure);
        QVERIFY(!anonymous.listener.text.isEmpty());
    }

    void nothingSaidBeforeTheEncryptionCountsAfterIt()
    {
        Session session;
        session.say("RFB 003.008\n" + QByteArray("\1\x13") + QByteArray("\0\2\0\1\0\0\1\4", 8));
        session.say("\1injected");
        QCOMPARE(session.listener.end, EndReason::NotSecure);
    }

    void aRefusalIsQuoted()
    {
        Session session;
        session.say("RFB 003.008\n" + QByteArray(1, '\0')
                    + ByteWriter().counted("Too many connections").bytes);
        QCOMPARE(session.listener.end, EndReason::Unreachable);
        QCOMPARE(session.listener.text, u"Too many connections"_s);
    }

    void loginsOfOthersAreNamed()
    {
        Session session;
        session.say("RFB 003.008\n" + QByteArray("\3\5\x1e\x11"));
        QCOMPARE(session.listener.end, EndReason::NotUnderstood);
        for (const QString &name : {u"RealVNC"_s, u"Apple"_s, u"MS-Logon"_s})
            QVERIFY2(session.listener.text.contains(name), qPrintable(session.listener.text));
    }

    void everythingAServerSaysIsHeard()
    {
        for (int piece : {1 << 30, 1, 13}) {
            Session session;
            session.client.clipboard().setOn(true);
            const QByteArray all = wholeSession();
            for (qsizetype at = 0; at < all.size(); at += piece)
                session.say(all.mid(at, piece));
            QVERIFY2(!session.listener.end, qPrintable(session.listener.text));
            QCOMPARE(session.listener.updates, 2);
            QCOMPARE(session.client.picture().size(), QSize(100, 80));
            QCOMPARE(session.listener.cursor.width, quint16(8));
            QCOMPARE(session.listener.locks, quint8(5));
            QCOMPARE(session.listener.audio, 400);
            QCOMPARE(session.listener.wanted, 1);
            QVERIFY(session.listener.offered && session.client.canResize()
                    && session.client.hasAudio());
            const QByteArray sent = session.takeSent();
            QVERIFY(sent.contains(ClientMessages::fence(3, "ping")));
            QVERIFY(sent.contains(ClientMessages::continuousUpdates({100, 80})));
            session.client.sendKey(KEY_A, true); // Caps Lock is on
            QCOMPARE(session.takeSent(), ClientMessages::extendedKey('A', 30, true));
        }
    }

    void whatLiesOutsideEndsTheSession_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("picture") << update({rect({60, 40, 10, 10}, Rfb::Raw)});
        QTest::newRow("far away") << update({rect({65535, 65535, 65535, 65535}, Rfb::Raw)});
        QTest::newRow("size") << update({rect({0, 0, 65535, 65535}, Rfb::DesktopSize)});
        QTest::newRow("no size") << update({rect({0, 0, 0, 0}, Rfb::DesktopSize)});
        QTest::newRow("cursor") << update({rect({0, 0, 257, 1}, Rfb::RichCursor)});
        QTest::newRow("encoding") << update({rect({0, 0, 1, 1}, 12345)});
        QTest::newRow("message") << QByteArray(1, char(99));
        QTest::newRow("fence") << ByteWriter().u8(248).raw(QByteArray(7, '\0')).u8(65).bytes;
    }

    void whatLiesOutsideEndsTheSession()
    {
        QFETCH(QByteArray, bytes);
        Session session;
        session.say(beginning() + bytes);
        QCOMPARE(session.listener.end, EndReason::NotUnderstood);
        QVERIFY(!session.listener.text.isEmpty());
    }

    void oneMessageOfMuchWorkLetsOthersHaveTheirTurn()
    {
        Session session;
        session.say("RFB 003.008\n" + QByteArray("\1\1") + QByteArray(4, '\0')
                    + serverInit(8000, 8000));
        QVERIFY(session.listener.isOpen);
        QList<QByteArray> copies;
        for (int i = 0; i < 8; ++i)
            copies.append(rect({0, 0, 8000, 8000}, Rfb::CopyRect, QByteArray(4, '\0')));
        session.client.received(update(copies));
        int turns = 1;
        while (session.client.process())
            ++turns;
        QVERIFY(turns >= 8);
        QCOMPARE(session.listener.updates, 1);
    }

    void keysAreNamedWhereNumbersAreNotTaken()
    {
        Session session;
        session.say(beginning("other"));
        session.takeSent();
        session.client.sendKey(KEY_LEFTSHIFT, true);
        session.client.sendKey(KEY_1, true);
        session.client.sendKey(KEY_LEFTSHIFT, false);
        session.client.sendKey(KEY_1, false); // as what it was pressed
        session.client.sendKey(KEY_CAPSLOCK, true);
        session.client.sendKey(KEY_CAPSLOCK, false);
        session.client.sendKey(KEY_Q, true);
        session.client.sendKey(KEY_1, true); // no letter
        QCOMPARE(session.takeSent(),
                 ClientMessages::key(0xffe1, true) + ClientMessages::key('!', true)
                     + ClientMessages::key(0xffe1, false) + ClientMessages::key('!', false)
                     + ClientMessages::key(0xffe5, true) + ClientMessages::key(0xffe5, false)
                     + ClientMessages::key('Q', true) + ClientMessages::key('1', true));
    }

    void theOldClipboardIsLatin1()
    {
        Session session;
        session.say(beginning("other"));
        QVERIFY(session.client.hasClipboard());
        session.client.clipboard().setOn(true);
        session.say(ByteWriter()
                        .u8(3)
                        .raw(QByteArray(3, '\0'))
                        .counted("Gr\xfc\xdf"
                                 "e")
                        .bytes);
        QVERIFY(session.listener.offered);
        session.client.clipboard().want();
        QCOMPARE(session.listener.received, QByteArray("Grüße"));
        session.client.clipboard().offer(true);
        QCOMPARE(session.listener.wanted, 1);
        session.takeSent();
        session.client.clipboard().provide(QByteArray("Grüße"));
        QCOMPARE(session.takeSent(), ClientMessages::cutText("Gr\xfc\xdf"
                                                             "e"));
        session.client.clipboard().setOn(false);
        session.client.clipboard().provide(QByteArray("secret"));
        QVERIFY(session.takeSent().isEmpty());
    }

    void aTextIsNeverLongerThanAllowed()
    {
        const QByteArray longest(Wire::maximumClipboard, '\n');
        const ExtendedClipboard provided{ExtendedClipboard::Action::Provide, true, longest};
        QCOMPARE(ExtendedClipboard::parse(provided.toBytes())->content, longest);
        const ExtendedClipboard tooLong{ExtendedClipboard::Action::Provide, true, longest + "x"};
        QVERIFY(!ExtendedClipboard::parse(tooLong.toBytes()));
        QVERIFY(!ExtendedClipboard::parse("abc"));
        QVERIFY(!ExtendedClipboard::parse(ByteWriter().u32(1 << 28 | 1 << 27 | 1).bytes)); // both
        QVERIFY(!ExtendedClipboard::parse(ByteWriter().u32(1 << 28 | 1).raw("junk").bytes));
    }

    // A session as it should be, with a few bytes changed, lost or doubled: it may end, but only in
    // one of the ways that there are. Sanitizers watch.
    void damagedSessionsHarmNobody()
    {
        const QByteArray sound = wholeSession();
        for (quint32 seed = 1; seed <= 4000; ++seed) {
            QRandomGenerator random(seed);
            QByteArray bytes = sound;
            for (int change = random.bounded(1, 6); change > 0; --change) {
                // Often past the beginning, where the interesting parts are.
                const qsizetype at = random.bounded(int(bytes.size()));
                switch (random.bounded(4)) {
                case 0:
                    bytes[at] = char(random.bounded(256));
                    break;
                case 1:
                    bytes[at] = char(bytes[at] ^ (1 << random.bounded(8)));
                    break;
                case 2:
                    bytes.remove(at, random.bounded(1, 9));
                    break;
                default:
                    bytes.insert(
                        at, bytes.mid(random.bounded(int(bytes.size())), random.bounded(1, 40)));
                }
            }
            Session session;
            session.client.clipboard().setOn(seed % 2);
            const int piece = random.bounded(1, 2000);
            for (qsizetype at = 0; at < bytes.size(); at += piece)
                session.say(bytes.mid(at, piece));
            session.client.closed();
            QVERIFY(session.listener.end);
        }
    }
};

QTEST_APPLESS_MAIN(TestRfbClient)
#include "tst_rfbclient.moc"
