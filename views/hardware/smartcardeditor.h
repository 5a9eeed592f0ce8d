// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/hardware/rowseditor.h"

class QLineEdit;

// A reader of smart cards: the host's, one made of certificates that the host keeps, or that of the
// computer where the console is.
class SmartcardEditor : public RowsEditor
{
    Q_OBJECT

public:
    explicit SmartcardEditor(const HardwareServices &services, QWidget *parent = nullptr);

protected:
    void arrange() override;
    void edit(const QString &path, const FieldRows::Value &wanted) override;

private:
    void changeMode(const QString &mode);
    void changeType(const FieldRows::Value &type);

    QList<QLineEdit *> m_certificates; // libvirt wants three
};
