// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/consolelink.h"

#include <QPointer>
#include <QSocketNotifier>

#include <algorithm>
#include <array>
#include <cerrno>
#include <sys/socket.h>

static constexpr qsizetype mostQueued = 1024 * 1024, packetSize = 16 * 1024;
static constexpr int mostPackets = 16; // at a time; then the window gets its turn

ConsoleLink::ConsoleLink(FileDescriptor socket, QObject *parent)
    : QObject(parent)
    , m_socket(std::move(socket))
    , m_reader(std::make_unique<QSocketNotifier>(m_socket.get(), QSocketNotifier::Read))
    , m_writer(std::make_unique<QSocketNotifier>(m_socket.get(), QSocketNotifier::Write))
{
    m_writer->setEnabled(false);
    connect(m_reader.get(), &QSocketNotifier::activated, this, &ConsoleLink::read);
    connect(m_writer.get(), &QSocketNotifier::activated, this, &ConsoleLink::write);
}

ConsoleLink::~ConsoleLink() = default;

void ConsoleLink::setPaused(bool paused)
{
    m_paused = paused;
    if (!m_ended)
        m_reader->setEnabled(!paused);
}

void ConsoleLink::read()
{
    std::array<char, consolePacketLimit> packet;
    const QPointer<ConsoleLink> alive = this;
    for (int i = 0; i < mostPackets && alive && !m_paused && !m_ended; ++i) {
        const ssize_t size = recv(m_socket.get(), packet.data(), packet.size(), MSG_DONTWAIT);
        if (size < 0 && (errno == EAGAIN || errno == EINTR))
            return;
        if (size <= 0)
            return finish(ConsoleEnd::Lost);
        const QByteArray body(packet.data() + 1, size - 1);
        switch (ConsolePacket(packet[0])) {
        case ConsolePacket::Data:
            Q_EMIT received(body);
            break;
        case ConsolePacket::LeftOut:
            Q_EMIT leftOut(body.toLongLong());
            break;
        case ConsolePacket::Waiting:
            Q_EMIT waiting(body.toLongLong());
            break;
        case ConsolePacket::End:
            return finish(body.isEmpty() ? ConsoleEnd::Lost : ConsoleEnd(body[0]));
        }
    }
}

bool ConsoleLink::send(const QByteArray &bytes)
{
    if (m_ended || m_queued + bytes.size() > mostQueued)
        return false;
    for (qsizetype at = 0; at < bytes.size(); at += packetSize)
        m_queue.push_back(bytes.mid(at, packetSize));
    m_queued += bytes.size();
    write();
    return true;
}

void ConsoleLink::write()
{
    while (!m_queue.empty()) {
        const QByteArray &packet = m_queue.front();
        if (::send(m_socket.get(), packet.constData(), size_t(packet.size()),
                   MSG_DONTWAIT | MSG_NOSIGNAL)
            < 0) {
            if (errno == EINTR)
                continue;
            if (errno != EAGAIN)
                m_queue.clear(); // the reader will find out why
            break;
        }
        m_queued -= packet.size();
        m_queue.pop_front();
    }
    m_writer->setEnabled(!m_queue.empty());
}

void ConsoleLink::finish(ConsoleEnd reason)
{
    m_ended = true;
    m_reader->setEnabled(false);
    m_writer->setEnabled(false);
    Q_EMIT ended(reason);
}
