// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dialogs/plaindialog.h"
#include "models/values/storagerules.h"

class FieldForm;
class QLineEdit;

// Files of this computer that become new volumes of a pool: each with a name that is free there.
class UploadDialog : public PlainDialog
{
    Q_OBJECT

public:
    struct File
    {
        QString path = {};
        quint64 size = 0;
        QString name = {}; // of the volume

        bool operator==(const File &) const = default;
    };

    UploadDialog(const StoragePool &pool, const QString &host, const QStringList &taken,
                 const QList<File> &files, QWidget *parent = nullptr);

    QList<File> files() const;
    void accept() override;

Q_SIGNALS:
    void accepted(const QList<UploadDialog::File> &files);

private:
    void update();

    StoragePool m_pool;
    QStringList m_taken;
    QList<File> m_files;
    QList<QLineEdit *> m_names;
    FieldForm *m_form;
    PlainLabel *m_space;
};
