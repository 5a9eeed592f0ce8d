// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/protocol/packetsocket.h"
#include "tests/support/patience.h"
#include "tests/support/wirefuzz.h"

#include <QDir>

#include <fcntl.h>
#include <sys/socket.h>
#include <unistd.h>

using namespace Wire;

// Packets by chance, from fixed seeds: what is decoded is a message that could have been sent, and
// what is received leaves nothing behind.
class TestProtocolFuzz : public QObject
{
    Q_OBJECT

    template <class Direction>
    static QByteArray encoded(const typename Direction::Any &message)
    {
        return std::visit([](const auto &m) { return Direction::encode(m); }, message);
    }

    // Decoded, encoded and decoded again it is the same; and it is valid, and not too long.
    template <class Direction>
    static bool holds(const QByteArray &packet, bool *valid)
    {
        const auto message = Direction::decode(packet);
        *valid = message.has_value();
        if (!message)
            return true;
        if (!std::visit([](const auto &m) { return m.isValid(); }, *message))
            return false;
        const QByteArray once = encoded<Direction>(*message);
        const auto again = Direction::decode(once);
        // A text that was no UTF-8 comes back as text, which can be longer than is allowed.
        if (!again)
            return once.size() > packet.size();
        return encoded<Direction>(*again) == once;
    }

    template <class Direction>
    static void fuzz(quint32 seed)
    {
        WireFuzz random(seed);
        int valid = 0, changedValid = 0;
        QByteArray before = random.packet(Direction());
        QSet<int> kinds;
        for (int i = 0; i < 20000; ++i) {
            const QByteArray packet = random.packet(Direction());
            bool decoded = false;
            QVERIFY2(holds<Direction>(packet, &decoded), packet.toHex().constData());
            valid += decoded;
            if (decoded)
                kinds.insert(int(Direction::decode(packet)->index()));
            const QByteArray other = random.changed(packet, before);
            QVERIFY2(holds<Direction>(other, &decoded), other.toHex().constData());
            changedValid += decoded;
            before = packet;
        }
        QVERIFY(valid > 5000); // else nothing was tried
        QVERIFY(changedValid > 1000);
        QVERIFY2(kinds.size() > int(std::variant_size_v<typename Direction::Any>) * 3 / 4,
                 qPrintable(QString::number(kinds.size())));
    }

    static qsizetype openDescriptors()
    {
        return QDir(QStringLiteral("/proc/self/fd")).entryList(QDir::Files | QDir::System).size();
    }

    // What a peer without rules may do with the socket.
    static void sendRaw(int socket, const QByteArray &packet, int descriptors)
    {
        iovec part{const_cast<char *>(packet.constData()), size_t(packet.size())};
        msghdr message{};
        message.msg_iov = &part;
        message.msg_iovlen = 1;
        alignas(cmsghdr) char control[CMSG_SPACE(16 * sizeof(int))] = {};
        if (descriptors) {
            message.msg_control = control;
            message.msg_controllen = CMSG_SPACE(size_t(descriptors) * sizeof(int));
            cmsghdr *header = CMSG_FIRSTHDR(&message);
            header->cmsg_level = SOL_SOCKET;
            header->cmsg_type = SCM_RIGHTS;
            header->cmsg_len = CMSG_LEN(size_t(descriptors) * sizeof(int));
            for (int i = 0; i < descriptors; ++i)
                memcpy(CMSG_DATA(header) + size_t(i) * sizeof(int), &socket, sizeof socket);
        }
        (void)sendmsg(socket, &message, MSG_NOSIGNAL | MSG_DONTWAIT);
    }

private Q_SLOTS:
    void whatTheViewerHearsIsAMessage_data() { seeds(); }
    void whatTheViewerHearsIsAMessage()
    {
        QFETCH(quint32, seed);
        fuzz<ToViewer>(seed);
    }

    void whatTheWindowHearsIsAMessage_data() { seeds(); }
    void whatTheWindowHearsIsAMessage()
    {
        QFETCH(quint32, seed);
        fuzz<ToWindow>(seed);
    }

    void whatIsReceivedLeavesNoDescriptorBehind_data() { seeds(); }
    void whatIsReceivedLeavesNoDescriptorBehind()
    {
        QFETCH(quint32, seed);
        WireFuzz random(seed);
        const qsizetype before = openDescriptors();
        for (int round = 0; round < 200; ++round) {
            auto [ours, theirs] = PacketSocket::pair();
            QVERIFY(ours.descriptor() >= 0);
            const int peer = theirs.descriptor();
            const int packets = random.below(8);
            for (int i = 0; i < packets; ++i) {
                const int size = random.below(10) ? random.below(4000)
                                                  : int(maximumPacket) - 2 + random.below(5);
                sendRaw(peer, QByteArray(size, char(i)), random.below(4) ? 0 : random.below(17));
            }
            if (random.below(2))
                theirs.close();
            for (int i = 0; i < 20; ++i) {
                QByteArray packet;
                FileDescriptor attachment;
                const auto status = ours.receive(packet, attachment);
                QVERIFY(packet.size() <= maximumPacket);
                if (status == PacketSocket::Status::Gone)
                    break;
                if (status == PacketSocket::Status::Done)
                    QVERIFY(!packet.isEmpty());
            }
        }
        QCOMPARE(openDescriptors(), before);
    }

private:
    static void seeds()
    {
        QTest::addColumn<quint32>("seed");
        for (const quint32 seed : {1u, 20261121u, 0xdeadbeefu})
            QTest::addRow("%u", seed) << seed;
    }
};

QTEST_APPLESS_MAIN(TestProtocolFuzz)
#include "tst_protocolfuzz.moc"
