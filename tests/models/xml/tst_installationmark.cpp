// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/xml/installationmark.h"
#include "models/xml/machinewriter.h"
#include "models/xml/xmlnode.h"
#include "tests/support/patience.h"

using namespace Qt::StringLiterals;

class TestInstallationMark : public QObject
{
    Q_OBJECT

    static MachineSpec spec()
    {
        MachineSpec spec{.name = u"new"_s, .virtType = u"qemu"_s, .osType = u"hvm"_s};
        spec.memoryKiB = 1024;
        spec.vcpus = 1;
        spec.disks = {{.source = DiskSource::file(u"/d"_s), .format = u"raw"_s, .target = u"vda"_s},
                      {.device = DiskSpec::Device::Cdrom,
                       .role = DiskSpec::Role::Installer,
                       .source = DiskSource::file(u"/cd"_s),
                       .format = u"raw"_s,
                       .bus = u"sata"_s,
                       .target = u"sda"_s}};
        return spec;
    }

private Q_SLOTS:
    void aMachineThatIsToBeInstalledRemembersItsCd()
    {
        MachineSpec machine = spec();
        machine.installerRestarts = 2;
        const auto xml = writeMachine(machine, {}, MachineStage::Installing);
        QVERIFY(xml);
        const InstallationMark mark{.drive = u"sda"_s, .restarts = 2};
        QCOMPARE(readInstallationMark(*xml), std::optional(mark));
        QVERIFY(!readInstallationMark(*writeMachine(machine, {})));
        QCOMPARE(writeInstallationMark(mark),
                 QByteArray(R"(<installation drive="sda" restarts="2"/>)"));
    }

    void whereNothingIsInstalledNothingIsRemembered()
    {
        MachineSpec live = spec();
        live.installerRestarts = 0;
        QVERIFY(!installationOf(live));
        MachineSpec diskless = spec();
        diskless.disks.removeFirst();
        QVERIFY(!installationOf(diskless));
        MachineSpec empty = spec();
        empty.disks.last().source = {};
        QVERIFY(!installationOf(empty));
    }

    void whatMakesNoSenseIsNoMark_data()
    {
        QTest::addColumn<QByteArray>("attributes");
        QTest::newRow("no drive") << QByteArray("restarts='1'");
        QTest::newRow("no number") << QByteArray("drive='sda' restarts='x'");
        QTest::newRow("never") << QByteArray("drive='sda' restarts='0'");
        QTest::newRow("for ever") << QByteArray("drive='sda' restarts='2000000000'");
    }

    void whatMakesNoSenseIsNoMark()
    {
        QFETCH(QByteArray, attributes);
        QVERIFY(!readInstallationMark(
            "<domain><metadata><i:installation xmlns:i='urn:guesthouse:installation:1' "
            + attributes + "/></metadata></domain>"));
    }

    void aDriveIsEmptiedAndOtherwiseStays()
    {
        const QByteArray xml =
            "<domain><devices><disk type='file' device='disk'><source file='/d'/>"
            "<target dev='vda'/></disk>\n<disk type='volume' device='cdrom'>\n"
            "  <driver name='qemu' type='raw'/>\n"
            "  <source pool='p' volume='cd.iso' index='1'/>\n  <backingStore/>\n"
            "  <target dev='sda' bus='sata'/>\n  <readonly/>\n"
            "  <boot order='2'/>\n</disk></devices></domain>";
        const auto drive = emptiedDrive(xml, u"sda"_s);
        QVERIFY(drive);
        const auto tree = readTree(*drive);
        QVERIFY(tree);
        QCOMPARE(tree->attribute(u"type"), u"file"_s);
        QCOMPARE(tree->attribute(u"device"), u"cdrom"_s);
        QVERIFY(!tree->child(u"source") && !tree->child(u"backingStore"));
        QCOMPARE(tree->value(u"boot@order"), u"2"_s);
        QCOMPARE(tree->value(u"target@bus"), u"sata"_s);
        // A disk is no drive, whatever the mark says.
        QCOMPARE(emptiedDrive(xml, u"vda"_s).error().kind, Error::Kind::NotFound);
        QCOMPARE(emptiedDrive(xml, u"sdb"_s).error().kind, Error::Kind::NotFound);
        const auto again =
            emptiedDrive("<domain><devices>" + *drive + "</devices></domain>", u"sda"_s);
        QVERIFY(again && again->isEmpty());
    }
};

QTEST_APPLESS_MAIN(TestInstallationMark)
#include "tst_installationmark.moc"
