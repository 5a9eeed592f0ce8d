// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class PlainLabel;
class QProgressBar;

// A share as a bar with its name before it and the amount in words after it.
class UsageBar : public QWidget
{
    Q_OBJECT

public:
    explicit UsageBar(const QString &name, QWidget *parent = nullptr);

    void setUsage(double share, const QString &words); // share: 0…1
    void setUnknown();
    void setNameWidth(int pixels); // at least; as FactsForm::setLabelWidth()
    QString words() const;

private:
    PlainLabel *m_name, *m_words;
    QProgressBar *m_bar;
};
