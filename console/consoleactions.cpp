// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
// The actions of ConsolePage and the menus made of them.
#include "console/consolepage.h"

#include "console/connectionmenu.h"
#include "console/consoleextras.h"
#include "console/consoleinput.h"
#include "console/consolesession.h"
#include "console/displayview.h"
#include "console/sendkeymenu.h"
#include "console/sharing/consolesharing.h"
#include "console/viewerdisplay.h"
#include "console/viewerprocess.h"
#include "views/basic/barbutton.h"

#include <QAction>
#include <QActionGroup>
#include <QMenu>
#include <QStyle>
#include <QToolBar>
#include <QToolButton>

using namespace Qt::StringLiterals;

static QAction *makeAction(QObject *parent, const QString &icon, const QString &text)
{
    return new QAction(QIcon::fromTheme(icon), text, parent);
}

void ConsolePage::makeActions()
{
    m_screenshotAction = makeAction(this, u"camera-photo"_s, tr("Screenshot…"));
    m_screenshotAction->setIconText(tr("Screenshot")); // Qt strips three dots, not an ellipsis
    connect(m_screenshotAction, &QAction::triggered, this, &ConsolePage::chooseScreenshotFile);
    m_copyAction = makeAction(this, u"edit-copy"_s, tr("Copy screenshot"));
    connect(m_copyAction, &QAction::triggered, this, &ConsolePage::copyScreenshot);
    m_reconnectAction = makeAction(this, u"view-refresh"_s, tr("Reconnect"));
    connect(m_reconnectAction, &QAction::triggered, m_session, &ConsoleSession::reconnect);
    m_fullScreenAction = makeAction(this, u"view-fullscreen"_s, tr("Full screen"));
    m_fullScreenAction->setCheckable(true);
    m_fullScreenAction->setShortcut(Qt::Key_F11);
    connect(m_fullScreenAction, &QAction::triggered, this, [this](bool on) { setFullScreen(on); });
    addAction(m_fullScreenAction);
    m_sendKeyMenu = m_input->menu();
    makeScalingMenu();
    m_connectionMenu = new ConnectionMenu(*m_session, m_reconnectAction, this);
    connect(m_connectionMenu, &ConnectionMenu::graphicsChosen, this, &ConsolePage::graphicsChosen);
    connect(m_connectionMenu, &ConnectionMenu::told, m_view, &DisplayView::showHint);
    connect(m_connectionMenu, &ConnectionMenu::failed, this, &ConsolePage::failed);
    m_extras =
        new ConsoleExtras(m_view, {m_sendKeyMenu->menuAction(), m_scalingMenu->menuAction()}, this);
    connect(m_extras, &ConsoleExtras::choicesChanged, this, &ConsolePage::choicesChanged);
    connect(m_extras, &ConsoleExtras::fullScreenWanted, this,
            [this](QScreen *screen) { setFullScreen(true, screen); });
}

void ConsolePage::makeScalingMenu()
{
    m_scalingMenu = new QMenu(tr("Scaling"), this);
    m_scalingMenu->menuAction()->setIcon(QIcon::fromTheme(u"zoom-fit-best"_s));
    m_scalings = new QActionGroup(this);
    const auto add = [this](const QString &text, Scaling scaling) {
        QAction *action = m_scalingMenu->addAction(text);
        action->setCheckable(true);
        action->setChecked(scaling == m_scaling);
        action->setData(int(scaling));
        m_scalings->addAction(action);
    };
    add(tr("Fit to the window"), Scaling::Fit);
    add(tr("Original size"), Scaling::OneToOne);
    add(tr("Guest follows the window"), Scaling::GuestFollows);
    connect(m_scalings, &QActionGroup::triggered, this, [this](const QAction *action) {
        setScaling(Scaling(action->data().toInt()));
        if (m_scaling == Scaling::GuestFollows && m_session->viewer()
            && !m_session->viewer()->features().resize)
            m_view->showHint(
                m_session->viewer()->protocol() == Wire::Protocol::Vnc
                    ? tr("The machine's graphics card does not follow what VNC asks of it: its "
                         "picture is fitted to the window.")
                    : tr("The guest follows once the SPICE agent (spice-vdagent) runs in it. "
                         "Until then its picture is fitted to the window."));
        Q_EMIT scalingChosen(m_scaling);
    });
}

void ConsolePage::setScaling(Scaling scaling)
{
    m_scaling = scaling;
    const QList<QAction *> choices = m_scalings->actions();
    for (QAction *action : choices)
        action->setChecked(action->data().toInt() == int(scaling));
    m_view->setScaling(scaling);
    m_extras->setScaling(scaling);
}

QToolBar *ConsolePage::makeToolBar()
{
    auto *bar = new QToolBar(this);
    bar->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    const int side = style()->pixelMetric(QStyle::PM_SmallIconSize);
    bar->setIconSize({side, side});
    bar->addAction(m_sendKeyMenu->menuAction());
    bar->addAction(m_sharing->menu()->menuAction());
    bar->addAction(m_connectionMenu->menuAction());
    bar->addAction(m_scalingMenu->menuAction());
    bar->addAction(m_fullScreenAction);
    bar->addAction(m_screenshotAction);
    bar->addAction(recordAction());
    const QList<QAction *> extras = m_extras->actions();
    bar->addActions(extras);
    bar->addAction(m_sharing->folderSign());
    // Words for the menus whose pictures alone would be riddles; all of them would not fit.
    const QList<QAction *> worded{m_sendKeyMenu->menuAction(), m_sharing->menu()->menuAction(),
                                  m_connectionMenu->menuAction(), m_sharing->folderSign(),
                                  recordAction()};
    const QList<QAction *> actions = bar->actions();
    for (QAction *action : actions) {
        QToolButton *button = setUpBarButton(bar, action);
        if (!worded.contains(action))
            button->setToolButtonStyle(Qt::ToolButtonIconOnly);
    }
    auto *screenshot = static_cast<QToolButton *>(bar->widgetForAction(m_screenshotAction));
    screenshot->setPopupMode(QToolButton::MenuButtonPopup);
    screenshot->addAction(m_copyAction);
    return bar;
}
