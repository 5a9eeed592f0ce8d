// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/values/storage.h"
#include "models/values/storagerules.h"

#include <QHash>
#include <QObject>

#include <optional>

class QAction;
class QMenu;

enum class StorageAction {
    NewPool,
    ShowSecrets,
    StartPool,
    StopPool,
    RefreshPool,
    BuildPool,
    AutostartPool,
    RenamePool,
    DeletePool,
    NewVolume,
    NewOverlay,
    UploadVolume,
    UploadOver,
    ResumeUpload,
    DownloadVolumes,
    CloneVolume,
    RenameVolume,
    ResizeVolume,
    WipeVolume,
    DeleteVolumes,
    CopyPath,
    VolumeDetails,
};
inline size_t qHash(StorageAction action, size_t seed = 0)
{
    return ::qHash(int(action), seed);
}

// What a command works on: a pool, and those of its volumes that are selected.
struct StorageSelection
{
    std::optional<StoragePool> pool = {};
    QList<StorageVolume> volumes = {};

    bool operator==(const StorageSelection &) const = default;
};

// What the connection lets one do.
struct StorageAccess
{
    bool usable = false; // the host is connected
    bool readOnly = false;
    bool local = false; // it is this computer

    bool operator==(const StorageAccess &) const = default;
};

// Why a command is not possible now, as a sentence; empty when it is.
QString whyNot(StorageAction action, const StorageSelection &selection,
               const StorageAccess &access);

// The commands on pools and volumes, each made once from one table: tool bars and context menus
// show the same QAction. A disabled one says why in its tool tip. GUI thread.
class StorageCommandSet : public QObject
{
    Q_OBJECT

public:
    explicit StorageCommandSet(QObject *parent = nullptr);

    QAction *action(StorageAction action) const { return m_actions.value(action); }
    QList<QAction *> actions(const QList<StorageAction> &which) const;
    void setSelection(const StorageSelection &selection, const StorageAccess &access);

    void fillPoolMenu(QMenu *menu) const;
    void fillVolumeMenu(QMenu *menu) const;

Q_SIGNALS:
    void triggered(StorageAction action, bool checked);

private:
    QHash<StorageAction, QAction *> m_actions;
};
