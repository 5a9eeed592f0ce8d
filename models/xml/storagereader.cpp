// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/xml/storagereader.h"

#include "models/xml/xmlnode.h"
#include "models/xml/xmlvalues.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(StorageReader)
};

Result<XmlNode> readRoot(const QByteArray &xml, QLatin1StringView name)
{
    auto root = readTree(xml);
    if (root && (root->name != name || !root->space.isEmpty())) {
        return tl::unexpected(Error{
            .summary = Text::tr("This XML does not describe storage."),
            .detail =
                Text::tr("Its root element is <%1>, not <%2>.").arg(root->name, QString(name))});
    }
    return root;
}

quint64 amount(const XmlNode *node)
{
    if (!node)
        return 0;
    bool ok = false;
    const quint64 number = node->text.trimmed().toULongLong(&ok);
    const auto unit = XmlValues::unitBytes(node->attribute(u"unit"), 1);
    if (!ok || !unit)
        return 0;
    return number > UINT64_MAX / *unit ? UINT64_MAX : number * *unit;
}

QList<PoolSpec::Host> readHosts(const XmlNode &source)
{
    QList<PoolSpec::Host> hosts;
    for (const XmlNode *host : source.find(u"host")) {
        const int port = host->attribute(u"port").toInt();
        hosts.append({host->attribute(u"name"), port > 0 && port < 65536 ? port : 0});
    }
    return hosts;
}

PoolSource readSource(const XmlNode &node)
{
    PoolSource source{.hosts = readHosts(node),
                      .directory = node.value(u"dir@path"),
                      .name = node.value(u"name"),
                      .format = node.value(u"format@type"),
                      .adapter = node.value(u"adapter@name"),
                      .initiator = node.value(u"initiator/iqn@name")};
    for (const XmlNode *device : node.find(u"device"))
        source.devices += device->attribute(u"path");
    if (source.adapter.isEmpty())
        source.adapter = node.value(u"adapter@wwpn");
    QStringList places;
    for (const PoolSpec::Host &host : std::as_const(source.hosts))
        places += host.name;
    QString what = source.directory;
    if (what.isEmpty() || !source.name.isEmpty())
        what = source.name;
    if (what.isEmpty())
        what = source.devices.join(u", "_s);
    if (what.isEmpty())
        what = source.adapter;
    const QString servers = places.join(u", "_s);
    source.title = servers.isEmpty() || what.isEmpty() ? servers + what : servers + u':' + what;
    return source;
}

VolumeType typeOf(const QString &word)
{
    static constexpr QStringView words[] = {u"file",    u"block",  u"dir",
                                            u"network", u"netdir", u"ploop"};
    for (size_t i = 0; i < std::size(words); ++i) {
        if (word == words[i])
            return VolumeType(i);
    }
    return VolumeType::Unknown;
}

// "1763736463.123456789", seconds since 1970.
QDateTime readTime(const QString &text)
{
    bool ok = false;
    const qint64 seconds = text.section(u'.', 0, 0).toLongLong(&ok);
    constexpr qint64 latest = 32'503'680'000; // the year 3000
    return ok && seconds > 0 && seconds < latest ? QDateTime::fromSecsSinceEpoch(seconds)
                                                 : QDateTime();
}

// One <enum name=> of pool capabilities, or one default.
void readOptions(const XmlNode *options, QString &usual, QStringList &all)
{
    if (!options)
        return;
    usual = options->value(u"defaultFormat@type");
    for (const XmlNode *list : options->find(u"enum")) {
        for (const XmlNode *value : list->find(u"value"))
            all += value->text.trimmed();
    }
}

} // namespace

Result<StoragePool> readPool(const QByteArray &xml)
{
    return readRoot(xml, "pool"_L1).map([](const XmlNode &root) {
        StoragePool pool{.uuid = QUuid::fromString(root.value(u"uuid")),
                         .type = root.attribute(u"type"),
                         .capacity = amount(root.child(u"capacity")),
                         .allocation = amount(root.child(u"allocation")),
                         .available = amount(root.child(u"available")),
                         .targetPath = root.value(u"target/path")};
        if (const XmlNode *name = root.child(u"name"))
            pool.name = name->text;
        if (const XmlNode *source = root.child(u"source")) {
            const PoolSource read = readSource(*source);
            pool.source = read.title;
            pool.format = read.format;
        }
        return pool;
    });
}

Result<StorageVolume> readVolume(const QByteArray &xml)
{
    return readRoot(xml, "volume"_L1).map([](const XmlNode &root) {
        StorageVolume volume{.described = true,
                             .type = typeOf(root.attribute(u"type")),
                             .capacity = amount(root.child(u"capacity")),
                             .allocation = amount(root.child(u"allocation")),
                             .physical = amount(root.child(u"physical")),
                             .format = root.value(u"target/format@type"),
                             .compat = root.value(u"target/compat"),
                             .backingFormat = root.value(u"backingStore/format@type"),
                             .modified = readTime(root.value(u"target/timestamps/mtime"))};
        // As they stand: blanks and line feeds can belong to a name.
        const auto verbatim = [&root](QStringView path) {
            const auto found = root.find(path);
            return found.isEmpty() ? QString() : found.first()->text;
        };
        volume.name = verbatim(u"name");
        volume.key = verbatim(u"key");
        volume.path = verbatim(u"target/path");
        volume.backingPath = verbatim(u"backingStore/path");
        if (const auto size = root.find(u"target/clusterSize"); !size.isEmpty())
            volume.clusterSize = amount(size.first());
        if (const auto features = root.find(u"target/features"); !features.isEmpty()) {
            for (const XmlNode &feature : features.first()->children)
                volume.features += feature.name;
        }
        volume.encryption = root.value(u"target/encryption@format");
        volume.secret = QUuid::fromString(root.value(u"target/encryption/secret@uuid"));
        const QString owner = root.value(u"target/permissions/owner"),
                      group = root.value(u"target/permissions/group"),
                      mode = root.value(u"target/permissions/mode");
        if (!mode.isEmpty())
            volume.owner = u"%1:%2 %3"_s.arg(owner, group, mode);
        return volume;
    });
}

Result<QList<PoolCapability>> readPoolCapabilities(const QByteArray &xml)
{
    return readRoot(xml, "storagepoolCapabilities"_L1).map([](const XmlNode &root) {
        QList<PoolCapability> all;
        for (const XmlNode *pool : root.find(u"pool")) {
            PoolCapability one{.type = pool->attribute(u"type"),
                               .supported = pool->attribute(u"supported") == "yes"_L1};
            readOptions(pool->child(u"poolOptions"), one.defaultPoolFormat, one.poolFormats);
            readOptions(pool->child(u"volOptions"), one.defaultVolumeFormat, one.volumeFormats);
            all.append(one);
        }
        return all;
    });
}

Result<QList<PoolSource>> readPoolSources(const QByteArray &xml)
{
    return readRoot(xml, "sources"_L1).map([](const XmlNode &root) {
        QList<PoolSource> all;
        for (const XmlNode *source : root.find(u"source"))
            all.append(readSource(*source));
        return all;
    });
}
