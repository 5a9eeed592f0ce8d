// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dialogs/plaindialog.h"

// What would be written, as a difference to what is there; and, where the host has been asked, what it
// would drop of that.
class ChangesDialog : public PlainDialog
{
    Q_OBJECT

public:
    // Only to look at.
    ChangesDialog(const QString &machine, const QByteArray &before, const QByteArray &after,
                  QWidget *parent = nullptr);
    // The host would forget `dropped`: to be accepted or not. Nothing has been written yet.
    ChangesDialog(const QString &machine, const QByteArray &before, const QByteArray &after,
                  const QStringList &dropped, QWidget *parent = nullptr);

private:
    void addDifference(const QByteArray &before, const QByteArray &after);
};
