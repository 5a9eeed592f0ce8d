// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPlainTextEdit>

// What differs between two texts, in the manner of a unified diff: signs, colours of the palette, and
// some lines around. Plain text, read only.
class DiffView : public QPlainTextEdit
{
    Q_OBJECT

public:
    explicit DiffView(QWidget *parent = nullptr);

    void compare(const QString &before, const QString &after); // untrusted
    int added() const { return m_added; }                      // lines
    int removed() const { return m_removed; }

protected:
    void changeEvent(QEvent *event) override;

private:
    void recolor();

    int m_added = 0, m_removed = 0;
};
