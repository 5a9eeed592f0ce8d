// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dialogs/plaindialog.h"

// What this program is, in which versions it runs, and under which licence.
class AboutDialog : public PlainDialog
{
    Q_OBJECT

public:
    // `versions`: further lines such as "libvirt 9.0.0".
    explicit AboutDialog(const QStringList &versions, QWidget *parent = nullptr);

    QString report() const { return m_report; }

private:
    QString m_report;
};
