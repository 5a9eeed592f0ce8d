// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/recordingmark.h"

#include <QEvent>
#include <QPainter>
#include <QTime>

using namespace Qt::StringLiterals;

RecordingMark::RecordingMark(QWidget *over) : QWidget(over)
{
    setAttribute(Qt::WA_TransparentForMouseEvents);
    setFocusPolicy(Qt::NoFocus);
    setAccessibleName(tr("Recording"));
    over->installEventFilter(this);
    hide();
}

void RecordingMark::setProgress(int seconds, bool diskNearlyFull)
{
    const QTime time = QTime(0, 0).addSecs(seconds);
    const QString shown = time.toString(seconds >= 3600 ? u"h:mm:ss"_s : u"m:ss"_s);
    const QString text = diskNearlyFull ? tr("%1 – the disk is nearly full").arg(shown) : shown;
    if (text == m_text)
        return;
    m_text = text;
    setAccessibleDescription(text);
    place();
    update();
}

QSize RecordingMark::sizeHint() const
{
    const int line = fontMetrics().lineSpacing();
    return {fontMetrics().horizontalAdvance(m_text) + line * 5 / 2, line * 3 / 2};
}

bool RecordingMark::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::Resize)
        place();
    return QWidget::eventFilter(watched, event);
}

void RecordingMark::place()
{
    const int gap = fontMetrics().lineSpacing() / 2;
    const QSize size = sizeHint();
    setGeometry(QRect({parentWidget()->width() - size.width() - gap, gap}, size));
}

// Over a guest's picture, which has any colour: a ground of its own, the same in light and dark.
void RecordingMark::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(QColor(0, 0, 0, 170));
    const qreal round = height() / 2.0;
    painter.drawRoundedRect(rect(), round, round);
    const qreal dot = fontMetrics().ascent() * 0.8;
    painter.setBrush(QColor(230, 40, 40));
    painter.drawEllipse(QRectF(round - dot / 2, (height() - dot) / 2, dot, dot));
    painter.setPen(Qt::white);
    painter.drawText(rect().adjusted(int(round + dot), 0, 0, 0),
                     Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine, m_text);
}
