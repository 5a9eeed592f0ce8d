// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/result.h"
#include "models/values/machinespec.h"

#include <QByteArray>

#include <optional>

// What a machine remembers of its installation, in its metadata: the drive whose CD is to be taken
// out, and the restarts until then. It is there from the first start on and goes with the CD, so
// that whoever sees the restart, and be it another start of the program, knows what to do. Any
// thread.
struct InstallationMark
{
    QString drive = {}; // the target: "sda"
    int restarts = 1;

    bool operator==(const InstallationMark &) const = default;
};

// Of a machine that is to be made; none when there is nothing to take out.
std::optional<InstallationMark> installationOf(const MachineSpec &spec);
// None, too, when what is there makes no sense: anybody may write metadata.
std::optional<InstallationMark> readInstallationMark(const QByteArray &domainXml);
// As virDomainSetMetadata takes it.
QByteArray writeInstallationMark(const InstallationMark &mark);

// The CD drive of this target as it is, without a medium (for virDomainUpdateDeviceFlags). Empty
// when there is no medium in it; Kind::NotFound when there is no such CD drive.
Result<QByteArray> emptiedDrive(const QByteArray &domainXml, const QString &target);
