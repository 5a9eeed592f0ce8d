// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "console/sharing/usbrules.h"

#include <QDialog>
#include <QList>

class PlainLabel;
class QCheckBox;
class QListView;
class QPushButton;
class UsbRedirection;

// This computer's USB devices and which of them a machine has, as it happens; and which go by
// themselves. What is clicked is done at once.
class UsbDialog : public QDialog
{
    Q_OBJECT

public:
    UsbDialog(const QString &machine, UsbRedirection &usb, QWidget *parent = nullptr);

    static void chooseImage(UsbRedirection &usb, QWidget *parent); // and inserts it as a CD

private:
    void refresh();
    void chooseRules();
    QString selectedIdentity() const;

    UsbRedirection &m_usb;
    PlainLabel *m_channels, *m_empty;
    QListView *m_list;
    QCheckBox *m_always, *m_automatic;
    QList<std::pair<QCheckBox *, UsbRules::Kind>> m_never;
    QPushButton *m_insert, *m_eject;
};
