// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/xml/firmware.h"

#include "models/xml/domainedit.h"
#include "models/xml/xmlnode.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>

using namespace Qt::StringLiterals;

MachineFirmware::Reading MachineFirmware::read(const QByteArray &domain)
{
    Reading reading;
    const auto root = readTree(domain);
    if (!root)
        return reading;
    reading.image = root->value(u"os/loader");
    reading.variables = root->value(u"os/nvram");
    if (root->value(u"os@firmware") == "efi"_L1) {
        bool secure = root->value(u"os/loader@secure") == "yes"_L1;
        for (const XmlNode *feature : root->find(u"os/firmware/feature")) {
            if (feature->attribute(u"name") == "secure-boot"_L1)
                secure = feature->attribute(u"enabled") == "yes"_L1;
        }
        reading.kind = secure ? Kind::SecureUefi : Kind::Uefi;
    } else if (!reading.image.isEmpty()) {
        reading.kind = Kind::Image;
    }
    return reading;
}

bool MachineFirmware::derivesVariables(const QByteArray &domain)
{
    const auto root = readTree(domain);
    if (!root || !root->value(u"os/nvram").isEmpty() || !root->find(u"os/nvram/source").isEmpty()
        || root->value(u"os/loader@stateless") == "yes"_L1)
        return false;
    return root->value(u"os@firmware") == "efi"_L1 || root->value(u"os/loader@type") == "pflash"_L1;
}

QString MachineFirmware::variablesFile(const QByteArray &arguments)
{
    // -blockdev '{"driver":"file","filename":"…","node-name":"libvirt-pflash1-storage",…}'
    static const QRegularExpression storage(
        uR"(\{[^{}]*"node-name":"libvirt-pflash1-storage"[^{}]*\})"_s);
    QString text = QString::fromUtf8(arguments);
    text.replace(u"'\\''"_s, u"'"_s);
    const QString found = storage.match(text).captured();
    return QJsonDocument::fromJson(found.toUtf8()).object().value("filename"_L1).toString();
}

DomainChanges MachineFirmware::changes(const QByteArray &document, const QString &section,
                                       Kind kind)
{
    DomainChanges changes;
    const auto element = [&](const QString &path, const QByteArray &after) {
        const QByteArray before = elementXml(document, section, path);
        if (before != after)
            changes.elements += {.item = section, .path = path, .before = before, .after = after};
    };
    const auto field = [&](const QString &path, const std::optional<QString> &after) {
        const auto before = fieldValue(document, section, path);
        if (before != after)
            changes.fields += {.item = section, .path = path, .before = before, .after = after};
    };
    if (kind == Kind::Image)
        return changes;
    if (kind == Kind::Bios) {
        field(u"os@firmware"_s, std::nullopt);
        element(u"os/firmware"_s, {});
        element(u"os/loader"_s, {});
        element(u"os/nvram"_s, {});
        return changes;
    }
    const bool secure = kind == Kind::SecureUefi;
    const QString enabled = secure ? u"yes"_s : u"no"_s;
    field(u"os@firmware"_s, u"efi"_s);
    field(u"os/firmware/feature[name=enrolled-keys]@enabled"_s, enabled);
    field(u"os/firmware/feature[name=secure-boot]@enabled"_s, enabled);
    // The image belongs to what was there, and so does what new variables are made from.
    element(u"os/loader"_s, {});
    if (fieldValue(document, section, u"os/nvram@template"_s))
        field(u"os/nvram@template"_s, std::nullopt);
    // Without it, system management mode, the guest could write what Secure Boot checks.
    if (secure && fieldValue(document, section, u"features/smm@state"_s) != u"on"_s)
        field(u"features/smm@state"_s, u"on"_s);
    return changes;
}
