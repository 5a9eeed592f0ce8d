// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dialogs/plaindialog.h"
#include "dialogs/storage/volumeusersbox.h"

// Deletes volumes: says which by their full paths, and on which host; refuses while anybody uses
// one, or while that is not known.
class DeleteVolumesDialog : public PlainDialog
{
    Q_OBJECT

public:
    // `users`: the answer to who uses them, asked for just now.
    DeleteVolumesDialog(const QList<StorageVolume> &volumes, const QString &host,
                        const QFuture<VolumeUsersAnswer> &users, QWidget *parent = nullptr);

    VolumeUsersBox *users() const { return m_users; }
    void accept() override;

Q_SIGNALS:
    void accepted(const QList<VolumeRef> &volumes);

private:
    QList<StorageVolume> m_volumes;
    VolumeUsersBox *m_users;
};
