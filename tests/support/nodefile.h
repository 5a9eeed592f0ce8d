// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

class PrivateLibvirtd;

// A host of libvirt's test driver with `machines` machines, m00000 and so on, every tenth running;
// their UUIDs are nodeMachineUuid(n). Write it to a file for test:///path.
QByteArray nodeXml(int machines);
QString nodeMachineName(int number);
QString nodeMachineUuid(int number);

// Writes nodeXml() to a file in the daemon's folder and returns its path.
QString nodeFile(PrivateLibvirtd &daemon, int machines);

// Defines `machines` machines that are off, named as above, at `uri` (the test driver's or QEMU's).
bool defineMachines(PrivateLibvirtd &daemon, const QString &uri, int machines);
