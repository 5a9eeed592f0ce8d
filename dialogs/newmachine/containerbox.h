// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/values/machinespec.h"

#include <QWidget>

class PlainLabel;
class QLineEdit;
class QRadioButton;

// What a container is: one program with the host's files, or a whole system in a folder of its own.
class ContainerBox : public QWidget
{
    Q_OBJECT

public:
    ContainerBox();

    ContainerSpec container() const;
    // Whether folders of the host are ours to look at.
    void setLocal(bool local);
    bool isComplete() const;

Q_SIGNALS:
    void changed();

private:
    void update();
    QString folderProblem() const;

    QRadioButton *m_program, *m_system;
    QLineEdit *m_init, *m_folder;
    PlainLabel *m_folderLabel, *m_initNote, *m_folderNote;
    bool m_local = false;
};
