// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>

class PlainLabel;
class QPushButton;
class QToolButton;

// One line that tells of something without standing in the way: an icon, a sentence, what to do
// with it. Hidden while there is nothing to tell.
class NoticeBar : public QFrame
{
    Q_OBJECT

public:
    enum class Severity { Information, Warning, Failure };

    explicit NoticeBar(QWidget *parent = nullptr);

    // `text` is plain and may come from outside; `others`: how many more wait behind this one;
    // `verb`: of the button, in place of Details.
    void showNotice(Severity severity, const QString &text, int others = 0,
                    const QString &verb = {});
    QString text() const;

Q_SIGNALS:
    void detailsRequested();
    void dismissed();
    void allDismissed();

protected:
    void changeEvent(QEvent *event) override;

private:
    void tint();

    Severity m_severity = Severity::Information;
    QString m_text;
    PlainLabel *m_icon, *m_label, *m_others;
    QPushButton *m_details, *m_dismissAll;
    QToolButton *m_dismiss;
};
