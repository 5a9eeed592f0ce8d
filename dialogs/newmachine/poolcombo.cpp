// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialogs/newmachine/poolcombo.h"

#include "dialogs/newmachine/newmachinestate.h"
#include "models/core/safetext.h"
#include "models/core/units.h"

PoolCombo::PoolCombo(NewMachineState &state, Use use, QWidget *parent)
    : QComboBox(parent), m_state(state), m_use(use)
{
    setAccessibleName(tr("Pool"));
    setSizeAdjustPolicy(AdjustToContents);
    connect(this, &QComboBox::activated, this, [this] {
        if (m_use == Use::Draft)
            m_state.draft.pool = pool();
        Q_EMIT chosen();
    });
    connect(&state, &NewMachineState::storageChanged, this, &PoolCombo::fill);
    connect(&state, &NewMachineState::hostChanged, this, &PoolCombo::fill);
    fill();
}

StoragePool PoolCombo::pool() const
{
    const auto pools = m_state.poolsForVolumes();
    for (const StoragePool &pool : pools) {
        if (pool.uuid == currentData().toUuid())
            return pool;
    }
    return {};
}

void PoolCombo::fill()
{
    const QUuid before = currentData().toUuid();
    const QUuid wanted =
        m_use == Use::Own && !before.isNull() ? before : m_state.filled().pool.uuid;
    const QSignalBlocker quiet(this);
    clear();
    const auto pools = m_state.poolsForVolumes();
    for (const StoragePool &pool : pools) {
        addItem(tr("%1 (%2 free)")
                    .arg(SafeText::forAction(pool.name, 60), Units::bytes(pool.available)),
                pool.uuid);
        if (pool.uuid == wanted)
            setCurrentIndex(count() - 1);
    }
    setEnabled(count() > 0);
}
