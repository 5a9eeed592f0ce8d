// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/values/machinedraft.h"

#include <QComboBox>

// How much of a new disk is taken of its pool at once.
class AllocationCombo : public QComboBox
{
    Q_OBJECT

public:
    explicit AllocationCombo(QWidget *parent = nullptr);

    // What its format can have; one alone is no choice.
    void offer(const QString &format, const StoragePool &pool);
    Preallocation value() const;

private:
    Preallocation m_wanted = Preallocation::None; // by the user
};
