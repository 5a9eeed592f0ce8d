// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/hardware/rowseditor.h"

class DisplayPasswordField;
class ExpiryField;

// A display: how it is reached, its password, and OpenGL.
class GraphicsEditor : public RowsEditor
{
    Q_OBJECT

public:
    explicit GraphicsEditor(const HardwareServices &services, QWidget *parent = nullptr);

protected:
    void arrange() override;
    FieldRows::Value shown(const QString &path) const override;
    FieldRows::Value shownBefore(const QString &path) const override;
    void edit(const QString &path, const FieldRows::Value &wanted) override;

private:
    void addListening();
    void addPassword();
    void addSpice();
    void fillWords();
    void judge();
    void changeType(const FieldRows::Value &type);
    void changeListen(const QString &path, const FieldRows::Value &wanted);

    DisplayPasswordField *m_password;
    ExpiryField *m_expiry;
};
