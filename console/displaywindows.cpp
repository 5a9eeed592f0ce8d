// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/displaywindows.h"

#include "console/displayview.h"
#include "console/viewerdisplay.h"
#include "console/viewerprocess.h"
#include "models/core/safetext.h"
#include "views/basic/plainlabel.h"

#include <QGuiApplication>
#include <QIcon>
#include <QScreen>
#include <QTimer>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace Wire;

static constexpr int appearMs = 5000; // what a guest needs to turn a display on

DisplayWindows::DisplayWindows(QWidget *parent, const QList<QAction *> &barActions)
    : QMenu(tr("Displays"), parent), m_barActions(barActions)
{
    menuAction()->setIcon(QIcon::fromTheme(u"video-display"_s));
    setToolTipsVisible(true);
    connect(this, &QMenu::aboutToShow, this, &DisplayWindows::refresh);
    refresh();
}

DisplayWindows::~DisplayWindows()
{
    setViewer(nullptr);
}

void DisplayWindows::setViewer(ViewerProcess *viewer)
{
    if (m_viewer == viewer && (viewer || m_windows.isEmpty()))
        return;
    if (m_viewer)
        m_viewer->disconnect(this);
    for (const int display : m_windows.keys())
        close(display);
    m_places.clear();
    m_viewer = viewer;
    if (viewer) {
        connect(viewer, &ViewerProcess::displayAppeared, this, [this](ViewerDisplay *display) {
            if (m_open.contains(display->number()))
                open(display);
            refresh();
        });
        connect(viewer, &ViewerProcess::displayGoing, this, [this](ViewerDisplay *display) {
            close(display->number());
            refresh();
        });
        connect(viewer, &ViewerProcess::featuresChanged, this, &DisplayWindows::follow);
        follow();
    }
    refresh();
}

// Opens what the user wants and the guest has on; asks once for what it has not.
void DisplayWindows::follow()
{
    refresh();
    bool missing = false;
    for (const int display : std::as_const(m_open)) {
        if (ViewerDisplay *shown = m_viewer->display(display))
            open(shown);
        else
            missing = missing || display < m_viewer->features().displays;
    }
    if (missing)
        arrange();
}

void DisplayWindows::setMachine(const QString &name)
{
    m_machine = name;
    for (DisplayWindow *window : std::as_const(m_windows))
        window->setMachine(name);
}

void DisplayWindows::setScaling(Scaling scaling)
{
    m_scaling = scaling;
    for (DisplayWindow *window : std::as_const(m_windows))
        window->view()->setScaling(scaling);
}

void DisplayWindows::setChoices(const QSet<int> &displays, const QStringList &screens)
{
    m_open = displays;
    m_screens = screens;
    if (m_viewer)
        follow();
}

void DisplayWindows::leaveFullScreen()
{
    if (m_places.isEmpty())
        return;
    m_places.clear();
    for (DisplayWindow *window : std::as_const(m_windows))
        window->setFullScreen(false);
}

// ---- the menu ----

void DisplayWindows::refresh()
{
    const Features features = m_viewer ? m_viewer->features() : Features{};
    menuAction()->setEnabled(m_viewer);
    clear();
    const bool vnc = m_viewer && m_viewer->protocol() == Protocol::Vnc;
    QString why;
    if (!features.resize)
        why = vnc ? tr("The machine's graphics card does not follow what VNC asks of it.")
                  : tr("Displays are turned on and off once the SPICE agent runs in the guest.");
    for (int display = 0; display < qMax<int>(features.displays, 1); ++display) {
        QAction *action = addAction(tr("Display %1").arg(display + 1));
        action->setCheckable(true);
        action->setChecked(display == 0 || m_windows.contains(display));
        // Without the agent one that the guest has on can still be looked at.
        const bool there = m_viewer && m_viewer->display(display);
        action->setEnabled(display > 0 && (features.resize || there));
        if (!action->isEnabled())
            setPlainToolTip(action, display == 0 ? tr("The first display is always shown.") : why);
        connect(action, &QAction::triggered, this, [this, display](bool on) { turn(display, on); });
    }
    if (features.displays < 2) {
        QAction *more = addAction(tr("More displays"));
        more->setEnabled(false);
        setPlainToolTip(
            more, vnc ? tr("VNC shows the first display of a machine. SPICE shows all of them.")
                      : tr("The machine's graphics card has one output. Give it more heads in "
                           "the machine's hardware."));
    }
    addSeparator();
    QAction *arrangement = addAction(tr("&Arrange on my screens"));
    arrangement->setEnabled(features.resize);
    if (!features.resize)
        setPlainToolTip(arrangement, why);
    connect(arrangement, &QAction::triggered, this, &DisplayWindows::arrangeOnScreens);
    addScreens();
}

void DisplayWindows::addScreens()
{
    QMenu *menu = addMenu(tr("&Screens to use"));
    const QList<QScreen *> chosen = chosenScreens();
    for (const QScreen *screen : QGuiApplication::screens()) {
        const QSize size = screen->size() * screen->devicePixelRatio();
        QAction *action = menu->addAction(tr("%1 (%2 by %3)")
                                              .arg(SafeText::forAction(screen->name()),
                                                   QString::number(size.width()),
                                                   QString::number(size.height())));
        action->setCheckable(true);
        action->setChecked(chosen.contains(screen));
        action->setEnabled(chosen.size() > 1 || !action->isChecked());
        connect(action, &QAction::triggered, this, [this, name = screen->name()](bool on) {
            QStringList names;
            for (const QScreen *known : chosenScreens())
                names.append(known->name());
            names.removeAll(name);
            if (on)
                names.append(name);
            m_screens = names.size() == QGuiApplication::screens().size() ? QStringList() : names;
            Q_EMIT this->chosen();
        });
    }
}

QList<QScreen *> DisplayWindows::chosenScreens() const
{
    QList<QScreen *> all = QGuiApplication::screens(), chosen;
    for (QScreen *screen : std::as_const(all)) {
        if (m_screens.isEmpty() || m_screens.contains(screen->name()))
            chosen.append(screen);
    }
    if (chosen.isEmpty())
        chosen = all;
    std::ranges::sort(chosen, {}, [](const QScreen *screen) {
        return std::pair(screen->geometry().x(), screen->geometry().y());
    });
    return chosen;
}

// ---- displays ----

void DisplayWindows::turn(int display, bool on)
{
    if (!m_viewer)
        return;
    if (on)
        m_open.insert(display);
    else
        m_open.remove(display);
    m_places.remove(display);
    Q_EMIT chosen();
    if (!on) {
        close(display);
        if (m_viewer->features().resize)
            arrange();
        return refresh();
    }
    if (ViewerDisplay *shown = m_viewer->display(display))
        return open(shown);
    arrange();
    QTimer::singleShot(appearMs, m_viewer, [this, display] {
        if (m_open.contains(display) && !m_windows.contains(display))
            Q_EMIT hint(tr("The guest has not turned display %1 on. Its desktop decides; look in "
                           "its display settings.")
                            .arg(display + 1));
    });
}

// All displays at once, in a row: those that are on as they are, new ones as large as the first.
void DisplayWindows::arrange()
{
    if (!m_viewer || !m_viewer->features().resize)
        return;
    ArrangeDisplays message;
    const QSize usual = m_viewer->display(0)->picture().size();
    int x = 0;
    for (int display = 0; display < m_viewer->features().displays; ++display) {
        const ViewerDisplay *shown = m_viewer->display(display);
        const QSize size = shown ? shown->picture().size() : usual;
        const bool on = display == 0 || m_open.contains(display);
        DisplayArea area{quint8(display), on, on ? x : 0, 0, size.width(), size.height()};
        if (area.isValid() && (!on || x + size.width() <= maximumSide))
            message.areas.append(area);
        if (on)
            x += size.width();
    }
    if (message.isValid())
        m_viewer->send(message);
}

QList<QRect> DisplayWindows::placesOn(const QList<Screen> &screens)
{
    QList<QRect> result;
    QPoint origin(maximumSide, maximumSide);
    bool alike = true;
    for (const Screen &screen : screens) {
        origin = {qMin(origin.x(), screen.geometry.x()), qMin(origin.y(), screen.geometry.y())};
        alike = alike && qFuzzyCompare(screen.ratio, screens.first().ratio);
    }
    int x = 0;
    for (const Screen &screen : screens) {
        const QSize size = (QSizeF(screen.geometry.size()) * screen.ratio).toSize();
        // Logical places of screens with different ratios mean nothing in pixels: a row then.
        const QPoint at =
            alike ? (QPointF(screen.geometry.topLeft() - origin) * screen.ratio).toPoint()
                  : QPoint(x, 0);
        result.append(QRect(at, size));
        x += size.width();
    }
    return result;
}

void DisplayWindows::arrangeOnScreens()
{
    if (!m_viewer || !m_viewer->features().resize)
        return;
    const QList<QScreen *> screens =
        chosenScreens().mid(0, qMin<int>(m_viewer->features().displays, maximumDisplays));
    QList<Screen> descriptions;
    for (const QScreen *screen : screens)
        descriptions.append({screen->geometry(), screen->devicePixelRatio()});
    const QList<QRect> places = placesOn(descriptions);
    ArrangeDisplays message;
    m_places.clear();
    m_open.clear();
    for (int display = 0; display < m_viewer->features().displays; ++display) {
        const QRect place = places.value(display);
        const bool on = display < places.size();
        message.areas.append(
            {quint8(display), on, place.x(), place.y(), place.width(), place.height()});
        if (!on) {
            close(display);
            continue;
        }
        m_places.insert(display, screens[display]);
        if (display > 0)
            m_open.insert(display);
    }
    Q_EMIT chosen();
    if (message.isValid())
        m_viewer->send(message);
    Q_EMIT fullScreenWanted(screens.first());
    for (const int display : std::as_const(m_open)) {
        if (ViewerDisplay *shown = m_viewer->display(display))
            open(shown);
    }
}

// ---- windows ----

void DisplayWindows::open(ViewerDisplay *display)
{
    const int number = display->number();
    DisplayWindow *window = m_windows.value(number);
    const bool isNew = !window;
    if (isNew) {
        window = new DisplayWindow(number, m_machine, m_barActions);
        m_windows.insert(number, window);
        window->view()->setScaling(m_scaling);
        window->view()->setDisplay(display);
        connect(window, &DisplayWindow::closeRequested, this,
                [this, number] { turn(number, false); });
        Q_EMIT viewAdded(window->view());
    }
    if (QScreen *screen = m_places.value(number)) {
        window->setFullScreen(true, screen);
    } else if (isNew) {
        const QSize pixels = display->picture().size();
        window->resize((QSizeF(pixels) / window->devicePixelRatioF())
                           .toSize()
                           .boundedTo(window->screen()->availableSize() * 4 / 5));
        window->show();
    }
    refresh();
}

void DisplayWindows::close(int display)
{
    DisplayWindow *window = m_windows.take(display);
    if (!window)
        return;
    window->disconnect(this);
    window->view()->setDisplay(nullptr);
    window->hide();
    window->deleteLater();
}
