// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/inventory/statscsv.h"

#include "models/core/safetext.h"

#include <QCoreApplication>
#include <QDateTime>

#include <cmath>

using namespace Qt::StringLiterals;

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(StatsCsv)
};

QByteArray cell(const QString &untrusted)
{
    QString text = SafeText::line(untrusted);
    if (!text.isEmpty() && u"=+-@"_s.contains(text.front()))
        text.prepend(u'\'');
    if (text.contains(u',') || text.contains(u'"'))
        text = u'"' + text.replace(u'"', u"\"\""_s) + u'"';
    return text.toUtf8();
}

QString timeText(qint64 timeMs)
{
    const QDateTime time = QDateTime::fromMSecsSinceEpoch(timeMs);
    return time.toOffsetFromUtc(time.offsetFromUtc()).toString(Qt::ISODateWithMs);
}

} // namespace

QString seriesText(const SeriesKey &key)
{
    switch (key.metric) {
    case StatsMetric::Cpu:
        return Text::tr("CPU (share)");
    case StatsMetric::Vcpu:
        return Text::tr("vCPU %1 (share)").arg(key.device);
    case StatsMetric::CpuIowait:
        return Text::tr("CPU waiting for storage (share)");
    case StatsMetric::MemoryBalloon:
        return Text::tr("Memory given (bytes)");
    case StatsMetric::MemoryResident:
        return Text::tr("Memory resident on the host (bytes)");
    case StatsMetric::GuestAvailable:
        return Text::tr("Memory seen by the guest (bytes)");
    case StatsMetric::GuestUnused:
        return Text::tr("Memory unused in the guest (bytes)");
    case StatsMetric::GuestUsable:
        return Text::tr("Memory usable in the guest (bytes)");
    case StatsMetric::GuestAge:
        return Text::tr("Age of the guest's figures (seconds)");
    case StatsMetric::MemoryTotal:
        return Text::tr("Memory in total (bytes)");
    case StatsMetric::MemoryUsed:
        return Text::tr("Memory used (bytes)");
    case StatsMetric::MemoryFree:
        return Text::tr("Memory free (bytes)");
    case StatsMetric::MemoryBuffers:
        return Text::tr("Memory of buffers (bytes)");
    case StatsMetric::MemoryCached:
        return Text::tr("Memory of caches (bytes)");
    case StatsMetric::DiskRead:
        return Text::tr("%1 read (bytes/s)").arg(key.device);
    case StatsMetric::DiskWritten:
        return Text::tr("%1 written (bytes/s)").arg(key.device);
    case StatsMetric::DiskReadRequests:
        return Text::tr("%1 read requests (1/s)").arg(key.device);
    case StatsMetric::DiskWriteRequests:
        return Text::tr("%1 write requests (1/s)").arg(key.device);
    case StatsMetric::Received:
        return Text::tr("%1 received (bytes/s)").arg(key.device);
    case StatsMetric::Sent:
        return Text::tr("%1 sent (bytes/s)").arg(key.device);
    case StatsMetric::ReceivedPackets:
        return Text::tr("%1 packets received (1/s)").arg(key.device);
    case StatsMetric::SentPackets:
        return Text::tr("%1 packets sent (1/s)").arg(key.device);
    case StatsMetric::Errors:
        return Text::tr("%1 errors (1/s)").arg(key.device);
    case StatsMetric::Drops:
        return Text::tr("%1 packets dropped (1/s)").arg(key.device);
    }
    return key.device;
}

QByteArray toCsv(const Timeline &timeline)
{
    QByteArray csv = cell(Text::tr("Time"));
    for (const Series &series : timeline.series())
        csv += ',' + cell(seriesText(series.key));
    csv += "\r\n";
    for (qsizetype i = 0; i < timeline.times().size(); ++i) {
        csv += timeText(timeline.times()[i]).toLatin1();
        for (const Series &series : timeline.series()) {
            csv += ',';
            if (const float value = series.values[i]; !std::isnan(value))
                csv += QByteArray::number(double(value), 'g', 7); // as many as a float has
        }
        csv += "\r\n";
    }
    return csv;
}
