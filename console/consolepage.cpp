// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/consolepage.h"

#include "console/connectionmenu.h"
#include "console/consoleextras.h"
#include "console/consoleinput.h"
#include "console/consolesession.h"
#include "console/displayrecording.h"
#include "console/displayview.h"
#include "console/fullscreenwindow.h"
#include "console/keyrow.h"
#include "console/passwordpage.h"
#include "console/screenshot.h"
#include "console/sharing/consolesharing.h"
#include "console/viewerdisplay.h"
#include "console/viewerprocess.h"
#include "models/core/async.h"
#include "models/core/safetext.h"
#include "views/basic/messagepage.h"
#include "views/basic/plainlabel.h"

#include <QAction>
#include <QClipboard>
#include <QFileDialog>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QMenu>
#include <QPushButton>
#include <QScreen>
#include <QScrollArea>
#include <QStackedWidget>
#include <QStandardPaths>
#include <QToolBar>
#include <QVBoxLayout>
#include <QWindow>

using namespace Qt::StringLiterals;

ConsolePage::ConsolePage(QWidget *parent)
    : QWidget(parent)
    , m_session(new ConsoleSession(this))
    , m_sharing(new ConsoleSharing(this))
    , m_view(new DisplayView)
    , m_input(new ConsoleInput(*m_view, this))
    , m_scroll(new QScrollArea)
    , m_screen(new QWidget)
    , m_message(new MessagePage)
    , m_password(new PasswordPage)
    , m_recording(new DisplayRecording(*m_session, *m_view, 0, this))
    , m_stack(new QStackedWidget)
    , m_strip(new QFrame)
    , m_stripText(new PlainLabel)
    , m_resumeButton(new QPushButton)
{
    m_scroll->setWidget(m_view);
    m_scroll->setWidgetResizable(true);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setFocusPolicy(Qt::NoFocus);
    auto *screenLayout = new QVBoxLayout(m_screen);
    screenLayout->setContentsMargins(0, 0, 0, 0);
    screenLayout->setSpacing(0);
    screenLayout->addWidget(m_scroll, 1);
    screenLayout->addWidget(m_input->keyRow());
    for (QWidget *page :
         {m_screen, static_cast<QWidget *>(m_message), static_cast<QWidget *>(m_password)})
        m_stack->addWidget(page);

    auto *stripRow = new QHBoxLayout(m_strip);
    m_stripText->setWordWrap(true);
    stripRow->addWidget(m_stripText, 1);
    stripRow->addWidget(m_resumeButton);
    m_resumeButton->hide();
    m_strip->setFrameShape(QFrame::StyledPanel);
    m_strip->hide();

    m_sharing->addScreen(m_view);
    m_sharing->addStrip(m_stack);
    connect(m_sharing, &ConsoleSharing::failed, this, &ConsolePage::failed);
    makeActions();
    m_sharing->setFocusCheck([this] { return m_extras->hasFocus(); });
    connect(m_extras, &ConsoleExtras::viewAdded, m_sharing, &ConsoleSharing::addScreen);
    m_toolBar = makeToolBar();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_toolBar);
    layout->addWidget(m_strip);
    layout->addWidget(m_stack, 1);

    connect(m_session, &ConsoleSession::targetWanted, this, &ConsolePage::targetWanted);
    connect(m_session, &ConsoleSession::stateChanged, this, &ConsolePage::refresh);
    connect(m_password, &PasswordPage::entered, m_session, &ConsoleSession::setPassword);
    connect(m_view, &DisplayView::pictureChanged, this, &ConsolePage::describe);
    connect(m_recording, &DisplayRecording::saved, this, &ConsolePage::recordingSaved);
    connect(m_recording, &DisplayRecording::failed, this, &ConsolePage::failed);
    connect(m_view, &DisplayView::captureReleased, this, [this] {
        // Somewhere the keyboard works again for the window.
        if (QWidget *next =
                m_fullScreen ? m_fullScreen.data() : m_toolBar->widgetForAction(m_screenshotAction))
            next->setFocus(Qt::OtherFocusReason);
        m_view->showHint(tr("Keyboard and pointer are released. Click the screen to go back."));
    });
    refresh();
}

ConsolePage::~ConsolePage()
{
    m_session->disconnect(this);
    m_extras->setViewer(nullptr);
    m_sharing->setViewer(nullptr);
    setFullScreen(false);
    m_view->setDisplay(nullptr);
}

void ConsolePage::setMachine(const QString &name, MachineState state, bool savedState)
{
    m_machineState = state;
    m_sharing->setMachine(name);
    m_view->setAccessibleName(tr("Display of %1").arg(SafeText::line(name)));
    m_extras->setMachine(name);
    m_session->setMachine(name, state, savedState);
    showStrip();
}

void ConsolePage::noteStarted()
{
    m_session->noteStarted();
}

void ConsolePage::setTarget(const ConsoleTarget &target)
{
    m_session->setTarget(target);
}

void ConsolePage::targetFailed(const Error &error)
{
    m_session->targetFailed(error);
}

void ConsolePage::clearTarget()
{
    setFullScreen(false);
    m_session->clearTarget();
}

void ConsolePage::setConnectionUsable(bool usable, const QString &why)
{
    m_session->setConnectionUsable(usable, why);
}

void ConsolePage::setActive(bool active)
{
    m_session->setActive(active);
}

void ConsolePage::setStartAction(QAction *action)
{
    m_startAction = action;
    refresh();
}

void ConsolePage::setRestoreAction(QAction *action)
{
    m_restoreAction = action;
    refresh();
}

void ConsolePage::setResumeAction(QAction *action)
{
    m_resumeAction = action;
    showStrip();
    if (!action)
        return;
    m_resumeButton->setText(action->text());
    m_resumeButton->setIcon(action->icon());
    m_resumeButton->setAccessibleName(action->iconText());
    connect(m_resumeButton, &QPushButton::clicked, action, &QAction::trigger, Qt::UniqueConnection);
}

void ConsolePage::setPreferredGraphics(const QString &type)
{
    m_session->setPreferredGraphics(type);
}

QMenu *ConsolePage::connectionMenu() const
{
    return m_connectionMenu;
}

void ConsolePage::setTunnelAction(QAction *action)
{
    m_tunnelAction = action;
    refresh();
}

void ConsolePage::setKeyboardCapture(bool on)
{
    m_view->setKeyboardCapture(on);
    m_extras->keyboardChanged();
}

void ConsolePage::setChoices(const ConsoleChoices &choices)
{
    m_extras->setChoices(choices);
}

ConsoleChoices ConsolePage::choices() const
{
    return m_extras->choices();
}

ConsoleState ConsolePage::displayState() const
{
    return m_session->state();
}

QAction *ConsolePage::recordAction() const
{
    return m_recording->action();
}

QImage ConsolePage::picture() const
{
    const bool connected = m_session->state() == ConsoleState::Connected && m_session->viewer();
    return connected ? m_session->viewer()->display()->picture() : QImage();
}

QString ConsolePage::displayStateText() const
{
    if (m_session->state() != ConsoleState::Connected)
        return consoleMessage(m_session->state(), SafeText::line(m_session->machine()),
                              m_session->savedState(), {})
            .title;
    const QSize size =
        m_session->viewer() ? m_session->viewer()->display()->picture().size() : QSize();
    return size.isEmpty() ? tr("Connected, no picture yet")
                          : tr("Connected, %1 by %2")
                                .arg(QString::number(size.width()), QString::number(size.height()));
}

// ---- what is shown ----

void ConsolePage::refresh()
{
    const ConsoleState state = m_session->state();
    const bool connected = state == ConsoleState::Connected;
    // Given while it connects, so that the first picture is not missed.
    m_view->setDisplay(m_session->viewer() ? m_session->viewer()->display() : nullptr);
    m_extras->setViewer(connected ? m_session->viewer() : nullptr);
    m_sharing->setViewer(connected ? m_session->viewer() : nullptr);
    m_input->setDisplay(connected ? m_session->viewer()->display() : nullptr);
    QWidget *page = connected ? m_screen : m_message;
    if (state == ConsoleState::PasswordWanted) {
        page = m_password;
        const bool again = !m_session->detail().isEmpty();
        if (m_session->loginWanted())
            m_password->askLogin(m_session->machine(), again, m_session->user());
        else
            m_password->ask(m_session->machine(), again);
    } else if (!connected) {
        showMessage();
    }
    const bool hadFocus =
        m_stack->currentWidget()->isAncestorOf(focusWidget()) && focusWidget()->hasFocus();
    if (m_stack->currentWidget() != page) {
        m_stack->setCurrentWidget(page);
        if (state == ConsoleState::PasswordWanted)
            m_password->setFocus();
        else if (connected && (hadFocus || m_fullScreen))
            m_view->setFocus();
    }
    showStrip();
    describe();
}

void ConsolePage::showStrip()
{
    const bool connected = m_session->state() == ConsoleState::Connected;
    const bool moving = connected && m_session->isMoving();
    const bool paused = connected && m_machineState == MachineState::Paused;
    // While it moves, pausing is part of that and nothing to be resumed from.
    m_stripText->setText(moving ? tr("The machine is moving to another host…")
                                : tr("The machine is paused: its screen stands still."));
    m_resumeButton->setVisible(!moving && m_resumeAction);
    m_strip->setVisible(moving || paused);
}

void ConsolePage::showMessage()
{
    QList<QAction *> actions;
    switch (m_session->state()) {
    case ConsoleState::Off:
        if (QAction *start = m_session->savedState() ? m_restoreAction : m_startAction)
            actions.append(start);
        break;
    case ConsoleState::OutOfReach:
        if (m_tunnelAction && m_session->sshWouldHelp())
            actions.append(m_tunnelAction);
        break;
    case ConsoleState::NotFound:
    case ConsoleState::Refused:
    case ConsoleState::NotSecure:
    case ConsoleState::NotUnderstood:
    case ConsoleState::NotAnswering:
    case ConsoleState::Disconnected:
    case ConsoleState::Closed:
    case ConsoleState::Crashed:
        actions.append(m_reconnectAction);
        break;
    default:
        break;
    }
    const ConsoleMessage message =
        consoleMessage(m_session->state(), SafeText::line(m_session->machine()),
                       m_session->savedState(), m_session->detail());
    m_message->show(message.icon, message.title, message.text, actions);
}

void ConsolePage::describe()
{
    const bool hasPicture = m_session->state() == ConsoleState::Connected && m_session->viewer()
                            && !m_session->viewer()->display()->picture().isNull();
    for (QAction *action : {m_screenshotAction, m_copyAction})
        action->setEnabled(hasPicture);
    m_recording->setAvailable(hasPicture);
    m_fullScreenAction->setEnabled(hasPicture || m_fullScreen);
    const QString text = displayStateText();
    if (m_announcedState == m_session->state() && m_announcedText == text)
        return;
    m_announcedState = m_session->state();
    m_announcedText = text;
    m_view->setAccessibleDescription(text);
    Q_EMIT displayStateChanged(m_announcedState, text);
}

// ---- screenshots ----

void ConsolePage::chooseScreenshotFile()
{
    // Taken now: what the user saw when asking, not when the file name is typed.
    const QImage image = m_view->image();
    const QString folder = m_screenshotFolder.isEmpty()
                               ? QStandardPaths::writableLocation(QStandardPaths::PicturesLocation)
                               : m_screenshotFolder;
    auto *dialog =
        new QFileDialog(window(), tr("Save screenshot"), folder, tr("PNG pictures (*.png)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(u"png"_s);
    dialog->selectFile(Screenshot::fileName(m_session->machine()));
    connect(dialog, &QFileDialog::fileSelected, this, [this, image](const QString &path) {
        m_screenshotFolder = QFileInfo(path).absolutePath();
        whenDone(Screenshot::saveInBackground(image, path), this,
                 [this, path](const Result<> &saved) {
                     if (saved)
                         Q_EMIT screenshotSaved(path);
                     else
                         Q_EMIT failed(saved.error());
                 });
    });
    dialog->open();
}

void ConsolePage::copyScreenshot()
{
    QGuiApplication::clipboard()->setImage(m_view->image());
    m_view->showHint(tr("The screenshot is in the clipboard"));
}

// ---- full screen ----

void ConsolePage::setFullScreen(bool on, QScreen *screen)
{
    m_fullScreenAction->setChecked(on);
    if (on == !m_fullScreen.isNull()) {
        if (on && screen)
            m_fullScreen->setGeometry(screen->geometry());
        return;
    }
    m_view->setSurroundings(on);
    if (!on) {
        FullScreenWindow *window = m_fullScreen;
        m_fullScreen.clear();
        layout()->addWidget(m_stack);
        m_stack->show();
        window->hide();
        window->deleteLater();
        m_view->setFocus();
        m_extras->fullScreenLeft();
        describe();
        return;
    }
    m_fullScreen = new FullScreenWindow(
        m_stack, m_session->machine(),
        QList{m_sendKeyMenu->menuAction(), m_scalingMenu->menuAction(),
              m_sharing->menu()->menuAction(), m_screenshotAction, recordAction()}
            + m_extras->actions());
    connect(m_fullScreen, &FullScreenWindow::leaveRequested, this,
            [this] { setFullScreen(false); });
    m_fullScreen->addAction(m_fullScreenAction);
    m_fullScreen->setGeometry((screen ? screen : this->screen())->geometry());
    m_fullScreen->showFullScreen();
    m_view->setFocus();
    const bool kept = m_view->hostChords().contains(*KeyChord::parse(u"F11"));
    m_view->showHint(
        kept ? tr("To leave full screen, press F11, or move the pointer to the top edge.")
             : tr("To leave full screen, move the pointer to the top edge, or press %1 and then "
                  "F11.")
                   .arg(m_view->releaseChord().label()));
}
