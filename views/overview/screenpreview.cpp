// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/overview/screenpreview.h"

#include "views/basic/plainlabel.h"

#include <QEvent>
#include <QIcon>
#include <QPainter>
#include <QStyle>
#include <QStyleOptionFocusRect>

using namespace Qt::StringLiterals;

ScreenPreview::ScreenPreview(QWidget *parent) : QAbstractButton(parent)
{
    setAccessibleName(tr("Picture of the screen"));
    setPlainToolTip(this, tr("Open the console"));
    setCursor(Qt::PointingHandCursor);
    setAttribute(Qt::WA_Hover);
    setFocusPolicy(Qt::TabFocus);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

void ScreenPreview::setPicture(const QImage &picture, bool faint)
{
    if (m_picture.cacheKey() == picture.cacheKey() && m_faint == faint)
        return;
    m_picture = picture;
    m_faint = faint;
    m_scaled = {};
    update();
}

QSize ScreenPreview::sizeHint() const
{
    const int height = fontMetrics().lineSpacing() * 8;
    return {height * 8 / 5, height};
}

bool ScreenPreview::event(QEvent *event)
{
    if (event->type() == QEvent::HoverEnter || event->type() == QEvent::HoverLeave)
        update();
    return QAbstractButton::event(event);
}

void ScreenPreview::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    QColor ground = palette().color(QPalette::WindowText);
    ground.setAlphaF(0.06F);
    painter.fillRect(rect(), ground);
    if (m_picture.isNull()) {
        const int side = style()->pixelMetric(QStyle::PM_LargeIconSize) * 2;
        QIcon::fromTheme(u"computer"_s)
            .paint(&painter,
                   QStyle::alignedRect(Qt::LeftToRight, Qt::AlignCenter, {side, side}, rect()));
    } else {
        const QSize shown = m_picture.size().scaled(size(), Qt::KeepAspectRatio);
        if (m_scaled.isNull() || m_scaled.devicePixelRatio() != devicePixelRatioF()) {
            m_scaled = QPixmap::fromImage(m_picture.scaled(
                shown * devicePixelRatioF(), Qt::IgnoreAspectRatio, Qt::SmoothTransformation));
            m_scaled.setDevicePixelRatio(devicePixelRatioF());
        }
        painter.setOpacity(m_faint ? 0.45 : 1);
        painter.drawPixmap(QStyle::alignedRect(Qt::LeftToRight, Qt::AlignCenter, shown, rect()),
                           m_scaled);
        painter.setOpacity(1);
    }
    QColor line = palette().color(QPalette::WindowText);
    line.setAlphaF(0.25F);
    painter.setPen(underMouse() || hasFocus() ? palette().color(QPalette::Highlight) : line);
    painter.drawRect(rect().adjusted(0, 0, -1, -1));
}
