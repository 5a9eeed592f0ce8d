// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "console/machinedisplay.h"
#include "console/protocol/messages.h"
#include "console/protocol/packetsocket.h"

#include <QElapsedTimer>
#include <QMap>
#include <QObject>
#include <QPointer>
#include <QQueue>

class QProcess;
class QSocketNotifier;
class ViewerDisplay;

// The window's end of one viewer process: starts it, checks every word it says, and keeps what it
// shows as displays. What is shared beside the screen (clipboard, files, devices, …) has classes of
// its own, which listen to said() and answer with send(). The viewer is untrusted: what breaks the
// protocol's rules, says too much or stops reading is cut off, and nothing here ever waits for it.
// Destroying this closes the session; the process ends by itself, and is killed if it does not.
class ViewerProcess : public QObject
{
    Q_OBJECT

public:
    explicit ViewerProcess(QObject *parent = nullptr);
    ~ViewerProcess() override;

    // Where the viewer is: $GUESTHOUSE_VIEWER, beside our own program, or where it is installed.
    static QString program();

    // Starts `program` and tells it where to connect. Once.
    void start(const QString &program, const Wire::Open &where);
    // The answer to channelWanted().
    void sendSocket(quint32 request, const FileDescriptor &socket);
    qint64 processId() const;
    Wire::Protocol protocol() const { return m_protocol; } // it was started with

    // The first is always there, with a null picture before the first one came; null for others
    // that the guest has not turned on.
    ViewerDisplay *display(int number = 0) const { return m_displays.value(number); }
    QList<ViewerDisplay *> displays() const { return m_displays.values(); } // by number
    Wire::PointerMode pointerMode() const { return m_pointerMode; }
    const Wire::Features &features() const { return m_features; }
    quint8 locks() const { return m_locks; } // Wire::Lock: the lights the guest has on

    // Any message of Wire::ToViewer.
    template <class T>
    void send(const T &message, const FileDescriptor &attachment = {})
    {
        enqueue(Wire::ToViewer::encode(message), attachment);
    }

Q_SIGNALS:
    void opened();
    // `secure`: a connection to the port that speaks TLS.
    void channelWanted(quint32 request, bool secure);
    void displayAppeared(ViewerDisplay *display);
    void displayGoing(ViewerDisplay *display); // it is deleted when control returns
    void featuresChanged();
    // A message that is not about pictures, pointer and locks; valid, but untrusted.
    void said(const Wire::ToWindow::Any &message, const FileDescriptor &attachment);
    // The viewer said why it ends. `text`: the library's words, untrusted.
    void ended(Wire::EndReason reason, const QString &text);
    // It ended without a word, or was cut off; `why` is translated.
    void crashed(const QString &why);

private:
    void enqueue(const QByteArray &packet, const FileDescriptor &attachment);
    void flush();
    void readAll();
    void handle(const Wire::ToWindow::Any &message, const FileDescriptor &attachment);
    void adoptPicture(const Wire::Picture &message, const FileDescriptor &memory);
    void adoptDamage(const Wire::Damage &message);
    void adoptCursor(const Wire::Cursor &message);
    void removeDisplay(int number);
    void cutOff(const QString &why);
    void closeSocket();

    QPointer<QProcess> m_process;
    PacketSocket m_socket;
    QSocketNotifier *m_readable = nullptr, *m_writable = nullptr;
    QQueue<std::pair<QByteArray, FileDescriptor>> m_queue;
    QElapsedTimer m_second; // of the count below
    int m_messages = 0, m_channels = 0;
    bool m_over = false, m_greeted = false;
    Wire::Protocol m_protocol = Wire::Protocol::Spice;

    QMap<int, ViewerDisplay *> m_displays;
    QMap<int, MachineDisplay::Pointer> m_earlyPointers; // of displays without a picture yet
    Wire::PointerMode m_pointerMode = Wire::PointerMode::Relative;
    Wire::Features m_features;
    quint8 m_locks = 0;
};
