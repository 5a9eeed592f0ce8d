// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/xml/xmlvalues.h"

#include <QStringList>

#include <array>

using namespace Qt::StringLiterals;

namespace XmlValues {

std::optional<quint64> unitBytes(QStringView unit, quint64 fallback)
{
    unit = unit.trimmed();
    if (unit.isEmpty())
        return fallback;
    const auto is = [unit](QStringView word) {
        return unit.compare(word, Qt::CaseInsensitive) == 0;
    };
    if (is(u"b") || is(u"byte") || is(u"bytes"))
        return 1;
    const qsizetype power = QStringView(u"kmgtpe").indexOf(unit.front().toLower()) + 1;
    if (power == 0)
        return {};
    const QStringView rest = unit.sliced(1);
    const bool binary = rest.isEmpty() || rest.compare(u"ib", Qt::CaseInsensitive) == 0;
    if (!binary && rest.compare(u"b", Qt::CaseInsensitive) != 0)
        return {};
    quint64 factor = 1;
    for (qsizetype i = 0; i < power; ++i)
        factor *= binary ? 1024 : 1000;
    return factor;
}

std::optional<quint64> memoryKiB(QStringView number, QStringView unit)
{
    bool ok = false;
    const quint64 amount = number.trimmed().toULongLong(&ok);
    const auto factor = unitBytes(unit);
    if (!ok || !factor)
        return {};
    if (*factor % 1024 == 0) {
        const quint64 kib = *factor / 1024;
        return amount > UINT64_MAX / kib ? UINT64_MAX : amount * kib;
    }
    // KB, MB …: too large for bytes in 64 bits is too large for any machine.
    if (amount > (UINT64_MAX - 1023) / *factor)
        return UINT64_MAX / 1024;
    return (amount * *factor + 1023) / 1024;
}

struct Product
{
    QStringView id, name;
};

static constexpr Product products[] = {
    {u"alma", u"AlmaLinux"},
    {u"almalinux", u"AlmaLinux"},
    {u"alpinelinux", u"Alpine Linux"},
    {u"alt", u"ALT"},
    {u"android-x86", u"Android-x86"},
    {u"archlinux", u"Arch Linux"},
    {u"asianux", u"Asianux"},
    {u"caasp", u"SUSE CaaS Platform"},
    {u"centos", u"CentOS"},
    {u"centos-stream", u"CentOS Stream"},
    {u"cirros", u"CirrOS"},
    {u"coreos", u"CoreOS"},
    {u"debian", u"Debian"},
    {u"dragonflybsd", u"DragonFly BSD"},
    {u"elementary", u"elementary OS"},
    {u"endless", u"Endless OS"},
    {u"fedora", u"Fedora"},
    {u"fedora-coreos", u"Fedora CoreOS"},
    {u"freebsd", u"FreeBSD"},
    {u"freedos", u"FreeDOS"},
    {u"gentoo", u"Gentoo"},
    {u"gnome", u"GNOME OS"},
    {u"guix", u"GNU Guix System"},
    {u"haiku", u"Haiku"},
    {u"linux", u"Linux"},
    {u"macosx", u"Mac OS X"},
    {u"mageia", u"Mageia"},
    {u"manjaro", u"Manjaro"},
    {u"miraclelinux", u"MIRACLE LINUX"},
    {u"netbsd", u"NetBSD"},
    {u"nixos", u"NixOS"},
    {u"ol", u"Oracle Linux"},
    {u"openbsd", u"OpenBSD"},
    {u"openindiana", u"OpenIndiana"},
    {u"opensuse", u"openSUSE"},
    {u"popos", u"Pop!_OS"},
    {u"pureos", u"PureOS"},
    {u"reactos", u"ReactOS"},
    {u"rhel", u"Red Hat Enterprise Linux"},
    {u"rhel-atomic", u"Red Hat Enterprise Linux Atomic Host"},
    {u"rhcos", u"Red Hat Enterprise Linux CoreOS"},
    {u"rocky", u"Rocky Linux"},
    {u"scientificlinux", u"Scientific Linux"},
    {u"silverblue", u"Fedora Silverblue"},
    {u"slackware", u"Slackware"},
    {u"sle", u"SUSE Linux Enterprise"},
    {u"sled", u"SUSE Linux Enterprise Desktop"},
    {u"sles", u"SUSE Linux Enterprise Server"},
    {u"slem", u"SUSE Linux Enterprise Micro"},
    {u"solaris", u"Solaris"},
    {u"trisquel", u"Trisquel"},
    {u"ubuntu", u"Ubuntu"},
    {u"void", u"Void Linux"},
    {u"voidlinux", u"Void Linux"},
    {u"win", u"Windows"},
};

// Windows' versions are the one family whose IDs are not what people call them.
static constexpr Product windows[] = {
    {u"1.0", u"Windows 1.0"},
    {u"2k", u"Windows 2000"},
    {u"2k3", u"Windows Server 2003"},
    {u"2k3r2", u"Windows Server 2003 R2"},
    {u"2k8", u"Windows Server 2008"},
    {u"2k8r2", u"Windows Server 2008 R2"},
    {u"2k12", u"Windows Server 2012"},
    {u"2k12r2", u"Windows Server 2012 R2"},
    {u"2k16", u"Windows Server 2016"},
    {u"2k19", u"Windows Server 2019"},
    {u"2k22", u"Windows Server 2022"},
    {u"2k25", u"Windows Server 2025"},
    {u"xp", u"Windows XP"},
    {u"vista", u"Windows Vista"},
    {u"me", u"Windows Me"},
    {u"nt", u"Windows NT"},
};

QString osName(const QString &libosinfoId)
{
    const QStringList parts = libosinfoId.split(u'/', Qt::SkipEmptyParts);
    if (parts.size() < 2)
        return libosinfoId.trimmed();
    const QString &version = parts.last();
    const QString &product = parts.at(parts.size() - 2);
    if (parts.size() == 2) // "http:", "host": no product in it
        return version;
    if (product == "win"_L1) {
        for (const Product &known : windows) {
            if (known.id == version)
                return known.name.toString();
        }
    }
    for (const Product &known : products) {
        if (known.id == product) {
            const bool silent = version == "unknown"_L1 || version == "rolling"_L1;
            return known.name.toString() + (silent ? QString() : u' ' + version);
        }
    }
    return product + u' ' + version;
}

} // namespace XmlValues
