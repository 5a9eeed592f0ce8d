// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dialogs/plaindialog.h"
#include "models/values/storagerules.h"

#include <functional>

class FieldForm;
class QCheckBox;
class QComboBox;
class QLineEdit;

// What is known where a volume is to be copied.
struct CloneVolumeContext
{
    StorageVolume source = {};
    QString host = {};
    QList<StoragePool> pools = {}; // that volumes can be made in, the source's first
    std::function<QStringList(const QUuid &)> taken = {};     // names in a pool, as far as known
    std::function<QStringList(const QString &)> formats = {}; // by type of pool
    QString inUse = {}; // who has it running now, as a sentence; empty: nobody
};

struct VolumeCopy
{
    QUuid pool = {};
    VolumeSpec spec = {};
    bool reflink = false;
    bool operator==(const VolumeCopy &) const = default;
};

// A full copy of a volume: its name, in which pool of the host, and in which format.
class CloneVolumeDialog : public PlainDialog
{
    Q_OBJECT

public:
    explicit CloneVolumeDialog(const CloneVolumeContext &context, QWidget *parent = nullptr);

    VolumeCopy copy() const;
    void accept() override;

Q_SIGNALS:
    void accepted(const VolumeCopy &copy);

private:
    StoragePool pool() const;
    QString proposedName() const;
    void poolChanged();
    void update();

    CloneVolumeContext m_context;
    FieldForm *m_form;
    QLineEdit *m_name;
    QComboBox *m_pool, *m_format;
    QCheckBox *m_reflink;
};
