// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/hardware/disksource.h"

#include "models/xml/elementparts.h"
#include "models/xml/xmlnode.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(DiskSource)
};

struct Form
{
    const char16_t *type;
    const char16_t *attributes, *children; // that it has, separated by blanks
};

// clang-format off
constexpr Form forms[] = {
    {u"file", u"file startupPolicy", u"seclabel encryption reservations slices"},
    {u"block", u"dev startupPolicy", u"seclabel encryption reservations slices"},
    {u"dir", u"dir startupPolicy", u"seclabel"},
    {u"volume", u"pool volume mode startupPolicy", u"seclabel encryption reservations"},
    {u"network", u"protocol name query tls tlsHostname", u"host auth snapshot config initiator ssl cookies reconnect readahead timeout identity knownHosts encryption reservations slices"},
    {u"nvme", u"type managed namespace", u"address encryption slices"},
    {u"vhostuser", u"type path", u"reconnect"},
    {u"vhostvdpa", u"dev", u""},
};
// clang-format on

QStringList list(const char16_t *words)
{
    return QString::fromUtf16(words).split(u' ', Qt::SkipEmptyParts);
}

} // namespace

QByteArray DiskSource::forForm(const QByteArray &source, const QString &form)
{
    QByteArray made = source.isEmpty() ? ElementParts::make(u"source"_s) : source;
    for (const Form &one : forms) {
        if (form == QStringView(one.type))
            made = ElementParts::kept(made, list(one.attributes), list(one.children));
    }
    // The same attribute means another thing in each form.
    made = ElementParts::with(made, u"@type"_s, {});
    if (form == "block"_L1 || form == "vhostvdpa"_L1)
        made = ElementParts::with(made, u"@dev"_s, {});
    if (form == "nvme"_L1)
        made = ElementParts::with(made, u"@type"_s, u"pci"_s);
    if (form == "vhostuser"_L1)
        made = ElementParts::with(made, u"@type"_s, u"unix"_s);
    return ElementParts::isBare(made) ? QByteArray() : made;
}

QStringList DiskSource::fields(const QString &form, const QString &protocol)
{
    if (form == "file"_L1)
        return {u"source@file"_s};
    if (form == "block"_L1 || form == "vhostvdpa"_L1)
        return {u"source@dev"_s};
    if (form == "dir"_L1)
        return {u"source@dir"_s};
    if (form == "volume"_L1)
        return {u"source@pool"_s, u"source@volume"_s, u"source@mode"_s};
    if (form == "nvme"_L1)
        return {u"#nvme"_s, u"source@namespace"_s, u"source@managed"_s};
    if (form == "vhostuser"_L1)
        return {u"source@path"_s, u"source/reconnect@enabled"_s, u"source/reconnect@timeout"_s};
    if (form != "network"_L1)
        return {};
    QStringList all{u"source@protocol"_s, u"source@name"_s, u"#hosts"_s};
    const bool web = protocol.startsWith("http"_L1);
    if (protocol == "rbd"_L1 || protocol == "iscsi"_L1 || protocol == "ssh"_L1 || web
        || protocol.startsWith("ftp"_L1))
        all += {u"source/auth@username"_s, u"source/auth/secret@uuid"_s,
                u"source/auth/secret@usage"_s};
    if (web)
        all += u"source@query"_s;
    if (web || protocol == "nbd"_L1 || protocol == "ftps"_L1 || protocol == "vxhs"_L1)
        all += u"source@tls"_s;
    if (protocol == "iscsi"_L1)
        all += u"source/initiator/iqn@name"_s;
    if (protocol == "rbd"_L1)
        all += {u"source/snapshot@name"_s, u"source/config@file"_s};
    return all;
}

const QStringList &DiskSource::allFields()
{
    static const QStringList all{u"source@file"_s,
                                 u"source@dev"_s,
                                 u"source@dir"_s,
                                 u"source@pool"_s,
                                 u"source@volume"_s,
                                 u"source@mode"_s,
                                 u"source@protocol"_s,
                                 u"source@name"_s,
                                 u"source@query"_s,
                                 u"#hosts"_s,
                                 u"source/auth@username"_s,
                                 u"source/auth/secret@uuid"_s,
                                 u"source@tls"_s,
                                 u"source/auth/secret@usage"_s,
                                 u"source/snapshot@name"_s,
                                 u"source/initiator/iqn@name"_s,
                                 u"source/config@file"_s,
                                 u"#nvme"_s,
                                 u"source@namespace"_s,
                                 u"source@managed"_s,
                                 u"source@path"_s,
                                 u"source/reconnect@enabled"_s,
                                 u"source/reconnect@timeout"_s};
    return all;
}

QString DiskSource::targetPrefix(const QString &bus)
{
    if (bus == "virtio"_L1)
        return u"vd"_s;
    if (bus == "ide"_L1)
        return u"hd"_s;
    if (bus == "fdc"_L1)
        return u"fd"_s;
    if (bus == "xen"_L1)
        return u"xvd"_s;
    if (bus == "uml"_L1)
        return u"ubd"_s;
    static const QStringList scsi{u"scsi"_s, u"sata"_s, u"usb"_s, u"sd"_s};
    return scsi.contains(bus) ? u"sd"_s : QString();
}

QString DiskSource::freeTarget(const QString &prefix, const QStringList &taken)
{
    for (int number = 0;; ++number) {
        QString letters;
        for (int rest = number; rest >= 0; rest = rest / 26 - 1)
            letters.prepend(QChar(u'a' + rest % 26));
        if (!taken.contains(prefix + letters))
            return prefix + letters;
    }
}

QStringList DiskSource::chain(const QByteArray &backingStore)
{
    QStringList lines;
    const auto tree = backingStore.isEmpty() ? Result<XmlNode>(XmlNode()) : readTree(backingStore);
    for (const XmlNode *at = tree ? &*tree : nullptr; at && !at->attributes.isEmpty();
         at = at->child(u"backingStore")) {
        QString place;
        for (const char16_t *path :
             {u"source@file", u"source@dev", u"source@dir", u"source@name", u"source@volume"}) {
            if (place.isEmpty())
                place = at->value(path);
        }
        const QString protocol = at->value(u"source@protocol"), pool = at->value(u"source@pool");
        if (!protocol.isEmpty())
            place = protocol + u": "_s + place;
        if (!pool.isEmpty())
            place = pool + u'/' + place;
        const QString format = at->value(u"format@type");
        lines += format.isEmpty() ? place : Text::tr("%1 (%2)").arg(place, format);
    }
    return lines;
}
