// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/protocol/codec.h"
#include "console/protocol/packetsocket.h"
#include "tests/support/patience.h"

#include <fcntl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

using Status = PacketSocket::Status;

static bool isOpen(int descriptor)
{
    return fcntl(descriptor, F_GETFD) >= 0;
}

class TestPacketSocket : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void packetsKeepTheirEnds()
    {
        auto [a, b] = PacketSocket::pair();
        QCOMPARE(a.send("one"), Status::Done);
        QCOMPARE(a.send("three"), Status::Done);
        QByteArray packet;
        FileDescriptor none;
        QCOMPARE(b.receive(packet, none), Status::Done);
        QCOMPARE(packet, QByteArray("one"));
        QCOMPARE(b.receive(packet, none), Status::Done);
        QCOMPARE(packet, QByteArray("three"));
        QCOMPARE(b.receive(packet, none), Status::Later);
    }

    void theLargestPacketFits()
    {
        auto [a, b] = PacketSocket::pair();
        const QByteArray large(Wire::maximumPacket, 'x');
        QCOMPARE(a.send(large), Status::Done);
        QByteArray packet;
        FileDescriptor none;
        QCOMPARE(b.receive(packet, none), Status::Done);
        QCOMPARE(packet.size(), large.size());
    }

    void aDescriptorTravelsAndClosesOnExec()
    {
        auto [a, b] = PacketSocket::pair();
        int ends[2];
        QCOMPARE(pipe(ends), 0);
        const FileDescriptor readEnd(ends[0]);
        {
            const FileDescriptor writeEnd(ends[1]);
            QCOMPARE(a.send("with", writeEnd), Status::Done);
        }
        QByteArray packet;
        FileDescriptor received;
        QCOMPARE(b.receive(packet, received), Status::Done);
        QVERIFY(received);
        QVERIFY(fcntl(received.get(), F_GETFD) & FD_CLOEXEC);
        QCOMPARE(write(received.get(), "!", 1), ssize_t(1));
    }

    void moreThanOneDescriptorIsRefusedAndNoneLeaks()
    {
        int raw[2];
        QCOMPARE(socketpair(AF_UNIX, SOCK_SEQPACKET, 0, raw), 0);
        PacketSocket receiver{FileDescriptor(raw[1])};
        const FileDescriptor sender(raw[0]);
        const int both[2] = {raw[0], raw[0]};
        char byte = 'x';
        iovec part{&byte, 1};
        alignas(cmsghdr) char control[CMSG_SPACE(sizeof both)] = {};
        msghdr message{};
        message.msg_iov = &part;
        message.msg_iovlen = 1;
        message.msg_control = control;
        message.msg_controllen = sizeof control;
        cmsghdr *header = CMSG_FIRSTHDR(&message);
        header->cmsg_level = SOL_SOCKET;
        header->cmsg_type = SCM_RIGHTS;
        header->cmsg_len = CMSG_LEN(sizeof both);
        memcpy(CMSG_DATA(header), both, sizeof both);
        const int next = dup(raw[0]); // the number that a leaked one would get
        ::close(next);
        QCOMPARE(sendmsg(raw[0], &message, 0), ssize_t(1));
        QByteArray packet;
        FileDescriptor received;
        QCOMPARE(receiver.receive(packet, received), Status::Gone);
        received = {};
        QVERIFY(!isOpen(next));
    }

    void aPeerThatIsGoneIsNoticed()
    {
        auto [a, b] = PacketSocket::pair();
        b.close();
        QByteArray packet;
        FileDescriptor none;
        QCOMPARE(a.receive(packet, none), Status::Gone);
        QCOMPARE(a.send("x"), Status::Gone); // and no SIGPIPE
    }

    void theLastWordsOfAPeerThatDidNotListenAreHeard()
    {
        auto [a, b] = PacketSocket::pair();
        QCOMPARE(a.send("never read"), Status::Done);
        QCOMPARE(b.send("last"), Status::Done);
        QCOMPARE(b.send("words"), Status::Done);
        b.close();
        QByteArray packet;
        FileDescriptor none;
        QCOMPARE(a.receive(packet, none), Status::Done);
        QCOMPARE(packet, QByteArray("last"));
        QCOMPARE(a.receive(packet, none), Status::Done);
        QCOMPARE(packet, QByteArray("words"));
        QCOMPARE(a.receive(packet, none), Status::Gone);
    }

    void aFullSocketDoesNotBlock()
    {
        auto [a, b] = PacketSocket::pair();
        Status status = Status::Done;
        for (int i = 0; i < 10000 && status == Status::Done; ++i)
            status = a.send(QByteArray(4096, 'x'));
        QCOMPARE(status, Status::Later);
    }

    void aPacketThatIsTooLongIsRefused()
    {
        int raw[2];
        QCOMPARE(socketpair(AF_UNIX, SOCK_SEQPACKET, 0, raw), 0);
        PacketSocket receiver{FileDescriptor(raw[1])};
        const PacketSocket sender{FileDescriptor(raw[0])};
        const QByteArray large(Wire::maximumPacket + 1, 'x');
        QCOMPARE(::send(raw[0], large.constData(), size_t(large.size()), 0), ssize_t(large.size()));
        QByteArray packet;
        FileDescriptor none;
        QCOMPARE(receiver.receive(packet, none), Status::Gone);
    }
};

QTEST_APPLESS_MAIN(TestPacketSocket)
#include "tst_packetsocket.moc"
