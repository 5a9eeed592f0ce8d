// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/xml/firstbootxml.h"

#include "models/xml/xmlnode.h"

#include <algorithm>

using namespace Qt::StringLiterals;

Result<QByteArray> afterFirstBoot(const QByteArray &xml, const QStringList &targets, bool kernel)
{
    const auto tree = readTree(xml);
    if (!tree)
        return tl::unexpected(tree.error());
    struct Change
    {
        XmlAdmission::Span span;
        QByteArray by;
    };
    QList<Change> changes;
    for (const XmlNode *disk : tree->find(u"devices/disk")) {
        if (targets.contains(disk->value(u"target@dev")))
            changes += {disk->span, {}};
    }
    if (kernel) {
        for (const auto &path : {u"os/kernel"_s, u"os/initrd"_s, u"os/cmdline"_s}) {
            for (const XmlNode *node : tree->find(path))
                changes += {node->span, {}};
        }
        for (const XmlNode *node : tree->find(u"on_reboot"))
            changes += {node->span, "<on_reboot>restart</on_reboot>"};
    }
    std::sort(changes.begin(), changes.end(),
              [](const Change &a, const Change &b) { return a.span.begin > b.span.begin; });
    QByteArray rest = xml;
    for (const Change &change : std::as_const(changes))
        rest.replace(change.span.begin, change.span.end - change.span.begin, change.by);
    return rest;
}
