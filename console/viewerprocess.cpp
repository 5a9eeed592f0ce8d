// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/viewerprocess.h"

#include "console/viewerdisplay.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QProcess>
#include <QProcessEnvironment>
#include <QSocketNotifier>
#include <QTimer>

#include <fcntl.h>

using namespace Qt::StringLiterals;
using namespace Wire;

static constexpr qsizetype maximumQueue = 1024; // messages to a viewer that does not read
static constexpr int maximumRate = 4000;        // messages a second; a busy guest sends some 200

ViewerProcess::ViewerProcess(QObject *parent) : QObject(parent)
{
    m_displays.insert(0, new ViewerDisplay(0, *this));
}

ViewerProcess::~ViewerProcess()
{
    closeSocket();
    if (!m_process)
        return;
    // It ends because its socket has closed; we do not wait for that, it only must not outlive us
    // by much, nor the program at all.
    QProcess *process = m_process;
    process->disconnect(this);
    process->setParent(QCoreApplication::instance());
    if (process->state() == QProcess::NotRunning) {
        process->deleteLater();
        return;
    }
    connect(process, &QProcess::finished, process, &QObject::deleteLater);
    QTimer::singleShot(2000, process, &QProcess::kill);
}

QString ViewerProcess::program()
{
    const QString chosen = qEnvironmentVariable("GUESTHOUSE_VIEWER");
    if (!chosen.isEmpty())
        return chosen;
    const QString beside = QCoreApplication::applicationDirPath() + u"/guesthouse-viewer"_s;
    return QFileInfo::exists(beside)
               ? beside
               : QStringLiteral(GUESTHOUSE_LIBEXEC_DIR) + u"/guesthouse-viewer"_s;
}

// What the viewer needs of our environment: where the sound server is, but not the session bus, the
// display or the ssh agent.
static QProcessEnvironment viewerEnvironment()
{
    const QProcessEnvironment ours = QProcessEnvironment::systemEnvironment();
    QProcessEnvironment result;
    const QStringList names = ours.keys();
    for (const QString &name : names) {
        if (name == u"PATH"_s || name == u"HOME"_s || name == u"TZ"_s || name.startsWith(u"LC_"_s)
            || name.startsWith(u"LANG"_s) || name.startsWith(u"SPICE_"_s)
            || name.startsWith(u"G_"_s) || name == u"XDG_RUNTIME_DIR"_s
            || name.startsWith(u"PULSE_"_s) || name.startsWith(u"PIPEWIRE_"_s)
            || name.endsWith(u"SAN_OPTIONS"_s))
            result.insert(name, ours.value(name));
    }
    result.insert(u"GSETTINGS_BACKEND"_s, u"memory"_s);
    result.insert(u"GIO_USE_VFS"_s, u"local"_s);
    return result;
}

void ViewerProcess::start(const QString &program, const Open &where)
{
    m_protocol = where.protocol;
    auto [ours, theirs] = PacketSocket::pair();
    m_socket = std::move(ours);
    if (m_socket.descriptor() < 0 || theirs.descriptor() < 0) {
        cutOff(tr("There are no file descriptors left."));
        return;
    }
    m_readable = new QSocketNotifier(m_socket.descriptor(), QSocketNotifier::Read, this);
    m_writable = new QSocketNotifier(m_socket.descriptor(), QSocketNotifier::Write, this);
    m_writable->setEnabled(false);
    connect(m_readable, &QSocketNotifier::activated, this, &ViewerProcess::readAll);
    connect(m_writable, &QSocketNotifier::activated, this, &ViewerProcess::flush);

    m_process = new QProcess(this);
    m_process->setProcessEnvironment(viewerEnvironment());
    m_process->setStandardInputFile(QProcess::nullDevice());
    m_process->setStandardOutputFile(QProcess::nullDevice());
    if (qEnvironmentVariableIsSet("GUESTHOUSE_VIEWER_DEBUG"))
        m_process->setProcessChannelMode(QProcess::ForwardedErrorChannel);
    else
        m_process->setStandardErrorFile(QProcess::nullDevice());
    // Between fork and exec: the one descriptor that is passed on.
    m_process->setChildProcessModifier(
        [number = theirs.descriptor()] { fcntl(number, F_SETFD, 0); });
    connect(m_process, &QProcess::errorOccurred, this, [this](QProcess::ProcessError error) {
        if (error == QProcess::FailedToStart)
            cutOff(tr("The viewer %1 could not be started.").arg(m_process->program()));
    });
    connect(m_process, &QProcess::finished, this, [this] {
        readAll(); // its last words
        cutOff(m_process->exitStatus() == QProcess::CrashExit
                   ? tr("The viewer crashed.")
                   : tr("The viewer ended unexpectedly."));
    });
    send(where);
    m_process->start(program, {QString::number(theirs.descriptor())});
}

void ViewerProcess::sendSocket(quint32 request, const FileDescriptor &socket)
{
    send(ChannelSocket{request}, socket);
}

qint64 ViewerProcess::processId() const
{
    return m_process ? m_process->processId() : 0;
}

void ViewerProcess::enqueue(const QByteArray &packet, const FileDescriptor &attachment)
{
    if (m_over)
        return;
    if (m_queue.size() >= maximumQueue) {
        cutOff(tr("The viewer does not respond."));
        return;
    }
    m_queue.enqueue({packet, attachment});
    flush();
}

void ViewerProcess::flush()
{
    while (!m_queue.isEmpty()) {
        const auto status = m_socket.send(m_queue.head().first, m_queue.head().second);
        if (status == PacketSocket::Status::Later)
            break;
        if (status == PacketSocket::Status::Gone) {
            m_queue.clear(); // why it went is known when its last words are read
            break;
        }
        m_queue.dequeue();
    }
    if (m_writable)
        m_writable->setEnabled(!m_queue.isEmpty());
}

void ViewerProcess::readAll()
{
    // A share of the event loop's time, so that a viewer that never stops talking stops nobody.
    for (int i = 0; i < 64 && !m_over; ++i) {
        QByteArray packet;
        FileDescriptor attachment;
        const auto status = m_socket.receive(packet, attachment);
        if (status == PacketSocket::Status::Later)
            return;
        if (status == PacketSocket::Status::Gone) {
            // The process is reported when it has ended, with the reason; one that closed its
            // socket and lives on is of no use.
            closeSocket();
            if (m_process)
                m_process->kill();
            return;
        }
        if (!m_second.isValid() || m_second.elapsed() > 1000) {
            m_second.start();
            m_messages = 0;
        }
        const auto message = ToWindow::decode(packet);
        const bool greeting = message && std::holds_alternative<Hello>(*message);
        if (!message || m_greeted == greeting) {
            cutOff(tr("The viewer sent something that is not part of the protocol."));
            return;
        }
        if (++m_messages > maximumRate) {
            cutOff(tr("The viewer sent too many messages."));
            return;
        }
        m_greeted = true;
        handle(*message, attachment);
    }
}

void ViewerProcess::handle(const ToWindow::Any &any, const FileDescriptor &attachment)
{
    std::visit(Overloaded{
                   [](const Hello &) {},
                   [this](const ChannelWanted &message) {
                       if (++m_channels > maximumChannels)
                           cutOff(tr("The viewer asked for too many connections."));
                       else
                           Q_EMIT channelWanted(message.request, message.secure);
                   },
                   [this](const Opened &) { Q_EMIT opened(); },
                   [this](const Ended &message) {
                       m_over = true;
                       closeSocket();
                       Q_EMIT ended(message.reason, message.text);
                   },
                   [&](const Picture &message) { adoptPicture(message, attachment); },
                   [this](const DisplayGone &message) { removeDisplay(message.display); },
                   [this](const Damage &message) { adoptDamage(message); },
                   [this](const Cursor &message) { adoptCursor(message); },
                   [this](const CursorAt &message) {
                       if (ViewerDisplay *shown = display(message.display))
                           Q_EMIT shown->cursorMoved({message.x, message.y});
                   },
                   [this](const SetPointerMode &message) {
                       m_pointerMode = message.mode;
                       for (ViewerDisplay *shown : std::as_const(m_displays))
                           Q_EMIT shown->pointerModeChanged();
                   },
                   [this](const Locks &message) {
                       m_locks = message.locks;
                       for (ViewerDisplay *display : std::as_const(m_displays))
                           Q_EMIT display->locksChanged();
                   },
                   [this](const Features &message) {
                       m_features = message;
                       for (ViewerDisplay *shown : std::as_const(m_displays))
                           Q_EMIT shown->canResizeChanged();
                       Q_EMIT featuresChanged();
                   },
                   [&](const auto &) { Q_EMIT said(any, attachment); },
               },
               any);
}

void ViewerProcess::adoptPicture(const Picture &message, const FileDescriptor &memory)
{
    // The bound holds for all displays together.
    qint64 pixels = qint64(message.width) * message.height;
    for (const ViewerDisplay *shown : std::as_const(m_displays)) {
        if (shown->number() != message.display)
            pixels += qint64(shown->m_picture.size().width()) * shown->m_picture.size().height();
    }
    const SharedPicture picture = pixels <= maximumPixels
                                      ? SharedPicture::map(memory, {message.width, message.height})
                                      : SharedPicture();
    if (!picture) {
        cutOff(tr("The viewer sent something that is not part of the protocol."));
        return;
    }
    ViewerDisplay *&shown = m_displays[message.display];
    const bool isNew = !shown;
    if (isNew) {
        shown = new ViewerDisplay(message.display, *this);
        if (m_earlyPointers.contains(message.display))
            shown->adopt(m_earlyPointers.take(message.display));
    }
    ViewerDisplay *display = shown; // the map may change under the signals
    display->adopt(picture);
    if (isNew)
        Q_EMIT displayAppeared(display);
}

void ViewerProcess::adoptDamage(const Damage &message)
{
    ViewerDisplay *shown = display(message.display);
    if (!shown)
        return cutOff(tr("The viewer sent something that is not part of the protocol."));
    const QRect whole(QPoint(0, 0), shown->m_picture.size());
    const bool inside = std::all_of(message.rects.begin(), message.rects.end(),
                                    [&whole](const QRect &rect) { return whole.contains(rect); });
    if (inside)
        Q_EMIT shown->damaged(message.rects);
    else
        cutOff(tr("The viewer sent something that is not part of the protocol."));
}

void ViewerProcess::adoptCursor(const Cursor &message)
{
    const QImage shape(reinterpret_cast<const uchar *>(message.pixels.constData()), message.width,
                       message.height, QImage::Format_ARGB32);
    const MachineDisplay::Pointer pointer{message.width == 0 ? QImage() : shape.copy(),
                                          {message.hotX, message.hotY}};
    if (ViewerDisplay *shown = display(message.display))
        shown->adopt(pointer);
    else
        m_earlyPointers.insert(message.display, pointer); // its picture is on the way
}

// The first one stays, as something to look at; its last picture too.
void ViewerProcess::removeDisplay(int number)
{
    if (number == 0 || !m_displays.contains(number))
        return;
    ViewerDisplay *shown = m_displays.take(number);
    Q_EMIT displayGoing(shown);
    shown->deleteLater();
}

void ViewerProcess::cutOff(const QString &why)
{
    if (std::exchange(m_over, true))
        return;
    closeSocket();
    if (m_process)
        m_process->kill();
    Q_EMIT crashed(why);
}

void ViewerProcess::closeSocket()
{
    // Notifiers first: they must not watch a number that somebody else gets. Later, because one of
    // them may be what called us.
    for (QSocketNotifier *notifier : {m_readable, m_writable}) {
        if (notifier) {
            notifier->setEnabled(false);
            notifier->deleteLater();
        }
    }
    m_readable = m_writable = nullptr;
    m_socket.close();
    m_queue.clear();
}
