// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/inventory/readqueue.h"
#include "models/xml/domainreader.h"

#include <QHash>
#include <QObject>
#include <QUuid>

// Reads the machines' XML in the background, those on screen first, and keeps only what a row
// needs. GUI thread, except for the reading.
class Describer : public QObject
{
    Q_OBJECT

public:
    using Summaries = QHash<QUuid, DomainSummary>;

    explicit Describer(QObject *parent = nullptr);

    void setSession(const Session::Pointer &session); // null: forget what was wanted
    void want(const QList<QUuid> &machines, bool first = false);
    void forget(const QUuid &machine);

Q_SIGNALS:
    void described(const Describer::Summaries &summaries); // at most once a frame

private:
    ReadQueue<QUuid, DomainSummary> m_queue;
};
