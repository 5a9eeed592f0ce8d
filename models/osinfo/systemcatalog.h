// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/osinfo/systemdatabase.h"

#include <QFuture>

// SystemDatabase for the GUI thread: each question is answered by a future (see whenDone()). The
// database is read in the background at the first question, or by a call of systems() ahead of it.
class SystemCatalog
{
public:
    SystemCatalog();

    QFuture<Result<QList<SystemEntry>>> systems() const;
    QFuture<Result<SystemFacts>> facts(const QString &systemId, const QString &architecture) const;
    QFuture<Result<QList<SystemMedium>>> media(const QString &systemId = {}) const;
    QFuture<Result<QList<SystemImage>>> images(const QString &systemId = {}) const;
    QFuture<Result<QList<SystemTree>>> trees(const QString &systemId = {}) const;
    QFuture<Result<QList<InstallScript>>> installScripts(const QString &systemId) const;
    QFuture<Result<UnattendedFile>> unattended(const QString &systemId, const QString &scriptId,
                                               const QString &architecture,
                                               const UnattendedAnswers &answers) const;

    // A local file, or the first IsoLabels::needed bytes of one that is elsewhere.
    QFuture<Result<std::optional<SystemMedium>>> identifyFile(const QString &path) const;
    QFuture<Result<std::optional<SystemMedium>>> identify(const QByteArray &beginning) const;
    QFuture<Result<std::optional<SystemTree>>> identifyTree(const QByteArray &treeInfo,
                                                            const QString &url) const;

private:
    template <class Question>
    auto ask(Question question) const;

    std::shared_ptr<SystemDatabase> m_database; // outlives us while somebody asks
};
