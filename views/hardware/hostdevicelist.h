// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/values/hostdeviceuser.h"
#include "models/values/nodedevice.h"

#include <QWidget>

class PlainLabel;
class QTreeWidget;

// The devices of a host of one kind, by what they are, with who has each now. Below, unless that is
// told elsewhere: what goes with the one that is chosen.
class HostDeviceList : public QWidget
{
    Q_OBJECT

public:
    explicit HostDeviceList(QWidget *parent = nullptr);

    // The first is chosen; the one that was before, where it is there still.
    void show(const QList<NodeDevice> &all, NodeDevice::Kind kind,
              const QList<HostDeviceUser> &users);
    NodeDevice device() const;           // without a name: none
    void setDevice(const QString &name); // chooses it; a name that is not there: none
    void setDescribing(bool describes);

Q_SIGNALS:
    void chosen(); // by the user

private:
    void describe();

    QList<NodeDevice> m_all, m_shown;
    QList<HostDeviceUser> m_users;
    NodeDevice::Kind m_kind = NodeDevice::Kind::Other;
    bool m_describes = true;
    QTreeWidget *m_list;
    PlainLabel *m_note;
};
