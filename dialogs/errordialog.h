// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dialogs/plaindialog.h"
#include "models/core/result.h"

// A failure in full: what was attempted, what to try, and libvirt's own words with the name of
// their code. Modeless: one may read it and go on.
class ErrorDialog : public PlainDialog
{
    Q_OBJECT

public:
    explicit ErrorDialog(const Error &error, QWidget *parent = nullptr);

    // Everything, as the Copy button puts it on the clipboard.
    QString report() const { return m_report; }

private:
    QString m_report;
};

// "VIR_ERR_NO_DOMAIN (42) from VIR_FROM_QEMU (10)"; empty when the error is not libvirt's.
QString errorCodeText(const Error &error);
