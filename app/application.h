// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/commandline.h"
#include "models/core/result.h"
#include "models/values/machinekey.h"

#include <QList>
#include <QObject>

#include <memory>

class Connection;

// Puts the program together: what is stored, the hosts, the window, and the arguments it is given,
// at the start and by later starts. Owns all of it; GUI thread.
class Application : public QObject
{
    Q_OBJECT

public:
    explicit Application(const CommandLine &line);
    ~Application() override;

    // Where preferences are kept.
    static QString settingsFile(const CommandLine &line);

    void start(); // shows the window and connects
    // What another start handed over: not trusted.
    void open(const CommandLine &line, bool trusted);

    class MainWindow &window() const;
    class Inventory &inventory() const;

private:
    void log(const Connection *connection) const;
    Connection *addConnection(const QString &uri);
    void show(const CommandLine &line, const QList<ConnectionId> &hosts);

    struct Parts;
    std::unique_ptr<Parts> d;
};
