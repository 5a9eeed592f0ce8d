// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class PlainLabel;
class QLineEdit;
class QPushButton;

// Asks for the password of a machine's display, and for a user name where it wants one.
class PasswordPage : public QWidget
{
    Q_OBJECT

public:
    explicit PasswordPage(QWidget *parent = nullptr);

    // `again`: what was given before was wrong. Empties the password.
    void ask(const QString &machine, bool again);
    // The same with a user name, `user` to begin with.
    void askLogin(const QString &machine, bool again, const QString &user);
    QString text() const;

Q_SIGNALS:
    void entered(const QString &password, const QString &user); // the user only of askLogin()

private:
    bool isComplete() const;

    PlainLabel *m_title, *m_text;
    QLineEdit *m_user, *m_field;
    QPushButton *m_button;
};
