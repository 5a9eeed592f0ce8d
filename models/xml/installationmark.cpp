// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/xml/installationmark.h"

#include "models/values/machinerules.h"
#include "models/values/metadatanamespace.h"
#include "models/xml/elementwriter.h"
#include "models/xml/xmlnode.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace {

constexpr int mostRestarts = 16;

} // namespace

std::optional<InstallationMark> installationOf(const MachineSpec &spec)
{
    const DiskSpec *medium = mediumToTakeOut(spec);
    if (!medium)
        return std::nullopt;
    return InstallationMark{.drive = medium->target,
                            .restarts = qMin(spec.installerRestarts, mostRestarts)};
}

std::optional<InstallationMark> readInstallationMark(const QByteArray &domainXml)
{
    const auto tree = readTree(domainXml);
    if (!tree)
        return std::nullopt;
    for (const XmlNode *metadata : tree->find(u"metadata")) {
        for (const XmlNode &child : metadata->children) {
            if (child.space != MetadataNamespace::installation)
                continue;
            InstallationMark mark{.drive = child.attribute(u"drive"),
                                  .restarts = child.attribute(u"restarts").toInt()};
            if (!mark.drive.isEmpty() && mark.restarts > 0 && mark.restarts <= mostRestarts)
                return mark;
        }
    }
    return std::nullopt;
}

QByteArray writeInstallationMark(const InstallationMark &mark)
{
    QByteArray xml;
    ElementWriter writer(&xml);
    writer.empty(u"installation",
                 {{u"drive", mark.drive}, {u"restarts", QString::number(mark.restarts)}});
    writer.writeEndDocument();
    return xml.trimmed();
}

Result<QByteArray> emptiedDrive(const QByteArray &domainXml, const QString &target)
{
    const auto tree = readTree(domainXml);
    if (!tree)
        return tl::unexpected(tree.error());
    for (const XmlNode *disk : tree->find(u"devices/disk")) {
        if (disk->value(u"target@dev") != target || disk->attribute(u"device") != "cdrom"_L1)
            continue;
        if (!disk->child(u"source"))
            return QByteArray();
        QByteArray xml = domainXml.mid(disk->span.begin, disk->span.end - disk->span.begin);
        // From the back, so that what is before stays where it is.
        for (auto child = disk->children.crbegin(); child != disk->children.crend(); ++child) {
            if (child->name == "source"_L1 || child->name == "backingStore"_L1)
                xml.remove(child->span.begin - disk->span.begin,
                           child->span.end - child->span.begin);
        }
        // An empty drive has no pool or device that it could be read from.
        const qsizetype head = xml.indexOf('>');
        const qsizetype type = xml.indexOf("type=", 0) + 5;
        const qsizetype close = type > 5 && type < head ? xml.indexOf(xml[type], type + 1) : -1;
        if (close > type)
            xml.replace(type + 1, close - type - 1, "file");
        return xml;
    }
    return tl::unexpected(
        Error{.kind = Error::Kind::NotFound,
              .summary =
                  QCoreApplication::translate("InstallationMark", "The machine has no CD drive %1.")
                      .arg(target)});
}
