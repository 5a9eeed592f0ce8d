// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/consoletabs.h"

#include "console/consolepage.h"
#include "models/core/safetext.h"

#include <QAction>
#include <QIcon>
#include <QTabBar>
#include <QTabWidget>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

ConsoleTabs::ConsoleTabs(ConsolePage *display, TextConsoleSession::Open open, QWidget *parent)
    : QWidget(parent), m_display(display), m_open(std::move(open)), m_tabs(new QTabWidget)
{
    m_tabs->setDocumentMode(true);
    m_tabs->setTabBarAutoHide(true);
    m_tabs->setAccessibleName(tr("Consoles of the machine"));
    m_tabs->addTab(display, QIcon::fromTheme(u"video-display"_s), tr("Display"));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(m_tabs);
    setFocusProxy(m_tabs);
    connect(m_tabs, &QTabWidget::currentChanged, this, [this] {
        updateActive();
        Q_EMIT currentChanged();
    });
    // Whoever goes to a console wants to type in it.
    connect(m_tabs, &QTabWidget::tabBarClicked, this, [this](int index) {
        if (QWidget *page = m_tabs->widget(index))
            QMetaObject::invokeMethod(page, [page] { page->setFocus(); }, Qt::QueuedConnection);
    });
}

ConsoleTabs::~ConsoleTabs()
{
    m_tabs->disconnect(this);
}

QWidget *ConsoleTabs::current() const
{
    return m_tabs->currentWidget();
}

void ConsoleTabs::setMachine(const QString &name, MachineState state, bool savedState)
{
    m_name = name;
    m_state = state;
    m_savedState = savedState;
    for (SerialPage *page : std::as_const(m_pages))
        page->setMachine(name, state, savedState);
}

void ConsoleTabs::noteStarted()
{
    m_known = m_asked = false; // its hardware may have changed
    for (SerialPage *page : std::as_const(m_pages))
        page->session()->noteStarted();
    updateActive();
}

void ConsoleTabs::setConnectionUsable(bool usable, const QString &why)
{
    m_usable = usable;
    m_why = why;
    m_asked = m_asked && usable;
    for (SerialPage *page : std::as_const(m_pages))
        page->session()->setConnectionUsable(usable, why);
    updateActive();
}

void ConsoleTabs::setActive(bool active)
{
    m_active = active;
    updateActive();
}

void ConsoleTabs::updateActive()
{
    if (m_active && !m_known && m_usable && !std::exchange(m_asked, true))
        Q_EMIT textConsolesWanted();
    // Before it is known whether there is a display, the display is what is looked at.
    m_display->setActive(m_active && current() == m_display);
    for (SerialPage *page : std::as_const(m_pages))
        page->session()->setActive(m_active && current() == page);
}

void ConsoleTabs::setStartAction(QAction *action)
{
    m_startAction = action;
    for (SerialPage *page : std::as_const(m_pages))
        page->setStartAction(action);
}

void ConsoleTabs::setRestoreAction(QAction *action)
{
    m_restoreAction = action;
    for (SerialPage *page : std::as_const(m_pages))
        page->setRestoreAction(action);
}

SerialPage *ConsoleTabs::makePage(const TextConsole &console)
{
    auto *page = new SerialPage(textConsoleTitle(console), m_open);
    page->setPreferences(m_preferences);
    page->setStartAction(m_startAction);
    page->setRestoreAction(m_restoreAction);
    page->session()->setConnectionUsable(m_usable, m_why);
    page->setMachine(m_name, m_state, m_savedState);
    connect(page->session(), &TextConsoleSession::consoleWanted, this,
            &ConsoleTabs::textConsolesWanted);
    connect(page, &SerialPage::failed, this, &ConsoleTabs::failed);
    connect(page, &SerialPage::breakWanted, this, [this, page] {
        if (const qsizetype i = m_pages.indexOf(page); i >= 0)
            Q_EMIT breakWanted(m_consoles[i].alias);
    });
    return page;
}

void ConsoleTabs::setTextConsoles(const QList<TextConsole> &consoles, bool hasGraphics)
{
    m_known = true;
    m_asked = false;
    // The same console keeps its page, and with it what was said.
    for (qsizetype i = 0; i < consoles.size() || i < m_pages.size();) {
        const auto same = [&](qsizetype page) {
            return i < consoles.size() && m_consoles[page].kind == consoles[i].kind
                   && m_consoles[page].number == consoles[i].number;
        };
        if (i < m_pages.size() && !same(i)) {
            delete m_pages.takeAt(i);
            m_consoles.removeAt(i);
            continue;
        }
        if (i == m_pages.size()) {
            m_pages.append(makePage(consoles[i]));
            m_consoles.append(consoles[i]);
            m_tabs->addTab(m_pages.last(), QIcon::fromTheme(u"utilities-terminal"_s),
                           SafeText::forAction(m_pages.last()->title()));
        }
        m_consoles[i] = consoles[i];
        ++i;
    }
    const bool showDisplay = hasGraphics || consoles.isEmpty();
    if (m_tabs->isTabVisible(0) != showDisplay) {
        m_tabs->setTabVisible(0, showDisplay);
        m_tabs->setCurrentIndex(showDisplay ? 0 : 1);
    }
    // QTabBar hides itself by all tabs, not by those that can be seen.
    m_tabs->tabBar()->setVisible(m_pages.size() + (showDisplay ? 1 : 0) > 1);
    setBreakOffered(m_breaks);
    for (qsizetype i = 0; i < m_pages.size(); ++i)
        m_pages[i]->session()->setConsole(consoles[i]);
    updateActive();
}

void ConsoleTabs::textConsolesFailed(const Error &error)
{
    m_asked = false;
    for (SerialPage *page : std::as_const(m_pages))
        page->session()->consoleFailed(error);
}

void ConsoleTabs::setPreferences(const TerminalPreferences &preferences)
{
    m_preferences = preferences;
    for (SerialPage *page : std::as_const(m_pages))
        page->setPreferences(preferences);
}

void ConsoleTabs::setBreakOffered(bool offered)
{
    m_breaks = offered;
    for (qsizetype i = 0; i < m_pages.size(); ++i)
        m_pages[i]->setBreakOffered(offered && m_consoles[i].kind == TextConsole::Kind::Serial);
}
