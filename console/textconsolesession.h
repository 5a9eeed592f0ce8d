// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "console/textconsolestate.h"
#include "models/core/filedescriptor.h"
#include "models/core/result.h"
#include "models/values/machine.h"
#include "models/values/textconsole.h"

#include <QElapsedTimer>
#include <QFuture>
#include <QObject>
#include <QTimer>

#include <functional>
#include <optional>

class ConsoleLink;

// When to open a text console of a machine, and what to say when that does not work; no widgets.
//
// It opens when the machine runs, its host is connected and somebody looks (setActive), and stays
// open, looked at or not, until the machine stops. A machine that starts again is followed. What
// somebody else has is taken away only when the user says so, and what somebody else has taken
// away is not taken back: two programs would fight for ever.
class TextConsoleSession : public QObject
{
    Q_OBJECT

public:
    // Opens the console with this alias; called on the GUI thread, must not block.
    using Open = std::function<QFuture<Result<FileDescriptor>>(const QString &alias, bool force)>;

    explicit TextConsoleSession(Open open, QObject *parent = nullptr);
    ~TextConsoleSession() override;

    void setMachine(const QString &name, MachineState state, bool savedState);
    void noteStarted(); // a start was reported, for runs so short that none was seen
    void setConsole(const TextConsole &console); // the answer to consoleWanted()
    void consoleFailed(const Error &error);      // the same, when there is none
    void setConnectionUsable(bool usable, const QString &why);
    void setActive(bool active);
    void reconnect(); // the user's wish
    void takeOver();  // the same, from whoever has it

    TextConsoleState state() const { return m_state; }
    const QString &detail() const { return m_detail; }   // untrusted
    const QString &machine() const { return m_machine; } // untrusted
    bool savedState() const { return m_savedState; }
    ConsoleLink *link() const { return m_link; } // null unless connected

Q_SIGNALS:
    void stateChanged();
    void consoleWanted(); // setConsole() with what the live XML says now
    void opened();        // link() is there, and new

private:
    void reconsider();
    void openNow();
    void ended(ConsoleEnd reason);
    void fail(TextConsoleState state, const QString &detail = {});
    void forget();
    void dropLink();
    void enter(TextConsoleState state, const QString &detail = {});

    Open m_open;
    QString m_machine;
    MachineState m_machineState = MachineState::Unknown;
    bool m_savedState = false, m_usable = true, m_active = false;
    QString m_whyUnusable;
    std::optional<TextConsole> m_console; // as it is in this run of the machine

    TextConsoleState m_state = TextConsoleState::Idle;
    QString m_detail;
    std::optional<TextConsoleState> m_failure; // stays until the user or a start of the machine
    QString m_failureDetail;
    bool m_asked = false, m_force = false;
    int m_attempt = 0; // answers to an attempt of before are dropped
    bool m_opening = false;
    ConsoleLink *m_link = nullptr;
    QElapsedTimer m_sinceStart;
    QTimer m_settle;
};
