// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/sharing/localfiles.h"

#include "models/core/safetext.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>
#include <QPromise>
#include <QThreadPool>

#include <memory>

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(LocalFiles)
};

constexpr int longestPath = 4095; // bytes; what the viewer takes

QString whyNot(const QUrl &url, const QFileInfo &file, const QByteArray &path)
{
    const QString name = SafeText::line(url.isLocalFile() ? file.fileName() : url.toString(), 120);
    if (!url.isLocalFile())
        return Words::tr("“%1” is not on this computer. Copy it here first.").arg(name);
    if (!file.exists())
        return Words::tr("“%1” is not there any more.").arg(name);
    if (file.isDir())
        return Words::tr("“%1” is a folder, and only files can be copied. Share the folder with "
                         "the machine instead, or pack it into one file.")
            .arg(name);
    if (!file.isFile())
        return Words::tr("“%1” is not an ordinary file.").arg(name);
    if (!file.isReadable())
        return Words::tr("“%1” may not be read by you.").arg(name);
    if (path.size() > longestPath)
        return Words::tr("The path of “%1” is too long.").arg(name);
    return {};
}

} // namespace

LocalFiles LocalFiles::examineNow(const QList<QUrl> &urls)
{
    LocalFiles result;
    for (const QUrl &url : urls) {
        const QFileInfo file(url.toLocalFile());
        const QByteArray path = QFile::encodeName(file.absoluteFilePath());
        const QString refusal = whyNot(url, file, path);
        if (refusal.isEmpty())
            result.files.append({path, file.fileName(), quint64(file.size())});
        else
            result.refusals.append(refusal);
    }
    return result;
}

QFuture<LocalFiles> LocalFiles::examine(const QList<QUrl> &urls)
{
    auto promise = std::make_shared<QPromise<LocalFiles>>();
    promise->start();
    QFuture<LocalFiles> future = promise->future();
    QThreadPool::globalInstance()->start([promise, urls] {
        promise->addResult(examineNow(urls));
        promise->finish();
    });
    return future;
}
