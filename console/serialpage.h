// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "console/terminal/terminalcolours.h"
#include "console/textconsolesession.h"

#include <QPointer>
#include <QWidget>

class ConsoleLink;
class MessagePage;
class PlainLabel;
class QAction;
class QFrame;
class QMenu;
class QPushButton;
class QStackedWidget;
class QToolBar;
class TerminalFindBar;
class TerminalLog;
class TerminalView;

// How the terminals of text consoles look, as the user prefers.
struct TerminalPreferences
{
    QFont font = {};
    int historyLines = 10'000;
    TerminalColours::Scheme scheme = TerminalColours::Scheme::FollowPalette;
};

// One text console of a machine as a page: a terminal with its tool bar, or in words why there is
// none and what to do. What was said stays to be read when the console ends; a bar above it says
// why. TextConsoleSession has the rule when it connects.
class SerialPage : public QWidget
{
    Q_OBJECT

public:
    SerialPage(const QString &title, TextConsoleSession::Open open, QWidget *parent = nullptr);
    ~SerialPage() override;

    TextConsoleSession *session() const { return m_session; }
    TerminalView *terminal() const { return m_terminal; }
    QString title() const { return m_title; }

    void setMachine(const QString &name, MachineState state, bool savedState);
    void setPreferences(const TerminalPreferences &preferences);
    // Breaks can be sent; without it the action is not offered.
    void setBreakOffered(bool offered);

    // What the empty states offer; not owned, each may be null.
    void setStartAction(QAction *action);
    void setRestoreAction(QAction *action);

    QList<QAction *> menuActions() const; // for the window's menu; separators are null
    QAction *takeOverAction() const { return m_takeOverAction; }
    QAction *reconnectAction() const { return m_reconnectAction; }
    QString stateText() const; // "Connected, 24 rows by 80 columns"
    // Why it shows no terminal; empty where it does.
    QString message() const;

Q_SIGNALS:
    void breakWanted();
    void failed(const Error &error); // of a file

private:
    void makeActions();
    QToolBar *makeToolBar();
    void follow(ConsoleLink *link);
    void refresh();
    void describe();
    void paste(bool fromSelection);
    void askToPaste(const QString &text);
    void openFind();
    void find(bool backwards);
    void chooseSaveFile();
    void chooseLogFile();
    void logStopped();
    void setSizeInGuest();
    QString fileName(const QString &suffix) const;

    QString m_title;
    TextConsoleSession *m_session;
    TerminalView *m_terminal;
    TerminalFindBar *m_findBar;
    TerminalLog *m_log;
    MessagePage *m_message;
    QStackedWidget *m_stack;
    QToolBar *m_toolBar = nullptr;
    QFrame *m_strip; // why the terminal stands still
    PlainLabel *m_stripText, *m_logText, *m_waiting;
    QPushButton *m_stripButton;
    QPointer<QAction> m_stripAction;
    bool m_hasOutput = false;

    QAction *m_copyAction = nullptr, *m_pasteAction = nullptr, *m_selectAllAction = nullptr,
            *m_findAction = nullptr, *m_saveAction = nullptr, *m_logAction = nullptr,
            *m_sizeAction = nullptr, *m_breakAction = nullptr, *m_largerAction = nullptr,
            *m_smallerAction = nullptr, *m_normalAction = nullptr, *m_clearAction = nullptr,
            *m_resetAction = nullptr, *m_reconnectAction = nullptr, *m_takeOverAction = nullptr;
    QMenu *m_more = nullptr;
    QPointer<QAction> m_startAction, m_restoreAction;
};
