// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/cloudinit/cloudinit.h"

#include <QWidget>

class PlainLabel;
class QComboBox;
class QFormLayout;
class QLineEdit;

// Who may log in to a cloud image, and what it is called: its first boot sets that up (cloud-init).
class CloudFormBox : public QWidget
{
    Q_OBJECT

public:
    CloudFormBox();

    CloudInitForm form() const; // an empty host name: as the machine is called
    bool isComplete() const;

Q_SIGNALS:
    void changed();

private:
    void update();
    bool isFixed() const; // the address is typed

    QFormLayout *m_form;
    QLineEdit *m_user, *m_password, *m_key, *m_host, *m_packages;
    QComboBox *m_network;
    QLineEdit *m_address, *m_gateway, *m_servers;
    PlainLabel *m_userNote, *m_loginNote, *m_hostNote, *m_packagesNote, *m_addressNote,
        *m_gatewayNote, *m_serversNote;
};
