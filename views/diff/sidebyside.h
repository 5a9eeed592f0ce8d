// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class PlainLabel;
class QPlainTextEdit;

// Two texts beside each other, line by line: where one has lines that the other lacks, the other has
// room instead. They scroll together. Plain text, read only.
class SideBySide : public QWidget
{
    Q_OBJECT

public:
    SideBySide(const QString &leftTitle, const QString &rightTitle, QWidget *parent = nullptr);

    void compare(const QString &left, const QString &right); // untrusted

protected:
    void changeEvent(QEvent *event) override;

private:
    void recolor();
    void goToNext(bool backward);

    QPlainTextEdit *m_left, *m_right;
    PlainLabel *m_summary;
    QList<std::pair<int, int>> m_differences; // lines: from, to
};
