// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "console/fullscreenwindow.h"

class DisplayView;

// A window for one more of a machine's screens: the picture, and at the top edge the bar of a full
// screen. Closing it asks to turn the guest's display off; whoever made it decides.
class DisplayWindow : public FullScreenWindow
{
    Q_OBJECT

public:
    // `number`: of the guest's displays, from 0. `actions`: for the bar. `machine`: untrusted.
    DisplayWindow(int number, const QString &machine, const QList<QAction *> &actions);

    int number() const { return m_number; }
    DisplayView *view() const { return m_view; }
    void setMachine(const QString &name);
    void setFullScreen(bool on, QScreen *screen = nullptr);

Q_SIGNALS:
    void closeRequested();

protected:
    void closeEvent(QCloseEvent *event) override;

private:
    DisplayWindow(DisplayView *view, int number, const QString &machine,
                  const QList<QAction *> &actions);

    const int m_number;
    DisplayView *m_view;
};
