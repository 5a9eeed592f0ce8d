// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/xml/storagewriter.h"

#include "models/xml/xmladmission.h"

#include <QCoreApplication>
#include <QXmlStreamReader>
#include <QXmlStreamWriter>

using namespace Qt::StringLiterals;

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(StorageWriter)
};

void writeAttribute(QXmlStreamWriter &writer, const QString &name, const QString &value)
{
    if (!value.isEmpty())
        writer.writeAttribute(name, value);
}

void writeEmpty(QXmlStreamWriter &writer, const QString &element, const QString &attribute,
                const QString &value)
{
    if (value.isEmpty())
        return;
    writer.writeEmptyElement(element);
    writer.writeAttribute(attribute, value);
}

void writeBytes(QXmlStreamWriter &writer, const QString &element, quint64 bytes)
{
    writer.writeStartElement(element);
    writer.writeAttribute(u"unit"_s, u"bytes"_s);
    writer.writeCharacters(QString::number(bytes));
    writer.writeEndElement();
}

QString plain(const QUuid &uuid)
{
    return uuid.toString(QUuid::WithoutBraces);
}

void writeSource(QXmlStreamWriter &writer, const PoolSpec &spec)
{
    writer.writeStartElement(u"source"_s);
    for (const PoolSpec::Host &host : spec.hosts) {
        if (host.name.isEmpty())
            continue;
        writer.writeEmptyElement(u"host"_s);
        writer.writeAttribute(u"name"_s, host.name);
        if (host.port > 0)
            writer.writeAttribute(u"port"_s, QString::number(host.port));
    }
    for (const QString &device : spec.devices)
        writeEmpty(writer, u"device"_s, u"path"_s, device);
    writeEmpty(writer, u"dir"_s, u"path"_s, spec.directory);
    if (!spec.wwnn.isEmpty() || !spec.wwpn.isEmpty()) {
        writer.writeEmptyElement(u"adapter"_s);
        writer.writeAttribute(u"type"_s, u"fc_host"_s);
        writeAttribute(writer, u"wwnn"_s, spec.wwnn);
        writeAttribute(writer, u"wwpn"_s, spec.wwpn);
    } else if (!spec.adapter.isEmpty()) {
        writer.writeEmptyElement(u"adapter"_s);
        writer.writeAttribute(u"type"_s, u"scsi_host"_s);
        writer.writeAttribute(u"name"_s, spec.adapter);
    }
    if (!spec.sourceName.isEmpty())
        writer.writeTextElement(u"name"_s, spec.sourceName);
    if (!spec.initiator.isEmpty()) {
        writer.writeStartElement(u"initiator"_s);
        writeEmpty(writer, u"iqn"_s, u"name"_s, spec.initiator);
        writer.writeEndElement();
    }
    if (!spec.authType.isEmpty()) {
        writer.writeStartElement(u"auth"_s);
        writer.writeAttribute(u"type"_s, spec.authType);
        writeAttribute(writer, u"username"_s, spec.user);
        if (!spec.secret.isNull())
            writeEmpty(writer, u"secret"_s, u"uuid"_s, plain(spec.secret));
        writer.writeEndElement();
    }
    writeEmpty(writer, u"format"_s, u"type"_s, spec.format);
    writeEmpty(writer, u"protocol"_s, u"ver"_s, spec.protocolVersion);
    writer.writeEndElement();
}

} // namespace

QByteArray poolXml(const PoolSpec &spec)
{
    QByteArray xml;
    QXmlStreamWriter writer(&xml);
    writer.setAutoFormatting(true);
    writer.setAutoFormattingIndent(2);
    writer.writeStartElement(u"pool"_s);
    writer.writeAttribute(u"type"_s, spec.type);
    writer.writeTextElement(u"name"_s, spec.name);
    if (spec.type != "dir"_L1 && spec.type != "mpath"_L1)
        writeSource(writer, spec);
    if (!spec.targetPath.isEmpty()) {
        writer.writeStartElement(u"target"_s);
        writer.writeTextElement(u"path"_s, spec.targetPath);
        writer.writeEndElement();
    }
    writer.writeEndElement();
    return xml;
}

QByteArray sourceXml(const PoolSpec &spec)
{
    if (spec.hosts.isEmpty() && spec.initiator.isEmpty() && spec.format.isEmpty())
        return {};
    QByteArray xml;
    QXmlStreamWriter writer(&xml);
    writeSource(writer, spec);
    return xml;
}

QByteArray volumeXml(const VolumeSpec &spec)
{
    const bool qcow2 = spec.format == "qcow2"_L1;
    QByteArray xml;
    QXmlStreamWriter writer(&xml);
    writer.setAutoFormatting(true);
    writer.setAutoFormattingIndent(2);
    writer.writeStartElement(u"volume"_s);
    writer.writeTextElement(u"name"_s, spec.name);
    if (spec.capacity > 0)
        writeBytes(writer, u"capacity"_s, spec.capacity);
    // Without it libvirt takes all of a raw volume's space at once.
    writeBytes(writer, u"allocation"_s, spec.allocation.value_or(0));
    writer.writeStartElement(u"target"_s);
    writeEmpty(writer, u"format"_s, u"type"_s, spec.format);
    if (!spec.encryptionSecret.isNull()) {
        writer.writeStartElement(u"encryption"_s);
        writer.writeAttribute(u"format"_s, u"luks"_s);
        writer.writeEmptyElement(u"secret"_s);
        writer.writeAttribute(u"type"_s, u"passphrase"_s);
        writer.writeAttribute(u"uuid"_s, plain(spec.encryptionSecret));
        writer.writeEndElement();
    }
    if (qcow2) {
        writer.writeTextElement(u"compat"_s, u"1.1"_s);
        if (spec.clusterSize > 0)
            writeBytes(writer, u"clusterSize"_s, spec.clusterSize);
    }
    if (spec.noCopyOnWrite)
        writer.writeEmptyElement(u"nocow"_s);
    if (qcow2 && spec.lazyRefcounts) {
        writer.writeStartElement(u"features"_s);
        writer.writeEmptyElement(u"lazy_refcounts"_s);
        writer.writeEndElement();
    }
    writer.writeEndElement();
    if (!spec.backingPath.isEmpty()) {
        writer.writeStartElement(u"backingStore"_s);
        writer.writeTextElement(u"path"_s, spec.backingPath);
        writeEmpty(writer, u"format"_s, u"type"_s, spec.backingFormat);
        writer.writeEndElement();
    }
    writer.writeEndElement();
    return xml;
}

Result<QByteArray> renamedPool(const QByteArray &xml, const QString &name)
{
    if (const auto admitted = XmlAdmission::outline(xml); !admitted)
        return tl::unexpected(admitted.error());
    QByteArray renamed;
    QXmlStreamReader reader(QString::fromUtf8(xml));
    QXmlStreamWriter writer(&renamed);
    int depth = 0;
    bool done = false;
    while (!reader.atEnd()) {
        const auto token = reader.readNext();
        if (token == QXmlStreamReader::Invalid)
            break;
        if (token == QXmlStreamReader::StartDocument)
            continue;
        depth += token == QXmlStreamReader::StartElement ? 1 : 0;
        depth -= token == QXmlStreamReader::EndElement ? 1 : 0;
        if (token == QXmlStreamReader::StartElement && depth == 2 && !done
            && reader.namespaceUri().isEmpty() && reader.name() == "name"_L1) {
            reader.skipCurrentElement();
            --depth;
            writer.writeTextElement(u"name"_s, name);
            done = true;
            continue;
        }
        writer.writeCurrentToken(reader);
    }
    if (reader.hasError())
        return tl::unexpected(XmlAdmission::readerError(reader));
    if (!done)
        return tl::unexpected(Error{.summary = Text::tr("The pool’s definition has no name.")});
    return renamed;
}
