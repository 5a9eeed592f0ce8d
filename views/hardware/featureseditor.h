// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/hardware/formeditor.h"

class QPushButton;

// What a machine has beyond its devices: ACPI and its like, what Windows likes, what KVM can hide.
class FeaturesEditor : public FormEditor
{
    Q_OBJECT

public:
    explicit FeaturesEditor(const HardwareServices &services, QWidget *parent = nullptr);

protected:
    void fillMore() override;

private:
    QStringList missing() const; // of what is recommended for Windows: paths
    void recommend();
    void clear();

    QHash<QString, QComboBox *> m_hyperv; // by their names
    QLineEdit *m_retries, *m_vendor;
    QPushButton *m_recommended, *m_none;
    PlainLabel *m_lacking;
};
