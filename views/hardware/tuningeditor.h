// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/hardware/formeditor.h"

class BlockLimits;

// How much a machine may use of its host's disks, the group of processes that it runs in, and what the
// host counts of it.
class TuningEditor : public FormEditor
{
    Q_OBJECT

public:
    explicit TuningEditor(const HardwareServices &services, QWidget *parent = nullptr);

protected:
    void fillMore() override;

private:
    QLineEdit *m_weight, *m_partition;
    BlockLimits *m_limits;
};
