// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dialogs/plaindialog.h"
#include "models/values/storagerules.h"

class FieldForm;
class QLineEdit;
class QRadioButton;

// Deletes a pool: its definition; what it is made of only when the user types its name.
class DeletePoolDialog : public PlainDialog
{
    Q_OBJECT

public:
    DeletePoolDialog(const StoragePool &pool, const QString &host, QWidget *parent = nullptr);
    void accept() override;

Q_SIGNALS:
    void accepted(const QUuid &pool, bool contents);

private:
    void update();

    StoragePool m_pool;
    QRadioButton *m_definition, *m_contents;
    FieldForm *m_form;
    QLineEdit *m_typed;
};
