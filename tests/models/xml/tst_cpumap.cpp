// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/xml/bootorder.h"
#include "models/xml/capabilitiesreader.h"
#include "models/xml/cpumap.h"
#include "models/xml/domaincapabilitiesreader.h"
#include "tests/support/patience.h"

#include <QFile>
#include <QTemporaryDir>

using namespace Qt::StringLiterals;

// What is known of processors: libvirt's own files, and what hosts say of theirs.
class TestCpuMap : public QObject
{
    Q_OBJECT

    QTemporaryDir folder;
    void write(const QString &name, const QByteArray &xml) const
    {
        QFile file(folder.filePath(name));
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write(xml) == xml.size());
    }

private Q_SLOTS:
    void modelsHaveTheirOwnFeaturesAndThoseOfTheirAncestors()
    {
        write(u"x86_features.xml"_s, "<cpus><feature name='sse'/><feature name='avx'/></cpus>");
        write(u"x86_Old.xml"_s, "<cpus><model name='Old'><feature name='sse'/></model></cpus>");
        write(u"x86_New.xml"_s, "<cpus><model name='New'><model name='Old'/><feature name='avx'/>"
                                "<feature name='mpx' removed='yes'/></model></cpus>");
        write(u"x86_Loop.xml"_s, "<cpus><model name='Loop'><model name='Loop'/></model></cpus>");
        write(u"x86_broken.xml"_s, "<cpus><model");
        write(u"arm_features.xml"_s, "<cpus><feature name='fp'/></cpus>");
        const CpuMap map = CpuMap::read(u"x86_64"_s, folder.path());
        QCOMPARE(map.features, (QStringList{u"avx"_s, u"sse"_s}));
        QCOMPARE(map.models.value(u"New"_s), (QStringList{u"avx"_s, u"sse"_s}));
        QCOMPARE(map.lacking(u"New"_s, u"Old"_s, {}), QStringList{u"avx"_s});
        QCOMPARE(map.lacking(u"New"_s, u"Old"_s, {u"avx"_s}), QStringList());
        QCOMPARE(map.lacking(u"New"_s, u"Unknown"_s, {}), QStringList());
        QCOMPARE(CpuMap::read(u"aarch64"_s, folder.path()).features, QStringList{u"fp"_s});
        QVERIFY(CpuMap::read(u"x86_64"_s, folder.filePath(u"none"_s)).features.isEmpty());
    }

    void theHostsProcessorsAndPagesAreListed()
    {
        const auto host = readCapabilities(
            "<capabilities><host><cpu><pages unit='KiB' size='4'/><pages unit='KiB' size='2048'/>"
            "</cpu><topology><cells num='1'><cell id='0'><cpus num='2'>"
            "<cpu id='0' socket_id='0' die_id='0' core_id='5' siblings='0,4'/><cpu id='1'/></cpus>"
            "</cell></cells></topology></host></capabilities>");
        QVERIFY(host);
        QCOMPARE(host->pageSizesKiB, (QList<quint64>{4, 2048}));
        const auto &cpus = host->cells[0].cpuList;
        QCOMPARE(cpus.size(), 2);
        QCOMPARE(cpus[0],
                 (HostCpu{.id = 0, .socket = 0, .die = 0, .core = 5, .siblings = u"0,4"_s}));
        QCOMPARE(cpus[1].core, -1);
    }

    void theFeaturesOfTheHostsModelAreRead()
    {
        const auto host = readDomainCapabilities(
            "<domainCapabilities><cpu><mode name='host-model' supported='yes'><model>EPYC</model>"
            "<feature policy='require' name='ssbd'/><feature policy='disable' name='svm'/></mode>"
            "</cpu></domainCapabilities>");
        QVERIFY(host);
        QCOMPARE(host->hostModelFeatures, QStringList{u"ssbd"_s});
    }

    void aListOfKindsCountsTheFirstOfEach()
    {
        const auto order = readBootOrder(
            "<domain><name>m</name><os><boot dev='fd'/><boot dev='hd'/></os><devices>"
            "<disk type='file' device='cdrom'><target dev='sda'/></disk>"
            "<disk type='file'><target dev='vda'/></disk>"
            "<disk type='file' device='lun'><target dev='vdb'/></disk></devices></domain>");
        QCOMPARE(order.booting(), QStringList{u"disk/vda#0"_s});
        QCOMPARE(order.kinds.size(), 2);
    }
};

QTEST_GUILESS_MAIN(TestCpuMap)
#include "tst_cpumap.moc"
