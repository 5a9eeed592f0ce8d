// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/xml/xmlcomparison.h"

#include <QWidget>

class PlainLabel;
class QPlainTextEdit;

// A definition beside what the host makes of it, as one list of lines: "+" the host adds, "−" it
// leaves out, in another weight each. Read only; the arrow keys scroll it.
class ComparisonView : public QWidget
{
    Q_OBJECT

public:
    ComparisonView();

    // `written`: the user's. `made`: the host's.
    void compare(const QByteArray &written, const QByteArray &made);

private:
    PlainLabel *m_summary;
    QPlainTextEdit *m_lines;
};
