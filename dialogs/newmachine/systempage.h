// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dialogs/newmachine/newmachinepage.h"

class CloudFormBox;
class PlainLabel;
class QScrollArea;
class SystemList;
class UnattendedBox;

// The second step: which system it will be. Recognised from the medium, or chosen.
class SystemPage : public NewMachinePage
{
    Q_OBJECT

public:
    explicit SystemPage(NewMachineState &state);

    void enter() override;
    bool isComplete() const override;

private:
    void update();
    void offer(); // an installation without questions, where there is one
    void answered();

    PlainLabel *m_found;
    SystemList *m_list;
    PlainLabel *m_cloudHeading;
    CloudFormBox *m_cloud;
    UnattendedBox *m_unattended;
    QScrollArea *m_forms;
    QString m_scriptsOf; // the system whose scripts are known
    QList<InstallScript> m_scripts;
    bool m_asked = false, m_askingScripts = false;
};
