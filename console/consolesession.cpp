// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/consolesession.h"

#include "console/viewerprocess.h"
#include "models/core/async.h"
#include "models/core/safetext.h"

// Between one connection and the next: servers have died of less.
static constexpr int pauseMs = 1000;
static constexpr int patienceMs = 20000;
// A machine that stops closes its display first; the word that it stopped follows.
static constexpr int settleMs = 700;

// Crashed too: a machine that is kept for its post-mortem still shows its last screen.
static bool isRunning(MachineState state)
{
    return state == MachineState::Running || state == MachineState::Blocked
           || state == MachineState::Paused || state == MachineState::ShuttingDown
           || state == MachineState::Suspended || state == MachineState::Crashed;
}

ConsoleSession::ConsoleSession(QObject *parent) : QObject(parent)
{
    for (QTimer *timer : {&m_pause, &m_patience, &m_settle})
        timer->setSingleShot(true);
    m_patience.setInterval(patienceMs);
    m_settle.setInterval(settleMs);
    connect(&m_pause, &QTimer::timeout, this, &ConsoleSession::reconsider);
    connect(&m_settle, &QTimer::timeout, this, [this] {
        dropViewer();
        reconsider();
    });
    connect(&m_patience, &QTimer::timeout, this, [this] { fail(ConsoleState::NotAnswering); });
}

ConsoleSession::~ConsoleSession()
{
    wipePassword();
}

void ConsoleSession::setMachine(const QString &name, MachineState state, bool savedState)
{
    const bool ran = isRunning(m_machineState);
    m_machine = name;
    m_machineState = state;
    m_savedState = savedState;
    if (ran != isRunning(state))
        forget();
    reconsider();
    if (m_state == ConsoleState::Off)
        Q_EMIT stateChanged(); // saved or not, another name
}

void ConsoleSession::noteStarted()
{
    // A display that is still connected belongs to the run that ended.
    if (m_failure || m_settle.isActive())
        forget();
    reconsider();
}

void ConsoleSession::setTarget(const ConsoleTarget &target)
{
    m_asked = false;
    const bool same =
        m_target && m_target->key == target.key && m_target->graphics == target.graphics;
    if (m_target && m_target->key != target.key)
        forget();
    m_target = target;
    m_target->preferred = m_preferred;
    if (m_viewer && !same) {
        dropViewer(); // the display has moved
        m_failure.reset();
    }
    reconsider();
}

void ConsoleSession::targetFailed(const Error &error)
{
    m_asked = false;
    if (!m_viewer && m_state == ConsoleState::Asking)
        fail(ConsoleState::NotFound, error.reason());
}

void ConsoleSession::clearTarget()
{
    forget();
    wipePassword();
    m_machine.clear();
    m_machineState = MachineState::Unknown;
    reconsider();
}

void ConsoleSession::setConnectionUsable(bool usable, const QString &why)
{
    // Which of the two is noticed first is chance.
    if (!usable && m_settle.isActive())
        m_closedByLink = true;
    if (usable && !m_usable && !m_viewer) {
        const bool taken = m_failure == ConsoleState::Closed && !m_closedByLink;
        forget(); // what was known of the display is old
        if (taken)
            m_failure = ConsoleState::Closed; // by somebody else, long before
    }
    m_usable = usable;
    m_whyUnusable = why;
    // A picture that is there stays: it does not pass through the host's daemon.
    reconsider();
}

void ConsoleSession::setActive(bool active)
{
    m_active = active;
    reconsider();
}

void ConsoleSession::setPassword(const QString &password, const QString &user)
{
    wipePassword();
    m_user = user;
    m_password = password.toUtf8();
    m_failure.reset();
    reconsider();
}

void ConsoleSession::reconnect()
{
    dropViewer();
    forget(); // ports may have changed meanwhile
    m_active = true;
    reconsider();
}

void ConsoleSession::disconnectDisplay()
{
    if (m_viewer)
        fail(ConsoleState::Disconnected);
}

void ConsoleSession::setPreferredGraphics(const QString &type)
{
    if (std::exchange(m_preferred, type) == type || !m_target)
        return;
    const auto index = [this] {
        const Graphics *chosen = chosenGraphics(*m_target);
        return chosen ? chosen->index : -1;
    };
    const int before = index();
    m_target->preferred = type;
    if (index() == before)
        return;
    dropViewer();
    m_failure.reset();
    m_withoutSockets = false;
    reconsider();
}

// Another run of the machine, another machine: nothing known holds.
void ConsoleSession::forget()
{
    dropViewer();
    m_failure.reset();
    m_target.reset();
    m_asked = m_withoutSockets = m_closedByLink = false;
}

void ConsoleSession::dropViewer()
{
    m_settle.stop();
    m_patience.stop();
    m_moving = false;
    if (!m_viewer)
        return;
    m_viewer->disconnect(this);
    std::exchange(m_viewer, nullptr)->deleteLater();
    m_disconnected.start();
}

void ConsoleSession::wipePassword()
{
    m_password.fill('\0');
    m_password.clear();
}

void ConsoleSession::enter(ConsoleState state, const QString &detail)
{
    if (m_state == state && m_detail == detail)
        return;
    m_state = state;
    m_detail = detail;
    Q_EMIT stateChanged();
}

void ConsoleSession::reconsider()
{
    if (m_settle.isActive())
        return; // the last picture stands until it is known what happened
    if (m_machine.isEmpty() && !m_target)
        return enter(ConsoleState::NoMachine);
    if (m_viewer)
        return;
    if (m_usable && !isRunning(m_machineState))
        return enter(ConsoleState::Off);
    if (m_failure && (m_usable || !m_closedByLink))
        return enter(*m_failure, m_failureDetail);
    if (!m_usable)
        return enter(ConsoleState::HostUnusable, m_whyUnusable);
    if (!m_active)
        return enter(ConsoleState::Idle);
    if (!m_target) {
        enter(ConsoleState::Asking);
        if (!std::exchange(m_asked, true))
            Q_EMIT targetWanted();
        return;
    }
    if (m_disconnected.isValid() && m_disconnected.elapsed() < pauseMs) {
        enter(ConsoleState::Connecting);
        m_pause.start(pauseMs - int(m_disconnected.elapsed()));
        return;
    }
    connectNow();
}

void ConsoleSession::connectNow()
{
    ConsoleRoute route = consoleRoute(*m_target, !m_withoutSockets);
    m_sshWouldHelp = route.sshWouldHelp;
    if (route.state != ConsoleState::Connecting)
        return enter(route.state, route.detail);
    if (!m_password.isEmpty() || !m_target->fixed)
        route.where.password = m_password;
    if (!m_user.isEmpty())
        route.where.user = m_user;

    m_viewer = new ViewerProcess(this);
    connect(m_viewer, &ViewerProcess::channelWanted, this, &ConsoleSession::openChannel);
    connect(m_viewer, &ViewerProcess::ended, this, &ConsoleSession::ended);
    connect(m_viewer, &ViewerProcess::opened, this, [this] {
        m_patience.stop();
        enter(ConsoleState::Connected);
    });
    connect(m_viewer, &ViewerProcess::said, this, &ConsoleSession::hear);
    connect(m_viewer, &ViewerProcess::crashed, this,
            [this](const QString &why) { fail(ConsoleState::Crashed, why); });
    m_patience.start();
    enter(ConsoleState::Connecting);
    m_viewer->start(ViewerProcess::program(), route.where);
}

void ConsoleSession::hear(const Wire::ToWindow::Any &message)
{
    const auto *migrating = std::get_if<Wire::Migrating>(&message);
    if (!migrating || std::exchange(m_moving, migrating->underWay) == migrating->underWay)
        return;
    Q_EMIT stateChanged();
}

void ConsoleSession::openChannel(quint32 request, bool secure)
{
    if (!m_target || !m_target->openChannel)
        return fail(ConsoleState::NotUnderstood);
    const int index = consoleRoute(*m_target, true).graphicsIndex;
    whenDone(m_target->openChannel(index, secure), m_viewer,
             [this, viewer = m_viewer, request](const Result<FileDescriptor> &socket) {
                 if (viewer != m_viewer)
                     return;
                 if (socket)
                     viewer->sendSocket(request, *socket);
                 else
                     channelFailed(socket.error());
             });
}

void ConsoleSession::channelFailed(const Error &error)
{
    // Not every host and user may; where there is an address, it may work as well.
    const ConsoleRoute other = consoleRoute(*m_target, false);
    const bool hasAddress = other.state == ConsoleState::Connecting && !other.where.sockets;
    if (m_state == ConsoleState::Connecting && hasAddress && !m_withoutSockets) {
        m_withoutSockets = true;
        dropViewer();
        return reconsider();
    }
    fail(ConsoleState::Refused, error.reason());
}

void ConsoleSession::ended(Wire::EndReason reason, const QString &text)
{
    const QString detail = SafeText::block(text, 1000);
    switch (reason) {
    case Wire::EndReason::Closed:
        if (m_state == ConsoleState::Connected) {
            m_failure = ConsoleState::Closed;
            m_failureDetail.clear();
            m_closedByLink = !m_usable;
            m_settle.start();
            return;
        }
        return fail(ConsoleState::Refused, detail);
    case Wire::EndReason::LoginWanted:
    case Wire::EndReason::PasswordWanted: {
        const bool wrong = passwordGiven()
                           || (m_target && m_target->fixed && !m_target->fixed->password.isEmpty());
        m_loginWanted = reason == Wire::EndReason::LoginWanted;
        QString why;
        if (wrong)
            why = m_loginWanted ? tr("That user name or password was not accepted.")
                                : tr("That password was not accepted.");
        fail(ConsoleState::PasswordWanted, why);
        return wipePassword();
    }
    case Wire::EndReason::Unreachable:
        return fail(ConsoleState::Refused, detail);
    case Wire::EndReason::NotSecure:
        return fail(ConsoleState::NotSecure, detail);
    case Wire::EndReason::NotUnderstood:
        return fail(ConsoleState::NotUnderstood, detail);
    case Wire::EndReason::NotReadable:
        return fail(ConsoleState::Unsupported,
                    tr("This machine draws with OpenGL (3D acceleration), and its picture stays in "
                       "the memory of the graphics card. Turn OpenGL off in its display to see its "
                       "screen here."));
    }
}

void ConsoleSession::fail(ConsoleState state, const QString &detail)
{
    m_failure = state;
    m_failureDetail = detail;
    dropViewer();
    reconsider();
}
