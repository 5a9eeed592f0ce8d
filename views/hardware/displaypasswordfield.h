// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QLineEdit;

// A new password of a display, or none any more. The one that is there is never known here.
class DisplayPasswordField : public QWidget
{
    Q_OBJECT

public:
    explicit DisplayPasswordField(QWidget *parent = nullptr);

    QString text() const;
    void clear(); // unless somebody is typing

Q_SIGNALS:
    void typed(const QString &password);
    void removed();

private:
    QLineEdit *m_password;
};
