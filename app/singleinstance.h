// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QObject>
#include <QStringList>

// One Guesthouse for each user session and profile: the first owns a name on the session bus, a
// later one hands its arguments over and ends. Without a session bus every start is the first.
class SingleInstance : public QObject
{
    Q_OBJECT
    Q_CLASSINFO("D-Bus Interface", "org.guesthouse.Guesthouse")

public:
    explicit SingleInstance(const QString &profile, QObject *parent = nullptr);

    // True when this process is the one that goes on.
    bool becomeFirst();
    // Before there is a window: waits for the first instance, at most five seconds.
    bool handOver(const QStringList &arguments);

public Q_SLOTS:
    // Called over D-Bus, by anything that runs in the session: arguments are not trusted.
    void Open(const QStringList &arguments);

Q_SIGNALS:
    void opened(const QStringList &arguments);

private:
    QString m_service;
};
