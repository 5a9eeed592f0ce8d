// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "console/displaywindow.h"
#include "console/scaling.h"

#include <QMap>
#include <QMenu>
#include <QPointer>
#include <QScreen>
#include <QSet>

class ViewerDisplay;
class ViewerProcess;

// A machine's displays beyond the first, each in a window of its own, and the menu that turns them
// on and off and lays them on the user's screens. A window opens only for a display that the user
// asked for: a guest opens none by itself.
class DisplayWindows : public QMenu
{
    Q_OBJECT

public:
    // `barActions`: what the windows' bars offer; not owned.
    DisplayWindows(QWidget *parent, const QList<QAction *> &barActions);
    ~DisplayWindows() override;

    void setViewer(ViewerProcess *viewer); // null: not connected, which closes the windows
    void setMachine(const QString &name);
    void setScaling(Scaling scaling);
    // The page's own display has left the full screen: the others do too.
    void leaveFullScreen();

    // By the user, remembered for the machine: displays that are on, from 1; screens by name.
    void setChoices(const QSet<int> &displays, const QStringList &screens);
    QSet<int> openDisplays() const { return m_open; }
    QStringList screens() const { return m_screens; }
    QList<DisplayWindow *> windows() const { return m_windows.values(); }

    // Where each of `areas` (screens as they lie beside each other, logical) goes for a guest that is
    // to fill them: in device pixels, from (0, 0), without gaps or overlaps.
    struct Screen
    {
        QRect geometry = {};
        qreal ratio = 1;
    };
    static QList<QRect> placesOn(const QList<Screen> &screens);

Q_SIGNALS:
    void chosen();                          // the user changed what setChoices() sets
    void fullScreenWanted(QScreen *screen); // for the first display
    void viewAdded(DisplayView *view);
    void hint(const QString &text);

private:
    void refresh();
    void addScreens();
    QList<QScreen *> chosenScreens() const;
    void turn(int display, bool on);
    void follow();
    void arrange();
    void arrangeOnScreens();
    void open(ViewerDisplay *display);
    void close(int display);

    const QList<QAction *> m_barActions;
    QPointer<ViewerProcess> m_viewer;
    QString m_machine;
    Scaling m_scaling = Scaling::Fit;
    QSet<int> m_open;      // what the user wants, the first display excepted
    QStringList m_screens; // empty: all
    QMap<int, DisplayWindow *> m_windows;
    QMap<int, QPointer<QScreen>> m_places; // full screens, while they are arranged
};
