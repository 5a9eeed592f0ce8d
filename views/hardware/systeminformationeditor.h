// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/hardware/formeditor.h"

// What the guest reads about its maker and serial numbers (SMBIOS).
class SystemInformationEditor : public FormEditor
{
    Q_OBJECT

public:
    explicit SystemInformationEditor(const HardwareServices &services, QWidget *parent = nullptr);

protected:
    void fillMore() override;

private:
    void setEntry(const QString &path, const QString &text);

    QComboBox *m_from;
    QHash<QString, QLineEdit *> m_entries; // by path
};
