// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialogs/newmachine/allocationcombo.h"

AllocationCombo::AllocationCombo(QWidget *parent) : QComboBox(parent)
{
    setAccessibleName(tr("Allocation"));
    setSizeAdjustPolicy(AdjustToContents);
    connect(this, &QComboBox::activated, this, [this] { m_wanted = value(); });
}

void AllocationCombo::offer(const QString &format, const StoragePool &pool)
{
    const QSignalBlocker quiet(this);
    clear();
    const auto possible = preallocationsOf(format, pool);
    for (const Preallocation one : possible) {
        addItem(one == Preallocation::None       ? tr("As it is filled")
                : one == Preallocation::Metadata ? tr("Its tables only (faster)")
                                                 : tr("All of it now"),
                int(one));
        if (one == m_wanted)
            setCurrentIndex(count() - 1);
    }
    setEnabled(count() > 1);
}

Preallocation AllocationCombo::value() const
{
    return Preallocation(currentData().toInt());
}
