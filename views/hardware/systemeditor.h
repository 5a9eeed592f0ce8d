// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/values/systemfacts.h"
#include "views/hardware/formeditor.h"

class SystemList;

// Which operating system a machine runs, as its metadata says, and where the two do not fit. It
// changes no hardware: programs read it to choose what the system can work with.
class SystemEditor : public FormEditor
{
    Q_OBJECT

public:
    explicit SystemEditor(const HardwareServices &services, QWidget *parent = nullptr);

protected:
    void fillMore() override;

private:
    void ask();
    void fillHints();

    PlainLabel *m_name, *m_id, *m_heading, *m_hints;
    SystemList *m_list;
    SystemFacts m_facts;
    QString m_askedFor; // of m_facts: the system and its architecture
    bool m_asked = false;
};
