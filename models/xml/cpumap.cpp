// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/xml/cpumap.h"

#include "models/xml/xmlnode.h"

#include <QDir>
#include <QFile>

#include <algorithm>

using namespace Qt::StringLiterals;

static constexpr qint64 mostBytes = 1024 * 1024; // of one file

CpuMap CpuMap::read(const QString &architecture, const QString &folder)
{
    CpuMap map;
    QString prefix;
    if (architecture == "x86_64"_L1 || architecture == "i686"_L1)
        prefix = u"x86_"_s;
    else if (architecture == "aarch64"_L1 || architecture.startsWith("arm"_L1))
        prefix = u"arm_"_s;
    else if (architecture.startsWith("ppc64"_L1))
        prefix = u"ppc64_"_s;
    else
        return map;
    QHash<QString, QString> parents;
    const QDir files(folder);
    for (const QString &name : files.entryList({prefix + u"*.xml"_s}, QDir::Files)) {
        QFile file(files.filePath(name));
        if (!file.open(QIODevice::ReadOnly))
            continue;
        const auto root = readTree(file.read(mostBytes));
        if (!root)
            continue;
        for (const XmlNode *feature : root->find(u"feature"))
            map.features += feature->attribute(u"name");
        for (const XmlNode *model : root->find(u"model")) {
            QStringList own;
            for (const XmlNode *feature : model->find(u"feature")) {
                // Some were taken out of a model long after it was made.
                if (feature->attribute(u"removed") != "yes"_L1)
                    own += feature->attribute(u"name");
            }
            map.models.insert(model->attribute(u"name"), own);
            parents.insert(model->attribute(u"name"), model->value(u"model@name"));
        }
    }
    const auto names = map.models.keys();
    for (const QString &name : names) {
        int depth = 0;
        for (QString above = parents.value(name); !above.isEmpty() && ++depth < 20;
             above = parents.value(above))
            map.models[name] += map.models.value(above);
    }
    for (QStringList &list : map.models) {
        std::sort(list.begin(), list.end());
        list.removeDuplicates();
    }
    std::sort(map.features.begin(), map.features.end());
    map.features.removeDuplicates();
    return map;
}

QStringList CpuMap::lacking(const QString &model, const QString &hostModel,
                            const QStringList &further) const
{
    if (!models.contains(hostModel))
        return {};
    QStringList missing = models.value(model);
    const QStringList &host = models[hostModel];
    missing.removeIf(
        [&](const QString &one) { return host.contains(one) || further.contains(one); });
    return missing;
}
