// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "console/serialpage.h"
#include "models/values/textconsole.h"

#include <QWidget>

class ConsolePage;
class QTabWidget;

// All consoles of a machine: its display first, then one tab for each text console. While there is
// only one thing to show there are no tabs. Only what is looked at connects.
class ConsoleTabs : public QWidget
{
    Q_OBJECT

public:
    // Opens the console with this alias; see TextConsoleSession.
    explicit ConsoleTabs(ConsolePage *display, TextConsoleSession::Open open,
                         QWidget *parent = nullptr);
    ~ConsoleTabs() override;

    ConsolePage *display() const { return m_display; }
    QWidget *current() const; // the display, or a SerialPage
    QList<SerialPage *> textPages() const { return m_pages; }

    // As those of ConsolePage, for the text consoles; the display is told by who owns it.
    void setMachine(const QString &name, MachineState state, bool savedState);
    void noteStarted();
    void setConnectionUsable(bool usable, const QString &why = {});
    void setActive(bool active); // the display as well
    void setStartAction(QAction *action);
    void setRestoreAction(QAction *action);

    // The answer to textConsolesWanted(). A machine without graphics shows its text consoles only.
    void setTextConsoles(const QList<TextConsole> &consoles, bool hasGraphics);
    void textConsolesFailed(const Error &error);
    void setPreferences(const TerminalPreferences &preferences);
    void setBreakOffered(bool offered);

Q_SIGNALS:
    void textConsolesWanted();
    void breakWanted(const QString &alias);
    void currentChanged();
    void failed(const Error &error);

private:
    SerialPage *makePage(const TextConsole &console);
    void updateActive();

    ConsolePage *m_display;
    TextConsoleSession::Open m_open;
    QTabWidget *m_tabs;
    QList<SerialPage *> m_pages;
    QList<TextConsole> m_consoles; // in the same order
    TerminalPreferences m_preferences;
    bool m_active = false, m_known = false, m_asked = false, m_usable = true, m_breaks = false;
    QString m_name, m_why;
    MachineState m_state = MachineState::Unknown;
    bool m_savedState = false;
    QPointer<QAction> m_startAction, m_restoreAction;
};
