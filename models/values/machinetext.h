// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

// The rules on what the user may write about a machine. Sentences for under the field; empty: fine.

// What makes libvirt refuse a new name.
QString renameProblem(const QString &name);
// What is allowed and yet likely a mistake.
QString renameRemark(const QString &name);
// A title is one line.
QString titleProblem(const QString &title);
// An absolute path of a file on a host, for a core dump.
QString hostPathProblem(const QString &path);
