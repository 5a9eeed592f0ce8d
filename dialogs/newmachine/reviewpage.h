// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dialogs/newmachine/newmachinepage.h"

class ComparisonView;
class FactsForm;
class PlainLabel;
class QCheckBox;
class QLineEdit;
class QPlainTextEdit;
class QTabWidget;

// The last step: the name, and all that will be made, in words and as XML.
class ReviewPage : public NewMachinePage
{
    Q_OBJECT

public:
    explicit ReviewPage(NewMachineState &state);

    void enter() override;
    bool isComplete() const override;
    // As it was shown last.
    const MachinePlan &plan() const { return m_drafted.plan; }

private:
    void update();
    void showDefinition();

    DraftedPlan m_drafted;
    QString m_problem;
    QLineEdit *m_name;
    PlainLabel *m_nameNote, *m_note;
    FactsForm *m_facts;
    QPlainTextEdit *m_xml;
    ComparisonView *m_comparison;
    QTabWidget *m_tabs;
    QCheckBox *m_customize, *m_start, *m_console;
};
