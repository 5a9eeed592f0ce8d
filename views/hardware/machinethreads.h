// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSet>
#include <QString>
#include <QStringList>

struct XmlNode;

// The threads that a machine's definition gives numbers to, and sets of them as people type them.
// Pure; any thread.
namespace MachineThreads {

QSet<int> vcpus(const XmlNode &domain);
// I/O threads in their order; those that the definition only counts have the numbers that libvirt
// will give them.
QStringList ioThreads(const XmlNode &domain);

// Those of `there` that none of the sets has.
QString left(const QSet<int> &there, const QStringList &sets);

struct Problem
{
    enum Kind { None, Unreadable, Empty, Missing, Taken } kind = None;
    int number = 0; // that is not there, or that one of the others has
};
Problem problemOf(const QString &text, const QSet<int> &there, const QStringList &others);

} // namespace MachineThreads
