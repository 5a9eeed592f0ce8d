// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/xml/secretxml.h"
#include "models/xml/storagereader.h"
#include "models/xml/storagereferences.h"
#include "models/xml/storagewriter.h"
#include "tests/support/patience.h"

#include <QProcess>
#include <QTemporaryFile>

using namespace Qt::StringLiterals;
using Role = StorageReference::Role;

// What libvirt writes about storage, and what we write for it.
class TestStorageXml : public QObject
{
    Q_OBJECT

    static bool hasReference(const QList<StorageReference> &all, Role role, const QString &path)
    {
        return std::any_of(all.begin(), all.end(), [&](const StorageReference &one) {
            return one.role == role && one.path == path;
        });
    }
    // By libvirt's own schema.
    static QString schemaProblem(const QString &schema, const QByteArray &xml)
    {
        QTemporaryFile file;
        if (!file.open() || file.write(xml) != xml.size() || !file.flush())
            return u"no file"_s;
        QProcess check;
        check.start(u"/usr/bin/virt-xml-validate"_s, {file.fileName(), schema});
        if (check.waitForFinished() && check.exitStatus() == QProcess::NormalExit
            && check.exitCode() == 0)
            return {};
        return QString::fromUtf8(check.readAllStandardError() + xml);
    }

private Q_SLOTS:
    void aPoolIsRead()
    {
        const auto pool = readPool(R"(<pool type='netfs'>
  <name>shared &lt;b&gt;</name>
  <uuid>70a7eb15-6c34-ee9c-bf57-69e8e5ff3fb2</uuid>
  <capacity unit='KiB'>4</capacity><allocation unit='bytes'>1024</allocation>
  <available>3072</available>
  <source><host name='server.example' port='2049'/><dir path='/export'/><format type='nfs'/></source>
  <target><path>/mnt/shared</path></target>
</pool>)");
        QVERIFY(pool);
        QCOMPARE(pool->name, u"shared <b>"_s);
        QCOMPARE(pool->uuid, QUuid(u"70a7eb15-6c34-ee9c-bf57-69e8e5ff3fb2"_s));
        QCOMPARE(pool->type, u"netfs"_s);
        QCOMPARE(pool->capacity, 4096u);
        QCOMPARE(pool->available, 3072u);
        QCOMPARE(pool->targetPath, u"/mnt/shared"_s);
        QCOMPARE(pool->source, u"server.example:/export"_s);
        QCOMPARE(pool->format, u"nfs"_s);
    }

    void aVolumeIsReadWithWhatItLiesOn()
    {
        const auto volume = readVolume(R"(<volume type='file'>
  <name>a
b.qcow2</name><key>/p/a
b.qcow2</key>
  <capacity unit='bytes'>107374182400</capacity><allocation unit='bytes'>200704</allocation>
  <physical unit='bytes'>196656</physical>
  <target><path>/p/a
b.qcow2</path><format type='qcow2'/>
    <permissions><mode>0600</mode><owner>64055</owner><group>108</group></permissions>
    <timestamps><atime>1763736463.1</atime><mtime>1763736464.5</mtime></timestamps>
    <encryption format='luks'><secret type='passphrase' uuid='70a7eb15-6c34-ee9c-bf57-69e8e5ff3fb2'/></encryption>
    <compat>1.1</compat><clusterSize unit='B'>65536</clusterSize><features><lazy_refcounts/></features></target>
  <backingStore><path>/p/base</path><format type='raw'/></backingStore>
</volume>)");
        QVERIFY(volume);
        QVERIFY(volume->described);
        QCOMPARE(volume->name, u"a\nb.qcow2"_s);
        QCOMPARE(volume->path, u"/p/a\nb.qcow2"_s);
        QCOMPARE(volume->capacity, 107374182400u);
        QCOMPARE(volume->physical, 196656u);
        QCOMPARE(volume->type, VolumeType::File);
        QCOMPARE(volume->format, u"qcow2"_s);
        QCOMPARE(volume->compat, u"1.1"_s);
        QCOMPARE(volume->clusterSize, 65536u);
        QCOMPARE(volume->backingPath, u"/p/base"_s);
        QCOMPARE(volume->backingFormat, u"raw"_s);
        QCOMPARE(volume->encryption, u"luks"_s);
        QCOMPARE(volume->features, QStringList{u"lazy_refcounts"_s});
        QCOMPARE(volume->modified, QDateTime::fromSecsSinceEpoch(1763736464));
        QCOMPARE(volume->owner, u"64055:108 0600"_s);
    }

    void brokenAndForeignDocumentsAreRefused_data()
    {
        QTest::addColumn<QByteArray>("xml");
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("cut") << QByteArray("<volume><name>a</name>");
        QTest::newRow("other root") << QByteArray("<domain/>");
        QTest::newRow("entities") << QByteArray(
            "<!DOCTYPE v [<!ENTITY a 'b'>]><volume><name>&a;</name></volume>");
        QTest::newRow("deep") << QByteArray("<volume>")
                                     .append(QByteArray("<a>").repeated(300)
                                             + QByteArray("</a>").repeated(300) + "</volume>");
    }
    void brokenAndForeignDocumentsAreRefused()
    {
        QFETCH(QByteArray, xml);
        QVERIFY(!readVolume(xml));
        QVERIFY(!readPool(xml));
        QVERIFY(!readPoolCapabilities(xml));
        QVERIFY(!readPoolSources(xml));
        QVERIFY(!renamedPool(xml, u"x"_s));
    }

    void absurdNumbersAreNoNumbers()
    {
        const auto volume =
            readVolume("<volume><name>a</name><capacity unit='EiB'>999999</capacity>"
                       "<allocation unit='parsecs'>5</allocation>"
                       "<physical>-1</physical></volume>");
        QVERIFY(volume);
        QCOMPARE(volume->capacity, UINT64_MAX);
        QCOMPARE(volume->allocation, 0u);
        QCOMPARE(volume->physical, 0u);
    }

    void poolCapabilitiesAreRead()
    {
        const auto all = readPoolCapabilities(R"(<storagepoolCapabilities>
  <pool type='dir' supported='yes'><volOptions><defaultFormat type='raw'/>
    <enum name='targetFormatType'><value>none</value><value>raw</value><value>qcow2</value></enum></volOptions></pool>
  <pool type='fs' supported='no'><poolOptions><defaultFormat type='auto'/>
    <enum name='sourceFormatType'><value>auto</value><value>ext4</value></enum></poolOptions></pool>
</storagepoolCapabilities>)");
        QVERIFY(all);
        QCOMPARE(all->size(), 2);
        QVERIFY(all->at(0).supported);
        QCOMPARE(all->at(0).defaultVolumeFormat, u"raw"_s);
        QCOMPARE(all->at(0).volumeFormats, (QStringList{u"none"_s, u"raw"_s, u"qcow2"_s}));
        QVERIFY(!all->at(1).supported);
        QCOMPARE(all->at(1).poolFormats, (QStringList{u"auto"_s, u"ext4"_s}));
    }

    void sourcesAreRead()
    {
        const auto all = readPoolSources(R"(<sources>
  <source><device path='/dev/sda2'/><name>vg0</name><format type='lvm2'/></source>
  <source><host name='nas'/><dir path='/export/a'/><format type='nfs'/></source>
</sources>)");
        QVERIFY(all);
        QCOMPARE(all->size(), 2);
        QCOMPARE(all->at(0).title, u"vg0"_s);
        QCOMPARE(all->at(0).devices, QStringList{u"/dev/sda2"_s});
        QCOMPARE(all->at(1).title, u"nas:/export/a"_s);
    }

    void poolSpecsBecomeXmlThatLibvirtTakes_data()
    {
        QTest::addColumn<PoolSpec>("spec");
        const QUuid secret = QUuid::createUuid();
        const auto row = [](PoolSpec spec) {
            spec.name = u"a & <b>"_s;
            QTest::newRow(qPrintable(spec.type + spec.authType + spec.wwnn)) << spec;
        };
        row({.type = u"dir"_s, .targetPath = u"/p"_s});
        row({.type = u"fs"_s,
             .targetPath = u"/p"_s,
             .devices = {u"/dev/sdb1"_s},
             .format = u"ext4"_s});
        row({.type = u"netfs"_s,
             .targetPath = u"/p"_s,
             .hosts = {{u"nas"_s}},
             .directory = u"/e"_s,
             .format = u"nfs"_s,
             .protocolVersion = u"4.2"_s});
        row({.type = u"logical"_s,
             .targetPath = u"/dev/vg"_s,
             .devices = {u"/dev/sdb"_s, u"/dev/sdc"_s},
             .sourceName = u"vg"_s,
             .format = u"lvm2"_s});
        row({.type = u"disk"_s,
             .targetPath = u"/dev"_s,
             .devices = {u"/dev/sdb"_s},
             .format = u"gpt"_s});
        row({.type = u"iscsi"_s,
             .targetPath = u"/dev/disk/by-path"_s,
             .hosts = {{u"nas"_s, 3260}},
             .devices = {u"iqn.2010-10.org.example:a"_s},
             .initiator = u"iqn.2010-10.org.example:me"_s,
             .authType = u"chap"_s,
             .user = u"me"_s,
             .secret = secret});
        row({.type = u"iscsi-direct"_s,
             .hosts = {{u"nas"_s}},
             .devices = {u"iqn.2010-10.org.example:a"_s},
             .initiator = u"iqn.2010-10.org.example:me"_s});
        row({.type = u"scsi"_s, .targetPath = u"/dev/disk/by-path"_s, .adapter = u"host1"_s});
        row({.type = u"scsi"_s,
             .targetPath = u"/dev/disk/by-path"_s,
             .wwnn = u"20000000c9831b4b"_s,
             .wwpn = u"10000000c9831b4b"_s});
        row({.type = u"mpath"_s, .targetPath = u"/dev/mapper"_s});
        row({.type = u"rbd"_s,
             .hosts = {{u"mon1"_s, 6789}, {u"mon2"_s}},
             .sourceName = u"pool"_s,
             .authType = u"ceph"_s,
             .user = u"me"_s,
             .secret = secret});
        row({.type = u"gluster"_s,
             .hosts = {{u"g1"_s}},
             .directory = u"/"_s,
             .sourceName = u"vol"_s});
        row({.type = u"zfs"_s, .devices = {u"/dev/sdb"_s}, .sourceName = u"tank"_s});
        row({.type = u"vstorage"_s, .targetPath = u"/p"_s, .sourceName = u"c"_s});
    }
    void poolSpecsBecomeXmlThatLibvirtTakes()
    {
        QFETCH(PoolSpec, spec);
        const QByteArray xml = poolXml(spec);
        const auto read = readPool(xml);
        QVERIFY(read);
        QCOMPARE(read->name, spec.name);
        QCOMPARE(read->type, spec.type);
        QCOMPARE(read->targetPath, spec.targetPath);
        QCOMPARE(read->format, spec.format);
        const QString problem = schemaProblem(u"storagepool"_s, xml);
        QVERIFY2(problem.isEmpty(), qPrintable(problem));
    }

    void volumeSpecsBecomeXmlThatLibvirtTakes()
    {
        const VolumeSpec plain{.name = u"a & <b>"_s, .format = u"raw"_s, .capacity = 5};
        QVERIFY(!volumeXml(plain).contains("compat"));
        QVERIFY(volumeXml(plain).contains("<allocation unit=\"bytes\">0<"));
        const VolumeSpec full{.name = u"b"_s,
                              .format = u"qcow2"_s,
                              .capacity = 1024,
                              .allocation = 512,
                              .backingPath = u"/p/<base>"_s,
                              .backingFormat = u"raw"_s,
                              .encryptionSecret = QUuid::createUuid(),
                              .clusterSize = 131072,
                              .lazyRefcounts = true,
                              .noCopyOnWrite = true};
        QVERIFY(volumeXml(full).contains("<compat>1.1</compat>"));
        const auto read = readVolume(volumeXml(full));
        QVERIFY(read);
        QCOMPARE(read->name, full.name);
        QCOMPARE(read->capacity, full.capacity);
        QCOMPARE(read->allocation, *full.allocation);
        QCOMPARE(read->backingPath, full.backingPath);
        QCOMPARE(read->secret, full.encryptionSecret);
        QCOMPARE(read->clusterSize, full.clusterSize);
        for (const VolumeSpec &spec : {plain, full}) {
            const QString problem = schemaProblem(u"storagevol"_s, volumeXml(spec));
            QVERIFY2(problem.isEmpty(), qPrintable(problem));
        }
    }

    void secretSpecsBecomeXmlThatLibvirtTakesAndHoldNoValue()
    {
        for (const SecretUsage usage : {SecretUsage::Volume, SecretUsage::Ceph, SecretUsage::Iscsi,
                                        SecretUsage::Tls, SecretUsage::Vtpm}) {
            // A volume's is a path and others are none, by the schema; libvirt takes any.
            const SecretSpec spec{.usage = usage,
                                  .usageId = usage == SecretUsage::Volume ? u"/a"_s : u"a & b"_s,
                                  .description = u"x & <b>"_s,
                                  .ephemeral = usage == SecretUsage::Tls};
            const QByteArray xml = secretXml(spec);
            QVERIFY(xml.contains("private=\"yes\""));
            const QString problem = schemaProblem(u"secret"_s, xml);
            QVERIFY2(problem.isEmpty(), qPrintable(problem));
            const auto read = readSecret(xml);
            QVERIFY(read);
            QCOMPARE(read->usage, usage);
            QCOMPARE(read->usageId, spec.usageId);
            QCOMPARE(read->description, spec.description);
        }
        QCOMPARE(readSecret("<secret><uuid/></secret>")->usage, SecretUsage::None);
        QCOMPARE(readSecret("<secret><usage type='new'/></secret>")->usage, SecretUsage::Unknown);
        QVERIFY(!readSecret("<pool/>"));
    }

    void renamingChangesTheNameAlone()
    {
        const QByteArray xml = "<pool type='dir'><name>old</name><uuid>u</uuid><source><name>vg"
                               "</name></source><target><path>/p&amp;q</path></target></pool>";
        const auto renamed = renamedPool(xml, u"n & w"_s);
        QVERIFY(renamed);
        const auto read = readPool(*renamed);
        QCOMPARE(read->name, u"n & w"_s);
        QCOMPARE(read->source, u"vg"_s);
        QCOMPARE(read->targetPath, u"/p&q"_s);
        QVERIFY(!renamedPool("<pool><uuid/></pool>", u"x"_s));
    }

    void everyPlaceThatAMachineNamesIsFound()
    {
        const auto all = readStorageReferences(R"(<domain type='kvm'><name>m</name>
  <os><type>hvm</type><kernel>/b/vmlinuz</kernel><initrd>/b/initrd</initrd><dtb>/b/dtb</dtb>
    <loader type='pflash'>/f/code.fd</loader><nvram template='/f/vars.fd'>/n/m.fd</nvram></os>
  <devices>
    <disk type='file' device='disk'><driver name='qemu' type='qcow2'/><source file='/d/top'/>
      <backingStore type='file'><format type='qcow2'/><source file='/d/middle'/>
        <backingStore type='file'><format type='raw'/><source file='/d/base'/><backingStore/></backingStore>
      </backingStore>
      <mirror type='file' file='/d/mirror' format='qcow2'><source file='/d/mirror'/></mirror>
      <target dev='vda'/></disk>
    <disk type='file' device='disk'><driver name='qemu' type='qcow2'/><source file='/d/open'/></disk>
    <disk type='volume' device='disk'><source pool='p' volume='v'/></disk>
    <disk type='block' device='cdrom'><source dev='/dev/sr0'/></disk>
    <disk type='network' device='disk'><source protocol='rbd' name='pool/image'><host name='h'/></source></disk>
    <disk type='file' device='cdrom'><target dev='sda'/></disk>
    <filesystem type='mount'><source dir='/share'/><target dir='tag'/></filesystem>
    <memory model='nvdimm'><source><path>/m/nvdimm</path></source></memory>
    <hostdev mode='capabilities' type='storage'><source><block>/dev/sdz</block></source></hostdev>
    <serial type='file'><source path='/log/serial'/></serial>
    <interface type='network'><source network='default'/></interface>
  </devices></domain>)");
        QVERIFY(all);
        const QList<std::pair<Role, QString>> expected{
            {Role::Kernel, u"/b/vmlinuz"_s},   {Role::Initrd, u"/b/initrd"_s},
            {Role::DeviceTree, u"/b/dtb"_s},   {Role::Firmware, u"/f/code.fd"_s},
            {Role::Firmware, u"/f/vars.fd"_s}, {Role::FirmwareVariables, u"/n/m.fd"_s},
            {Role::Disk, u"/d/top"_s},         {Role::Backing, u"/d/middle"_s},
            {Role::Backing, u"/d/base"_s},     {Role::Mirror, u"/d/mirror"_s},
            {Role::Disk, u"/d/open"_s},        {Role::Cdrom, u"/dev/sr0"_s},
            {Role::Disk, u"pool/image"_s},     {Role::Filesystem, u"/share"_s},
            {Role::Memory, u"/m/nvdimm"_s},    {Role::Other, u"/dev/sdz"_s},
            {Role::Other, u"/log/serial"_s},
        };
        for (const auto &[role, path] : expected)
            QVERIFY2(hasReference(*all, role, path), qPrintable(path));
        QCOMPARE(all->size(), expected.size() + 1);
        for (const StorageReference &one : *all) {
            QCOMPARE(one.chainKnown, one.path == "/d/top"_L1 || one.path == "/d/middle"_L1
                                         || one.path == "/d/base"_L1);
            if (!one.volume.isEmpty())
                QCOMPARE(one.poolName, u"p"_s);
        }
        QVERIFY(!readStorageReferences("<network/>"));
    }

    void aSnapshotNamesItsOwnFilesAndThoseOfTheMachineAsItWas()
    {
        const auto all = readSnapshotReferences(R"(<domainsnapshot><name>s</name>
  <memory snapshot='external' file='/s/memory'/>
  <disks><disk name='vda' snapshot='external'><driver type='qcow2'/><source file='/s/overlay'/></disk></disks>
  <domain type='kvm'><devices><disk type='file' device='disk'><source file='/s/before'/></disk></devices></domain>
  <inactiveDomain type='kvm'><devices><disk type='file' device='disk'><source file='/s/inactive'/></disk></devices></inactiveDomain>
</domainsnapshot>)");
        QVERIFY(all);
        QVERIFY(hasReference(*all, Role::Memory, u"/s/memory"_s));
        QVERIFY(hasReference(*all, Role::Disk, u"/s/overlay"_s));
        QVERIFY(hasReference(*all, Role::Disk, u"/s/before"_s));
        QVERIFY(hasReference(*all, Role::Disk, u"/s/inactive"_s));
    }
};

QTEST_GUILESS_MAIN(TestStorageXml)
#include "tst_storagexml.moc"
