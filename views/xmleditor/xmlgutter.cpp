// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/xmleditor/xmlgutter.h"

#include "views/xmleditor/xmledit.h"

#include <QMouseEvent>
#include <QPainter>
#include <QStyleOption>
#include <QTextBlock>

XmlGutter::XmlGutter(XmlEdit *edit) : QWidget(edit), m_edit(edit)
{
    setCursor(Qt::ArrowCursor);
}

int XmlGutter::markWidth() const
{
    return m_edit->fontMetrics().height();
}

QSize XmlGutter::sizeHint() const
{
    const int digits = int(QString::number(m_edit->blockCount()).size());
    const QFontMetrics metrics = m_edit->fontMetrics();
    return {metrics.horizontalAdvance(u'9') * (qMax(digits, 2) + 1) + markWidth(), 0};
}

void XmlGutter::paintEvent(QPaintEvent *event)
{
    QPainter painter(this);
    const QPalette &colors = m_edit->palette();
    QTextBlock block = m_edit->firstVisibleBlock();
    const int current = m_edit->textCursor().blockNumber();
    const int height = m_edit->fontMetrics().height();
    qreal top = m_edit->blockBoundingGeometry(block).translated(m_edit->contentOffset()).top();
    painter.setFont(m_edit->font());
    for (; block.isValid() && top <= event->rect().bottom(); block = block.next()) {
        const qreal below = m_edit->blockBoundingRect(block).height();
        if (block.isVisible() && top + below >= event->rect().top()) {
            const int number = block.blockNumber();
            painter.setPen(
                colors.color(number == current ? QPalette::Text : QPalette::PlaceholderText));
            painter.drawText(QRectF(0, top, width() - markWidth(), height),
                             Qt::AlignRight | Qt::AlignVCenter, QString::number(number + 1));
            const bool folded = m_edit->isFolded(number);
            if (folded || startsElement(block)) {
                QStyleOption option;
                option.initFrom(this);
                const int side = markWidth() * 2 / 3;
                option.rect = QRect(width() - (markWidth() + side) / 2,
                                    int(top) + (height - side) / 2, side, side);
                style()->drawPrimitive(folded ? QStyle::PE_IndicatorArrowRight
                                              : QStyle::PE_IndicatorArrowDown,
                                       &option, &painter, this);
            }
        }
        top += block.isVisible() ? below : 0;
    }
}

void XmlGutter::mousePressEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton)
        return;
    const QTextCursor cursor = m_edit->cursorForPosition(QPoint(0, event->pos().y()));
    if (event->pos().x() >= width() - markWidth())
        m_edit->toggleFold(cursor.blockNumber());
    else
        m_edit->setTextCursor(cursor);
    m_edit->setFocus();
}
