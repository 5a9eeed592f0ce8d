// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPalette>
#include <QSyntaxHighlighter>
#include <QTimer>

// Colours XML. A change that reaches to the end of a long document (a comment that is begun) is
// painted in pieces, from the place of the change on, so that nobody waits for it.
class XmlHighlighter : public QSyntaxHighlighter
{
    Q_OBJECT

public:
    explicit XmlHighlighter(QTextDocument *document);

    void setPalette(const QPalette &palette);
    int highlighted() const { return m_count; } // lines since the start, for tests
    bool isPending() const { return m_from >= 0; }

protected:
    void highlightBlock(const QString &line) override;

private:
    void resume();
    void paint(const QString &line);

    QTextCharFormat m_name, m_attribute, m_value, m_comment, m_entity, m_odd;
    QTimer m_timer;  // until the next piece
    int m_left = 0;  // lines that this turn may paint
    int m_from = -1; // lines that wait
    int m_to = -1;
    int m_count = 0;
    bool m_resuming = false;
};
