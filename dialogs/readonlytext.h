// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPlainTextEdit>

// Plain text to read and to copy exactly as it is, about as high as it needs to be.
class ReadOnlyText : public QPlainTextEdit
{
    Q_OBJECT

public:
    // `safe` has been through SafeText::block(). `mostLines`: beyond them one scrolls.
    ReadOnlyText(const QString &safe, int mostLines, QWidget *parent = nullptr);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

private:
    int heightOf(int lines) const;

    int m_mostLines;
};
