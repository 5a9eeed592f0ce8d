// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/result.h"
#include "models/values/machinedraft.h"
#include "models/values/volumeusers.h"

#include <QWidget>

class NewMachineState;
class PlainLabel;
class QCheckBox;

// Below a disk that a new machine is to use as it is: which machines use it already. Two machines
// that write to one disk destroy it, so the user accepts that, or chooses another one. What is not
// known is said, and wants the same.
class DiskUsersNote : public QWidget
{
    Q_OBJECT

public:
    explicit DiskUsersNote(NewMachineState &state, QWidget *parent = nullptr);

    // An empty choice, or one that is copied: nothing to ask.
    void ask(const MediumChoice &disk);
    bool isSettled() const; // nobody uses it, or the user has accepted it
    QString sentence() const;

Q_SIGNALS:
    void changed();

private:
    void show(const Result<VolumeUsers> &users);
    void say(const QString &problem, const QString &remark);

    NewMachineState &m_state;
    PlainLabel *m_note;
    QCheckBox *m_accept;
    int m_generation = 0;
    bool m_asking = false;
};
