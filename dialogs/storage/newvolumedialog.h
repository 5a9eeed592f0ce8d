// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dialogs/plaindialog.h"
#include "dialogs/storage/secretfield.h"
#include "models/values/storagerules.h"

class FieldForm;
class SizeField;
class QCheckBox;
class QComboBox;
class QLineEdit;
class QPushButton;

// What is known where a volume is to be made.
struct NewVolumeContext
{
    StoragePool pool = {};
    QString host = {};            // the connection's name
    QStringList taken = {};       // names there are
    QStringList formats = {};     // that the host can make in such a pool; empty: not known
    StorageVolume backing = {};   // what to begin with as backing volume; without a path: none
    bool canChooseBacking = true; // backingWanted() is answered
    ListSecrets secrets = {};     // empty: UUIDs are typed
    bool canMakeSecrets = false;  // secretWanted() is answered
};

// The suffix that a volume's file has by its format: ".qcow2"; empty where it has none.
QString volumeSuffix(const QString &format);

// A new volume, judged while it is typed: name, size, format, what is taken at once, and what it
// is an overlay of.
class NewVolumeDialog : public PlainDialog
{
    Q_OBJECT

public:
    explicit NewVolumeDialog(const NewVolumeContext &context, QWidget *parent = nullptr);

    VolumeSpec spec() const;
    QString problem() const; // why it cannot be made yet; empty: it can
    // The answer to backingWanted(): a path on the host, its format and its size (0: unknown).
    void setBacking(const QString &path, const QString &format, quint64 capacity);
    void setSecret(const HostSecret &secret); // the answer to secretWanted()
    void accept() override;

Q_SIGNALS:
    void secretWanted(const QString &usageId);
    void backingWanted();
    void accepted(const VolumeSpec &spec);

private:
    void formatChanged();
    void update();
    QString fullName() const;

    NewVolumeContext m_context;
    bool m_files;
    quint64 m_backingCapacity = 0;
    QString m_backingFormat;
    FieldForm *m_form, *m_moreForm;
    QLineEdit *m_name, *m_backing;
    SecretField *m_secret;
    SizeField *m_size;
    QComboBox *m_format, *m_allocation, *m_cluster;
    QWidget *m_backingRow;
    QPushButton *m_noBacking;
    QCheckBox *m_more, *m_lazy, *m_noCow;
};
