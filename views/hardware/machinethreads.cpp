// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/hardware/machinethreads.h"

#include "models/values/cpuset.h"
#include "models/xml/xmlnode.h"

using namespace Qt::StringLiterals;

static constexpr int mostThreads = 8192;

static QSet<int> numbersOf(const QStringList &sets)
{
    QSet<int> numbers;
    for (const QString &one : sets) {
        const auto set = CpuSet::read(one).value_or(QList<int>{});
        numbers.unite(QSet<int>(set.cbegin(), set.cend()));
    }
    return numbers;
}

QSet<int> MachineThreads::vcpus(const XmlNode &domain)
{
    QSet<int> numbers;
    const int count = qBound(1, domain.value(u"vcpu").toInt(), mostThreads);
    for (int i = 0; i < count; ++i)
        numbers.insert(i);
    return numbers;
}

QStringList MachineThreads::ioThreads(const XmlNode &domain)
{
    QStringList numbers;
    for (const XmlNode *one : domain.find(u"iothreadids/iothread"))
        numbers += one->attribute(u"id");
    const int count = qBound(0, domain.value(u"iothreads").toInt(), 1024);
    for (int next = 1; numbers.size() < count; ++next) {
        if (!numbers.contains(QString::number(next)))
            numbers += QString::number(next);
    }
    return numbers;
}

QString MachineThreads::left(const QSet<int> &there, const QStringList &sets)
{
    const QSet<int> free = there - numbersOf(sets);
    return CpuSet::write(QList<int>(free.cbegin(), free.cend()));
}

MachineThreads::Problem MachineThreads::problemOf(const QString &text, const QSet<int> &there,
                                                  const QStringList &others)
{
    const auto set = CpuSet::read(text);
    if (!set)
        return {Problem::Unreadable};
    if (set->isEmpty())
        return {Problem::Empty};
    const QSet<int> taken = numbersOf(others);
    for (const int number : *set) {
        if (!there.contains(number))
            return {Problem::Missing, number};
        if (taken.contains(number))
            return {Problem::Taken, number};
    }
    return {};
}
