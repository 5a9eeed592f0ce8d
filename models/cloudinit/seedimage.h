// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/cloudinit/cloudinit.h"
#include "models/tools/toolrun.h"

#include <QTemporaryDir>

// Makes the image that a cloud image reads its answers from (an ISO 9660 file system called
// "cidata"), with xorriso. One image each. The file has its name when it is whole, replaces nothing,
// and is for its owner only, because of the password's hash. Lives in one thread; the GUI's will do.
class SeedImage : public QObject
{
    Q_OBJECT

public:
    explicit SeedImage(QObject *parent = nullptr);
    ~SeedImage() override; // ends it, and leaves nothing behind

    // `path`: absolute, of a file that is not there yet.
    QFuture<Result<>> write(const QString &path, const CloudInitFiles &files);
    // The same for any files, by name: an unattended installation's answers.
    QFuture<Result<>> write(const QString &path, const QString &label,
                            const QHash<QString, QByteArray> &files);
    void cancel();

private:
    QTemporaryDir m_folder;
    QString m_part; // while it is being written
    std::unique_ptr<ToolRun> m_tool;
};
