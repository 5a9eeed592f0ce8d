// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/import/imageimport.h"

#include "models/core/async.h"
#include "models/core/safetext.h"

#include <QDir>
#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>
#include <QtConcurrent>

using namespace Qt::StringLiterals;

namespace {

const QString qemuImg = u"/usr/bin/qemu-img"_s;

struct Recognised
{
    ImageFile file = {}; // with its size
    ImageFormat format = ImageFormat::Raw;
};

Result<Recognised> recognise(ImageFile file)
{
    if (file.size == 0)
        file.size = quint64(qMax<qint64>(0, QFileInfo(file.path).size()) - qint64(file.offset));
    return readImageHead(file).and_then(recogniseImage).map([&](ImageFormat format) {
        return Recognised{file, format};
    });
}

// As --image-opts wants it: a comma is doubled, and nothing else means anything. Given as options the
// name is never taken for a protocol, and the format never for another.
QString options(const ImageFile &file, ImageFormat format)
{
    const QString path = QString(file.path).replace(u',', u",,"_s);
    const QString name = imageFormatName(format);
    const bool whole =
        file.offset == 0 && (file.size == 0 || file.size == quint64(QFileInfo(file.path).size()));
    if (whole)
        return u"driver=%1,file.driver=file,file.filename=%2"_s.arg(name, path);
    return u"driver=%1,file.driver=raw,file.offset=%2,file.size=%3,file.file.driver=file,"
           "file.file.filename=%4"_s.arg(name, QString::number(file.offset),
                                         QString::number(file.size), path);
}

// qemu-img has the last word on what the file refers to.
Result<ImageInfo> readInfo(const QByteArray &json, const Recognised &image)
{
    const QJsonObject info = QJsonDocument::fromJson(json).object();
    const QJsonObject specific = info[u"format-specific"_s].toObject()[u"data"_s].toObject();
    const auto refused = [](const QString &why) {
        return tl::unexpected(Error{.kind = Error::Kind::Unsupported,
                                    .summary = ImageImport::tr("This disk image is not imported."),
                                    .detail = why});
    };
    if (info.contains(u"backing-filename"_s) || info.contains(u"full-backing-filename"_s))
        return refused(ImageImport::tr("It is only the changes to another image."));
    if (specific.contains(u"data-file"_s))
        return refused(ImageImport::tr("Its data are in another file."));
    if (info[u"encrypted"_s].toBool())
        return refused(ImageImport::tr("It is encrypted."));
    const qint64 bytes = info[u"virtual-size"_s].toInteger(-1);
    if (bytes <= 0 || info[u"format"_s].toString() != imageFormatName(image.format))
        return refused(ImageImport::tr("Its size cannot be read."));
    return ImageInfo{
        .format = image.format, .virtualBytes = quint64(bytes), .fileBytes = image.file.size};
}

// What is missing at the end of a qcow2 image reads as zeros, without a word from qemu-img.
Result<ImageInfo> checkInfo(const QByteArray &json, const ImageInfo &info, quint64 clusterSize)
{
    const QJsonObject check = QJsonDocument::fromJson(json).object();
    const qint64 end = check[u"image-end-offset"_s].toInteger();
    if (end > 0 && quint64(end) >= info.fileBytes + clusterSize) {
        return tl::unexpected(
            Error{.summary = ImageImport::tr("The disk image is incomplete."),
                  .detail = ImageImport::tr("It should have %1 bytes; it has %2.")
                                .arg(QString::number(end), QString::number(info.fileBytes))});
    }
    return info;
}

} // namespace

ImageImport::ImageImport(QObject *parent) : QObject(parent) {}

ImageImport::~ImageImport()
{
    m_tool.reset();
    if (!m_part.isEmpty())
        QFile::remove(m_part);
}

void ImageImport::cancel()
{
    m_canceled = true;
    if (m_tool)
        m_tool->cancel();
}

QFuture<Result<ImageInfo>> ImageImport::inspect(const ImageFile &file)
{
    using Answer = Result<ImageInfo>;
    if (!QDir::isAbsolutePath(file.path)) {
        return readyFuture(
            Answer(tl::unexpected(Error{.summary = tr("Cannot read “%1”.").arg(file.path)})));
    }
    auto promise = std::make_shared<QPromise<Answer>>();
    promise->start();
    const auto answer = [promise](const Answer &info) {
        promise->addResult(info);
        promise->finish();
    };
    m_canceled = false;
    whenDone(QtConcurrent::run(recognise, file), this,
             [this, answer](const Result<Recognised> &image) {
                 if (!image)
                     return answer(tl::unexpected(image.error()));
                 if (m_canceled)
                     return answer(tl::unexpected(Error{.kind = Error::Kind::Canceled}));
                 runInfo(image->file, image->format, answer);
             });
    return promise->future();
}

void ImageImport::runInfo(const ImageFile &file, ImageFormat format, const Inspected &answer)
{
    m_tool = std::make_unique<ToolRun>(tr("Cannot read the disk image."));
    m_tool->limitResources();
    const auto json = m_tool->start(
        qemuImg, {u"info"_s, u"--output=json"_s, u"--image-opts"_s, options(file, format)});
    whenDone(json, this, [=, this](const Result<QByteArray> &read) {
        const auto info = read.and_then([&](const QByteArray &bytes) {
            return readInfo(bytes, {file, format});
        });
        const bool checks = format == ImageFormat::Qcow2 || format == ImageFormat::Vmdk;
        if (!info || !checks || m_canceled)
            return answer(info);
        runCheck(file, *info,
                 quint64(QJsonDocument::fromJson(*read)[u"cluster-size"_s].toInteger()), answer);
    });
}

void ImageImport::runCheck(const ImageFile &file, const ImageInfo &info, quint64 clusterSize,
                           const Inspected &answer)
{
    constexpr int onlyLeaks = 3; // space that nobody uses
    m_tool = std::make_unique<ToolRun>(tr("The disk image is damaged."));
    m_tool->limitResources();
    m_tool->acceptStatus(onlyLeaks);
    const auto json = m_tool->start(
        qemuImg, {u"check"_s, u"--output=json"_s, u"--image-opts"_s, options(file, info.format)});
    whenDone(json, this, [=](const Result<QByteArray> &read) {
        answer(read.and_then(
            [&](const QByteArray &bytes) { return checkInfo(bytes, info, clusterSize); }));
    });
}

QFuture<Result<>> ImageImport::convert(const ImageFile &file, const ImageInfo &info,
                                       const QString &target, ImageFormat targetFormat)
{
    const auto refused = [&target](const QString &detail) {
        return readyFuture(Result<>(tl::unexpected(Error{
            .summary = tr("Cannot write “%1”.").arg(SafeText::line(target)), .detail = detail})));
    };
    if (!QDir::isAbsolutePath(file.path) || !QDir::isAbsolutePath(target))
        return refused(tr("The path is not absolute."));
    if (const QFileInfo there(target); there.exists() || there.isSymLink())
        return refused(tr("The file is there already."));
    if (targetFormat != ImageFormat::Raw && targetFormat != ImageFormat::Qcow2)
        return refused(tr("Machines run on raw and qcow2 images."));
    const QString part = target + u".part"_s;
    QFile reserved(part);
    if (!reserved.open(QIODevice::WriteOnly | QIODevice::NewOnly))
        return refused(reserved.errorString());
    reserved.setPermissions(QFile::ReadOwner | QFile::WriteOwner);
    reserved.close();
    m_part = part;
    m_tool = std::make_unique<ToolRun>(tr("Cannot convert the disk image."));
    connect(m_tool.get(), &ToolRun::progressed, this, &ImageImport::progressed);
    QStringList arguments{u"convert"_s, u"-p"_s, u"--image-opts"_s, u"-O"_s,
                          imageFormatName(targetFormat)};
    if (targetFormat == ImageFormat::Qcow2)
        arguments += {u"-o"_s, u"compat=1.1"_s};
    arguments += {options(file, info.format), part};
    auto promise = std::make_shared<QPromise<Result<>>>();
    promise->start();
    whenDone(m_tool->start(qemuImg, arguments), this,
             [this, promise, part, target](const Result<QByteArray> &result) {
                 m_part.clear();
                 QFile image(part);
                 if (!result) {
                     image.remove();
                     promise->addResult(tl::unexpected(result.error()));
                 } else if (!image.rename(target)) {
                     const QString detail = image.errorString();
                     image.remove();
                     promise->addResult(tl::unexpected(
                         Error{.summary = tr("Cannot write “%1”.").arg(SafeText::line(target)),
                               .detail = detail}));
                 } else {
                     promise->addResult(Result<>{});
                 }
                 promise->finish();
             });
    return promise->future();
}
