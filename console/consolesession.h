// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "console/consoleroute.h"
#include "models/values/machine.h"

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

#include <optional>

class ViewerProcess;

// When to connect to a machine's display, and what to say when that does not work; no widgets.
//
// It connects when the machine runs, its host is connected and somebody looks (setActive). Once
// connected it stays so, looked at or not, until the machine stops or another one is set. After a
// failure it waits for the user or for the next start of the machine: a second client silently
// disconnects the first one, and two programs that reconnect by themselves would fight for ever.
// Only what went with the link to the host comes back with it, once.
class ConsoleSession : public QObject
{
    Q_OBJECT

public:
    explicit ConsoleSession(QObject *parent = nullptr);
    ~ConsoleSession() override;

    void setMachine(const QString &name, MachineState state, bool savedState);
    void noteStarted();
    void setTarget(const ConsoleTarget &target);
    void targetFailed(const Error &error); // the answer to targetWanted() when there is none
    void clearTarget();
    void setConnectionUsable(bool usable, const QString &why);
    void setActive(bool active);
    void setPassword(const QString &password, const QString &user = {}); // and tries again
    void reconnect();                                                    // the user's wish
    void disconnectDisplay(); // and stays so until reconnect() or the next start
    // Which display to take when there are several ("spice", "vnc"); connects anew when it changes.
    void setPreferredGraphics(const QString &type);

    ConsoleState state() const { return m_state; }
    const std::optional<ConsoleTarget> &target() const
    {
        return m_target;
    }                                                    // none before it is known
    const QString &detail() const { return m_detail; }   // untrusted
    const QString &machine() const { return m_machine; } // untrusted
    bool savedState() const { return m_savedState; }
    bool sshWouldHelp() const { return m_sshWouldHelp; } // of OutOfReach
    bool loginWanted() const { return m_loginWanted; }   // PasswordWanted, and a user name too
    const QString &user() const { return m_user; }
    bool passwordGiven() const { return !m_password.isEmpty(); }
    bool isMoving() const { return m_moving; } // connected, and the machine goes to another host
    ViewerProcess *viewer() const { return m_viewer; } // null unless connecting or connected

Q_SIGNALS:
    void stateChanged();
    void targetWanted(); // setTarget() with what the live XML says now

private:
    void reconsider();
    void connectNow();
    void hear(const Wire::ToWindow::Any &message);
    void openChannel(quint32 request, bool secure);
    void channelFailed(const Error &error);
    void ended(Wire::EndReason reason, const QString &text);
    void fail(ConsoleState state, const QString &detail = {});
    void forget();
    void dropViewer();
    void enter(ConsoleState state, const QString &detail = {});
    void wipePassword();

    QString m_machine;
    MachineState m_machineState = MachineState::Unknown;
    bool m_savedState = false, m_usable = true, m_active = false;
    QString m_whyUnusable;
    std::optional<ConsoleTarget> m_target;
    QString m_preferred;
    QString m_user;
    bool m_loginWanted = false;
    QByteArray m_password; // UTF-8; wiped when it is let go

    ConsoleState m_state = ConsoleState::NoMachine;
    QString m_detail;
    std::optional<ConsoleState> m_failure; // stays until the user or a start of the machine
    QString m_failureDetail;
    bool m_asked = false; // targetWanted() is unanswered
    bool m_sshWouldHelp = false;
    bool m_moving = false;
    bool m_closedByLink = false;   // the display went with the link to its host
    bool m_withoutSockets = false; // openChannel() failed: take the address
    ViewerProcess *m_viewer = nullptr;
    QElapsedTimer m_disconnected;
    QTimer m_pause, m_patience, m_settle;
};
