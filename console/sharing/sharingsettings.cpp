// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/sharing/sharingsettings.h"

using namespace Qt::StringLiterals;

static QByteArray key(const char *what, const MachineKey &machine)
{
    return QByteArray("sharing/") + what + '-' + machine.uuid.toByteArray(QUuid::WithoutBraces);
}

SharingSettings SharingSettings::load(const Settings &settings, const MachineKey &machine)
{
    const auto value = [&](const char *what) { return settings.value(key(what, machine)); };
    SharingSettings result;
    result.folder = value("folder").toString();
    result.folderReadOnly = !value("folderWritable").toBool();
    result.folderAgain = !result.folder.isEmpty() && value("folderAgain").toBool();
    result.usb.automatic = value("usbAutomatic").toBool();
    result.usb.remembered = value("usbRemembered").toStringList();
    if (const QVariant never = value("usbNever"); never.isValid())
        result.usb.never = UsbRules::Kinds(never.toInt() & UsbRules::allKinds);
    return result;
}

void SharingSettings::store(Settings &settings, const MachineKey &machine) const
{
    const SharingSettings fallback;
    const auto put = [&](const char *what, const QVariant &value, bool isDefault) {
        settings.setValue(key(what, machine), isDefault ? QVariant() : value);
    };
    put("folder", folder, folder.isEmpty());
    put("folderWritable", true, folderReadOnly);
    put("folderAgain", true, !folderAgain);
    put("usbAutomatic", true, !usb.automatic);
    put("usbRemembered", usb.remembered, usb.remembered.isEmpty());
    put("usbNever", int(usb.never), usb.never == fallback.usb.never);
}
