// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/xml/capabilitiesreader.h"
#include "models/xml/devicekinds.h"
#include "models/xml/domaindescriptionreader.h"
#include "tests/support/patience.h"

#include <QDir>
#include <QFile>
#include <QRandomGenerator>

using namespace Qt::StringLiterals;

static QByteArray document(const QString &name)
{
    QFile file(QFINDTESTDATA("data/xml/") + name);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

static HardwareItem device(const DomainDescription &domain, const QString &title)
{
    for (const HardwareItem &item : domain.devices) {
        if (item.title == title)
            return item;
    }
    return {};
}

static HardwareItem section(const DomainDescription &domain, const QString &id)
{
    for (const HardwareItem &item : domain.sections) {
        if (item.kind == "section:"_L1 + id)
            return item;
    }
    return {};
}

static QString said(const HardwareItem &item, const QString &label)
{
    for (const HardwareProperty &property : item.properties) {
        if (property.label == label)
            return property.value;
    }
    return u"(nothing)"_s;
}

static QStringList documents()
{
    QStringList names = QDir(QFINDTESTDATA("data/xml/")).entryList({u"*.xml"_s}, QDir::Files);
    names.removeIf([](const QString &name) { return name.startsWith(u"capabilities"_s); });
    return names;
}

class TestDomainDescription : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale(QLocale::English)); }

    void everyDocumentOfTheCorpusIsRead_data()
    {
        QTest::addColumn<QString>("name");
        for (const QString &name : documents())
            QTest::newRow(qPrintable(name)) << name;
        QVERIFY(documents().size() >= 6);
    }
    void everyDocumentOfTheCorpusIsRead()
    {
        QFETCH(QString, name);
        const auto domain = readDomain(document(name));
        QVERIFY2(domain, domain ? "" : qPrintable(domain.error().detail));
        QSet<QString> keys;
        for (const auto &items : {domain->sections, domain->devices}) {
            for (const HardwareItem &item : items) {
                QVERIFY(!item.title.isEmpty());
                QVERIFY(!item.icon.isEmpty());
                QVERIFY(item.xml.startsWith('<'));
                QVERIFY(item.xml.trimmed().endsWith('>'));
                QVERIFY2(!keys.contains(item.key), qPrintable(item.key));
                keys += item.key;
                for (const HardwareProperty &property : item.properties) {
                    QVERIFY(!property.label.isEmpty());
                    QVERIFY2(!property.value.isEmpty(), qPrintable(item.title + property.label));
                    QVERIFY(!property.value.contains(u"never-show-this"_s));
                }
            }
        }
    }

    void theCorpusHasEveryKindOfDevice()
    {
        const auto domain = readDomain(document(u"every-device.xml"_s));
        QVERIFY(domain);
        for (const DeviceKind &kind : deviceKinds()) {
            const QString tag = QString::fromUtf16(kind.tag);
            const bool there =
                std::any_of(domain->devices.begin(), domain->devices.end(),
                            [&tag](const HardwareItem &item) { return item.kind == tag; });
            QVERIFY2(there, qPrintable(tag));
        }
    }

    void theMachineIsSaidInWords()
    {
        const auto domain = readDomain(document(u"every-device.xml"_s));
        QVERIFY(domain);
        QCOMPARE(domain->name, u"workbench"_s);
        QCOMPARE(domain->uuid, QUuid(u"4dea22b3-1d52-48f3-8c3d-2e6f3d3a1b11"_s));
        QCOMPARE(domain->hypervisor, u"KVM"_s);
        QCOMPARE(domain->osName, u"Fedora 38"_s);
        QCOMPARE(domain->tags, QStringList({u"lab"_s, u"do not start"_s}));
        QCOMPARE(domain->firmware, u"UEFI with Secure Boot"_s);
        QCOMPARE(domain->vcpus, 4u);
        QCOMPARE(domain->maximumVcpus, 8u);
        QCOMPARE(domain->cpuModel, u"EPYC-Rome"_s);
        QCOMPARE(domain->memoryKiB, quint64(4194304));
        QCOMPARE(domain->maximumMemoryKiB, quint64(8192 * 1024));
        QCOMPARE(domain->emulator, u"/usr/bin/qemu-system-x86_64"_s);
        QCOMPARE(said(section(*domain, u"memory"_s), u"Maximum"_s), u"8.0 GiB"_s);
        QCOMPARE(said(section(*domain, u"memory"_s), u"Access"_s), u"Shared"_s);
        QCOMPARE(said(section(*domain, u"memory"_s), u"memory unit"_s),
                 u"(nothing)"_s); // said with it
        QCOMPARE(said(section(*domain, u"lifecycle"_s), u"When it crashes"_s),
                 u"Dump memory, then start again"_s);
        QCOMPARE(said(section(*domain, u"cpu"_s), u"Features"_s), u"topoext, svm: Disabled"_s);
        QCOMPARE(said(section(*domain, u"features"_s), u"Hyper-V enlightenments"_s),
                 u"mode custom, relaxed, vapic, spinlocks: Yes, retries 8191"_s);
        QCOMPARE(said(section(*domain, u"qemu:commandline"_s), u"qemu:arg value"_s), u"-newarg"_s);
        QVERIFY(section(*domain, u"metadata"_s).xml.contains("urn:example:other"));
    }

    void devicesAreSaidInWords()
    {
        const auto domain = readDomain(document(u"every-device.xml"_s));
        QVERIFY(domain);
        const HardwareItem disk = device(*domain, u"Disk vda"_s);
        QCOMPARE(disk.summary, u"workbench.qcow2 · VirtIO · qcow2"_s);
        QCOMPARE(said(disk, u"Cache"_s), u"Write back"_s);
        QCOMPARE(said(disk, u"Address"_s), u"PCI 0000:04:00.0"_s);
        QCOMPARE(said(disk, u"Read bandwidth limit"_s), u"10.0 MiB/s"_s);
        QCOMPARE(
            said(disk, u"Backing chain"_s),
            u"/var/lib/libvirt/images/template.qcow2 (qcow2)\n/var/lib/libvirt/images/root.img (raw)"_s);
        QCOMPARE(said(disk, u"Total requests per second in a burst"_s), u"500"_s);
        QVERIFY(disk.xml.startsWith("<disk type='file'"));
        QVERIFY(disk.xml.contains("\n  <driver")); // shifted to the left
        QVERIFY(disk.xml.endsWith("\n</disk>"));
        QCOMPARE(device(*domain, u"CD/DVD drive sdb"_s).summary, u"Empty · SATA"_s);
        QCOMPARE(device(*domain, u"Disk vdd"_s).summary, u"PCI 0000:01:00.0 · VirtIO"_s);
        const HardwareItem nic = device(*domain, u"Network interface"_s);
        QCOMPARE(nic.summary, u"Network “default” · virtio · 52:54:00:6f:4b:1c · unplugged"_s);
        QCOMPARE(said(nic, u"Incoming bandwidth"_s),
                 u"average 1,000.0 KiB/s, peak 4.9 MiB/s, bursts of 1.0 MiB"_s);
        QCOMPARE(device(*domain, u"Display SPICE"_s).summary, u"Port 5900 · 127.0.0.1 · OpenGL"_s);
        QCOMPARE(said(device(*domain, u"Display VNC"_s), u"Password"_s), u"Set (not shown)"_s);
        QCOMPARE(device(*domain, u"Guest agent channel"_s).summary,
                 u"Unix socket · /run/agent.sock"_s);
        QCOMPARE(device(*domain, u"Host USB device"_s).summary,
                 u"0x1234:0xbeef · bus 1, device 4"_s);
        QCOMPARE(device(*domain, u"Shared memory"_s).summary,
                 u"blackboard · ivshmem-plain · 4.0 MiB"_s);
    }

    void whatIsNewerThanTheTablesIsShownRaw()
    {
        const auto domain = readDomain(document(u"every-device.xml"_s));
        QVERIFY(domain);
        const HardwareItem unknown = device(*domain, u"teleporter"_s);
        QCOMPARE(said(unknown, u"range"_s), u"galactic"_s);
        QCOMPARE(said(unknown, u"crew"_s), u"captain"_s);
        QCOMPARE(said(unknown, u"crew size"_s), u"2"_s);
        const HardwareItem disk = device(*domain, u"Disk hla"_s);
        QCOMPARE(disk.summary, u"lightbus"_s);
        QCOMPARE(said(disk, u"Storage"_s), u"hologram"_s);
        QCOMPARE(said(disk, u"sparkle"_s), u"Yes"_s);
    }

    void oldDocumentsKeepTheirMeaning()
    {
        const auto pv = readDomain(document(u"xen-paravirtual-2006.xml"_s));
        QVERIFY(pv);
        QCOMPARE(pv->uuid, QUuid(u"4dea22b3-1d52-48f3-8c3d-2e6f3d3a1b11"_s));
        QCOMPARE(pv->virtualization, u"Xen paravirtualization"_s);
        QVERIFY(pv->firmware.isEmpty());
        QCOMPARE(said(section(*pv, u"boot"_s), u"Root device"_s), u"/dev/sda1"_s);
        QCOMPARE(said(section(*pv, u"lifecycle"_s), u"When it reboots"_s),
                 u"Rename the old one and start a new one"_s);
        QCOMPARE(device(*pv, u"Disk xvdb"_s).summary, u"hda5 · read-only"_s);
        QCOMPARE(said(device(*pv, u"Network interface"_s), u"Script (runs on the host)"_s),
                 u"/etc/xen/scripts/vif-bridge"_s);
        QCOMPARE(said(device(*pv, u"Text console"_s), u"Terminal"_s), u"/dev/pts/5"_s);

        const auto full = readDomain(document(u"xen-full-2006.xml"_s));
        QVERIFY(full);
        QCOMPARE(full->firmware, u"hvmloader"_s);
        QVERIFY(!device(*full, u"Disk hda"_s).key.isEmpty());
        QCOMPARE(said(section(*full, u"boot"_s), u"Boot devices"_s),
                 u"Hard disk (hda, an old spelling)"_s);
        QCOMPARE(device(*full, u"Display Local window on the host (SDL)"_s).kind, u"graphics"_s);
    }

    void foreignNamespacesAreNotOurDevices()
    {
        const auto domain = readDomain(document(u"foreign.xml"_s));
        QVERIFY(domain);
        QCOMPARE(domain->name, u"<img src='/dev/zero'>\ntwo lines \u202esdrawkcab"_s);
        QCOMPARE(domain->title, u"<b>not bold</b> & fine"_s);
        QCOMPARE(domain->vcpus, 2u);
        QCOMPARE(domain->memoryKiB, quint64(1) << 30);
        QCOMPARE(device(*domain, u"x:disk"_s).summary, QString());
        QCOMPARE(said(section(*domain, u"futureSection"_s), u"deep deeper note"_s), u"x"_s);
    }

    void aDifferenceIsWhatTheNextStartChanges()
    {
        const auto later = readDomain("<domain><devices><disk type='file'><target dev='vda'/>"
                                      "<driver cache='none'/></disk></devices></domain>");
        const auto same =
            readDomain("<domain><devices><disk type='file'><target dev='vda'/><alias name='d0'/>"
                       "<driver cache='none'/></disk></devices></domain>");
        const auto less =
            readDomain("<domain><devices><disk type='file'><target dev='vda'/>"
                       "<driver cache='none' io='native'/></disk></devices></domain>");
        const auto other = readDomain("<domain><devices><disk type='file'><target dev='vda'/>"
                                      "<driver cache='unsafe'/></disk></devices></domain>");
        QVERIFY(later && same && less && other);
        QVERIFY(differs(less->devices[0], later->devices[0])); // its setting goes
        QVERIFY(!differs(same->devices[0], later->devices[0]));
        QVERIFY(differs(other->devices[0], later->devices[0]));
        QCOMPARE(same->devices[0].key, later->devices[0].key);
    }

    // As a real QEMU machine was written down before and after its start.
    void whatLibvirtFillsInAtStartIsNoDifference()
    {
        const auto now = readDomain(document(u"running-qemu.xml"_s));
        const auto later = readDomain(document(u"configured-qemu.xml"_s));
        QVERIFY(now && later);
        QVERIFY(now->devices.size() >= later->devices.size());
        int compared = 0;
        for (const HardwareItem &then : later->devices) {
            for (const HardwareItem &item : now->devices) {
                if (item.key != then.key)
                    continue;
                ++compared;
                QVERIFY2(!differs(item, then), qPrintable(item.key));
            }
        }
        QCOMPARE(compared, int(later->devices.size()));
    }

    void aHostsCapabilitiesAreRead()
    {
        const auto host = readCapabilities(document(u"capabilities-host.xml"_s));
        QVERIFY(host);
        QCOMPARE(host->cpuModel, u"EPYC-Rome"_s);
        QCOMPARE(host->sockets, 2);
        QCOMPARE(host->cores, 8);
        QCOMPARE(host->securityModels, QStringList({u"apparmor"_s, u"dac"_s}));
        QCOMPARE(host->cells.size(), 2);
        QCOMPARE(host->cells[0].cpus, 2);
        QCOMPARE(host->cells[1].cpus, 16);
        QCOMPARE(host->guests.size(), 2);
        QCOMPARE(host->guests[0].machineTypes.size(), 2);
        QVERIFY(host->hasKvm());
        QVERIFY(host->iommu);
        QVERIFY(host->liveMigration);
        QCOMPARE(host->migrationTransports, QStringList({u"tcp"_s, u"rdma"_s}));
        QCOMPARE(host->powerManagement, QStringList({u"suspend_mem"_s, u"suspend_disk"_s}));
        const CacheBank bank{.id = 0,
                             .level = 3,
                             .type = u"both"_s,
                             .bytes = 15 << 20,
                             .cpus = u"0-15"_s,
                             .controls = {{u"both"_s, 768 << 10, 1536 << 10}}};
        QCOMPARE(host->cacheBanks.size(), 2);
        QCOMPARE(host->cacheBanks[0], bank);
        QVERIFY(host->cacheBanks[1].controls.isEmpty());
        const MemoryBandwidth bandwidth{
            .node = 0, .cpus = u"0-15"_s, .granularity = 10, .minimum = 20};
        QCOMPARE(host->memoryBandwidth, QList{bandwidth}); // the other cannot be limited
        QVERIFY(!readCapabilities("<domain/>"));
        QVERIFY(!readCapabilities("<capabilities>"));
    }

    void aMachineOf300DevicesIsReadWhole()
    {
        QByteArray xml = "<domain type='qemu'><name>big</name><devices>";
        for (int i = 0; i < 300; ++i) {
            xml += "<disk type='file' device='disk'><source file='/d" + QByteArray::number(i)
                   + "'/><target dev='vd" + QByteArray::number(i) + "' bus='virtio'/></disk>";
        }
        const auto domain = readDomain(xml + "</devices></domain>");
        QVERIFY(domain);
        QCOMPARE(domain->devices.size(), 300);
    }

    void aPageOfWordsIsBounded()
    {
        const QByteArray many = "<domain><devices><odd>" + QByteArray("<x y='z'/>").repeated(50'000)
                                + "</odd></devices></domain>";
        const auto domain = readDomain(many);
        QVERIFY(domain);
        QVERIFY(domain->devices[0].properties.size() <= 500);
        const auto hosts = readDomain("<domain><devices><disk><source>"
                                      + QByteArray("<host name='h'/>").repeated(50'000)
                                      + "</source></disk></devices></domain>");
        QVERIFY(hosts);
        QVERIFY(said(hosts->devices[0], u"Host"_s).size() < 2000);
    }

    // The same mutations in every run: what breaks once can be found again.
    void mutatedDocumentsNeverBreakTheReader()
    {
        QRandomGenerator random(20261121);
        const QByteArrayList spices = {"<",
                                       ">",
                                       "</a>",
                                       "&",
                                       "&amp;",
                                       QByteArray(1, 0),
                                       "\xff",
                                       "'",
                                       "\"",
                                       "/>",
                                       "<!--",
                                       "]]>",
                                       "<![CDATA[",
                                       "<?",
                                       "xmlns='x'",
                                       ":",
                                       "<disk>",
                                       "=",
                                       "\n",
                                       "-1",
                                       "99999999999999999999",
                                       "<a xmlns:q='q'>"};
        int accepted = 0;
        for (const QString &name : documents()) {
            const QByteArray original = document(name);
            for (int round = 0; round < 250; ++round) {
                QByteArray xml = original;
                for (int i = random.bounded(1, 4); i > 0; --i) {
                    const int at = random.bounded(int(xml.size()));
                    switch (random.bounded(4)) {
                    case 0:
                        xml.insert(at, spices[random.bounded(int(spices.size()))]);
                        break;
                    case 1:
                        xml.remove(at, random.bounded(1, 40));
                        break;
                    case 2:
                        xml[at] = char(random.bounded(256));
                        break;
                    case 3: {
                        const QByteArray piece =
                            xml.mid(random.bounded(int(xml.size())), random.bounded(200));
                        xml.insert(at, piece);
                        break;
                    }
                    }
                    if (xml.isEmpty())
                        xml = "<";
                }
                const auto domain = readDomain(xml);
                if (domain) {
                    ++accepted;
                    QVERIFY(domain->devices.size() < 1000);
                } else {
                    QVERIFY(!domain.error().summary.isEmpty());
                }
            }
        }
        QVERIFY(accepted > 50); // else the loop tests the gate alone
    }
};

QTEST_GUILESS_MAIN(TestDomainDescription)
#include "tst_domaindescription.moc"
