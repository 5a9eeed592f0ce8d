// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dialogs/plaindialog.h"
#include "models/settings/preferences.h"

#include <memory>

class KeyboardSettingsBox;
class QCheckBox;

namespace Ui {
class PreferencesForm;
}

// The user's preferences; stored when it is accepted, so that Cancel takes everything back.
class PreferencesDialog : public PlainDialog
{
    Q_OBJECT

public:
    explicit PreferencesDialog(Settings &settings, QWidget *parent = nullptr);
    ~PreferencesDialog() override;
    void accept() override;

private:
    Settings &m_settings;
    std::unique_ptr<Ui::PreferencesForm> m_form;
    KeyboardSettingsBox *m_keyboard;
    QList<std::pair<const Setting<bool> *, QCheckBox *>> m_confirmations;
    QString m_shownFont; // of the terminal
};

// What a confirmation is about, as its check box says it: "Force off".
QString confirmationText(const Setting<bool> &confirmation);
