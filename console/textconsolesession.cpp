// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/textconsolesession.h"

#include "console/consolelink.h"
#include "models/core/async.h"

// A machine that stops closes its consoles first; the word that it stopped follows.
static constexpr int settleMs = 700;
// A console that ends or is in use so soon after a start was reported is of the run before.
static constexpr int startMs = 5000;

static bool isRunning(MachineState state)
{
    return state == MachineState::Running || state == MachineState::Blocked
           || state == MachineState::Paused || state == MachineState::ShuttingDown
           || state == MachineState::Suspended || state == MachineState::Crashed;
}

TextConsoleSession::TextConsoleSession(Open open, QObject *parent)
    : QObject(parent), m_open(std::move(open))
{
    m_settle.setSingleShot(true);
    m_settle.setInterval(settleMs);
    connect(&m_settle, &QTimer::timeout, this, [this] {
        if (m_sinceStart.isValid() && m_sinceStart.elapsed() < startMs)
            m_failure.reset();
        reconsider();
    });
}

TextConsoleSession::~TextConsoleSession() = default;

void TextConsoleSession::setMachine(const QString &name, MachineState state, bool savedState)
{
    const bool ran = isRunning(m_machineState);
    m_machine = name;
    m_machineState = state;
    m_savedState = savedState;
    if (ran != isRunning(state))
        forget();
    reconsider();
    if (m_state == TextConsoleState::Off)
        Q_EMIT stateChanged(); // saved or not, another name
}

void TextConsoleSession::noteStarted()
{
    m_sinceStart.start();
    // A console that is still open belongs to the run that ended, and will end itself.
    if (!m_link)
        forget();
    reconsider();
}

void TextConsoleSession::setConsole(const TextConsole &console)
{
    m_asked = false;
    m_console = console;
    reconsider();
}

void TextConsoleSession::consoleFailed(const Error &error)
{
    m_asked = false;
    if (m_state == TextConsoleState::Asking)
        fail(TextConsoleState::Failed, error.reason());
}

void TextConsoleSession::setConnectionUsable(bool usable, const QString &why)
{
    if (usable && !m_usable && !m_link)
        forget();
    m_usable = usable;
    m_whyUnusable = why;
    reconsider();
}

void TextConsoleSession::setActive(bool active)
{
    m_active = active;
    reconsider();
}

void TextConsoleSession::reconnect()
{
    forget();
    m_active = true;
    reconsider();
}

void TextConsoleSession::takeOver()
{
    forget();
    m_active = m_force = true;
    reconsider();
}

// Another run of the machine: nothing known holds.
void TextConsoleSession::forget()
{
    dropLink();
    m_failure.reset();
    m_console.reset();
    m_asked = m_opening = m_force = false;
    ++m_attempt;
}

void TextConsoleSession::dropLink()
{
    m_settle.stop();
    if (!m_link)
        return;
    m_link->disconnect(this);
    std::exchange(m_link, nullptr)->deleteLater();
}

void TextConsoleSession::enter(TextConsoleState state, const QString &detail)
{
    if (m_state == state && m_detail == detail)
        return;
    m_state = state;
    m_detail = detail;
    Q_EMIT stateChanged();
}

void TextConsoleSession::reconsider()
{
    if (m_settle.isActive() || m_link)
        return;
    if (m_usable && !isRunning(m_machineState))
        return enter(TextConsoleState::Off);
    if (m_failure)
        return enter(*m_failure, m_failureDetail);
    if (!m_usable)
        return enter(TextConsoleState::HostUnusable, m_whyUnusable);
    if (m_console && !m_console->whyNot.isEmpty())
        return enter(TextConsoleState::NotOpenable, m_console->whyNot);
    if (!m_active)
        return enter(TextConsoleState::Idle);
    if (!m_console) {
        enter(TextConsoleState::Asking);
        if (!std::exchange(m_asked, true))
            Q_EMIT consoleWanted();
        return;
    }
    enter(TextConsoleState::Connecting);
    if (!m_opening)
        openNow();
}

void TextConsoleSession::openNow()
{
    m_opening = true;
    const int attempt = ++m_attempt;
    whenDone(m_open(m_console->alias, std::exchange(m_force, false)), this,
             [this, attempt](const Result<FileDescriptor> &socket) {
                 if (attempt != m_attempt)
                     return;
                 m_opening = false;
                 if (!socket) {
                     const Error &error = socket.error();
                     return fail(error.kind == Error::Kind::Busy ? TextConsoleState::Busy
                                                                 : TextConsoleState::Failed,
                                 error.reason());
                 }
                 m_link = new ConsoleLink(*socket, this);
                 connect(m_link, &ConsoleLink::ended, this, &TextConsoleSession::ended);
                 Q_EMIT opened();
                 enter(TextConsoleState::Connected);
             });
}

void TextConsoleSession::ended(ConsoleEnd reason)
{
    dropLink();
    m_console.reset();
    m_failureDetail.clear();
    m_failure = reason == ConsoleEnd::Taken ? TextConsoleState::Taken : TextConsoleState::Ended;
    m_settle.start();
}

void TextConsoleSession::fail(TextConsoleState state, const QString &detail)
{
    m_failure = state;
    m_failureDetail = detail;
    // Right after a start it may be our own of the run before, which the host has yet to close.
    if (state == TextConsoleState::Busy && m_sinceStart.isValid()
        && m_sinceStart.elapsed() < startMs)
        m_settle.start();
    reconsider();
}
