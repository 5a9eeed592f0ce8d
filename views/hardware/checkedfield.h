// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLineEdit>

#include <functional>

// A line that says what is typed in it only while nothing is wrong with it: "0-" is on its way to
// "0-3". While something is, the document says what it said before. What it is, is for its editor to
// show.
class CheckedField : public QLineEdit
{
    Q_OBJECT

public:
    // What is wrong with a text, in a sentence; empty: nothing. It has no blanks.
    using Check = std::function<QString(const QString &text)>;

    explicit CheckedField(Check check, QWidget *parent = nullptr);

    // What the document says. What is being typed and is not right yet stays, but for `anew`.
    void setValue(const QString &value, bool anew = false);
    QString problem() const; // of what it shows

Q_SIGNALS:
    void entered(const QString &text); // by the user, and right; or as it was before they typed
    void problemChanged();

private:
    QString typed() const;

    Check m_check;
    QString m_value, m_start; // in the document: now, and before what is being typed
    bool m_typing = false, m_wrong = false;
};
