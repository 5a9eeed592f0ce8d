// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dialogs/newmachine/newmachinepage.h"

class CloudFormBox;
class PlainLabel;
class QLineEdit;
class QListWidget;

// The second step: which system it will be. Recognised from the medium, or chosen.
class SystemPage : public NewMachinePage
{
    Q_OBJECT

public:
    explicit SystemPage(NewMachineState &state);

    void enter() override;
    bool isComplete() const override;

private:
    void fill();
    void mark(); // the entry of the system that is chosen
    void update();

    QList<SystemEntry> m_systems;
    PlainLabel *m_found;
    QLineEdit *m_search;
    QListWidget *m_list;
    PlainLabel *m_cloudHeading;
    CloudFormBox *m_cloud;
    bool m_asked = false;
};
