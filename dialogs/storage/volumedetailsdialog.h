// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dialogs/plaindialog.h"
#include "models/core/result.h"
#include "models/values/imagesnapshot.h"
#include "models/values/volumeusers.h"

#include <QFuture>

#include <optional>

class FactsForm;

// All that is known of a volume, and its XML. Changes nothing.
class VolumeDetailsDialog : public PlainDialog
{
    Q_OBJECT

public:
    // `chain`: paths below it, the nearest first. `users`: nothing when not read yet. `snapshots`:
    // those inside its file; shown once they are read, a failure is not.
    VolumeDetailsDialog(const StorageVolume &volume, const StoragePool &pool, const QString &host,
                        const QStringList &chain, const std::optional<VolumeUsers> &users,
                        const QFuture<Result<QByteArray>> &xml,
                        const QFuture<Result<QList<ImageSnapshot>>> &snapshots,
                        QWidget *parent = nullptr);

    FactsForm *facts() const { return m_facts; }

private:
    FactsForm *m_facts;
};
