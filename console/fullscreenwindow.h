// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTimer>
#include <QWidget>

class QAction;
class QFrame;
class QToolButton;

// One widget on the whole screen, with a bar that shows itself when the pointer rests at the top
// edge. The widget is the caller's; it takes it back before this closes for good.
class FullScreenWindow : public QWidget
{
    Q_OBJECT

public:
    // `title`: untrusted. The bar offers `actions` as buttons, in their order, and
    // a way out.
    FullScreenWindow(QWidget *content, const QString &title, const QList<QAction *> &actions);

    bool isBarShown() const;
    // Whether the bar's last button leaves the full screen or enters it; true.
    void setFullScreenState(bool on);

Q_SIGNALS:
    void leaveRequested(); // by the bar's last button or the window manager

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void closeEvent(QCloseEvent *event) override;

private:
    void setBarShown(bool shown);
    void placeBar();

    QFrame *m_bar;
    QToolButton *m_leave;
    QTimer m_hide, m_reveal;
};
