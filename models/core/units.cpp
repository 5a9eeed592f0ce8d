// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/core/units.h"

#include <QCoreApplication>
#include <QLocale>

namespace Units {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Units)
};

QString bytes(quint64 bytes)
{
    return QLocale().formattedDataSize(qint64(qMin(bytes, quint64(INT64_MAX))),
                                       bytes < 1024 ? 0 : 1, QLocale::DataSizeIecFormat);
}

QString kibibytes(quint64 kib)
{
    return bytes(kib > UINT64_MAX / 1024 ? UINT64_MAX : kib * 1024);
}

QString rate(double bytesPerSecond)
{
    return Text::tr("%1/s").arg(bytes(quint64(qMax(0.0, bytesPerSecond))));
}

QString percent(double share)
{
    const double value = share * 100;
    return Text::tr("%1 %").arg(QLocale().toString(value, 'f', value > 0 && value < 9.95 ? 1 : 0));
}

QString duration(qint64 seconds)
{
    if (seconds < 60)
        return Text::tr("%1 s").arg(seconds);
    if (seconds < 3600)
        return Text::tr("%1 min %2 s").arg(seconds / 60).arg(seconds % 60);
    if (seconds < 48 * 3600)
        return Text::tr("%1 h %2 min").arg(seconds / 3600).arg(seconds / 60 % 60);
    return Text::tr("%n day(s)", nullptr, int(seconds / 86400));
}

} // namespace Units
