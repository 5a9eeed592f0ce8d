// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/prompt.h"

#include "dialogs/confirmdialog.h"

DialogPrompt::DialogPrompt(Settings &settings, QWidget *window)
    : m_settings(settings), m_window(window)
{}

void DialogPrompt::confirm(const Question &question, std::function<void(bool)> answer)
{
    if (question.confirmation && !m_settings.get(*question.confirmation)) {
        answer(true);
        return;
    }
    auto *dialog = new ConfirmDialog(question, m_window);
    QObject::connect(dialog, &QDialog::finished, &m_settings,
                     [settings = &m_settings, dialog, confirmation = question.confirmation,
                      answer = std::move(answer)](int result) {
                         const bool agreed = result == QDialog::Accepted;
                         // A tick on the way out is no wish never to be asked.
                         if (agreed && dialog->dontAskAgain())
                             settings->set(*confirmation, false);
                         answer(agreed);
                     });
    dialog->open();
}
