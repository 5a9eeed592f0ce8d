// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/protocol/sharedbytes.h"
#include "console/viewerdisplay.h"
#include "console/viewerprocess.h"
#include "tests/support/desktopguest.h"
#include "tests/support/patience.h"

#include <QBuffer>
#include <QFile>
#include <QSignalSpy>

using namespace Qt::StringLiterals;
using namespace Wire;

// A viewer, and what it said last of everything.
class Session : public ViewerProcess
{
public:
    explicit Session(const Open &where)
    {
        const auto follow = [](ViewerDisplay *display) {
            connect(display, &ViewerDisplay::pictureReplaced, display, &ViewerDisplay::seen);
            connect(display, &ViewerDisplay::damaged, display, &ViewerDisplay::seen);
            if (!display->picture().isNull())
                display->seen();
        };
        follow(display());
        connect(this, &ViewerProcess::displayAppeared, this, follow);
        connect(this, &ViewerProcess::ended, this,
                [this](EndReason reason, const QString &) { end = reason; });
        connect(this, &ViewerProcess::crashed, this, [this](const QString &why) { crash = why; });
        connect(this, &ViewerProcess::said, this,
                [this](const ToWindow::Any &any, const FileDescriptor &memory) {
                    if (const auto *offer = std::get_if<ClipboardOffer>(&any))
                        offers.append(offer->types);
                    else if (const auto *wanted = std::get_if<ClipboardWanted>(&any))
                        answer(wanted->type);
                    else if (const auto *data = std::get_if<ClipboardData>(&any))
                        got[data->type] =
                            data->size ? SharedBytes::read(memory, data->size).value_or("?") : "";
                    else if (const auto *it = std::get_if<Sound>(&any))
                        sound = *it;
                });
        start(program(), where);
    }

    void offer(const QMap<ClipboardType, QByteArray> &things)
    {
        clipboard = things;
        quint8 types = 0;
        for (const ClipboardType type : things.keys())
            types |= clipboardBit(type);
        send(ClipboardOffer{types});
    }
    void answer(ClipboardType type)
    {
        asked.append(type);
        const QByteArray bytes = clipboard.value(type);
        send(ClipboardData{type, quint32(bytes.size())}, SharedBytes::seal(bytes));
    }
    QSize size(int number) const
    {
        const ViewerDisplay *shown = display(number);
        return shown ? shown->picture().size() : QSize();
    }

    std::optional<EndReason> end;
    QString crash;
    QList<quint8> offers;
    QList<ClipboardType> asked;
    QMap<ClipboardType, QByteArray> clipboard, got;
    Sound sound;
};

static Open whereIs(const TestGuest &guest)
{
    Open where;
    where.local = true;
    const Graphics graphics = guest.graphics().value(0);
    where.path = graphics.socketPath;
    if (where.path.isEmpty()) {
        where.host = u"127.0.0.1"_s;
        where.port = graphics.port;
        where.tlsPort = graphics.tlsPort;
    }
    return where;
}

// What a SPICE session carries beside keys and pictures, with a desktop and its agent.
class TestSpice : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        if (!qEnvironmentVariableIsSet("GUESTHOUSE_VIEWER"))
            qputenv("GUESTHOUSE_VIEWER", QFile::encodeName(QCoreApplication::applicationDirPath()
                                                           + u"/../app/guesthouse-viewer"_s));
    }

    void theClipboardGoesBothWaysOnceItIsShared()
    {
        PrivateLibvirtd daemon;
        QVERIFY2(daemon.start(), qPrintable(daemon.errorString()));
        DesktopGuest guest(daemon, u"clip"_s,
                           {.listen = GuestOptions::Listen::Socket, .heads = 2, .sound = true});
        QVERIFY2(guest.define() && guest.start(), qPrintable(guest.errorString()));
        QVERIFY2(guest.waitForDesktop() && guest.waitForAgent(), guest.serialOutput().constData());
        Session session(whereIs(guest));
        QTRY_VERIFY_WITH_TIMEOUT(session.features().clipboard && session.features().agent,
                                 patience);
        QVERIFY(session.features().images);

        // Nothing passes before it is shared.
        const QByteArray ours = "ours: ä€😀\nline two\n";
        session.offer({{ClipboardType::Text, ours}});
        QVERIFY(guest.setClipboard("of the guest"));
        QCOMPARE(guest.clipboard(), "of the guest"_ba);
        QVERIFY(session.offers.isEmpty() && session.asked.isEmpty());

        // What was offered before counts from now on. Until the guest has it, what is copied there
        // at the same moment would be the older of the two.
        session.send(ShareClipboard{true});
        QTRY_COMPARE_WITH_TIMEOUT(guest.clipboard() + '\n', ours, patience);
        QVERIFY(session.asked.contains(ClipboardType::Text));

        // From the guest.
        QVERIFY(guest.setClipboard("theirs: é"));
        QTRY_COMPARE_WITH_TIMEOUT(session.offers.value(session.offers.size() - 1),
                                  clipboardBit(ClipboardType::Text), patience);
        session.send(ClipboardWanted{ClipboardType::Text});
        QTRY_COMPARE_WITH_TIMEOUT(session.got.value(ClipboardType::Text), "theirs: é"_ba, patience);

        // To the guest, and what the guest had is no more.
        session.asked.clear();
        const QByteArray more = "more of ours: ß";
        session.offer({{ClipboardType::Text, more}});
        QTRY_COMPARE_WITH_TIMEOUT(guest.clipboard(), more, patience);
        QVERIFY(session.asked.contains(ClipboardType::Text));
        session.got.clear();
        session.send(ClipboardWanted{ClipboardType::Text});
        QTRY_VERIFY_WITH_TIMEOUT(session.got.contains(ClipboardType::Text), patience);
        QVERIFY(session.got.value(ClipboardType::Text).isEmpty());

        // Pictures.
        QImage image(40, 30, QImage::Format_RGB32);
        image.fill(QColor(1, 200, 30));
        QByteArray png;
        QBuffer buffer(&png);
        QVERIFY(buffer.open(QIODevice::WriteOnly) && image.save(&buffer, "PNG"));
        session.offer({{ClipboardType::Png, png}});
        QTRY_COMPARE_WITH_TIMEOUT(guest
                                      .run("xclip -selection clipboard -t image/png -o "
                                           ">/tmp/got.png; wc -c </tmp/got.png")
                                      .output.trimmed(),
                                  QByteArray::number(png.size()), patience);
        QCOMPARE(guest
                     .run("setsid xclip -selection clipboard -t image/png -i /tmp/got.png "
                          ">/dev/null 2>&1 &")
                     .status,
                 0);
        QTRY_VERIFY_WITH_TIMEOUT(session.offers.last() & clipboardBit(ClipboardType::Png),
                                 patience);
        session.send(ClipboardWanted{ClipboardType::Png});
        QTRY_COMPARE_WITH_TIMEOUT(session.got.value(ClipboardType::Png), png, patience);

        // More than allowed is nothing.
        QCOMPARE(guest
                     .run("head -c 1500000 /dev/zero | tr '\\0' x >/tmp/much; setsid xclip "
                          "-selection clipboard -i /tmp/much >/dev/null 2>&1 &")
                     .status,
                 0);
        QTRY_COMPARE_WITH_TIMEOUT(session.offers.last(), clipboardBit(ClipboardType::Text),
                                  patience);
        session.got.clear();
        session.send(ClipboardWanted{ClipboardType::Text});
        QTRY_VERIFY_WITH_TIMEOUT(session.got.contains(ClipboardType::Text), patience);
        QVERIFY(session.got.value(ClipboardType::Text).isEmpty());

        // And no longer.
        session.asked.clear();
        session.send(ShareClipboard{false});
        session.offer({{ClipboardType::Text, "secret"}});
        QVERIFY(!guest.clipboard().contains("secret"));
        QVERIFY(session.asked.isEmpty());

        twoDisplays(guest, session);
        if (QTest::currentTestFailed())
            return;
        sound(guest, session);
        QVERIFY(!session.end && session.crash.isEmpty());
    }

    void monitorsOfOneSurfaceAreDisplaysToo()
    {
        PrivateLibvirtd daemon;
        QVERIFY2(daemon.start(), qPrintable(daemon.errorString()));
        DesktopGuest guest(daemon, u"qxl"_s,
                           {.listen = GuestOptions::Listen::Socket, .video = u"qxl"_s, .heads = 2});
        QVERIFY2(guest.define() && guest.start(), qPrintable(guest.errorString()));
        QVERIFY2(guest.waitForDesktop() && guest.waitForAgent(), guest.serialOutput().constData());
        Session session(whereIs(guest));
        // Not the pointer on the second one: Linux' driver lays the monitors onto the surface at other
        // places than those of the desktop, and SPICE tells the agent of the surface's.
        twoDisplays(guest, session, false);
        QVERIFY(!session.end && session.crash.isEmpty());
    }

private:
    void twoDisplays(const DesktopGuest &guest, Session &session, bool pointerOnSecond = true)
    {
        QTRY_VERIFY_WITH_TIMEOUT(session.features().resize, patience);
        QTRY_COMPARE_WITH_TIMEOUT(int(session.features().displays), 2, patience);
        QTRY_VERIFY_WITH_TIMEOUT(!session.size(0).isEmpty(), patience);
        QVERIFY2(!session.display(1), "the second display is off");

        session.send(ArrangeDisplays{{{0, true, 0, 0, 800, 600}, {1, true, 800, 0, 640, 480}}});
        QTRY_COMPARE_WITH_TIMEOUT(session.size(1), QSize(640, 480), patience);
        QTRY_COMPARE_WITH_TIMEOUT(session.size(0), QSize(800, 600), patience);
        // Each shows its own part of the desktop, and the pointer is where it is said to be.
        QVERIFY2(guest.waitFor("640x480+800+0"), guest.run("xrandr").output);
        const QByteArray tablet = guest
                                      .run("grep -A4 'spice vdagent' /proc/bus/input/devices | "
                                           "grep -o 'event[0-9]*'")
                                      .output;
        QVERIFY2(tablet.startsWith("event"), tablet);
        QCOMPARE(
            guest.run("setsid cat /dev/input/" + tablet + " >/tmp/pointer 2>/dev/null &").status,
            0);
        // Type, code and value of each event; 3 0 is the place from the left, 3 1 from the top.
        const auto told = [&guest](const QByteArray &event) {
            return guest
                       .run("od -An -v -tu2 -w24 /tmp/pointer | awk '{print $9, $10, $11}' | "
                            "grep -qx '"
                            + event + "'")
                       .status
                   == 0;
        };
        // Again until it arrives: the agent may learn of the new desktop later than we do. From another
        // place each time: the guest says nothing of a pointer that stays where it is.
        const auto pointerIsTold = [&](int display, QPoint at, const QByteArray &fromLeft) {
            session.display(display)->movePointerTo(at + QPoint(2, 2), 0);
            guest.run("true");
            session.display(display)->movePointerTo(at, 0);
            return told("3 0 " + fromLeft) && told("3 1 " + QByteArray::number(at.y()));
        };
        if (pointerOnSecond)
            QTRY_VERIFY_WITH_TIMEOUT(pointerIsTold(1, {100, 50}, "900"), patience);
        QTRY_VERIFY_WITH_TIMEOUT(pointerIsTold(0, {70, 60}, "70"), patience);

        session.send(ResizeDisplay{1, 720, 576});
        QTRY_COMPARE_WITH_TIMEOUT(session.size(1), QSize(720, 576), patience);
        QCOMPARE(session.size(0), QSize(800, 600));

        session.send(ArrangeDisplays{{{0, true, 0, 0, 1024, 768}, {1, false, 0, 0, 0, 0}}});
        QTRY_VERIFY_WITH_TIMEOUT(!session.display(1), patience);
        QTRY_COMPARE_WITH_TIMEOUT(session.size(0), QSize(1024, 768), patience);
    }

    void sound(const DesktopGuest &guest, Session &session)
    {
        // Nobody has turned the guest's own volume.
        QVERIFY(guest.run("grep -i volume /var/log/vdagentd.log").output.isEmpty());
        QVERIFY(session.features().sound);
        QVERIFY(session.features().microphone);
        QVERIFY(!session.sound.playing);
        // 8000 bytes a second.
        QCOMPARE(guest.run("setsid head -c 60000 /dev/urandom >/dev/dsp 2>/dev/null &").status, 0);
        QTRY_VERIFY_WITH_TIMEOUT(session.sound.playing, patience);
        session.send(SetSound{.play = true, .record = false, .muted = true, .volume = 30});
        QTRY_VERIFY(session.sound.muted);
        QCOMPARE(int(session.sound.volume), 30);
        QTRY_VERIFY_WITH_TIMEOUT(!session.sound.playing, patience);
        // The guest may listen as it likes; it hears nothing until it may.
        QCOMPARE(guest.run("setsid head -c 60000 /dev/dsp >/tmp/heard 2>/dev/null &").status, 0);
        QTRY_VERIFY_WITH_TIMEOUT(session.sound.recording, patience);
        session.send(SetSound{.play = true, .record = true, .muted = true, .volume = 30});
        QTRY_VERIFY_WITH_TIMEOUT(!session.sound.recording, patience);
    }
};

QTEST_GUILESS_MAIN(TestSpice)
#include "tst_spice.moc"
