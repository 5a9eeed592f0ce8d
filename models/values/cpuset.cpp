// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/values/cpuset.h"

#include <QSet>
#include <QStringList>

#include <algorithm>

using namespace Qt::StringLiterals;

static std::optional<int> number(const QString &text)
{
    bool ok = false;
    const int value = text.trimmed().toInt(&ok);
    return ok && value >= 0 && value <= CpuSet::most && !text.contains(u'+') ? std::optional(value)
                                                                             : std::nullopt;
}

std::optional<QList<int>> CpuSet::read(const QString &text)
{
    QSet<int> cpus;
    if (text.trimmed().isEmpty())
        return QList<int>{};
    if (text.size() > 65536)
        return {};
    const QStringList parts = text.split(u',');
    for (const QString &part : parts) {
        const QString one = part.trimmed();
        if (one.startsWith(u'^')) {
            const auto cpu = number(one.mid(1));
            if (!cpu)
                return {};
            cpus.remove(*cpu);
            continue;
        }
        const auto first = number(one.section(u'-', 0, 0));
        const auto last = one.contains(u'-') ? number(one.section(u'-', 1)) : first;
        if (!first || !last || *first > *last)
            return {};
        for (int cpu = *first; cpu <= *last; ++cpu)
            cpus.insert(cpu);
    }
    QList<int> list(cpus.cbegin(), cpus.cend());
    std::sort(list.begin(), list.end());
    return list;
}

QString CpuSet::write(const QList<int> &cpus)
{
    QList<int> sorted = cpus;
    std::sort(sorted.begin(), sorted.end());
    sorted.erase(std::unique(sorted.begin(), sorted.end()), sorted.end());
    QStringList parts;
    for (qsizetype i = 0; i < sorted.size();) {
        qsizetype end = i;
        while (end + 1 < sorted.size() && sorted[end + 1] == sorted[end] + 1)
            ++end;
        const QString first = QString::number(sorted[i]), last = QString::number(sorted[end]);
        parts += end == i ? first : u"%1-%2"_s.arg(first, last);
        i = end + 1;
    }
    return parts.join(u',');
}
