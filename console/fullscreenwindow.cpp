// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/fullscreenwindow.h"

#include "models/core/safetext.h"
#include "views/basic/plainlabel.h"

#include <QAction>
#include <QApplication>
#include <QCloseEvent>
#include <QFrame>
#include <QHBoxLayout>
#include <QMouseEvent>
#include <QToolButton>
#include <QVBoxLayout>

FullScreenWindow::FullScreenWindow(QWidget *content, const QString &title,
                                   const QList<QAction *> &actions)
    : m_bar(new QFrame(this)), m_leave(new QToolButton)
{
    setWindowTitle(SafeText::line(title));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(content);
    content->show();

    m_bar->setFrameShape(QFrame::StyledPanel);
    m_bar->setAutoFillBackground(true);
    m_bar->hide();
    auto *row = new QHBoxLayout(m_bar);
    auto *name = new PlainLabel(SafeText::line(title, 60));
    name->setContentsMargins(fontMetrics().height(), 0, fontMetrics().height(), 0);
    row->addWidget(name);
    for (QAction *action : actions) {
        auto *button = new QToolButton;
        button->setDefaultAction(action);
        button->setAccessibleName(action->iconText());
        button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
        button->setPopupMode(QToolButton::InstantPopup);
        button->setAutoRaise(true);
        row->addWidget(button);
    }
    m_leave->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_leave->setAutoRaise(true);
    setFullScreenState(true);
    connect(m_leave, &QToolButton::clicked, this, &FullScreenWindow::leaveRequested);
    row->addWidget(m_leave);

    m_hide.setSingleShot(true);
    m_hide.setInterval(1200);
    connect(&m_hide, &QTimer::timeout, this, [this] {
        // Not from under the pointer or an open menu. A bar that came to a pointer at rest is not
        // told that it is under it.
        const bool under = m_bar->rect().contains(m_bar->mapFromGlobal(QCursor::pos()));
        if (under || QApplication::activePopupWidget())
            m_hide.start();
        else
            setBarShown(false);
    });
    m_reveal.setSingleShot(true);
    m_reveal.setInterval(200);
    connect(&m_reveal, &QTimer::timeout, this, [this] { setBarShown(true); });
    // The pointer is over the content's children, so moves are watched on their way to them.
    qApp->installEventFilter(this);
}

bool FullScreenWindow::isBarShown() const
{
    return m_bar->isVisible();
}

void FullScreenWindow::setFullScreenState(bool on)
{
    m_leave->setText(on ? tr("Leave full screen") : tr("Full screen"));
    m_leave->setIcon(
        QIcon::fromTheme(on ? QStringLiteral("view-restore") : QStringLiteral("view-fullscreen")));
}

bool FullScreenWindow::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::MouseMove && watched->isWidgetType()
        && static_cast<QWidget *>(watched)->window() == this) {
        const QPoint position =
            mapFromGlobal(static_cast<QMouseEvent *>(event)->globalPosition().toPoint());
        if (position.y() <= 1 && !m_bar->isVisible()) {
            if (!m_reveal.isActive())
                m_reveal.start();
        } else if (position.y() > 1) {
            m_reveal.stop();
            if (m_bar->isVisible() && !m_hide.isActive())
                m_hide.start();
        }
    }
    return QWidget::eventFilter(watched, event);
}

void FullScreenWindow::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    placeBar();
}

void FullScreenWindow::closeEvent(QCloseEvent *event)
{
    event->ignore(); // whoever owns the content takes it back first
    Q_EMIT leaveRequested();
}

void FullScreenWindow::setBarShown(bool shown)
{
    m_bar->setVisible(shown);
    m_bar->raise();
    placeBar();
    m_hide.stop();
    if (shown)
        m_hide.start();
}

void FullScreenWindow::placeBar()
{
    m_bar->adjustSize();
    m_bar->move((width() - m_bar->width()) / 2, 0);
}
