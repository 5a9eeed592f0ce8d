// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/osinfo/isolabels.h"

#include <QCoreApplication>
#include <QtEndian>

using namespace Qt::StringLiterals;

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(IsoLabels)
};

// ECMA-119: descriptors of 2048 bytes from the 16th sector on, each with a type, "CD001" and 1.
constexpr qsizetype sectorSize = 2048;
constexpr qsizetype firstDescriptor = 16 * sectorSize;
constexpr qsizetype mostDescriptors = 16;
constexpr char bootRecord = 0, primary = 1, terminator = char(0xff);

QString field(QByteArrayView sector, qsizetype at, qsizetype size)
{
    // Made of A to Z by the standard, of Latin-1 by what is about; padded with blanks or zeros.
    QByteArrayView bytes = sector.sliced(at, size);
    if (const qsizetype end = bytes.indexOf('\0'); end >= 0)
        bytes = bytes.first(end);
    return QString::fromUtf8(bytes).trimmed();
}

} // namespace

Result<IsoLabels> readIsoLabels(const QByteArray &beginning)
{
    IsoLabels labels;
    bool found = false;
    for (qsizetype i = 0; i < mostDescriptors; ++i) {
        const qsizetype at = firstDescriptor + i * sectorSize;
        if (at + sectorSize > beginning.size())
            break;
        const QByteArrayView sector = QByteArrayView(beginning).sliced(at, sectorSize);
        if (sector.sliced(1, 5) != "CD001")
            break;
        if (sector[0] == terminator)
            break;
        if (sector[0] == bootRecord && sector.sliced(7).startsWith("EL TORITO SPECIFICATION"))
            labels.bootable = true;
        if (sector[0] != primary || found)
            continue;
        found = true;
        labels.systemId = field(sector, 8, 32);
        labels.volumeId = field(sector, 40, 32);
        labels.publisherId = field(sector, 318, 128);
        labels.applicationId = field(sector, 574, 128);
        const quint64 blocks = qFromLittleEndian<quint32>(sector.data() + 80);
        labels.bytes = blocks * qFromLittleEndian<quint16>(sector.data() + 128);
    }
    if (!found) {
        return tl::unexpected(Error{.kind = Error::Kind::Unsupported,
                                    .summary = Text::tr("This is no CD or DVD image (ISO 9660).")});
    }
    return labels;
}
