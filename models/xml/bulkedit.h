// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/values/domainchanges.h"
#include "models/values/machine.h"

#include <optional>

// What several machines are to have in common. What is not set stays as it is in each.
struct BulkWish
{
    std::optional<quint64> maximumMemoryKiB = {}, memoryKiB = {};
    std::optional<quint32> maximumVcpus = {}, vcpus = {};
    std::optional<bool> autostart = {};
    std::optional<QString> network = {}; // virtual network
    bool everyInterface = false;         // or the first one only
    QStringList addTags = {}, removeTags = {};

    bool operator==(const BulkWish &) const = default;
};

// What a wish means for one machine.
struct BulkPlan
{
    struct Row
    {
        QString setting = {}, before = {}, after = {}; // in words; untrusted
        QString problem =
            {}; // a sentence: why it cannot be; nothing of the machine is changed then

        bool operator==(const Row &) const = default;
    };

    QList<Row> rows = {}; // what changes; empty: all is so already
    DomainChanges changes = {};
    std::optional<bool> autostart = {};

    bool isPossible() const; // there is something to change, and no problem
};

// `definition`: the machine's inactive XML. Pure; any thread.
BulkPlan planBulkEdit(const BulkWish &wish, const Machine &machine, const QByteArray &definition);

// The element of a machine's tags without its namespace, as virDomainSetMetadata wants it.
QByteArray plainTags(const QByteArray &element);

// "web, production" as tags: separated by commas, without repetitions and empty ones.
QStringList tagsOf(const QString &text);
