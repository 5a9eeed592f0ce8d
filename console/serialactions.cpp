// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
// The actions of SerialPage and the tool bar made of them.
#include "console/serialpage.h"

#include "console/terminal/terminallog.h"
#include "console/terminal/terminalview.h"
#include "views/basic/barbutton.h"

#include <QAction>
#include <QMenu>
#include <QStyle>
#include <QToolBar>

using namespace Qt::StringLiterals;

void SerialPage::makeActions()
{
    const auto add = [this](const QString &icon, const QString &text, const QKeySequence &keys,
                            auto triggered) {
        auto *action = new QAction(QIcon::fromTheme(icon), text, this);
        // Only here: other consoles and pages have the same keys.
        action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
        action->setShortcut(keys);
        connect(action, &QAction::triggered, this, triggered);
        addAction(action);
        return action;
    };
    m_copyAction = add(u"edit-copy"_s, tr("&Copy"), Qt::CTRL | Qt::SHIFT | Qt::Key_C,
                       [this] { m_terminal->copy(); });
    m_pasteAction = add(u"edit-paste"_s, tr("&Paste"), Qt::CTRL | Qt::SHIFT | Qt::Key_V,
                        [this] { paste(false); });
    m_selectAllAction = add(u"edit-select-all"_s, tr("Select &all"),
                            Qt::CTRL | Qt::SHIFT | Qt::Key_A, [this] { m_terminal->selectAll(); });
    m_findAction =
        add(u"edit-find"_s, tr("&Find…"), Qt::CTRL | Qt::SHIFT | Qt::Key_F, [this] { openFind(); });
    m_findAction->setIconText(tr("Find"));
    m_saveAction = add(u"document-save"_s, tr("&Save as…"), Qt::CTRL | Qt::SHIFT | Qt::Key_S,
                       [this] { chooseSaveFile(); });
    m_saveAction->setIconText(tr("Save as"));
    m_logAction = add(u"document-export"_s, tr("&Log to file…"), {}, [this](bool on) {
        if (on)
            return chooseLogFile();
        m_log->stop();
        logStopped();
    });
    m_logAction->setIconText(tr("Log to file"));
    m_logAction->setCheckable(true);
    m_sizeAction = add(u"zoom-fit-best"_s, tr("Set size in &guest"),
                       Qt::CTRL | Qt::SHIFT | Qt::Key_G, [this] { setSizeInGuest(); });
    m_breakAction = add(u"process-stop"_s, tr("Send &break"), Qt::CTRL | Qt::SHIFT | Qt::Key_B,
                        [this] { Q_EMIT breakWanted(); });
    m_largerAction = add({}, tr("La&rger text"), {}, [this] { m_terminal->zoom(1); });
    m_largerAction->setShortcuts(
        {Qt::CTRL | Qt::Key_Plus, Qt::CTRL | Qt::Key_Equal, Qt::CTRL | Qt::SHIFT | Qt::Key_Plus});
    m_smallerAction =
        add({}, tr("S&maller text"), Qt::CTRL | Qt::Key_Minus, [this] { m_terminal->zoom(-1); });
    m_normalAction = add(u"zoom-original"_s, tr("&Original text size"), Qt::CTRL | Qt::Key_0,
                         [this] { m_terminal->zoom(0); });
    m_clearAction =
        add(u"edit-clear"_s, tr("Clear scroll-&back"), {}, [this] { m_terminal->clearHistory(); });
    m_resetAction =
        add(u"view-restore"_s, tr("Reset &terminal"), {}, [this] { m_terminal->reset(); });
    m_reconnectAction =
        add(u"view-refresh"_s, tr("Reco&nnect"), {}, [this] { m_session->reconnect(); });
    m_takeOverAction =
        add(u"network-connect"_s, tr("Take &over"), {}, [this] { m_session->takeOver(); });
    m_breakAction->setVisible(false);
}

QList<QAction *> SerialPage::menuActions() const
{
    return {m_copyAction,  m_pasteAction,  m_selectAllAction, m_findAction,   nullptr,
            m_saveAction,  m_logAction,    nullptr,           m_sizeAction,   m_breakAction,
            nullptr,       m_largerAction, m_smallerAction,   m_normalAction, nullptr,
            m_clearAction, m_resetAction,  m_reconnectAction};
}

QToolBar *SerialPage::makeToolBar()
{
    auto *bar = new QToolBar(this);
    bar->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    const int side = style()->pixelMetric(QStyle::PM_SmallIconSize);
    bar->setIconSize({side, side});
    for (QAction *action :
         {m_copyAction, m_pasteAction, m_findAction, m_sizeAction, m_saveAction, m_logAction})
        bar->addAction(action);
    m_more = new QMenu(tr("More"), this);
    m_more->menuAction()->setIcon(QIcon::fromTheme(u"view-more"_s));
    for (QAction *action :
         {m_selectAllAction, m_breakAction, static_cast<QAction *>(nullptr), m_largerAction,
          m_smallerAction, m_normalAction, static_cast<QAction *>(nullptr), m_clearAction,
          m_resetAction, m_reconnectAction}) {
        if (action)
            m_more->addAction(action);
        else
            m_more->addSeparator();
    }
    bar->addAction(m_more->menuAction());
    const QList<QAction *> actions = bar->actions();
    for (QAction *action : actions)
        setUpBarButton(bar, action);
    return bar;
}
