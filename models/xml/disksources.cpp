// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/xml/disksources.h"

#include "models/xml/xmlnode.h"

using namespace Qt::StringLiterals;

Result<QStringList> readDiskSources(const QByteArray &xml)
{
    return readTree(xml).map([](const XmlNode &domain) {
        QStringList sources;
        for (const XmlNode *disk : domain.find(u"devices/disk")) {
            if (disk->attribute(u"device") == u"cdrom")
                continue; // a medium, not the machine's data
            const XmlNode *source = disk->child(u"source");
            if (!source)
                continue;
            QString place;
            for (const QStringView word : {u"file", u"dev", u"dir", u"name"}) {
                if (place.isEmpty())
                    place = source->attribute(word);
            }
            if (source->has(u"pool"))
                place = source->attribute(u"pool") + u'/' + source->attribute(u"volume");
            if (!place.isEmpty())
                sources.append(place);
        }
        if (const QString variables = domain.value(u"os/nvram"); !variables.isEmpty())
            sources.append(variables);
        return sources;
    });
}
