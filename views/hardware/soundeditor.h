// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/hardware/rowseditor.h"

// A sound card, and which of the machine’s back ends plays it.
class SoundEditor : public RowsEditor
{
    Q_OBJECT

public:
    explicit SoundEditor(const HardwareServices &services, QWidget *parent = nullptr);

protected:
    void arrange() override;

private:
    class AttributeTable *m_codecs;
};
