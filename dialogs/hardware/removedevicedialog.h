// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dialogs/plaindialog.h"
#include "dialogs/storage/volumeusersbox.h"
#include "models/values/domainchanges.h"

class QCheckBox;
class QComboBox;

// What is to be removed, in words.
struct RemoveDeviceContext
{
    QString machine = {}, device = {}; // "web", "Hard disk vda"; untrusted
    bool running = false;              // it is in the running machine
    bool defined = true;               // and in what starts next
    StorageVolume volume = {};         // of a disk, in a pool of the host; without a path: none
};

// Asks once before a device is removed. The volume of a disk stays, unless that is ticked, which is
// possible when nobody else uses it.
class RemoveDeviceDialog : public PlainDialog
{
    Q_OBJECT

public:
    // `users`: who uses the volume, this machine's own disk left out; answered later.
    RemoveDeviceDialog(const RemoveDeviceContext &context, const QFuture<VolumeUsersAnswer> &users,
                       QWidget *parent = nullptr);

    EditTime time() const;
    bool deletesVolume() const;
    void accept() override;

Q_SIGNALS:
    void removalWanted(EditTime time, bool deleteVolume);

private:
    void update();

    RemoveDeviceContext m_context;
    QComboBox *m_time;
    QCheckBox *m_delete;
    VolumeUsersBox *m_users;
};
