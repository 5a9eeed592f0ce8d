// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/xml/domainreader.h"

#include "models/values/metadatanamespace.h"
#include "models/xml/domainroot.h"
#include "models/xml/xmlvalues.h"

#include <QXmlStreamReader>

using namespace Qt::StringLiterals;

using namespace DomainRoot;

static constexpr qsizetype mostTags = 100;

static void readMetadata(QXmlStreamReader &reader, DomainSummary &summary)
{
    while (reader.readNextStartElement()) {
        const bool tags =
            reader.namespaceUri() == MetadataNamespace::guesthouse && reader.name() == "tags"_L1;
        const bool os = reader.namespaceUri() == MetadataNamespace::libosinfo;
        if (!tags && !os) {
            reader.skipCurrentElement();
            continue;
        }
        while (reader.readNextStartElement()) {
            if (os && reader.name() == "os"_L1 && summary.osName.isEmpty()) {
                summary.osName = XmlValues::osName(attribute(reader, u"id"_s));
            } else if (tags && reader.name() == "tag"_L1 && summary.tags.size() < mostTags) {
                const QString tag = elementText(reader).simplified();
                if (!tag.isEmpty() && !summary.tags.contains(tag))
                    summary.tags += tag;
                continue;
            }
            reader.skipCurrentElement();
        }
    }
}

static void readDevices(QXmlStreamReader &reader, DomainSummary &summary)
{
    while (reader.readNextStartElement()) {
        if (isOurs(reader, u"graphics") && summary.graphicsCount < UINT16_MAX) {
            ++summary.graphicsCount;
        } else if (isOurs(reader, u"interface") && summary.macs.size() < 64) {
            while (reader.readNextStartElement()) {
                if (isOurs(reader, u"mac"))
                    summary.macs += attribute(reader, u"address"_s);
                reader.skipCurrentElement();
            }
            continue;
        } else if (isOurs(reader, u"channel")) {
            while (reader.readNextStartElement()) {
                if (isOurs(reader, u"target"))
                    summary.hasAgentChannel |=
                        attribute(reader, u"name"_s) == "org.qemu.guest_agent.0"_L1;
                reader.skipCurrentElement();
            }
            continue;
        }
        reader.skipCurrentElement();
    }
}

Result<DomainSummary> readDomainSummary(const QByteArray &xml)
{
    DomainSummary summary;
    summary.vcpus = 1; // libvirt's default
    std::optional<quint64> maximum, current;
    const auto outcome = readChildren(xml, [&](QXmlStreamReader &reader) {
        if (isOurs(reader, u"title")) {
            summary.title = elementText(reader);
        } else if (isOurs(reader, u"description")) {
            summary.description = elementText(reader);
        } else if (isOurs(reader, u"memory") || isOurs(reader, u"currentMemory")) {
            auto &amount = reader.name() == "memory"_L1 ? maximum : current;
            const QString unit = attribute(reader, u"unit"_s);
            amount = XmlValues::memoryKiB(elementText(reader), unit);
        } else if (isOurs(reader, u"vcpu")) {
            const QString online = attribute(reader, u"current"_s);
            const QString count = elementText(reader);
            bool ok = false;
            const uint vcpus = (online.isEmpty() ? count : online).trimmed().toUInt(&ok);
            summary.vcpus = ok ? vcpus : 1;
        } else if (isOurs(reader, u"metadata")) {
            readMetadata(reader, summary);
        } else if (isOurs(reader, u"devices")) {
            readDevices(reader, summary);
        } else {
            reader.skipCurrentElement();
        }
    });
    if (!outcome)
        return tl::unexpected(outcome.error());
    summary.memoryKiB = current.value_or(maximum.value_or(0));
    return summary;
}

static int portNumber(const QXmlStreamReader &reader, const QString &name)
{
    bool ok = false;
    const int port = attribute(reader, name).toInt(&ok);
    return ok && port > 0 && port <= 65535 ? port : -1;
}

static Graphics readOne(QXmlStreamReader &reader, int index)
{
    Graphics graphics;
    graphics.index = index;
    graphics.type = attribute(reader, u"type"_s);
    graphics.port = portNumber(reader, u"port"_s);
    graphics.tlsPort = portNumber(reader, u"tlsPort"_s);
    // The attributes are the old form; a <listen> child, where there is one, is the newer truth.
    graphics.listenAddress = attribute(reader, u"listen"_s);
    graphics.socketPath = attribute(reader, u"socket"_s);
    if (!graphics.socketPath.isEmpty())
        graphics.listenType = u"socket"_s;
    else if (!graphics.listenAddress.isEmpty())
        graphics.listenType = u"address"_s;
    bool listenSeen = false;
    while (reader.readNextStartElement()) {
        if (isOurs(reader, u"listen") && !listenSeen) {
            listenSeen = true;
            graphics.listenType = attribute(reader, u"type"_s);
            if (const QString address = attribute(reader, u"address"_s); !address.isEmpty())
                graphics.listenAddress = address;
            if (const QString path = attribute(reader, u"socket"_s); !path.isEmpty())
                graphics.socketPath = path;
        } else if (isOurs(reader, u"gl")) {
            graphics.gl = attribute(reader, u"enable"_s) == "yes"_L1;
        }
        reader.skipCurrentElement();
    }
    return graphics;
}

Result<QList<Graphics>> readGraphics(const QByteArray &xml)
{
    QList<Graphics> all;
    const auto outcome = readChildren(xml, [&](QXmlStreamReader &reader) {
        if (!isOurs(reader, u"devices")) {
            reader.skipCurrentElement();
            return;
        }
        while (reader.readNextStartElement()) {
            if (isOurs(reader, u"graphics"))
                all += readOne(reader, int(all.size()));
            else
                reader.skipCurrentElement();
        }
    });
    if (!outcome)
        return tl::unexpected(outcome.error());
    return all;
}

Result<int> readScreenCount(const QByteArray &xml)
{
    constexpr int most = 16;
    int screens = 0;
    const auto outcome = readChildren(xml, [&](QXmlStreamReader &reader) {
        if (!isOurs(reader, u"devices")) {
            reader.skipCurrentElement();
            return;
        }
        while (reader.readNextStartElement()) {
            const bool video = isOurs(reader, u"video");
            while (video && reader.readNextStartElement()) {
                if (isOurs(reader, u"model") && attribute(reader, u"type"_s) != "none"_L1)
                    screens += qBound(1, attribute(reader, u"heads"_s).toInt(), most);
                reader.skipCurrentElement();
            }
            if (!video)
                reader.skipCurrentElement();
        }
    });
    if (!outcome)
        return tl::unexpected(outcome.error());
    return qMin(screens, most);
}
