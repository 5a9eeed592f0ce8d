// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dialogs/plaindialog.h"
#include "models/values/storagerules.h"

class FieldForm;
class QLineEdit;

// A pool's new name, judged while it is typed.
class RenamePoolDialog : public PlainDialog
{
    Q_OBJECT

public:
    RenamePoolDialog(const StoragePool &pool, const QString &host, const QStringList &taken,
                     QWidget *parent = nullptr);
    void accept() override;

Q_SIGNALS:
    void accepted(const QUuid &pool, const QString &name);

private:
    StoragePool m_pool;
    FieldForm *m_form;
    QLineEdit *m_name;
};
