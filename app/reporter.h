// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/result.h"

#include <QList>
#include <QObject>

#include <functional>

class NoticeBar;

// The only one who tells the user of failures. Tests give their own.
class Reporter
{
public:
    virtual ~Reporter() = default;

    // `source`: whose failure it is (a connection's id as text); a newer one of the same source
    // takes the older one's place. Canceled is shown nowhere.
    virtual void show(const Error &error, const QString &source = {}) = 0;
    // The same with something that can be done about it, by a button with this verb.
    virtual void offer(const Error &error, const QString &source, const QString &verb,
                       const std::function<void()> &act)
    {
        Q_UNUSED(verb)
        Q_UNUSED(act)
        show(error, source);
    }
    // The trouble of `source` is over: takes its notice away.
    virtual void settle(const QString &source) = 0;
};

// Shows failures in a bar of the main window, newest first, one for each source; equal ones count
// up instead of queueing.
class NoticeReporter : public QObject, public Reporter
{
    Q_OBJECT

public:
    explicit NoticeReporter(NoticeBar *bar, QObject *parent = nullptr);

    void show(const Error &error, const QString &source = {}) override;
    void offer(const Error &error, const QString &source, const QString &verb,
               const std::function<void()> &act) override;
    void settle(const QString &source) override;
    int waiting() const { return int(m_notices.size()); }

private:
    struct Notice
    {
        QString source;
        Error error;
        int times = 1;
        QString verb = {}; // of what can be done; empty: its details are shown
        std::function<void()> act = {};
    };

    void update();
    void showDetails();

    QList<Notice> m_notices; // the last one is shown
    NoticeBar *m_bar;
};
