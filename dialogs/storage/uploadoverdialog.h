// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dialogs/plaindialog.h"
#include "dialogs/storage/volumeusersbox.h"

// Sends a file over what is in a volume: says which, where and from where; refuses while anybody
// uses it, while that is not known, and when the file does not fit.
class UploadOverDialog : public PlainDialog
{
    Q_OBJECT

public:
    UploadOverDialog(const StorageVolume &volume, const QString &host, const QString &file,
                     quint64 size, const QFuture<VolumeUsersAnswer> &users,
                     QWidget *parent = nullptr);

    VolumeUsersBox *users() const { return m_users; }
    void accept() override;

Q_SIGNALS:
    void accepted(const VolumeRef &volume, const QString &file);

private:
    StorageVolume m_volume;
    QString m_file;
    VolumeUsersBox *m_users;
};
