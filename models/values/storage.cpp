// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/values/storage.h"

#include <QCoreApplication>

#include <iterator>

using namespace Qt::StringLiterals;

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Storage)
};

struct Word
{
    const char16_t *word;
    const char *title;
};

// clang-format off
constexpr Word poolTypes[] = {
    {u"dir", QT_TRANSLATE_NOOP("Storage", "Folder")},
    {u"fs", QT_TRANSLATE_NOOP("Storage", "File system")},
    {u"netfs", QT_TRANSLATE_NOOP("Storage", "Network folder")},
    {u"logical", QT_TRANSLATE_NOOP("Storage", "LVM volume group")},
    {u"disk", QT_TRANSLATE_NOOP("Storage", "Disk")},
    {u"iscsi", QT_TRANSLATE_NOOP("Storage", "iSCSI target")},
    {u"iscsi-direct", QT_TRANSLATE_NOOP("Storage", "iSCSI target, direct")},
    {u"scsi", QT_TRANSLATE_NOOP("Storage", "SCSI adapter")},
    {u"mpath", QT_TRANSLATE_NOOP("Storage", "Multipath devices")},
    {u"rbd", QT_TRANSLATE_NOOP("Storage", "Ceph RBD")},
    {u"sheepdog", QT_TRANSLATE_NOOP("Storage", "Sheepdog")},
    {u"gluster", QT_TRANSLATE_NOOP("Storage", "Gluster")},
    {u"zfs", QT_TRANSLATE_NOOP("Storage", "ZFS")},
    {u"vstorage", QT_TRANSLATE_NOOP("Storage", "Virtuozzo Storage")},
};
constexpr Word formats[] = {
    {u"qcow2", "QCOW2"}, {u"qcow", "QCOW"}, {u"qed", "QED"}, {u"vmdk", "VMDK"},
    {u"vdi", "VDI"}, {u"vpc", "VHD"}, {u"vhdx", "VHDX"},
    {u"raw", QT_TRANSLATE_NOOP("Storage", "Raw")}, {u"iso", "ISO"},
    {u"dir", QT_TRANSLATE_NOOP("Storage", "Folder")},
};
constexpr const char *wipes[] = {
    QT_TRANSLATE_NOOP("Storage", "Zeros, one pass"),
    QT_TRANSLATE_NOOP("Storage", "NNSA, four passes"),
    QT_TRANSLATE_NOOP("Storage", "DoD, four passes"),
    QT_TRANSLATE_NOOP("Storage", "BSI, nine passes"),
    QT_TRANSLATE_NOOP("Storage", "Gutmann, 35 passes"),
    QT_TRANSLATE_NOOP("Storage", "Schneier, seven passes"),
    QT_TRANSLATE_NOOP("Storage", "Pfitzner, seven passes"),
    QT_TRANSLATE_NOOP("Storage", "Pfitzner, 33 passes"),
    QT_TRANSLATE_NOOP("Storage", "Random, one pass"),
    QT_TRANSLATE_NOOP("Storage", "Discard all blocks"),
};
// clang-format on

template <size_t size>
QString titleOf(const Word (&words)[size], const QString &word)
{
    for (const Word &each : words) {
        if (word == QStringView(each.word))
            return QCoreApplication::translate("Storage", each.title);
    }
    return word;
}

} // namespace

QString poolTypeText(const QString &type)
{
    return titleOf(poolTypes, type);
}

QString volumeFormatText(const QString &format)
{
    return titleOf(formats, format);
}

QString poolStateText(PoolState state)
{
    switch (state) {
    case PoolState::Stopped:
        return Text::tr("Stopped");
    case PoolState::Building:
        return Text::tr("Being built");
    case PoolState::Running:
        return Text::tr("Running");
    case PoolState::Degraded:
        return Text::tr("Degraded");
    case PoolState::Inaccessible:
        return Text::tr("Inaccessible");
    case PoolState::Unknown:
        break;
    }
    return Text::tr("Unknown");
}

QString volumeTypeText(VolumeType type)
{
    switch (type) {
    case VolumeType::File:
        return Text::tr("File");
    case VolumeType::Block:
        return Text::tr("Block device");
    case VolumeType::Directory:
        return Text::tr("Folder");
    case VolumeType::Network:
        return Text::tr("Network volume");
    case VolumeType::NetworkDirectory:
        return Text::tr("Network folder");
    case VolumeType::Ploop:
        return Text::tr("Ploop");
    case VolumeType::Unknown:
        break;
    }
    return Text::tr("Unknown");
}

QString wipeAlgorithmText(WipeAlgorithm algorithm)
{
    const auto number = size_t(algorithm);
    return number < std::size(wipes) ? QCoreApplication::translate("Storage", wipes[number])
                                     : QString();
}
