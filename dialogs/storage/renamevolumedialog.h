// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dialogs/plaindialog.h"
#include "dialogs/storage/volumeusersbox.h"

class FieldForm;
class QLineEdit;

// A volume's new name, judged while it is typed; refuses while anybody uses the volume.
class RenameVolumeDialog : public PlainDialog
{
    Q_OBJECT

public:
    RenameVolumeDialog(const StorageVolume &volume, const QString &host, const QStringList &taken,
                       const QFuture<VolumeUsersAnswer> &users, QWidget *parent = nullptr);

    VolumeUsersBox *users() const { return m_users; }
    void accept() override;

Q_SIGNALS:
    void accepted(const VolumeRef &volume, const QString &name);

private:
    StorageVolume m_volume;
    VolumeUsersBox *m_users;
    FieldForm *m_form;
    QLineEdit *m_name;
};
