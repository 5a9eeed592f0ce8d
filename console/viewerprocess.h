// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "console/machinedisplay.h"
#include "console/protocol/packetsocket.h"
#include "console/protocol/sharedpicture.h"

#include <QElapsedTimer>
#include <QPointer>
#include <QQueue>

class QProcess;
class QSocketNotifier;

// The window's end of one viewer process: starts it, checks every word it says, and passes them on
// as a MachineDisplay. The viewer is untrusted: what breaks the protocol's rules, says too much or stops
// reading is cut off, and nothing here ever waits for it. Destroying this closes the session; the
// process ends by itself, and is killed if it does not.
class ViewerProcess : public MachineDisplay
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

    QImage picture() const override;
    Wire::PointerMode pointerMode() const override { return m_pointerMode; }
    bool canResize() const override { return m_features.resize; }
    quint8 locks() const override { return m_locks; }
    void sendKey(quint16 linuxCode, bool pressed) override;
    void setLocks(quint8 locks) override;
    void movePointerBy(QPoint distance, quint8 buttons) override;
    void movePointerTo(QPoint position, quint8 buttons) override;
    void sendButton(Wire::Button button, bool pressed, quint8 buttons) override;
    void resize(QSize pixels) override;
    void seen() override;

Q_SIGNALS:
    void opened();
    void channelWanted(quint32 request);
    // The viewer said why it ends. `text`: the library's words, untrusted.
    void ended(Wire::EndReason reason, const QString &text);
    // It ended without a word, or was cut off; `why` is translated.
    void crashed(const QString &why);

private:
    template <class T>
    void send(const T &message, const FileDescriptor &attachment = {});
    void flush();
    void readAll();
    void handle(const Wire::ToWindow::Any &message, const FileDescriptor &attachment);
    void adoptPicture(const Wire::Picture &message, const FileDescriptor &memory);
    void adoptCursor(const Wire::Cursor &message);
    void cutOff(const QString &why);
    void closeSocket();

    QPointer<QProcess> m_process;
    PacketSocket m_socket;
    QSocketNotifier *m_readable = nullptr, *m_writable = nullptr;
    QQueue<std::pair<QByteArray, FileDescriptor>> m_queue;
    QElapsedTimer m_second; // of the count below
    int m_messages = 0, m_channels = 0;
    bool m_over = false, m_greeted = false;

    SharedPicture m_picture;
    Wire::PointerMode m_pointerMode = Wire::PointerMode::Relative;
    Wire::Features m_features;
    quint8 m_locks = 0;
};
