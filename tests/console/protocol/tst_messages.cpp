// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/protocol/messages.h"
#include "tests/support/patience.h"

#include <QRandomGenerator>

using namespace Qt::StringLiterals;
using namespace Wire;

// One valid packet of every kind in each direction.
static const QList<QByteArray> toViewer = {
    ToViewer::encode(Open{.protocol = Protocol::Vnc,
                          .local = true,
                          .path = u"/run/x.sock"_s,
                          .host = u"host"_s,
                          .port = 5900,
                          .user = u"me"_s,
                          .password = "secret",
                          .authorities = "-----BEGIN CERTIFICATE-----",
                          .secureChannels = {u"main"_s, u"inputs"_s}}),
    ToViewer::encode(ChannelSocket{3}),
    ToViewer::encode(Key{30, true}),
    ToViewer::encode(SetLocks{NumLock}),
    ToViewer::encode(PointerMoved{-3, 4, 1}),
    ToViewer::encode(PointerAt{0, 100, 200, 0}),
    ToViewer::encode(PointerButton{Button::Right, true, 4}),
    ToViewer::encode(ResizeDisplay{0, 1024, 768}),
    ToViewer::encode(ArrangeDisplays{
        {DisplayArea{0, true, 0, 0, 800, 600}, DisplayArea{1, false, 800, 0, 0, 0}}}),
    ToViewer::encode(WantPointerMode{PointerMode::Relative}),
    ToViewer::encode(DamageSeen{0}),
    ToViewer::encode(ShareClipboard{true}),
    ToViewer::encode(ClipboardOffer{clipboardBit(ClipboardType::Png)}),
    ToViewer::encode(ClipboardWanted{ClipboardType::Text}),
    ToViewer::encode(ClipboardData{ClipboardType::Text, 12}),
    ToViewer::encode(SetSound{true, false, true, 40}),
    ToViewer::encode(SendFile{7, "/home/me/a file"}),
    ToViewer::encode(CancelTransfer{7}),
    ToViewer::encode(ShareFolder{"/srv", true}),
    ToViewer::encode(RedirectUsb{3, true}),
    ToViewer::encode(WatchUsb{}),
    ToViewer::encode(ShareCd{"/srv/x.iso"}),
    ToViewer::encode(InsertSmartCard{true}),
    ToViewer::encode(StartRecording{0, RecordingFormat::Mp4}),
    ToViewer::encode(StopRecording{}),
};
static const QList<QByteArray> toWindow = {
    ToWindow::encode(Hello{}),
    ToWindow::encode(ChannelWanted{1, true}),
    ToWindow::encode(Opened{}),
    ToWindow::encode(Ended{EndReason::NotSecure, u"bad certificate"_s}),
    ToWindow::encode(Picture{0, 3840, 2160}),
    ToWindow::encode(Damage{0, {QRect(0, 0, 3840, 2160), QRect(5, 6, 7, 8)}}),
    ToWindow::encode(Cursor{1, 2, 1, 1, 0, QByteArray(8, 'x')}),
    ToWindow::encode(Cursor{}),
    ToWindow::encode(CursorAt{0, -5, 6}),
    ToWindow::encode(SetPointerMode{PointerMode::Absolute}),
    ToWindow::encode(Locks{7}),
    ToWindow::encode(Features{.resize = true, .displays = 4}),
    ToWindow::encode(DisplayGone{1}),
    ToWindow::encode(Migrating{true}),
    ToWindow::encode(ClipboardOffer{3}),
    ToWindow::encode(ClipboardWanted{ClipboardType::Png}),
    ToWindow::encode(ClipboardData{ClipboardType::Png, 30000}),
    ToWindow::encode(Sound{true, false, false, 70}),
    ToWindow::encode(TransferProgress{7, 10, 20}),
    ToWindow::encode(TransferEnded{7, TransferOutcome::Failed, u"no room"_s}),
    ToWindow::encode(FolderShared{FolderState::Shared, true, {}}),
    ToWindow::encode(UsbDevices{{UsbDevice{.id = 1, .name = u"Stick"_s, .vendor = 0x1d6b},
                                 UsbDevice{.id = 2, .possible = false, .hindrance = u"hub"_s}}}),
    ToWindow::encode(UsbFailed{1, u"busy"_s}),
    ToWindow::encode(SmartCard{true, false}),
    ToWindow::encode(Recording{RecordingState::Running, 1000, 5, {}}),
};

class TestMessages : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyMessageArrivesAsItWasSent()
    {
        for (const QByteArray &packet : toViewer) {
            const auto message = ToViewer::decode(packet);
            QVERIFY(message);
            QCOMPARE(std::visit([](const auto &m) { return ToViewer::encode(m); }, *message),
                     packet);
        }
        for (const QByteArray &packet : toWindow) {
            const auto message = ToWindow::decode(packet);
            QVERIFY(message);
            QCOMPARE(std::visit([](const auto &m) { return ToWindow::encode(m); }, *message),
                     packet);
        }
        const auto open = ToViewer::decode(toViewer.first());
        QCOMPARE(std::get<Open>(*open).host, u"host"_s);
        QCOMPARE(std::get<Open>(*open).password, QByteArray("secret"));
    }

    void aPacketThatIsCutOrTooLongIsRefused()
    {
        for (const QByteArray &packet : toWindow) {
            for (qsizetype size = 0; size < packet.size(); ++size)
                QVERIFY(!ToWindow::decode(packet.first(size)));
            QVERIFY(!ToWindow::decode(packet + '\0'));
        }
        for (const QByteArray &packet : toViewer) {
            for (qsizetype size = 0; size < packet.size(); ++size)
                QVERIFY(!ToViewer::decode(packet.first(size)));
            QVERIFY(!ToViewer::decode(packet + '\0'));
        }
    }

    void sizesBeyondTheLimitsAreRefused()
    {
        QVERIFY(ToWindow::decode(ToWindow::encode(Picture{0, 16384, 4096}))); // legal, and large
        QVERIFY(!ToWindow::decode(ToWindow::encode(Picture{0, 16385, 1})));
        QVERIFY(!ToWindow::decode(ToWindow::encode(Picture{0, 16384, 16384})));
        // The smallest number has no counterpart: its absolute value would be itself.
        const qint32 smallest = std::numeric_limits<qint32>::min();
        QVERIFY(!ToWindow::decode(ToWindow::encode(CursorAt{0, smallest, 0})));
        QVERIFY(!ToViewer::decode(ToViewer::encode(PointerMoved{0, smallest, 0})));
        QVERIFY(!ToWindow::decode(ToWindow::encode(Picture{0, 0, 1})));
        QVERIFY(!ToWindow::decode(ToWindow::encode(Picture{0, -1, -1})));
        QVERIFY(!ToWindow::decode(ToWindow::encode(Picture{16, 10, 10})));
        QVERIFY(ToWindow::decode(
            ToWindow::encode(Cursor{0, 256, 256, 255, 255, QByteArray(256 * 256 * 4, 'x')})));
        QVERIFY(
            !ToWindow::decode(ToWindow::encode(Cursor{0, 257, 1, 0, 0, QByteArray(257 * 4, 'x')})));
        QVERIFY(!ToWindow::decode(ToWindow::encode(Cursor{0, 2, 2, 0, 0, QByteArray(15, 'x')})));
        QVERIFY(!ToWindow::decode(ToWindow::encode(Cursor{0, 2, 2, 2, 0, QByteArray(16, 'x')})));
        QVERIFY(!ToWindow::decode(ToWindow::encode(Damage{0, {}})));
        QVERIFY(
            !ToWindow::decode(ToWindow::encode(Damage{0, QList<QRect>(17, QRect(0, 0, 1, 1))})));
        QVERIFY(!ToWindow::decode(ToWindow::encode(Damage{0, {QRect(16380, 0, 10, 1)}})));
        QVERIFY(!ToWindow::decode(ToWindow::encode(Damage{0, {QRect(-1, 0, 10, 1)}})));
        QVERIFY(!ToWindow::decode(ToWindow::encode(Hello{99})));
        QVERIFY(!ToViewer::decode(ToViewer::encode(Key{0, true})));
        QVERIFY(!ToViewer::decode(ToViewer::encode(ResizeDisplay{0, 16384, 16384})));
    }

    void aLengthInsideThePacketIsNotBelieved()
    {
        QByteArray packet = ToWindow::encode(Ended{EndReason::Closed, u"x"_s});
        const quint32 huge = 0xffffffffu;
        memcpy(packet.data() + 3, &huge, 4); // after the number and the reason
        QVERIFY(!ToWindow::decode(packet));
    }

    void aLongTextIsCutAndNotRefused()
    {
        const QByteArray packet =
            ToWindow::encode(Ended{EndReason::Closed, QString(100000, QChar(0x20ac))});
        const auto message = ToWindow::decode(packet);
        QVERIFY(message);
        QVERIFY(std::get<Ended>(*message).text.size() >= 1000);
    }

    // What decodes at all must be a message that could have been sent.
    void garbageNeverBecomesAnInvalidMessage()
    {
        QRandomGenerator random(20261121);
        int valid = 0;
        for (int round = 0; round < 60000; ++round) {
            const auto &seeds = round % 2 ? toWindow : toViewer;
            QByteArray packet = round % 5 == 0 ? QByteArray(qsizetype(random.bounded(64)), '\0')
                                               : seeds[random.bounded(int(seeds.size()))];
            const int changes = round % 5 == 0 ? int(packet.size()) : random.bounded(4);
            for (int i = 0; i < changes && !packet.isEmpty(); ++i)
                packet[random.bounded(int(packet.size()))] = char(random.bounded(256));
            if (const auto message = ToWindow::decode(packet)) {
                ++valid;
                QVERIFY(std::visit([](const auto &m) { return m.isValid(); }, *message));
            }
            if (const auto message = ToViewer::decode(packet)) {
                ++valid;
                QVERIFY(std::visit([](const auto &m) { return m.isValid(); }, *message));
            }
        }
        QVERIFY(valid > 1000); // else nothing was tried
    }
};

QTEST_APPLESS_MAIN(TestMessages)
#include "tst_messages.moc"
