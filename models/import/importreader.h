// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/import/appliance.h"
#include "models/import/imageimport.h"
#include "models/values/machinedraft.h"

// Looks at a file of this computer that a machine is to be made of: a disk image, or a package of a
// machine (.ova, .ovf). Nothing is unpacked, converted or changed. One file each; lives in one
// thread, the GUI's will do; going away ends it.
class ImportReader : public QObject
{
    Q_OBJECT

public:
    explicit ImportReader(QObject *parent = nullptr) : QObject(parent) {}

    static bool isPackage(const QString &path); // by its name

    QFuture<Result<ImportedMachine>> read(const QString &path); // once

private:
    void readDisk(qsizetype index);
    void answer(const Result<ImportedMachine> &result);

    ImportedMachine m_found;
    std::unique_ptr<ImageImport> m_image;
    QPromise<Result<ImportedMachine>> m_promise;
};
