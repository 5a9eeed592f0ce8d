// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dialogs/plaindialog.h"
#include "models/values/storage.h"
#include "views/storage/storagecommandset.h"

#include <QPointer>

class Storage;
class StorageBrowser;
class QCheckBox;

// What was chosen.
struct StorageChoice
{
    QString path = {};         // on the host
    StorageVolume volume = {}; // without a pool: a file of this computer, or a folder
    bool operator==(const StorageChoice &) const = default;
};

// Wherever a path on a host is asked for: its pools and volumes, those that make sense first; a
// new volume, and an upload, as the commands of browser() ask for them; and for this computer its
// own files. GUI thread.
class StorageChooserDialog : public PlainDialog
{
    Q_OBJECT

public:
    // `local`: the host's files are this computer's.
    StorageChooserDialog(StoragePurpose purpose, Storage *storage, const StorageAccess &access,
                         const QString &host, bool local, QWidget *parent = nullptr);

    StorageBrowser *browser() const { return m_browser; }
    StorageChoice choice() const;
    void accept() override;

Q_SIGNALS:
    void chosen(const StorageChoice &choice);

private:
    void update();
    void browseLocally();

    StoragePurpose m_purpose;
    QPointer<Storage> m_storage;
    StorageBrowser *m_browser;
    QCheckBox *m_all;
    PlainLabel *m_note;
};
