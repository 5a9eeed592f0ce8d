// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/virt/textconsole.h"

#include "models/values/textconsole.h"
#include "models/virt/lasterror.h"

#include <libvirt/libvirt-qemu.h>
#include <libvirt/libvirt.h>
#include <libvirt/virterror.h>

#include <QCoreApplication>
#include <QJsonDocument>
#include <QJsonObject>

#include <array>
#include <cerrno>
#include <cstdlib>
#include <deque>
#include <sys/socket.h>

using namespace Qt::StringLiterals;

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Virt)
};

QString nameOf(virDomainPtr domain)
{
    return QString::fromUtf8(virDomainGetName(domain));
}

} // namespace

namespace Virt {

using StreamHandle = Handle<virStream, virStreamRef, virStreamFree>;

// Carries bytes between a stream and a socket. Everything but end() happens on the event thread.
//
// To the window: libvirt's client takes what the daemon sends whether or not anybody wants it, so
// not reading the stream would only move the heap into libvirt. It is always read; beyond a limit
// it is dropped and counted.
//
// To the machine: the daemon holds a request slot of this connection for each packet that the
// machine does not take, and with all of them held it answers no other call any more. So no more
// is sent than fits the pseudo-terminal unless the machine says something, as an echo does.
class ConsolePump : public std::enable_shared_from_this<ConsolePump>
{
public:
    ConsolePump(virConnectPtr connect, StreamHandle stream, FileDescriptor socket,
                Elsewhere elsewhere)
        : m_connect(connect)
        , m_stream(std::move(stream))
        , m_socket(std::move(socket))
        , m_elsewhere(elsewhere)
    {}

    void begin();
    void end();

private:
    using Shared = std::shared_ptr<ConsolePump>;
    static constexpr int mostToWindow = 1024 * 1024, mostToMachine = 1024 * 1024;
    static constexpr int mostUnanswered = 4 * 1024, mostAtOnce = 1024;

    static void release(void *shared) { delete static_cast<Shared *>(shared); }
    void onStream(int events);
    void onSocket(int events);
    void readSocket();
    void queue(ConsolePacket kind, const char *data, qsizetype size);
    void flushToWindow();
    void flushToMachine();
    void endStream(ConsoleEnd why);
    void failed();
    void closeSocket();
    void watch();

    virConnectPtr m_connect; // the stream's; alive as long as that is
    StreamHandle m_stream;
    FileDescriptor m_socket;
    Elsewhere m_elsewhere;
    int m_watch = -1, m_socketEvents = 0, m_streamEvents = 0;
    std::deque<QByteArray> m_toWindow;
    qsizetype m_toWindowBytes = 0;
    qint64 m_leftOut = 0;
    QByteArray m_toMachine;
    qsizetype m_unanswered = 0;
    bool m_waiting = false;
};

void ConsolePump::begin()
{
    m_streamEvents = VIR_STREAM_EVENT_READABLE | VIR_STREAM_EVENT_ERROR | VIR_STREAM_EVENT_HANGUP;
    auto *opaque = new Shared(shared_from_this());
    const auto happened = [](virStreamPtr, int events, void *shared) {
        const Shared keep = *static_cast<Shared *>(shared);
        keep->onStream(events);
    };
    if (virStreamEventAddCallback(m_stream.get(), m_streamEvents, happened, opaque, release) < 0) {
        release(opaque);
        m_streamEvents = 0;
        endStream(ConsoleEnd::Lost);
        return;
    }
    m_socketEvents = VIR_EVENT_HANDLE_READABLE;
    // Open until nobody watches it any more, which is a turn after it was asked for.
    struct Watched
    {
        Shared pump;
        FileDescriptor socket;
    };
    m_watch = virEventAddHandle(
        m_socket.get(), m_socketEvents,
        [](int, int, int happenedEvents, void *watched) {
            const Shared keep = static_cast<Watched *>(watched)->pump;
            keep->onSocket(happenedEvents);
        },
        new Watched{shared_from_this(), m_socket},
        [](void *watched) { delete static_cast<Watched *>(watched); });
}

// A timer that is due is how one gets onto the event thread.
static void onEventThread(const std::shared_ptr<ConsolePump> &pump, void (ConsolePump::*task)())
{
    struct Visit
    {
        std::shared_ptr<ConsolePump> pump;
        void (ConsolePump::*task)();
    };
    virEventAddTimeout(
        0,
        [](int timer, void *opaque) {
            const Visit visit = *static_cast<Visit *>(opaque);
            virEventRemoveTimeout(timer);
            ((*visit.pump).*visit.task)();
        },
        new Visit{pump, task}, [](void *opaque) { delete static_cast<Visit *>(opaque); });
}

void ConsolePump::end()
{
    endStream(ConsoleEnd::Lost);
}

void ConsolePump::onStream(int events)
{
    if (!m_stream)
        return;
    if (events & VIR_STREAM_EVENT_WRITABLE)
        flushToMachine();
    std::array<char, consolePacketLimit - 1> buffer;
    constexpr int mostAtATime = 16; // other hosts have news as well
    for (int i = 0; m_stream && i < mostAtATime; ++i) {
        const int read = virStreamRecv(m_stream.get(), buffer.data(), buffer.size());
        if (read == -2) {
            if (events & (VIR_STREAM_EVENT_ERROR | VIR_STREAM_EVENT_HANGUP))
                endStream(ConsoleEnd::Ended);
            break;
        }
        if (read < 0)
            return failed();
        if (read == 0)
            return endStream(ConsoleEnd::Ended);
        m_unanswered = 0;
        if (m_toWindowBytes + read > mostToWindow)
            m_leftOut += read;
        else
            queue(ConsolePacket::Data, buffer.data(), read);
    }
    if (m_stream)
        flushToMachine();
    flushToWindow();
}

void ConsolePump::onSocket(int events)
{
    if (events & VIR_EVENT_HANDLE_WRITABLE)
        flushToWindow();
    if (m_socket && (events & VIR_EVENT_HANDLE_READABLE))
        readSocket();
    if (m_stream)
        flushToMachine();
}

void ConsolePump::readSocket()
{
    std::array<char, consolePacketLimit> buffer;
    const ssize_t read = recv(m_socket.get(), buffer.data(), buffer.size(), MSG_DONTWAIT);
    if (read < 0 && (errno == EAGAIN || errno == EINTR))
        return;
    if (read <= 0) { // nobody looks any more
        endStream(ConsoleEnd::Ended);
        closeSocket();
        return;
    }
    // Always read, or its end would go unnoticed.
    if (m_stream && m_toMachine.size() + read <= mostToMachine)
        m_toMachine.append(buffer.data(), read);
}

void ConsolePump::queue(ConsolePacket kind, const char *data, qsizetype size)
{
    QByteArray packet(size + 1, Qt::Uninitialized);
    packet[0] = char(kind);
    std::copy_n(data, size, packet.data() + 1);
    m_toWindowBytes += packet.size();
    m_toWindow.push_back(std::move(packet));
}

void ConsolePump::flushToWindow()
{
    while (m_socket && !m_toWindow.empty()) {
        const QByteArray &packet = m_toWindow.front();
        if (send(m_socket.get(), packet.constData(), size_t(packet.size()),
                 MSG_DONTWAIT | MSG_NOSIGNAL)
            < 0) {
            if (errno == EINTR)
                continue;
            if (errno != EAGAIN) {
                endStream(ConsoleEnd::Ended);
                closeSocket();
            }
            break;
        }
        m_toWindowBytes -= packet.size();
        m_toWindow.pop_front();
        if (m_leftOut > 0 && m_toWindowBytes < mostToWindow / 2) {
            const QByteArray count = QByteArray::number(std::exchange(m_leftOut, 0));
            queue(ConsolePacket::LeftOut, count.constData(), count.size());
        }
    }
    if (!m_stream && m_toWindow.empty())
        closeSocket();
    watch();
}

void ConsolePump::flushToMachine()
{
    bool later = false;
    while (m_stream && !m_toMachine.isEmpty() && m_unanswered < mostUnanswered) {
        const auto size = std::min<qsizetype>(mostAtOnce, m_toMachine.size());
        const int sent = virStreamSend(m_stream.get(), m_toMachine.constData(), size_t(size));
        later = sent == -2;
        if (later)
            break;
        if (sent < 0)
            return failed();
        m_unanswered += sent;
        m_toMachine.remove(0, sent);
    }
    if (!m_stream)
        return;
    const int events = VIR_STREAM_EVENT_READABLE | VIR_STREAM_EVENT_ERROR | VIR_STREAM_EVENT_HANGUP
                       | (later ? VIR_STREAM_EVENT_WRITABLE : 0);
    if (std::exchange(m_streamEvents, events) != events)
        virStreamEventUpdateCallback(m_stream.get(), events);
    const bool waiting = !m_toMachine.isEmpty();
    if (std::exchange(m_waiting, waiting) != waiting) {
        const QByteArray count = QByteArray::number(m_toMachine.size());
        queue(ConsolePacket::Waiting, count.constData(), count.size());
        flushToWindow();
    }
    watch();
}

void ConsolePump::watch()
{
    if (m_watch < 0 || !m_socket)
        return;
    const int events =
        VIR_EVENT_HANDLE_READABLE | (m_toWindow.empty() ? 0 : VIR_EVENT_HANDLE_WRITABLE);
    if (std::exchange(m_socketEvents, events) != events)
        virEventUpdateHandle(m_watch, events);
}

void ConsolePump::failed()
{
    // Taking it by force is all that makes the daemon fail a stream whose machine still runs.
    const bool lost =
        lastError().error().kind == Error::Kind::Lost || virConnectIsAlive(m_connect) != 1;
    endStream(lost ? ConsoleEnd::Lost : ConsoleEnd::Taken);
}

void ConsolePump::endStream(ConsoleEnd why)
{
    if (!m_stream)
        return;
    if (std::exchange(m_streamEvents, 0) != 0)
        virStreamEventRemoveCallback(m_stream.get());
    m_elsewhere([stream = std::exchange(m_stream, {})] { virStreamAbort(stream.get()); });
    m_toMachine.clear();
    const char reason = char(why);
    queue(ConsolePacket::End, &reason, 1);
    flushToWindow();
}

void ConsolePump::closeSocket()
{
    m_toWindow.clear();
    if (m_watch >= 0)
        virEventRemoveHandle(std::exchange(m_watch, -1));
    m_socket = {};
}

Result<OpenedConsole> openConsole(const DomainHandle &domain, const QString &alias, bool force,
                                  Elsewhere elsewhere)
{
    const auto failure = [&](const LastError &last) {
        return last.about(
            Text::tr("Cannot open the text console of “%1”.").arg(nameOf(domain.get())));
    };
    StreamHandle stream(virStreamNew(virDomainGetConnect(domain.get()), VIR_STREAM_NONBLOCK));
    if (!stream)
        return failure(lastError());
    const QByteArray name = alias.toUtf8();
    if (virDomainOpenConsole(domain.get(), name.isEmpty() ? nullptr : name.constData(),
                             stream.get(), force ? VIR_DOMAIN_CONSOLE_FORCE : 0)
        < 0) {
        auto error = failure(lastError());
        // The only reason that the drivers give this code for.
        if (error.value().code == VIR_ERR_OPERATION_FAILED)
            error.value().kind = Error::Kind::Busy;
        return error;
    }
    int ends[2];
    if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC | SOCK_NONBLOCK, 0, ends) != 0) {
        virStreamAbort(stream.get());
        return refuse(Error::Kind::Failed, Text::tr("This computer has no more sockets."));
    }
    OpenedConsole opened{FileDescriptor(ends[0]),
                         std::make_shared<ConsolePump>(virDomainGetConnect(domain.get()),
                                                       std::move(stream), FileDescriptor(ends[1]),
                                                       elsewhere)};
    onEventThread(opened.pump, &ConsolePump::begin);
    return opened;
}

void endConsole(const std::weak_ptr<ConsolePump> &pump)
{
    if (const auto alive = pump.lock())
        onEventThread(alive, &ConsolePump::end);
}

Result<> sendBreak(const DomainHandle &domain, const QString &alias)
{
    // QEMU knows the port's other side by the alias that libvirt gave the port.
    const QJsonObject command{{u"execute"_s, u"chardev-send-break"_s},
                              {u"arguments"_s, QJsonObject{{u"id"_s, u"char"_s + alias}}}};
    char *raw = nullptr;
    const int sent = virDomainQemuMonitorCommand(
        domain.get(), QJsonDocument(command).toJson(QJsonDocument::Compact).constData(), &raw, 0);
    const LastError last = lastError();
    const std::unique_ptr<char, decltype(&free)> answer(raw, free);
    const auto summary = Text::tr("Cannot send a break to “%1”.");
    if (sent < 0)
        return last.about(summary.arg(nameOf(domain.get())));
    const QJsonObject said = QJsonDocument::fromJson(QByteArray(answer.get())).object();
    if (const QJsonValue error = said.value("error"_L1); error.isObject())
        return tl::unexpected(Error{.summary = summary.arg(nameOf(domain.get())),
                                    .detail = error.toObject().value("desc"_L1).toString()});
    return {};
}

} // namespace Virt
