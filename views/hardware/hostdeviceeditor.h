// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/values/hostdeviceuser.h"
#include "models/values/nodedevice.h"
#include "views/hardware/rowseditor.h"

#include <optional>

class HostDeviceList;
class PlainLabel;
class FoldButton;

// The editor of a device that the host gives away: which one it is in the host's own words, whether
// the host has it now and who else wants it, and another one in its place. How the document names it
// can be typed where the host's list does not help.
class HostDeviceEditor : public RowsEditor
{
    Q_OBJECT

public:
    explicit HostDeviceEditor(const HardwareServices &services, QWidget *parent = nullptr);

protected:
    void arrange() override;

private:
    void addDevice();
    void addNames();
    void arrangeDevice();
    void arrangeNames();
    void judge();
    void askForUsers();
    void giveInstead(const NodeDevice &device);
    bool isWrittenAnew() const;
    QString type() const;
    QString absence() const; // what it means that the host does not have the device
    QList<NodeDevice> hostDevices() const;

    QWidget *m_device;
    PlainLabel *m_title, *m_detail, *m_note;
    FoldButton *m_choose, *m_byHand;
    HostDeviceList *m_list;
    std::optional<QString> m_askedFor; // the machine whose host was asked
    std::optional<QString> m_item;
    QList<HostDeviceUser> m_users;
};
