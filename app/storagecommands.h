// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "dialogs/storage/storagechooserdialog.h"
#include "models/inventory/transfer.h"
#include "models/values/machinekey.h"
#include "models/values/secret.h"
#include "views/storage/storagecommandset.h"

#include <QHash>
#include <QObject>
#include <QPointer>

#include <functional>
#include <optional>

class Connection;
class Inventory;
class Jobs;
class Prompt;
class Reporter;
class StorageBrowser;
class Storage;
class VolumeUsersBox;

// From a click on storage to a result: opens the dialog that it needs, hands the answer to the
// host's storage and tracks it among the tasks, with its progress and a way to end it.
class StorageCommands : public QObject
{
    Q_OBJECT

public:
    // All must outlive this. `window`: what dialogs belong to.
    StorageCommands(Inventory &inventory, Jobs &jobs, Prompt &prompt, Reporter &reporter,
                    QWidget *window);

    // Carries out what is asked for in `browser`, which shows storage of the host that `host`
    // tells then.
    void serve(StorageBrowser *browser, const std::function<ConnectionId()> &host);
    // Asks for a path on the host, over `over` (null: the window). Nothing is delivered when the
    // user gives up.
    void choose(StoragePurpose purpose, const ConnectionId &host, QWidget *over,
                std::function<void(const StorageChoice &)> deliver);

private:
    // Where a command was asked for.
    struct Place
    {
        ConnectionId host = {};
        QPointer<StorageBrowser> browser = {}; // shows what was made
        QPointer<QWidget> over = {};           // what dialogs belong to
    };

    void run(StorageAction action, const Place &place, const StorageSelection &selection,
             bool checked);
    void runOnPool(StorageAction action, const Place &place, const StoragePool &pool, bool checked);
    void newPool(const Place &place);
    void openNewPoolDialog(const Place &place, const QList<PoolCapability> &capabilities);
    void stopPool(const Place &place, const StoragePool &pool);
    void renamePool(const Place &place, const StoragePool &pool);
    void deletePool(const Place &place, const StoragePool &pool);
    void showSecrets(const Place &place);
    void deleteSecret(const Place &place, const HostSecret &secret, std::function<void()> deleted);
    // Asks for a secret over `over`; `deliver` gets it once the host has it. `only`: the usage that
    // it must have.
    void newSecret(const Place &place, QWidget *over, std::optional<SecretUsage> only,
                   const QString &usageId, std::function<void(const HostSecret &)> deliver);
    std::function<QFuture<Result<QList<HostSecret>>>()> secretsOf(const Place &place) const;
    void newVolume(const Place &place, const StoragePool &pool, const StorageVolume &backing);
    void askForUploads(const Place &place, const StoragePool &pool);
    void upload(const Place &place, const StoragePool &pool, const QStringList &files);
    void askForUploadOver(const Place &place, const StorageVolume &volume);
    void rename(const Place &place, const StoragePool &pool, const StorageVolume &volume);
    void offerToStartPools(VolumeUsersBox *box, const Place &place,
                           const QList<VolumeRef> &volumes);
    void download(const Place &place, const QList<StorageVolume> &volumes);
    void startDownload(const Place &place, const StorageVolume &volume, const QString &file,
                       bool replace);
    void clone(const Place &place, const StorageVolume &volume);
    void resize(const Place &place, const StoragePool &pool, const StorageVolume &volume);
    void wipe(const Place &place, const StorageVolume &volume);
    void remove(const Place &place, const QList<StorageVolume> &volumes);
    void details(const Place &place, const StoragePool &pool, const StorageVolume &volume);

    Connection *connection(const Place &place) const;
    Storage *storage(const Place &place) const; // null: the connection is gone
    QString hostName(const Place &place) const;
    QStringList namesIn(const Place &place, const QUuid &pool) const;
    void withCapabilities(const Place &place,
                          std::function<void(const QList<PoolCapability> &)> deliver);
    // Tracks a task whose answer holds more than success.
    template <class T>
    void track(const QString &title, const Place &place, const QFuture<Result<T>> &future,
               JobOptions options = {});
    template <class T>
    void track(const QString &title, const Place &place, const Transfer<T> &transfer);
    void showWhenMade(const Place &place, const QFuture<Result<StorageVolume>> &future);

    Inventory &m_inventory;
    Jobs &m_jobs;
    Prompt &m_prompt;
    Reporter &m_reporter;
    QPointer<QWidget> m_window;
    QHash<ConnectionId, QList<PoolCapability>> m_capabilities;
    QString m_folder; // of this computer, where files came from or went to the last time
};
