// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/values/machinedraft.h"
#include "models/values/systemfacts.h"

// Installations without questions: how the answers get to the installer, and what is asked for them.
// Pure; any thread.

// How this script can be handed over to the installer of a machine of this origin.
Injection injectionOf(const InstallScript &script, MachineOrigin origin);

// Sentences for under the field; empty: fine.
QString installUserProblem(const QString &name);
QString installPasswordProblem(const QString &password);
QString installHostNameProblem(const QString &name);
QString productKeyProblem(const QString &key, bool needed);

// A host's name made of a machine's: never empty, and as short as Windows wants it.
QString installHostName(const QString &machine, bool windows);

// What is right for most: "de_DE.UTF-8" of the user's own locale.
QString installLanguageOf(const QString &localeName);

// The archive that a kernel reads after its own initial RAM disk: one file in the root folder, padded
// so that it can be appended. Its content may be secret.
QByteArray initrdAddition(const QString &name, const QByteArray &content);
