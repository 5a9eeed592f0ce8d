// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/inventory/guestpicture.h"

#include <QBuffer>
#include <QCoreApplication>
#include <QImageReader>
#include <QPromise>
#include <QThreadPool>

#include <memory>

namespace GuestPicture {

static tl::unexpected<Error> refused(const QString &detail)
{
    return tl::unexpected(
        Error{.summary = QCoreApplication::translate(
                  "GuestPicture", "The host sent a picture that cannot be understood."),
              .detail = detail});
}

Result<QImage> decode(const QByteArray &encoded)
{
    // Two decoders of the many that Qt has: the others are no business of a host.
    const bool png = encoded.startsWith("\x89PNG\r\n\x1a\n");
    const bool ppm = encoded.startsWith("P6");
    if (!png && !ppm)
        return refused(QStringLiteral("neither PNG nor PPM"));
    QBuffer buffer;
    buffer.setData(encoded);
    if (!buffer.open(QIODevice::ReadOnly))
        return refused(buffer.errorString());
    QImageReader reader(&buffer, png ? "png" : "ppm");
    reader.setAutoDetectImageFormat(false);
    const QSize size = reader.size();
    if (size.width() < 1 || size.height() < 1 || size.width() > maximumSide
        || size.height() > maximumSide || qint64(size.width()) * size.height() > maximumPixels)
        return refused(QStringLiteral("%1 by %2 pixels").arg(size.width()).arg(size.height()));
    // A PPM has all its pixels in it; fewer than it says are not worth the memory.
    if (ppm && encoded.size() < qint64(size.width()) * size.height() * 3)
        return refused(QStringLiteral("cut off"));
    QImage picture = reader.read();
    if (picture.isNull() || picture.size() != size)
        return refused(reader.errorString());
    picture.convertTo(QImage::Format_RGB32);
    // The pixels alone: what a PNG says of its density, and its words, would end up in our files.
    auto *owner = new QImage(std::move(picture));
    return QImage(
        std::as_const(*owner).bits(), size.width(), size.height(), owner->bytesPerLine(),
        QImage::Format_RGB32, [](void *p) { delete static_cast<QImage *>(p); }, owner);
}

QImage shrink(const QImage &picture, QSize within)
{
    if (picture.isNull() || !within.isValid() || within.isEmpty()
        || (picture.width() <= within.width() && picture.height() <= within.height()))
        return picture;
    const QSize size = picture.size().scaled(within, Qt::KeepAspectRatio).expandedTo({1, 1});
    return picture.scaled(size, Qt::IgnoreAspectRatio, Qt::SmoothTransformation)
        .convertToFormat(QImage::Format_RGB32);
}

QFuture<Result<QImage>> decodeInBackground(const QByteArray &encoded, QSize within,
                                           QThreadPool &pool)
{
    auto promise = std::make_shared<QPromise<Result<QImage>>>();
    promise->start();
    const auto future = promise->future();
    pool.start([promise, encoded, within] {
        promise->addResult(
            decode(encoded).map([within](const QImage &whole) { return shrink(whole, within); }));
        promise->finish();
    });
    return future;
}

} // namespace GuestPicture
