// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/screenshot.h"

#include "models/core/safetext.h"

#include <QBuffer>
#include <QCoreApplication>
#include <QDateTime>
#include <QFileInfo>
#include <QPromise>
#include <QTemporaryFile>
#include <QThreadPool>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <fcntl.h>
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

static QString temporaryBeside(const QString &path)
{
    return QFileInfo(path).absolutePath() + u"/.guesthouse-XXXXXX.part"_s;
}

// The whole picture on the disk, under a name that nobody looks for.
static Result<> write(const QImage &image, QTemporaryFile &file, const QString &path)
{
    if (image.isNull())
        return failure(path, QCoreApplication::translate("Screenshot", "There is no picture."));
    if (!file.open())
        return failure(path, file.errorString());
    if (!image.save(&file, "PNG") || !file.flush() || fsync(file.handle()) != 0)
        return failure(path, file.errorString());
    return {};
}

template <class Work>
static auto inBackground(Work work) -> QFuture<std::invoke_result_t<Work>>
{
    auto promise = std::make_shared<QPromise<std::invoke_result_t<Work>>>();
    promise->start();
    const auto future = promise->future();
    QThreadPool::globalInstance()->start([promise, work = std::move(work)] {
        promise->addResult(work());
        promise->finish();
    });
    return future;
}

// rename(2) that fails where the name is taken.
static bool renameNew(const QByteArray &from, const QByteArray &to)
{
    if (renameat2(AT_FDCWD, from.constData(), AT_FDCWD, to.constData(), RENAME_NOREPLACE) == 0)
        return true;
    if (errno != EINVAL)
        return false;
    // A file system that does not know the flag: a second name, without the first.
    return link(from.constData(), to.constData()) == 0 && unlink(from.constData()) == 0;
}

Result<> Screenshot::save(const QImage &image, const QString &path)
{
    QTemporaryFile file(temporaryBeside(path));
    if (const auto written = write(image, file, path); !written)
        return written;
    // QFile::rename() refuses to replace; rename(2) replaces the name itself, link or not.
    const QByteArray from = QFile::encodeName(file.fileName());
    if (std::rename(from.constData(), QFile::encodeName(path).constData()) != 0)
        return failure(path, QString::fromLocal8Bit(strerror(errno)));
    file.setAutoRemove(false);
    return {};
}

QFuture<Result<>> Screenshot::saveInBackground(const QImage &image, const QString &path)
{
    return inBackground([image, path] { return save(image, path); });
}

Result<QString> Screenshot::saveNew(const QImage &image, const QString &folder, const QString &name)
{
    QString path = u"%1/%2.png"_s.arg(folder, name);
    QTemporaryFile file(temporaryBeside(path));
    if (const auto written = write(image, file, path); !written)
        return tl::unexpected(written.error());
    const QByteArray from = QFile::encodeName(file.fileName());
    for (int number = 2; !renameNew(from, QFile::encodeName(path)); ++number) {
        if (errno != EEXIST || number > 1000)
            return failure(path, QString::fromLocal8Bit(strerror(errno)));
        path = u"%1/%2 (%3).png"_s.arg(folder, name, QString::number(number));
    }
    file.setAutoRemove(false);
    return path;
}

QFuture<Result<QString>> Screenshot::saveNewInBackground(const QImage &image, const QString &folder,
                                                         const QString &name)
{
    return inBackground([image, folder, name] { return saveNew(image, folder, name); });
}

QString Screenshot::fileName(const QString &machine)
{
    const QString time = QDateTime::currentDateTime().toString(u"yyyy-MM-dd hh.mm.ss"_s);
    return u"%1 %2.png"_s.arg(SafeText::fileName(machine), time);
}

QFuture<QByteArray> Screenshot::pngInBackground(const QImage &image)
{
    return inBackground([image] {
        QByteArray png;
        QBuffer buffer(&png);
        return buffer.open(QIODevice::WriteOnly) && image.save(&buffer, "PNG") ? png : QByteArray();
    });
}
