// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/values/newdevice.h"

#include <QWidget>

class QLineEdit;
class QTreeWidget;

// The kinds of devices that can be added, by groups, with a search above them. What cannot be had
// is pale, and says why. The focus is the search's.
class DeviceKindList : public QWidget
{
    Q_OBJECT

public:
    explicit DeviceKindList(QWidget *parent = nullptr);

    // Nothing is said.
    void setKinds(const QList<NewDevice> &kinds);
    void choose(const QString &id); // NewDevice::id
    QString current() const;        // the same; empty: none

Q_SIGNALS:
    void chosen(); // another one is the current kind

private:
    void filter();

    QLineEdit *m_search;
    QTreeWidget *m_list;
};
