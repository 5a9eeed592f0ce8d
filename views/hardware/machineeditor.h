// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/hardware/formeditor.h"

class MarkdownView;
class QPlainTextEdit;
class QStackedWidget;
class QToolButton;

// What a machine is called and described as, and which hardware it stands for.
class MachineEditor : public FormEditor
{
    Q_OBJECT

public:
    explicit MachineEditor(const HardwareServices &services, QWidget *parent = nullptr);

protected:
    void fillMore() override;

private:
    void fillTypes();
    void preview();

    QHash<QString, PlainLabel *> m_facts; // by path
    QPlainTextEdit *m_description;
    QToolButton *m_preview;
    QStackedWidget *m_descriptions;
    MarkdownView *m_markdown;
    QComboBox *m_type;
};
