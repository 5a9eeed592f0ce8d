// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/result.h"
#include "models/osinfo/isolabels.h"
#include "models/values/systemfacts.h"

#include <QList>

#include <memory>
#include <optional>

// The answers file of an installation without questions.
struct UnattendedFile
{
    QString name = {};            // what the installer looks for: "preseed.cfg"
    QByteArray content = {};      // with passwords in it: not for logs
    QString kernelArguments = {}; // for an installer that is booted by its kernel; may be empty
};

// libosinfo's database, read at the first question, which takes a moment; none of its objects leaves.
// Blocks, and lets one thread in at a time: any thread but the GUI's; SystemCatalog asks for that one.
class SystemDatabase
{
public:
    SystemDatabase();
    ~SystemDatabase();
    Q_DISABLE_COPY_MOVE(SystemDatabase)

    Result<QList<SystemEntry>> systems(); // newest first
    Result<SystemFacts> facts(const QString &systemId, const QString &architecture);
    // That can be downloaded; empty: of all systems.
    Result<QList<SystemMedium>> media(const QString &systemId);
    Result<QList<SystemImage>> images(const QString &systemId); // empty: of all systems
    Result<QList<SystemTree>> trees(const QString &systemId);   // empty: of all systems
    Result<QList<InstallScript>> installScripts(const QString &systemId);
    Result<UnattendedFile> unattended(const QString &systemId, const QString &scriptId,
                                      const QString &architecture,
                                      const UnattendedAnswers &answers);

    // What a medium is; nothing when it is a medium that nobody knows.
    Result<std::optional<SystemMedium>> identify(const IsoLabels &labels);
    Result<std::optional<SystemMedium>> identifyFile(const QString &path);
    // The same of a tree, by its ".treeinfo" or else by its address: which system it is.
    Result<std::optional<SystemTree>> identifyTree(const QByteArray &treeInfo, const QString &url);

private:
    struct Private;
    std::unique_ptr<Private> d;
};
