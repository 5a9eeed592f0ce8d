// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/values/newdevice.h"
#include "models/values/storage.h"

#include <QWidget>

class AllocationCombo;
class FieldForm;
class PlainLabel;
class SizeField;
class QComboBox;
class QLineEdit;
class QRadioButton;

// A volume to be made for a new disk, or none: then the disk holds what there is.
class NewDiskBox : public QWidget
{
    Q_OBJECT

public:
    explicit NewDiskBox(QWidget *parent = nullptr);

    // Running pools that volumes can be made in, the one to propose first; with their volumes' names
    // as far as they are known.
    void setPools(const QList<StoragePool> &pools, const QHash<QUuid, QStringList> &taken);
    void
    setName(const QString &name); // of the volume, without a suffix; made free where it is taken
    bool makesVolume() const;
    DeviceAddition::Volume volume() const;
    QString poolName() const;
    QString problem() const; // a sentence; empty: none

Q_SIGNALS:
    void changed(); // by the user, or by what the host has

private:
    StoragePool pool() const;
    void update();

    QList<StoragePool> m_pools;
    QHash<QUuid, QStringList> m_taken;
    QString m_base;
    QRadioButton *m_new, *m_existing;
    FieldForm *m_form;
    QComboBox *m_pool, *m_format;
    QLineEdit *m_name;
    SizeField *m_size;
    AllocationCombo *m_allocation;
};
