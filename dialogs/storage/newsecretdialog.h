// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dialogs/plaindialog.h"
#include "models/values/secret.h"

#include <optional>

class FieldForm;
class QCheckBox;
class QComboBox;
class QLineEdit;

// A new secret for a host to keep: what it is for, and its value, typed twice. The value is
// overwritten here when the dialog ends.
class NewSecretDialog : public PlainDialog
{
    Q_OBJECT

public:
    // `only`: the usage that is asked for; nothing: the user chooses. `usageId`: what to propose.
    // `taken`: those there are.
    NewSecretDialog(const QString &host, std::optional<SecretUsage> only, const QString &usageId,
                    const QList<HostSecret> &taken, QWidget *parent = nullptr);
    ~NewSecretDialog() override;

    SecretSpec spec() const;
    void accept() override;

Q_SIGNALS:
    void accepted(const SecretSpec &spec, const SecretValue &value);

private:
    SecretUsage usage() const;
    void usageChanged();
    void update();

    QList<HostSecret> m_taken;
    FieldForm *m_form;
    QComboBox *m_usage;
    QLineEdit *m_usageId, *m_description, *m_value, *m_again;
    QCheckBox *m_ephemeral;
};
