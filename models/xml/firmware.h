// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/values/domainchanges.h"

#include <QByteArray>
#include <QString>

// What starts a machine before its system: read from a definition, and changed in it. Pure.
namespace MachineFirmware {

enum class Kind {
    Bios, // or what the architecture has without more words
    Uefi,
    SecureUefi, // with Secure Boot
    Image,      // a file that is named in the definition
};

struct Reading
{
    Kind kind = Kind::Bios;
    QString image = {};     // of Image; else what libvirt has filled in, if it has
    QString variables = {}; // the file with the firmware's variables (NVRAM); may be empty

    bool operator==(const Reading &) const = default;
};

Reading read(const QByteArray &domain);

// What makes it another one; libvirt finds the image. The file with the variables stays the same,
// and is kept when nothing uses it any more. `section`: the item of the section.
DomainChanges changes(const QByteArray &document, const QString &section, Kind kind);

// The definition leaves it to libvirt in which file its variables are.
bool derivesVariables(const QByteArray &domain);
// That file, from the arguments that libvirt starts QEMU with (shell-quoted); empty when it is not
// among them.
QString variablesFile(const QByteArray &arguments);

} // namespace MachineFirmware
