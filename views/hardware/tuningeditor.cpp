// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/hardware/tuningeditor.h"

#include "models/xml/elementparts.h"
#include "views/hardware/blocklimits.h"
#include "views/hardware/perfeventseditor.h"

using namespace Qt::StringLiterals;

static QString devicePath(const QString &path)
{
    return u"blkiotune/device[path/=%1]"_s.arg(path);
}

TuningEditor::TuningEditor(const HardwareServices &services, QWidget *parent)
    : FormEditor(services, parent), m_limits(new BlockLimits)
{
    addGroup(tr("Disks of the host"));
    m_weight = addNumber(tr("Disk weight"), u"blkiotune/weight"_s);
    addGroup(tr("Single devices of the host"));
    addWide(m_limits);
    addGroup(tr("Resource group"));
    m_partition = addText(tr("Resource group"), u"resource/partition"_s);
    addText(tr("Fibre channel ID"), u"resource/fibrechannel@appid"_s);
    alsoCovers({u"blkiotune/device/*"_s});
    addPart(new PerfEventsEditor(services));

    connect(m_limits, &BlockLimits::addWanted, this, [this](const QString &path) {
        setElement(devicePath(path), ElementParts::with("<device/>", u"path"_s, path));
    });
    connect(m_limits, &BlockLimits::removeWanted, this,
            [this](const QString &path) { setElement(devicePath(path), {}); });
    connect(m_limits, &BlockLimits::limitEdited, this,
            [this](const QString &path, const QString &name, const Value &value) {
                set(devicePath(path) + u'/' + name, value);
            });
}

void TuningEditor::fillMore()
{
    const QString weight = root().value(u"blkiotune/weight");
    const bool fits = weight.isEmpty() || (weight.toInt() >= 10 && weight.toInt() <= 1000);
    setNote(m_weight,
            fits ? tr("From 10 to 1000. When the host’s disks are busy, a machine of twice "
                      "the weight gets twice as much of them.")
                 : tr("A weight is a number from 10 to 1000."));
    const QString partition = root().value(u"resource/partition");
    setNote(m_partition, partition.isEmpty() || partition.startsWith(u'/')
                             ? QString()
                             : tr("It is a path: /machine/production."));
    QList<BlockLimits::Device> devices;
    for (const XmlNode *one : root().find(u"blkiotune/device")) {
        BlockLimits::Device device{.path = one->value(u"path")};
        for (const QString &name : BlockLimits::names()) {
            if (one->child(name))
                device.limits.insert(name, one->value(name));
        }
        devices += device;
    }
    m_limits->setDevices(devices);
    QStringList used;
    for (const XmlNode *source : root().find(u"devices/disk/source")) {
        const QString path = source->attribute(u"dev");
        if (path.startsWith(u'/') && !used.contains(path))
            used += path;
    }
    m_limits->setOffered(used);
}
