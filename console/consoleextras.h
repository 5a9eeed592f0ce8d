// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "console/consolechoices.h"
#include "console/scaling.h"

#include <QObject>
#include <QPointer>
#include <QScreen>

class AgentNote;
class ClipboardSharing;
class DisplayView;
class DisplayWindows;
class QAction;
class SoundControl;
class ViewerProcess;

// What a console has beside its screen: clipboard, sound, further displays, the pointer's mode, and
// the word about a missing agent. Follows what the session can do, not its protocol. Owned by the
// page, whose display `view` is.
class ConsoleExtras : public QObject
{
    Q_OBJECT

public:
    // `barActions`: what the bars of further displays offer before ours; not owned.
    ConsoleExtras(DisplayView *view, const QList<QAction *> &barActions, QWidget *page);

    void setViewer(ViewerProcess *viewer); // null: not connected
    void setMachine(const QString &name);
    void setScaling(Scaling scaling);
    void keyboardChanged(); // the settings of the page's view
    void fullScreenLeft();  // by the page

    void setChoices(const ConsoleChoices &choices); // without choicesChanged()
    ConsoleChoices choices() const;

    bool hasFocus() const;            // one of its screens, the page's or a further one
    QList<QAction *> actions() const; // for the tool bar and the full screen's
    QAction *clipboardAction() const { return m_clipboardAction; }
    QAction *pointerAction() const { return m_pointerAction; }
    SoundControl *sound() const { return m_sound; }
    DisplayWindows *displays() const { return m_displays; }

Q_SIGNALS:
    void viewAdded(DisplayView *view); // of a further display
    void choicesChanged();             // by the user: to be remembered
    void fullScreenWanted(QScreen *screen);

private:
    bool isScreen(const QWidget *widget) const;
    void watch(DisplayView *view);
    void refresh();

    DisplayView *m_view;
    QPointer<ViewerProcess> m_viewer;
    QAction *m_clipboardAction, *m_pointerAction;
    ClipboardSharing *m_clipboard;
    SoundControl *m_sound;
    DisplayWindows *m_displays;
    AgentNote *m_agent;
};
