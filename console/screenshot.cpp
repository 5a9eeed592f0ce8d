// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/screenshot.h"

#include "models/core/safetext.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QFileInfo>
#include <QPromise>
#include <QTemporaryFile>
#include <QThreadPool>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <memory>
#include <unistd.h>

using namespace Qt::StringLiterals;

static tl::unexpected<Error> failure(const QString &path, const QString &why)
{
    return tl::unexpected(Error{
        .summary = QCoreApplication::translate("Screenshot", "Cannot save the screenshot as “%1”.")
                       .arg(SafeText::line(QFileInfo(path).fileName())),
        .detail = why});
}

Result<> Screenshot::save(const QImage &image, const QString &path)
{
    if (image.isNull())
        return failure(path, QCoreApplication::translate("Screenshot", "There is no picture."));
    QTemporaryFile file(QFileInfo(path).absolutePath() + u"/.guesthouse-XXXXXX.part"_s);
    if (!file.open())
        return failure(path, file.errorString());
    if (!image.save(&file, "PNG") || !file.flush() || fsync(file.handle()) != 0)
        return failure(path, file.errorString());
    // QFile::rename() refuses to replace; rename(2) replaces the name itself, link or not.
    const QByteArray from = QFile::encodeName(file.fileName());
    if (std::rename(from.constData(), QFile::encodeName(path).constData()) != 0)
        return failure(path, QString::fromLocal8Bit(strerror(errno)));
    file.setAutoRemove(false);
    return {};
}

QFuture<Result<>> Screenshot::saveInBackground(const QImage &image, const QString &path)
{
    auto promise = std::make_shared<QPromise<Result<>>>();
    promise->start();
    QFuture<Result<>> future = promise->future();
    QThreadPool::globalInstance()->start([promise, image, path] {
        promise->addResult(save(image, path));
        promise->finish();
    });
    return future;
}

QString Screenshot::fileName(const QString &machine)
{
    const QString time = QDateTime::currentDateTime().toString(u"yyyy-MM-dd hh.mm.ss"_s);
    return u"%1 %2.png"_s.arg(SafeText::fileName(machine), time);
}
