// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dialogs/plaindialog.h"
#include "models/inventory/connection.h"

class QLineEdit;

// What a host wants to know before it lets somebody in. The answers leave by the signal alone; the
// fields are wiped when the dialog closes.
class CredentialsDialog : public PlainDialog
{
    Q_OBJECT

public:
    CredentialsDialog(const ConnectionConfig &connection, const QList<Credential> &credentials,
                      QWidget *parent = nullptr);
    // Somebody else who asks: `place` is where one signs in, `text` says who asks and why.
    CredentialsDialog(const QString &place, const QString &text,
                      const QList<Credential> &credentials, QWidget *parent = nullptr);
    void done(int result) override;

Q_SIGNALS:
    void accepted(const QStringList &answers);

private:
    QList<QLineEdit *> m_fields;
};
