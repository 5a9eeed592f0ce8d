// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dialogs/newmachine/newmachinepage.h"

class PlainLabel;
class QComboBox;
class QSpinBox;

// The third step: memory, processors, network and firmware.
class ResourcesPage : public NewMachinePage
{
    Q_OBJECT

public:
    explicit ResourcesPage(NewMachineState &state);

    void enter() override;
    bool isComplete() const override;

private:
    void fillNetworks();
    void networkChosen();
    void update();

    QSpinBox *m_memory, *m_vcpus;
    QComboBox *m_network, *m_firmware;
    PlainLabel *m_firmwareLabel = nullptr;
    PlainLabel *m_memoryNote, *m_vcpusNote, *m_networkNote, *m_remarks;
};
