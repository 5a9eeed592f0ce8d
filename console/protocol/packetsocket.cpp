// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/protocol/packetsocket.h"

#include "console/protocol/codec.h"

#include <fcntl.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>

PacketSocket::PacketSocket(FileDescriptor socket) : m_socket(std::move(socket))
{
    if (m_socket) {
        fcntl(m_socket.get(), F_SETFL, fcntl(m_socket.get(), F_GETFL) | O_NONBLOCK);
        // A packet must fit whole: the largest is a cursor of 256 KiB.
        const int room = 2 * Wire::maximumPacket;
        setsockopt(m_socket.get(), SOL_SOCKET, SO_SNDBUF, &room, sizeof room);
    }
}

std::pair<PacketSocket, PacketSocket> PacketSocket::pair()
{
    int ends[2];
    if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends) != 0)
        return {};
    return {PacketSocket(FileDescriptor(ends[0])), PacketSocket(FileDescriptor(ends[1]))};
}

PacketSocket::Status PacketSocket::send(const QByteArray &packet, const FileDescriptor &attachment)
{
    iovec part{const_cast<char *>(packet.constData()), size_t(packet.size())};
    msghdr message{};
    message.msg_iov = &part;
    message.msg_iovlen = 1;
    alignas(cmsghdr) char control[CMSG_SPACE(sizeof(int))] = {};
    if (attachment) {
        message.msg_control = control;
        message.msg_controllen = sizeof control;
        cmsghdr *header = CMSG_FIRSTHDR(&message);
        header->cmsg_level = SOL_SOCKET;
        header->cmsg_type = SCM_RIGHTS;
        header->cmsg_len = CMSG_LEN(sizeof(int));
        const int number = attachment.get();
        memcpy(CMSG_DATA(header), &number, sizeof number);
    }
    ssize_t sent;
    do {
        sent = sendmsg(m_socket.get(), &message, MSG_NOSIGNAL | MSG_DONTWAIT);
    } while (sent < 0 && errno == EINTR);
    if (sent == packet.size())
        return Status::Done;
    return sent < 0 && errno == EAGAIN ? Status::Later : Status::Gone;
}

PacketSocket::Status PacketSocket::receive(QByteArray &packet, FileDescriptor &attachment)
{
    packet.resize(Wire::maximumPacket);
    attachment = {};
    iovec part{packet.data(), size_t(packet.size())};
    // Room for more than the one that is allowed, so that a surplus is closed and not lost.
    alignas(cmsghdr) char control[CMSG_SPACE(4 * sizeof(int))] = {};
    msghdr message{};
    message.msg_iov = &part;
    message.msg_iovlen = 1;
    message.msg_control = control;
    message.msg_controllen = sizeof control;
    ssize_t received;
    bool reset = false;
    for (;;) {
        received = recvmsg(m_socket.get(), &message, MSG_DONTWAIT | MSG_CMSG_CLOEXEC);
        // A peer that closed before it read all of ours: said once, before its own last packets.
        if (received < 0 && errno == ECONNRESET && !std::exchange(reset, true))
            continue;
        if (received >= 0 || errno != EINTR)
            break;
    }
    if (received < 0) {
        packet.clear();
        return errno == EAGAIN ? Status::Later : Status::Gone;
    }
    int count = 0;
    for (cmsghdr *header = CMSG_FIRSTHDR(&message); header;
         header = CMSG_NXTHDR(&message, header)) {
        if (header->cmsg_level != SOL_SOCKET || header->cmsg_type != SCM_RIGHTS)
            continue;
        const size_t numbers = (header->cmsg_len - CMSG_LEN(0)) / sizeof(int);
        for (size_t i = 0; i < numbers; ++i) {
            int number = -1;
            memcpy(&number, CMSG_DATA(header) + i * sizeof(int), sizeof number);
            attachment = FileDescriptor(number);
            ++count;
        }
    }
    packet.resize(received);
    const bool whole = !(message.msg_flags & (MSG_TRUNC | MSG_CTRUNC));
    return received > 0 && count <= 1 && whole ? Status::Done : Status::Gone;
}
