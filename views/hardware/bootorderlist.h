// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/xml/bootorder.h"

#include <QWidget>

class QListWidget;
class QToolButton;

// The devices that a machine can boot from: a tick says that it tries one, the order which first. Moved
// with the pointer or with the buttons beside.
class BootOrderList : public QWidget
{
    Q_OBJECT

public:
    explicit BootOrderList(QWidget *parent = nullptr);

    void setDevices(const QList<BootDevice> &devices);
    QStringList booting() const; // items, as shown

Q_SIGNALS:
    void edited(const QStringList &booting); // by the user

private:
    void move(int rows);
    void tell();
    void updateButtons();

    QList<BootDevice> m_devices;
    QListWidget *m_list;
    QToolButton *m_up, *m_down;
};
