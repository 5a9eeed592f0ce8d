// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/hardware/disklimits.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(DiskLimits)
};

} // namespace

QStringList DiskLimits::addRows(FieldRows &rows)
{
    const QList<FieldRows::Unit> rate{{Text::tr("B/s"), 1},
                                      {Text::tr("KiB/s"), Q_UINT64_C(1) << 10},
                                      {Text::tr("MiB/s"), Q_UINT64_C(1) << 20},
                                      {Text::tr("GiB/s"), Q_UINT64_C(1) << 30}};
    const QList<FieldRows::Unit> size{{Text::tr("B"), 1}, {Text::tr("KiB"), Q_UINT64_C(1) << 10}};
    QStringList paths;
    const auto amount = [&](const QString &path, const QString &label, const auto &units) {
        rows.addAmount(u"iotune/"_s + path, label, units);
        paths += u"iotune/"_s + path;
    };
    const auto number = [&](const QString &path, const QString &label) {
        rows.addNumber(u"iotune/"_s + path, label);
        paths += u"iotune/"_s + path;
    };
    amount(u"total_bytes_sec"_s, Text::tr("Total bandwidth"), rate);
    amount(u"read_bytes_sec"_s, Text::tr("Read bandwidth"), rate);
    amount(u"write_bytes_sec"_s, Text::tr("Write bandwidth"), rate);
    number(u"total_iops_sec"_s, Text::tr("Total requests per second"));
    number(u"read_iops_sec"_s, Text::tr("Read requests per second"));
    number(u"write_iops_sec"_s, Text::tr("Write requests per second"));
    amount(u"total_bytes_sec_max"_s, Text::tr("Total bandwidth in bursts"), rate);
    amount(u"read_bytes_sec_max"_s, Text::tr("Read bandwidth in bursts"), rate);
    amount(u"write_bytes_sec_max"_s, Text::tr("Write bandwidth in bursts"), rate);
    number(u"total_iops_sec_max"_s, Text::tr("Total requests in bursts"));
    number(u"read_iops_sec_max"_s, Text::tr("Read requests in bursts"));
    number(u"write_iops_sec_max"_s, Text::tr("Write requests in bursts"));
    amount(u"size_iops_sec"_s, Text::tr("Size that counts as one request"), size);
    rows.addText(u"iotune/group_name"_s, Text::tr("Throttle group"), Text::tr("None"));
    paths += u"iotune/group_name"_s;
    return paths;
}

void DiskLimits::judge(FieldRows &rows, const std::function<bool(const QString &path)> &isSet)
{
    const bool bytes = isSet(u"iotune/total_bytes_sec"_s)
                       && (isSet(u"iotune/read_bytes_sec"_s) || isSet(u"iotune/write_bytes_sec"_s));
    const bool requests =
        isSet(u"iotune/total_iops_sec"_s)
        && (isSet(u"iotune/read_iops_sec"_s) || isSet(u"iotune/write_iops_sec"_s));
    const QString both = Text::tr("A total cannot stand beside a limit for reading or writing.");
    rows.setNote(u"iotune/total_bytes_sec"_s, bytes ? both : QString());
    rows.setNote(u"iotune/total_iops_sec"_s, requests ? both : QString());
}
