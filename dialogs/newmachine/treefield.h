// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/values/systemfacts.h"

#include <QHash>
#include <QWidget>

class FieldForm;
class NewMachineState;
class QLineEdit;
class QListWidget;
class QTimer;

// Chooses an installation tree on the network: by its address, typed or from libosinfo's list. The
// state looks at what is there; the sentence under the address tells.
class TreeField : public QWidget
{
    Q_OBJECT

public:
    explicit TreeField(NewMachineState &state);

    void enter(); // it comes into view: asks for the list, once
    QString address() const;
    QString arguments() const;

Q_SIGNALS:
    void changed(); // address or arguments

private:
    void fill();
    void update();

    NewMachineState &m_state;
    QList<SystemEntry> m_systems;
    QHash<QString, QList<SystemTree>> m_trees; // by system
    QLineEdit *m_address, *m_arguments, *m_search;
    QListWidget *m_list;
    FieldForm *m_form;
    QTimer *m_typed;
    bool m_asked = false;
};
