// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class AttributeTable;
class QCheckBox;

// The <vlan> element of an interface: its tags as a table, and whether they are a trunk.
class VlanBox : public QWidget
{
    Q_OBJECT

public:
    explicit VlanBox(QWidget *parent = nullptr);

    void setVlan(const QByteArray &vlan, bool trunk);
    // The element with what is entered; empty: without tags there is none.
    QByteArray vlan() const;
    QString problem() const; // as a sentence; empty: none

Q_SIGNALS:
    void edited(); // by the user

private:
    QByteArray m_vlan; // as it was set
    bool m_isTrunk = false;
    AttributeTable *m_tags;
    QCheckBox *m_trunk;
};
