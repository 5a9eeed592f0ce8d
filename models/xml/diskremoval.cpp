// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/xml/diskremoval.h"

#include "models/xml/xmlnode.h"

#include <QCoreApplication>

Result<QByteArray> withoutDisk(const QByteArray &xml, const QString &target)
{
    const auto tree = readTree(xml);
    if (!tree)
        return tl::unexpected(tree.error());
    for (const XmlNode *disk : tree->find(u"devices/disk")) {
        if (disk->value(u"target@dev") != target)
            continue;
        QByteArray rest = xml;
        rest.remove(disk->span.begin, disk->span.end - disk->span.begin);
        return rest;
    }
    return tl::unexpected(Error{
        .kind = Error::Kind::NotFound,
        .summary =
            QCoreApplication::translate("DiskRemoval", "The machine has no disk %1.").arg(target)});
}
