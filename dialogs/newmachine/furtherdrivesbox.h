// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dialogs/newmachine/furtherdrivedialog.h"

#include <QPointer>
#include <QWidget>

class PlainLabel;
class QListWidget;
class QPushButton;

// The disks and CDs of a new machine beside the first; they are the draft's.
class FurtherDrivesBox : public QWidget
{
    Q_OBJECT

public:
    explicit FurtherDrivesBox(NewMachineState &state, QWidget *parent = nullptr);

    void update();

Q_SIGNALS:
    void changed();

private:
    void ask(FurtherDriveDialog::Kind kind);
    void remove();

    NewMachineState &m_state;
    QListWidget *m_list;
    QPushButton *m_addDisk, *m_addCd, *m_remove;
    PlainLabel *m_hint;
    QPointer<FurtherDriveDialog> m_dialog;
};
