// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dialogs/newmachine/newmachinestate.h"

#include <QWidget>

// One step of the New machine wizard: shows and changes the shared state.
class NewMachinePage : public QWidget
{
    Q_OBJECT

public:
    NewMachinePage(NewMachineState &state, const QString &step, const QString &heading)
        : m_state(state), m_step(step), m_heading(heading)
    {}

    QString step() const { return m_step; }       // one word for the list of steps
    QString heading() const { return m_heading; } // a question or request
    virtual void enter() {}                       // it comes into view
    virtual bool isComplete() const { return true; }

Q_SIGNALS:
    void completeChanged();

protected:
    NewMachineState &state() const { return m_state; }

private:
    NewMachineState &m_state;
    QString m_step, m_heading;
};
