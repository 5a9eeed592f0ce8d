// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/xml/capabilitiesreader.h"
#include "models/xml/domaincapabilitiesreader.h"
#include "tests/support/patience.h"

#include <QFile>

using namespace Qt::StringLiterals;

class TestDomainCapabilitiesReader : public QObject
{
    Q_OBJECT

    static QByteArray document(const QString &name)
    {
        QFile file(QStringLiteral(GUESTHOUSE_SOURCE_DIR "/tests/data/xml/") + name);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

private Q_SLOTS:
    void aPcOfDebian12IsReadWhole()
    {
        const auto read = readDomainCapabilities(document(u"capabilities-of-q35.xml"_s));
        QVERIFY(read);
        QCOMPARE(read->emulator, u"/usr/bin/qemu-system-x86_64"_s);
        QCOMPARE(read->virtType, u"qemu"_s);
        QCOMPARE(read->machine, u"pc-q35-7.2"_s);
        QCOMPARE(read->architecture, u"x86_64"_s);
        QCOMPARE(read->maximumVcpus, 288);
        QVERIFY(read->ioThreads);
        QVERIFY(read->hasUefi());
        QVERIFY(read->secureBoot);
        QCOMPARE(read->loaders.size(), 3);
        QCOMPARE(read->loaderTypes, (QStringList{u"rom"_s, u"pflash"_s}));
        QVERIFY(!read->hostPassthrough);
        QVERIFY(read->hostModel && read->maximumCpu);
        QCOMPARE(read->hostModelName, u"EPYC"_s);
        QCOMPARE(read->cpuModels.size(), 53);
        QCOMPARE(read->cpuModels.first(),
                 (DomainCapabilities::CpuModel{
                     .name = u"qemu64"_s, .vendor = u"unknown"_s, .usable = true}));
        QCOMPARE(read->diskBuses,
                 (QStringList{u"fdc"_s, u"scsi"_s, u"virtio"_s, u"usb"_s, u"sata"_s}));
        QVERIFY(read->graphicsTypes.contains(u"spice"_s));
        QVERIFY(read->videoModels.contains(u"virtio"_s));
        QCOMPARE(read->rngBackends, (QStringList{u"random"_s, u"egd"_s, u"builtin"_s}));
        QCOMPARE(read->tpmModels, (QStringList{u"tpm-tis"_s, u"tpm-crb"_s}));
        QCOMPARE(read->tpmBackends, QStringList{u"passthrough"_s});
        QVERIFY(read->saysChannels && read->saysRedirections && read->saysRng);
        QVERIFY(read->channelTypes.contains(u"spicevmc"_s));
        QVERIFY(read->generationId && read->backup && !read->sev);
        QVERIFY(read->hypervFeatures.contains(u"spinlocks"_s));
    }

    void whatIsSaidToBeMissingIsNotOffered()
    {
        const auto read = readDomainCapabilities(
            "<domainCapabilities><path>/x</path><domain>qemu</domain><arch>x86_64</arch>"
            "<os supported='yes'><loader supported='no'><value>/f</value></loader></os>"
            "<cpu><mode name='host-passthrough' supported='yes'/>"
            "<mode name='custom' supported='no'><model usable='yes'>x</model></mode></cpu>"
            "<devices><graphics supported='no'><enum name='type'><value>spice</value></enum>"
            "</graphics></devices></domainCapabilities>");
        QVERIFY(read);
        QVERIFY(read->loaders.isEmpty() && !read->secureBoot && !read->hasUefi());
        QVERIFY(read->hostPassthrough);
        QVERIFY(read->cpuModels.isEmpty());
        QVERIFY(read->graphicsTypes.isEmpty());
        QVERIFY(!read->saysChannels && !read->saysRng);
    }

    void otherDocumentsAreRefused()
    {
        QVERIFY(!readDomainCapabilities({}));
        QVERIFY(!readDomainCapabilities("<capabilities/>"));
        QVERIFY(!readDomainCapabilities("<domainCapabilities>"));
        QVERIFY(!readDomainCapabilities("<!DOCTYPE a [<!ENTITY b 'c'>]><domainCapabilities/>"));
        QVERIFY(readDomainCapabilities("<domainCapabilities/>"));
    }

    void machineTypesKeepTheirAliasesAndAges()
    {
        const auto host = readCapabilities(
            "<capabilities><guest><os_type>hvm</os_type><arch name='x86_64'>"
            "<machine maxCpus='255' deprecated='yes'>pc-i440fx-1.4</machine>"
            "<machine canonical='pc-q35-7.2' maxCpus='288'>q35</machine></arch>"
            "<features><acpi default='on' toggle='yes'/></features></guest></capabilities>");
        QVERIFY(host);
        const GuestSupport &guest = host->guests.first();
        QVERIFY(guest.machines.first().deprecated);
        QCOMPARE(guest.machines.last().canonical, u"pc-q35-7.2"_s);
        QCOMPARE(guest.machines.last().maximumVcpus, 288);
        QVERIFY(guest.acpi && !guest.apic);
    }
};

QTEST_GUILESS_MAIN(TestDomainCapabilitiesReader)
#include "tst_domaincapabilitiesreader.moc"
