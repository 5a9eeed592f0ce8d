// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/import/imageformat.h"

#include <QCoreApplication>
#include <QFile>
#include <QtEndian>

using namespace Qt::StringLiterals;

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(ImageFormat)
};

tl::unexpected<Error> refused(const QString &why)
{
    return tl::unexpected(Error{.kind = Error::Kind::Unsupported,
                                .summary = Text::tr("This disk image is not imported."),
                                .detail = why});
}

template <class Number>
Number big(const QByteArray &bytes, qsizetype at)
{
    return at + qsizetype(sizeof(Number)) <= bytes.size()
               ? qFromBigEndian<Number>(bytes.constData() + at)
               : Number(0);
}

template <class Number>
Number little(const QByteArray &bytes, qsizetype at)
{
    return at + qsizetype(sizeof(Number)) <= bytes.size()
               ? qFromLittleEndian<Number>(bytes.constData() + at)
               : Number(0);
}

// docs/interop/qcow2.txt of QEMU.
Result<ImageFormat> qcow2(const QByteArray &head)
{
    const quint32 version = big<quint32>(head, 4);
    if (version != 2 && version != 3)
        return refused(Text::tr("It is of version %1 of the qcow format.").arg(version));
    if (big<quint64>(head, 8) != 0 || big<quint32>(head, 16) != 0)
        return refused(Text::tr("It is only the changes to another image, its backing file."));
    if (big<quint32>(head, 32) != 0)
        return refused(Text::tr("It is encrypted."));
    constexpr quint64 externalData = 4;
    if (version == 3 && (big<quint64>(head, 72) & externalData) != 0)
        return refused(Text::tr("Its data are in another file."));
    return ImageFormat::Qcow2;
}

// VMware's "Virtual Disk Format". With a capacity of zero the text inside names other files.
Result<ImageFormat> vmdk(const QByteArray &head)
{
    if (little<quint64>(head, 12) == 0)
        return refused(Text::tr("Its data are in other files."));
    const quint64 sector = little<quint64>(head, 28), sectors = little<quint64>(head, 36);
    constexpr quint64 most = ImageHead::needed / 512;
    if (sector == 0)
        return ImageFormat::Vmdk;
    if (sector >= most || sectors > most - sector)
        return refused(Text::tr("Its description is in an unusual place."));
    const QByteArray description =
        head.mid(qsizetype(sector) * 512, qsizetype(sectors) * 512).toLower().replace(' ', "");
    const qsizetype parent = description.indexOf("parentcid=");
    if ((parent >= 0 && !description.sliced(parent + 10).startsWith("ffffffff"))
        || description.contains("parentfilenamehint"))
        return refused(Text::tr("It is only the changes to another image, its parent."));
    return ImageFormat::Vmdk;
}

Result<ImageFormat> vdi(const ImageHead &head)
{
    const quint32 type = little<quint32>(head.first, 0x4c);
    if (type != 1 && type != 2) // dynamic, fixed
        return refused(Text::tr("It is only the changes to another image, its parent."));
    // qemu-img does not notice what is missing at the end.
    const quint64 begin = little<quint32>(head.first, 0x158);
    const quint64 blockSize = little<quint32>(head.first, 0x178);
    const quint64 blocks = little<quint32>(head.first, 0x184);
    if (begin + blocks * blockSize > head.size)
        return refused(Text::tr("It is incomplete."));
    return ImageFormat::Vdi;
}

Result<ImageFormat> vpc(const QByteArray &footer)
{
    const quint32 type = big<quint32>(footer, 60);
    if (type != 2 && type != 3) // fixed, dynamic
        return refused(Text::tr("It is only the changes to another image, its parent."));
    return ImageFormat::Vpc;
}

} // namespace

QString imageFormatName(ImageFormat format)
{
    switch (format) {
    case ImageFormat::Qcow2:
        return u"qcow2"_s;
    case ImageFormat::Vmdk:
        return u"vmdk"_s;
    case ImageFormat::Vdi:
        return u"vdi"_s;
    case ImageFormat::Vhdx:
        return u"vhdx"_s;
    case ImageFormat::Vpc:
        return u"vpc"_s;
    case ImageFormat::Raw:
        break;
    }
    return u"raw"_s;
}

Result<ImageHead> readImageHead(const ImageFile &file)
{
    QFile image(file.path);
    const auto failed = [&] {
        return tl::unexpected(Error{.summary = Text::tr("Cannot read “%1”.").arg(file.path),
                                    .detail = image.errorString()});
    };
    constexpr qint64 footer = 512;
    const qint64 size = qint64(file.size);
    if (!image.open(QIODevice::ReadOnly) || !image.seek(qint64(file.offset)))
        return failed();
    ImageHead head{.first = image.read(qMin(size, ImageHead::needed)), .size = file.size};
    if (!image.seek(qint64(file.offset) + qMax<qint64>(0, size - footer)))
        return failed();
    head.last = image.read(qMin(size, footer));
    if (head.first.isEmpty())
        return failed();
    return head;
}

Result<ImageFormat> recogniseImage(const ImageHead &head)
{
    const QByteArray &first = head.first;
    if (first.startsWith("QFI\xfb"))
        return qcow2(first);
    if (first.startsWith("KDMV"))
        return vmdk(first);
    if (first.startsWith("COWD") || first.trimmed().startsWith("# Disk DescriptorFile"))
        return refused(Text::tr("Its data are in other files."));
    if (little<quint32>(first, 0x40) == 0xbeda107f)
        return vdi(head);
    if (first.startsWith("vhdxfile"))
        return ImageFormat::Vhdx; // qemu-img refuses those with a parent
    if (first.startsWith("QED\0"_ba) || first.startsWith("LUKS\xba\xbe"))
        return refused(Text::tr("Its format is not among those that are imported."));
    // A fixed one has it at its end only.
    if (first.startsWith("conectix"))
        return vpc(first);
    if (head.last.startsWith("conectix"))
        return vpc(head.last);
    return ImageFormat::Raw;
}
