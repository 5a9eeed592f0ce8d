// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "console/consolechoices.h"
#include "console/consolestate.h"
#include "console/consoletarget.h"
#include "console/scaling.h"
#include "models/values/machine.h"

#include <QImage>
#include <QPointer>
#include <QWidget>

class ConnectionMenu;
class ConsoleExtras;
class ConsoleInput;
class ConsoleSession;
class ConsoleSharing;
class DisplayRecording;
class DisplayView;
class FullScreenWindow;
class MessagePage;
class PasswordPage;
class PlainLabel;
class QAction;
class QActionGroup;
class QFrame;
class QMenu;
class QPushButton;
class QScreen;
class QScrollArea;
class QStackedWidget;
class QToolBar;

// A machine's screen as a page: the display with its tool bar, or in words why there is none and
// what to do. It is told of the machine by the set… functions and asks for where its display is
// with targetWanted(); ConsoleSession has the rule when it connects.
class ConsolePage : public QWidget
{
    Q_OBJECT

public:
    explicit ConsolePage(QWidget *parent = nullptr);
    ~ConsolePage() override;

    // The machine as it is now; call it on every change. Off and then running again connects anew.
    void setMachine(const QString &name, MachineState state, bool savedState);
    // A start was reported, for runs so short that setMachine() never saw the machine off.
    void noteStarted();
    // The answers to targetWanted().
    void setTarget(const ConsoleTarget &target);
    void targetFailed(const Error &error);
    // No machine any more: disconnects and forgets, the password too.
    void clearTarget();
    void setConnectionUsable(bool usable, const QString &why = {});
    // Whether somebody looks: the page is visible or torn off. It connects only then.
    void setActive(bool active);

    // What the empty states offer; not owned, each may be null.
    void setStartAction(QAction *action);
    void setRestoreAction(QAction *action);
    void setResumeAction(QAction *action);
    void setTunnelAction(QAction *action); // for displays that ssh to the host would reach

    void setScaling(Scaling scaling); // without scalingChosen()
    Scaling scaling() const { return m_scaling; }
    void setKeyboardCapture(bool on);
    // Which display to take when the machine has several; without graphicsChosen().
    void setPreferredGraphics(const QString &type);

    // What is shared with the machine, and its further displays; without choicesChanged().
    void setChoices(const ConsoleChoices &choices);
    ConsoleChoices choices() const;
    ConsoleExtras *extras() const { return m_extras; }

    // Files, folder, devices: what the machine is handed.
    ConsoleSharing &sharing() const { return *m_sharing; }
    QMenu *sendKeyMenu() const { return m_sendKeyMenu; }
    QMenu *connectionMenu() const;
    QMenu *scalingMenu() const { return m_scalingMenu; }
    QAction *fullScreenAction() const { return m_fullScreenAction; }
    QAction *screenshotAction() const { return m_screenshotAction; }
    QAction *copyScreenshotAction() const { return m_copyAction; }
    QAction *recordAction() const;
    DisplayRecording *recording() const { return m_recording; }
    QAction *reconnectAction() const { return m_reconnectAction; }

    DisplayView *displayView() const { return m_view; }
    ConsoleInput *input() const { return m_input; } // keys beside those that the user presses
    ConsoleState displayState() const;
    // What the machine shows, in memory that changes with it; null: not connected. Copy it to keep.
    QImage picture() const;
    QString displayStateText() const; // "Connected, 1024 by 768"
    // Where the pictures of the screen are offered to be saved first; the Pictures folder.
    void setScreenshotFolder(const QString &folder) { m_screenshotFolder = folder; }

Q_SIGNALS:
    void targetWanted();
    void displayStateChanged(ConsoleState state, const QString &text);
    void scalingChosen(Scaling scaling);      // by the user: to be remembered
    void graphicsChosen(const QString &type); // by the user: to be remembered
    void choicesChanged();                    // by the user: to be remembered
    void screenshotSaved(const QString &path);
    void recordingSaved(const QString &path);
    void failed(const Error &error); // of what its menus do, or of what is shared

private:
    void makeActions();
    void makeScalingMenu();
    QToolBar *makeToolBar();
    void refresh();
    void showMessage();
    void showStrip();
    void describe();
    void chooseScreenshotFile();
    void copyScreenshot();
    void setFullScreen(bool on, QScreen *screen = nullptr);

    ConsoleSession *m_session;
    ConsoleSharing *m_sharing;
    DisplayView *m_view;
    ConsoleInput *m_input;
    QScrollArea *m_scroll;
    QWidget *m_screen; // the display, and the on-screen keys below it
    MessagePage *m_message;
    PasswordPage *m_password;
    DisplayRecording *m_recording;
    QStackedWidget *m_stack;
    QToolBar *m_toolBar = nullptr;
    QFrame *m_strip; // above the picture: why it stands still
    PlainLabel *m_stripText;
    QPushButton *m_resumeButton;
    QPointer<FullScreenWindow> m_fullScreen;

    ConnectionMenu *m_connectionMenu = nullptr;
    ConsoleExtras *m_extras = nullptr;
    QMenu *m_sendKeyMenu = nullptr, *m_scalingMenu = nullptr;
    QActionGroup *m_scalings = nullptr;
    QAction *m_fullScreenAction = nullptr, *m_screenshotAction = nullptr, *m_copyAction = nullptr,
            *m_reconnectAction = nullptr;
    QPointer<QAction> m_startAction, m_restoreAction, m_resumeAction, m_tunnelAction;

    MachineState m_machineState = MachineState::Unknown;
    Scaling m_scaling = Scaling::Fit;
    QString m_screenshotFolder;
    ConsoleState m_announcedState = ConsoleState::NoMachine;
    QString m_announcedText;
};
