// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/hardware/formeditor.h"

#include <QHash>

// How a machine is confined on its host, and how its memory is kept from the host.
class SecurityEditor : public FormEditor
{
    Q_OBJECT

public:
    explicit SecurityEditor(const HardwareServices &services, QWidget *parent = nullptr);

protected:
    void fillMore() override;

private:
    struct Label
    {
        QString model = {};
        QComboBox *type = nullptr, *relabel = nullptr;
        QLineEdit *label = nullptr, *base = nullptr;
    };

    void setLaunch();
    void fillKinds();

    QList<Label> m_labels;
    QComboBox *m_launch;
    QHash<QString, QWidget *> m_launchRows; // by path
};
