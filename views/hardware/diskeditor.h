// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/hardware/rowseditor.h"

class AttributeTable;
class MediumBox;

// A disk, CD or floppy: where its data is in every form that libvirt knows, its bus, its format and
// its limits. Another form writes the source anew, and keeps what still makes sense in it.
class DiskEditor : public RowsEditor
{
    Q_OBJECT

public:
    explicit DiskEditor(const HardwareServices &services, QWidget *parent = nullptr);

protected:
    void arrange() override;
    FieldRows::Value shown(const QString &path) const override;
    FieldRows::Value shownBefore(const QString &path) const override;
    void edit(const QString &path, const FieldRows::Value &wanted) override;
    void take(const QString &path, const ChosenStorage &chosen) override;

private:
    void addSource();
    void changeForm(const QString &form);
    void changeBus(const FieldRows::Value &bus);
    void setSource(const QByteArray &source); // nothing is left of it: none
    void setMedium(const QString &path);
    void chooseMedium();
    void fillWords();
    void judge();
    bool hasMedium() const;
    QString form() const; // @type

    MediumBox *m_medium;
    AttributeTable *m_hosts;
    class PlainLabel *m_chain;
};
