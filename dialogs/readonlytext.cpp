// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialogs/readonlytext.h"

#include <QTextBlock>
#include <QtMath>

#include <algorithm>

constexpr int charactersWide = 80;

ReadOnlyText::ReadOnlyText(const QString &safe, int mostLines, QWidget *parent)
    : QPlainTextEdit(safe, parent), m_mostLines(mostLines)
{
    setReadOnly(true);
    setTabChangesFocus(true);
    setWordWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
}

int ReadOnlyText::heightOf(int lines) const
{
    return fontMetrics().lineSpacing() * lines + int(document()->documentMargin()) * 2
           + frameWidth() * 2 + 2;
}

QSize ReadOnlyText::sizeHint() const
{
    const int wide = fontMetrics().averageCharWidth() * charactersWide;
    int lines = 0;
    for (QTextBlock block = document()->firstBlock(); block.isValid() && lines < m_mostLines;
         block = block.next())
        lines +=
            qMax(1, qCeil(double(fontMetrics().horizontalAdvance(block.text().left(2000))) / wide));
    return {wide + frameWidth() * 2, heightOf(std::clamp(lines, 1, m_mostLines))};
}

QSize ReadOnlyText::minimumSizeHint() const
{
    return {fontMetrics().averageCharWidth() * 30, qMin(sizeHint().height(), heightOf(6))};
}
