// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/osinfo/systemcatalog.h"

#include <QtConcurrent>

SystemCatalog::SystemCatalog() : m_database(std::make_shared<SystemDatabase>()) {}

template <class Question>
auto SystemCatalog::ask(Question question) const
{
    return QtConcurrent::run(
        [database = m_database, question = std::move(question)] { return question(*database); });
}

QFuture<Result<QList<SystemEntry>>> SystemCatalog::systems() const
{
    return ask([](SystemDatabase &database) { return database.systems(); });
}

QFuture<Result<SystemFacts>> SystemCatalog::facts(const QString &systemId,
                                                  const QString &architecture) const
{
    return ask([=](SystemDatabase &database) { return database.facts(systemId, architecture); });
}

QFuture<Result<QList<SystemMedium>>> SystemCatalog::media(const QString &systemId) const
{
    return ask([=](SystemDatabase &database) { return database.media(systemId); });
}

QFuture<Result<QList<SystemImage>>> SystemCatalog::images(const QString &systemId) const
{
    return ask([=](SystemDatabase &database) { return database.images(systemId); });
}

QFuture<Result<QList<SystemTree>>> SystemCatalog::trees(const QString &systemId) const
{
    return ask([=](SystemDatabase &database) { return database.trees(systemId); });
}

QFuture<Result<QList<InstallScript>>> SystemCatalog::installScripts(const QString &systemId) const
{
    return ask([=](SystemDatabase &database) { return database.installScripts(systemId); });
}

QFuture<Result<UnattendedFile>> SystemCatalog::unattended(const QString &systemId,
                                                          const QString &scriptId,
                                                          const QString &architecture,
                                                          const UnattendedAnswers &answers) const
{
    return ask([=](SystemDatabase &database) {
        return database.unattended(systemId, scriptId, architecture, answers);
    });
}

QFuture<Result<std::optional<SystemMedium>>> SystemCatalog::identifyFile(const QString &path) const
{
    return ask([=](SystemDatabase &database) { return database.identifyFile(path); });
}

QFuture<Result<std::optional<SystemMedium>>>
SystemCatalog::identify(const QByteArray &beginning) const
{
    return ask([=](SystemDatabase &database) -> Result<std::optional<SystemMedium>> {
        return readIsoLabels(beginning).and_then(
            [&](const IsoLabels &labels) { return database.identify(labels); });
    });
}

QFuture<Result<std::optional<SystemTree>>> SystemCatalog::identifyTree(const QByteArray &treeInfo,
                                                                       const QString &url) const
{
    return ask([=](SystemDatabase &database) { return database.identifyTree(treeInfo, url); });
}
