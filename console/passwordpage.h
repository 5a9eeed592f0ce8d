// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class PlainLabel;
class QLineEdit;

// Asks for the password of a machine's display.
class PasswordPage : public QWidget
{
    Q_OBJECT

public:
    explicit PasswordPage(QWidget *parent = nullptr);

    // `again`: the one given before was wrong. Empties the field.
    void ask(const QString &machine, bool again);
    QString text() const;

Q_SIGNALS:
    void entered(const QString &password); // not empty

private:
    PlainLabel *m_title, *m_text;
    QLineEdit *m_field;
};
