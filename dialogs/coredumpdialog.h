// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dialogs/plaindialog.h"
#include "models/values/machinerequest.h"

class QCheckBox;
class QLineEdit;

// Where on the host a machine's memory is written to.
class CoreDumpDialog : public PlainDialog
{
    Q_OBJECT

public:
    CoreDumpDialog(const Machine &machine, const QString &host, QWidget *parent = nullptr);
    void accept() override;

Q_SIGNALS:
    void accepted(const MachineRequest &request);

private:
    QLineEdit *m_path;
    QCheckBox *m_memoryOnly;
    PlainLabel *m_underField;
};
