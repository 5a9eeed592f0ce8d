// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "console/terminal/terminalsearch.h"

#include <QWidget>

class PlainLabel;
class QCheckBox;
class QLineEdit;

// The line in which one types what to look for in a terminal.
class TerminalFindBar : public QWidget
{
    Q_OBJECT

public:
    explicit TerminalFindBar(QWidget *parent = nullptr);

    void open(const QString &text); // shows it and takes the keyboard; empty: what was there
    TerminalSearch search() const;
    void setFound(bool found);

Q_SIGNALS:
    void changed();
    void findWanted(bool backwards);
    void closed();

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    QLineEdit *m_text;
    QCheckBox *m_case;
    PlainLabel *m_outcome;
};
