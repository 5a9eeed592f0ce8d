// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dialogs/plaindialog.h"
#include "dialogs/question.h"

class QCheckBox;

// Asks before something is lost. It changes no preference itself: see dontAskAgain().
class ConfirmDialog : public PlainDialog
{
    Q_OBJECT

public:
    explicit ConfirmDialog(const Question &question, QWidget *parent = nullptr);

    bool dontAskAgain() const;

private:
    QCheckBox *m_dontAsk = nullptr;
};
