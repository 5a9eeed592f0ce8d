// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include <optional>

class QCheckBox;
class QDateTimeEdit;

// Until when a password is valid, in UTC and as libvirt writes it: "2030-01-02T03:04:05", without
// saying that it is UTC. A time that nobody set is not shown.
class ExpiryField : public QWidget
{
    Q_OBJECT

public:
    explicit ExpiryField(QWidget *parent = nullptr);

    void setTime(const std::optional<QString> &time, bool readOnly);

Q_SIGNALS:
    void edited(const std::optional<QString> &time); // by the user

private:
    void say();

    QCheckBox *m_expires;
    QDateTimeEdit *m_time;
};
