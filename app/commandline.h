// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/core/result.h"

#include <QStringList>

// What the program was asked for when it was started, spelled as virt-manager spells it.
struct CommandLine
{
    enum class Show { Window, Console, Details, Performance, Creator, HostSummary };

    QStringList connect = {}; // URIs, in order
    Show show = Show::Window;
    QString machine = {}; // name or UUID, for Console, Details and Performance
    QString profile = {}; // folder for preferences and state; empty: the user's own
    QString viewer = {};  // a connection file or an address: only this console, and no libvirt
    bool fullScreen = false; // of that console
    bool debug = false;
    bool singleInstance = true;
    bool help = false, version = false;
};

// `arguments` as QCoreApplication::arguments(), the program's name first. The error's detail says
// which argument is wrong. Arguments can come from another process: nothing is trusted.
Result<CommandLine> parseCommandLine(const QStringList &arguments);

// What --help prints.
QString commandLineHelp();
