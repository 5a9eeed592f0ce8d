// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dialogs/plaindialog.h"
#include "dialogs/storage/volumeusersbox.h"

class QComboBox;

// Overwrites what is in a volume: says which, where and how; refuses while anybody uses it, or
// while that is not known.
class WipeVolumeDialog : public PlainDialog
{
    Q_OBJECT

public:
    WipeVolumeDialog(const StorageVolume &volume, const QString &host,
                     const QFuture<VolumeUsersAnswer> &users, QWidget *parent = nullptr);

    VolumeUsersBox *users() const { return m_users; }
    void accept() override;

Q_SIGNALS:
    void accepted(const VolumeRef &volume, WipeAlgorithm algorithm);

private:
    StorageVolume m_volume;
    VolumeUsersBox *m_users;
    QComboBox *m_algorithm;
};
