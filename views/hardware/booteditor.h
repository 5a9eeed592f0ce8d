// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/xml/firmware.h"
#include "views/hardware/formeditor.h"

class BootOrderList;
class QPlainTextEdit;

// How a machine starts: its firmware, its order of devices, the firmware's menu, a kernel of its own, or the first
// process of a container.
class BootEditor : public FormEditor
{
    Q_OBJECT

public:
    explicit BootEditor(const HardwareServices &services, QWidget *parent = nullptr);

    QStringList covers() const override;

protected:
    void fillMore() override;

private:
    void addFirmware();
    void setFirmware(MachineFirmware::Kind kind);
    void fillFirmware();
    void setOrder(const QStringList &booting);
    void showArguments();

    QComboBox *m_firmware;
    PlainLabel *m_orderNote;
    BootOrderList *m_order;
    QComboBox *m_menu;
    QLineEdit *m_wait, *m_kernel, *m_initrd, *m_arguments, *m_tree;
    QLineEdit *m_init, *m_folder, *m_user, *m_group;
    QPlainTextEdit *m_initArguments;
};
