// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/cloudinit/seedimage.h"

#include "models/core/async.h"
#include "models/core/safetext.h"

#include <QDir>
#include <QFile>

using namespace Qt::StringLiterals;

SeedImage::SeedImage(QObject *parent)
    : QObject(parent)
    , m_tool(std::make_unique<ToolRun>(tr("Cannot make the image with the answers.")))
{}

SeedImage::~SeedImage()
{
    m_tool.reset();
    if (!m_part.isEmpty())
        QFile::remove(m_part);
}

void SeedImage::cancel()
{
    m_tool->cancel();
}

QFuture<Result<>> SeedImage::write(const QString &path, const CloudInitFiles &files)
{
    QHash<QString, QByteArray> content{{u"user-data"_s, files.user}, {u"meta-data"_s, files.meta}};
    if (!files.network.isEmpty())
        content.insert(u"network-config"_s, files.network);
    return write(path, u"cidata"_s, content);
}

QFuture<Result<>> SeedImage::write(const QString &path, const QString &label,
                                   const QHash<QString, QByteArray> &files)
{
    const auto refused = [&path](const QString &detail) {
        return readyFuture(Result<>(tl::unexpected(
            Error{.summary = tr("Cannot write “%1”.").arg(path), .detail = detail})));
    };
    if (!QDir::isAbsolutePath(path) || QFile::exists(path))
        return refused(tr("The file is there already."));
    const QString content = m_folder.filePath(u"content"_s);
    if (!m_folder.isValid() || !QDir().mkpath(content))
        return refused(m_folder.errorString());
    for (auto one = files.begin(); one != files.end(); ++one) {
        QFile file(content + u'/' + SafeText::fileName(one.key()));
        if (!file.open(QIODevice::WriteOnly | QIODevice::NewOnly)
            || file.write(one.value()) != one.value().size() || !file.flush())
            return refused(file.errorString());
    }
    const QString part = path + u".part"_s;
    QFile reserved(part); // its permissions are those of the image
    if (!reserved.open(QIODevice::WriteOnly | QIODevice::Truncate)
        || !reserved.setPermissions(QFile::ReadOwner | QFile::WriteOwner))
        return refused(reserved.errorString());
    reserved.close();
    m_part = part;
    auto promise = std::make_shared<QPromise<Result<>>>();
    promise->start();
    // Names longer than eight letters, in three ways of writing them: readers know one or another.
    const auto made = m_tool->start(u"/usr/bin/xorriso"_s,
                                    {u"-no_rc"_s, u"-as"_s, u"mkisofs"_s, u"-quiet"_s, u"-V"_s,
                                     label, u"-J"_s, u"-r"_s, u"-o"_s, part, content});
    whenDone(made, this, [this, promise, part, path](const Result<QByteArray> &result) {
        m_part.clear();
        if (!result) {
            QFile::remove(part);
            promise->addResult(tl::unexpected(result.error()));
        } else if (QFile image(part); !image.rename(path)) {
            const QString detail = image.errorString();
            QFile::remove(part);
            promise->addResult(tl::unexpected(
                Error{.summary = tr("Cannot write “%1”.").arg(path), .detail = detail}));
        } else {
            promise->addResult(Result<>{});
        }
        promise->finish();
    });
    return promise->future();
}
