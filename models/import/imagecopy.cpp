// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/import/imagecopy.h"

#include "models/core/async.h"
#include "models/core/safetext.h"
#include "models/core/units.h"

#include <QStorageInfo>

using namespace Qt::StringLiterals;

ImageCopy::ImageCopy(QObject *parent) : QObject(parent)
{
    connect(&m_import, &ImageImport::progressed, this, [this](double share) { m_share = share; });
}

// The conversion ends before its folder goes.
ImageCopy::~ImageCopy()
{
    m_import.cancel();
}

void ImageCopy::cancel()
{
    m_canceled = true;
    m_import.cancel();
}

QFuture<Result<QString>> ImageCopy::make(const ImageFile &image, const QString &expected,
                                         ImageFormat target)
{
    m_promise.start();
    whenDone(m_import.inspect(image), this,
             [this, image, expected, target](const Result<ImageInfo> &info) {
                 if (!info)
                     return answer(tl::unexpected(info.error()));
                 if (imageFormatName(info->format) != expected) {
                     return answer(tl::unexpected(
                         Error{.summary = tr("“%1” has changed.").arg(SafeText::line(image.path)),
                               .detail = tr("It is %1 now; it was %2.")
                                             .arg(imageFormatName(info->format),
                                                  SafeText::line(expected, 20))}));
                 }
                 convert(image, *info, target);
             });
    return m_promise.future();
}

void ImageCopy::convert(const ImageFile &image, const ImageInfo &info, ImageFormat target)
{
    if (m_canceled)
        return answer(tl::unexpected(Error{.kind = Error::Kind::Canceled}));
    auto folder = WorkFolder::make();
    if (!folder)
        return answer(tl::unexpected(folder.error()));
    m_folder = std::move(*folder);
    const QString path = m_folder->path(u"disk."_s + imageFormatName(target));
    // As far as can be told: what is compressed needs more.
    const quint64 needed = qMin(info.fileBytes, info.virtualBytes);
    const qint64 room = QStorageInfo(WorkFolder::place()).bytesAvailable();
    if (room >= 0 && quint64(room) < needed) {
        return answer(tl::unexpected(
            Error{.summary = tr("There is too little room on this computer to convert the image."),
                  .detail = tr("“%1” needs %2, and %3 are left.")
                                .arg(SafeText::line(WorkFolder::place()), Units::bytes(needed),
                                     Units::bytes(quint64(room)))}));
    }
    whenDone(m_import.convert(image, info, path, target), this,
             [this, path](const Result<> &done) { answer(done.map([&] { return path; })); });
}

void ImageCopy::answer(const Result<QString> &result)
{
    if (!result)
        m_folder.reset();
    m_promise.addResult(result);
    m_promise.finish();
}
