// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/result.h"
#include "models/values/graphics.h"

#include <QByteArray>
#include <QStringList>

// What a machine's row needs of its XML; see Machine.
struct DomainSummary
{
    QString title = {}, description = {}, osName = {};
    QStringList tags = {};
    quint32 vcpus = 0;
    quint64 memoryKiB = 0;
    quint16 graphicsCount = 0;
    bool hasAgentChannel = false;
    QStringList macs = {}; // at most 64
};

// Domain XML in one QXmlStreamReader pass: no DTD, bounded depth and size. Any thread.
Result<DomainSummary> readDomainSummary(const QByteArray &xml);
Result<QList<Graphics>> readGraphics(const QByteArray &xml);
// How many screens the machine can show: the heads of its graphics cards, at most 16.
Result<int> readScreenCount(const QByteArray &xml);
