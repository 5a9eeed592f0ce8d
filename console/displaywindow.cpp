// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/displaywindow.h"

#include "console/displayview.h"
#include "models/core/safetext.h"

#include <QAction>
#include <QCloseEvent>
#include <QIcon>
#include <QScreen>
#include <QWindow>

using namespace Qt::StringLiterals;

static QString titleOf(int number, const QString &machine)
{
    return DisplayWindow::tr("Display %1 of %2").arg(QString::number(number + 1), machine);
}

DisplayWindow::DisplayWindow(int number, const QString &machine, const QList<QAction *> &actions)
    : DisplayWindow(new DisplayView, number, machine, actions)
{}

DisplayWindow::DisplayWindow(DisplayView *view, int number, const QString &machine,
                             const QList<QAction *> &actions)
    : FullScreenWindow(view, titleOf(number, machine), actions), m_number(number), m_view(view)
{
    auto *fullScreen = new QAction(tr("Full screen"), this);
    fullScreen->setShortcut(Qt::Key_F11);
    connect(fullScreen, &QAction::triggered, this, [this] { setFullScreen(!isFullScreen()); });
    addAction(fullScreen);
    connect(this, &FullScreenWindow::leaveRequested, this,
            [this] { setFullScreen(!isFullScreen()); });
    connect(view, &DisplayView::captureReleased, this, [this, view] {
        setFocus(Qt::OtherFocusReason); // somewhere the keyboard works again for the window
        view->showHint(tr("Keyboard and pointer are released. Click the screen to go back."));
    });
    setFullScreenState(false);
    setMachine(machine);
    view->setFocus();
}

void DisplayWindow::setMachine(const QString &name)
{
    const QString title = SafeText::line(titleOf(m_number, name));
    setWindowTitle(title);
    m_view->setAccessibleName(title);
}

void DisplayWindow::setFullScreen(bool on, QScreen *screen)
{
    if (screen) {
        winId(); // makes the window that can be moved
        windowHandle()->setScreen(screen);
        setGeometry(on ? screen->geometry() : screen->availableGeometry());
    }
    m_view->setSurroundings(on);
    setFullScreenState(on);
    if (on)
        showFullScreen();
    else
        showNormal();
    m_view->setFocus();
    if (on)
        m_view->showHint(tr("To leave full screen, move the pointer to the top edge, or press %1 "
                            "and then F11")
                             .arg(m_view->releaseChord().label()));
}

void DisplayWindow::closeEvent(QCloseEvent *event)
{
    event->ignore();
    Q_EMIT closeRequested();
}
