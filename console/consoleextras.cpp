// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/consoleextras.h"

#include "console/agentnote.h"
#include "console/clipboardsharing.h"
#include "console/displayview.h"
#include "console/displaywindows.h"
#include "console/soundcontrol.h"
#include "console/viewerdisplay.h"
#include "console/viewerprocess.h"
#include "views/basic/plainlabel.h"

#include <QAction>
#include <QApplication>
#include <QIcon>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace Wire;

ConsoleExtras::ConsoleExtras(DisplayView *view, const QList<QAction *> &barActions, QWidget *page)
    : QObject(page)
    , m_view(view)
    , m_clipboardAction(new QAction(QIcon::fromTheme(u"edit-paste"_s), tr("Share clipboard"), page))
    , m_pointerAction(new QAction(QIcon::fromTheme(u"input-mouse"_s), tr("Relative pointer"), page))
    , m_clipboard(new ClipboardSharing(this))
    , m_sound(new SoundControl(page))
    , m_displays(new DisplayWindows(page, barActions + QList{m_clipboardAction}))
    , m_agent(new AgentNote(page))
{
    m_clipboardAction->setCheckable(true);
    connect(m_clipboardAction, &QAction::triggered, this, [this](bool on) {
        m_clipboard->setOn(on);
        m_view->showHint(on ? tr("Text and pictures that are copied here can be pasted in the "
                                 "machine, and the other way round")
                            : tr("The clipboard is no longer shared"));
        Q_EMIT choicesChanged();
    });
    connect(m_clipboard, &ClipboardSharing::hint, view, &DisplayView::showHint);

    m_pointerAction->setCheckable(true);
    connect(m_pointerAction, &QAction::triggered, this, [this](bool relative) {
        if (m_viewer)
            m_viewer->send(
                WantPointerMode{relative ? PointerMode::Relative : PointerMode::Absolute});
    });

    connect(m_sound, &SoundControl::chosen, this, &ConsoleExtras::choicesChanged);
    connect(m_displays, &DisplayWindows::chosen, this, &ConsoleExtras::choicesChanged);
    connect(m_displays, &DisplayWindows::fullScreenWanted, this, &ConsoleExtras::fullScreenWanted);
    connect(m_displays, &DisplayWindows::viewAdded, this, &ConsoleExtras::watch);
    connect(m_displays, &DisplayWindows::hint, view, &DisplayView::showHint);
    watch(view);
    connect(qApp, &QApplication::focusChanged, this,
            [this](QWidget *, QWidget *now) { m_clipboard->setFocused(isScreen(now)); });
    refresh();
}

void ConsoleExtras::watch(DisplayView *view)
{
    connect(view, &DisplayView::pasteTyped, m_clipboard, &ClipboardSharing::noticePaste);
    if (view == m_view)
        return;
    Q_EMIT viewAdded(view);
    view->setKeyboardLike(*m_view);
    connect(view, &DisplayView::hostChordPressed, m_view, &DisplayView::hostChordPressed);
}

bool ConsoleExtras::isScreen(const QWidget *widget) const
{
    const QList<DisplayWindow *> windows = m_displays->windows();
    return widget == m_view || std::ranges::any_of(windows, [widget](const DisplayWindow *window) {
               return window->view() == widget;
           });
}

bool ConsoleExtras::hasFocus() const
{
    const QWidget *now = QApplication::focusWidget();
    return now && isScreen(now);
}

void ConsoleExtras::setViewer(ViewerProcess *viewer)
{
    if (m_viewer == viewer && viewer)
        return;
    if (m_viewer)
        m_viewer->disconnect(this);
    m_viewer = viewer;
    if (viewer) {
        connect(viewer, &ViewerProcess::featuresChanged, this, &ConsoleExtras::refresh);
        connect(viewer->display(), &MachineDisplay::pointerModeChanged, this,
                &ConsoleExtras::refresh);
    }
    m_clipboard->setViewer(viewer);
    m_sound->setViewer(viewer);
    m_displays->setViewer(viewer);
    m_agent->setViewer(viewer);
    refresh();
}

void ConsoleExtras::setMachine(const QString &name)
{
    m_displays->setMachine(name);
}

void ConsoleExtras::setScaling(Scaling scaling)
{
    m_displays->setScaling(scaling);
}

void ConsoleExtras::keyboardChanged()
{
    for (const DisplayWindow *window : m_displays->windows())
        window->view()->setKeyboardLike(*m_view);
}

void ConsoleExtras::fullScreenLeft()
{
    m_displays->leaveFullScreen();
}

void ConsoleExtras::setChoices(const ConsoleChoices &choices)
{
    m_clipboardAction->setChecked(choices.shareClipboard);
    m_clipboard->setOn(choices.shareClipboard);
    m_sound->setVolume(choices.volume, choices.muted);
    m_displays->setChoices(choices.displays, choices.screens);
}

ConsoleChoices ConsoleExtras::choices() const
{
    return {m_clipboard->isOn(), m_sound->isMuted(), m_sound->volume(), m_displays->openDisplays(),
            m_displays->screens()};
}

QList<QAction *> ConsoleExtras::actions() const
{
    return {m_clipboardAction,        m_sound->menuAction(), m_sound->listeningAction(),
            m_displays->menuAction(), m_pointerAction,       m_agent->menuAction()};
}

void ConsoleExtras::refresh()
{
    const Features features = m_viewer ? m_viewer->features() : Features{};
    // It stays to be turned on and off: what is chosen holds once the agent is there.
    // Over VNC nobody can see from here whether there is one.
    const bool vnc = m_viewer && m_viewer->protocol() == Protocol::Vnc;
    QString words = tr("Share the clipboard with this machine while its screen has the focus");
    if (vnc)
        words +=
            u'\n'
            + tr("Over VNC this takes a “qemu-vdagent” channel in the machine's hardware, with "
                 "<clipboard copypaste='yes'/>, and the package spice-vdagent in the guest.");
    else if (m_viewer && !features.clipboard)
        words =
            tr("The clipboard is shared once the guest agent (spice-vdagent, or the SPICE guest "
               "tools) runs in the machine");
    setPlainToolTip(m_clipboardAction, words);
    m_pointerAction->setEnabled(features.pointerMode);
    m_pointerAction->setChecked(m_viewer && m_viewer->pointerMode() == PointerMode::Relative);
    setPlainToolTip(
        m_pointerAction,
        features.pointerMode
            ? tr("Move the machine's pointer by distances, as games want it; a click on "
                 "the screen captures the pointer")
            : tr("The machine knows only this way to move its pointer. A tablet device "
                 "or the guest agent adds the other."));
}
