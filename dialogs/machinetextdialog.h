// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dialogs/plaindialog.h"
#include "models/values/machinerequest.h"

class QLineEdit;
class QPlainTextEdit;

// A machine's new name, title or description, judged while it is typed.
class MachineTextDialog : public PlainDialog
{
    Q_OBJECT

public:
    // `action`: Rename, EditTitle or EditDescription. `host`: the connection's name.
    MachineTextDialog(MachineAction action, const Machine &machine, const QString &host,
                      QWidget *parent = nullptr);

    QString value() const;
    void setValue(const QString &value);
    void accept() override;

Q_SIGNALS:
    // Not emitted when nothing was changed.
    void accepted(const MachineRequest &request);

private:
    void validate();

    MachineAction m_action;
    QString m_before;
    QLineEdit *m_line = nullptr;
    QPlainTextEdit *m_lines = nullptr;
    PlainLabel *m_underField;
};
