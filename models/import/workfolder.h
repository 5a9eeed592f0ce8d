// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/result.h"

#include <QLockFile>
#include <QString>

#include <memory>

// A folder for large files of a short life, in the user's cache, because the usual place for such
// files is often the memory. It goes with this object; what a crashed program left goes when the next
// one is made. Any thread.
class WorkFolder
{
public:
    static Result<std::unique_ptr<WorkFolder>> make();
    ~WorkFolder();
    Q_DISABLE_COPY_MOVE(WorkFolder)

    QString path(const QString &name) const { return m_path + u'/' + name; }
    static QString place(); // where such folders are

private:
    explicit WorkFolder(const QString &path);
    static void sweep();

    QString m_path;
    QLockFile m_lock;
};
