// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/xml/domaindescriptionreader.h"
#include "models/xml/domainedit.h"
#include "models/xml/systemhints.h"
#include "models/xml/systemmetadata.h"
#include "tests/support/patience.h"

using namespace Qt::StringLiterals;

class TestSystemMetadata : public QObject
{
    Q_OBJECT

    static QByteArray machine(const QByteArray &metadata)
    {
        return "<domain type='qemu'>\n  <name>m</name>\n" + metadata + "</domain>\n";
    }
    static QByteArray libosinfo(const QByteArray &inside)
    {
        return "    <libosinfo:libosinfo "
               "xmlns:libosinfo=\"http://libosinfo.org/xmlns/libvirt/domain/1.0\">\n"
               + inside + "    </libosinfo:libosinfo>\n";
    }
    static QByteArray edited(const QByteArray &xml, const std::optional<QString> &id)
    {
        const QString path = SystemMetadata::path(xml);
        const auto result = applyChanges(
            xml, {.fields = {{.path = path, .before = fieldValue(xml, {}, path), .after = id}}});
        return result && result->conflicts.isEmpty() ? result->xml : QByteArray("refused");
    }
    static QString idOf(const QByteArray &xml)
    {
        const auto tree = readTree(xml);
        return tree ? SystemMetadata::systemId(*tree) : u"unreadable"_s;
    }

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale(QLocale::English)); }

    void whereNothingIsSaidTheElementIsMadeAndTakenAwayAgain()
    {
        const QByteArray none = machine({});
        const QByteArray said = edited(none, u"http://debian.org/debian/12"_s);
        QCOMPARE(said, machine("  <metadata>\n"
                               "    <libosinfo:libosinfo xmlns:libosinfo="
                               "'http://libosinfo.org/xmlns/libvirt/domain/1.0'>\n"
                               "      <libosinfo:os id='http://debian.org/debian/12'/>\n"
                               "    </libosinfo:libosinfo>\n  </metadata>\n"));
        QCOMPARE(idOf(said), u"http://debian.org/debian/12"_s);
        QCOMPARE(edited(said, {}), none);
    }

    void otherMetadataStaysByteByByte_data()
    {
        QTest::addColumn<QByteArray>("before");
        QTest::addColumn<QByteArray>("without");
        const QByteArray foreign = "    <a:x  xmlns:a='urn:a' one = \"1\"><!-- kept --></a:x>\n";
        QTest::newRow("beside another's")
            << machine("  <metadata>\n" + foreign + libosinfo("      <libosinfo:os id='old'/>\n")
                       + "  </metadata>\n")
            << machine("  <metadata>\n" + foreign + "  </metadata>\n");
        QTest::newRow("with something else in it")
            << machine("  <metadata>\n"
                       + libosinfo("      <libosinfo:os id='old'/>\n      <libosinfo:more/>\n")
                       + "  </metadata>\n")
            << machine("  <metadata>\n" + libosinfo("      <libosinfo:more/>\n")
                       + "  </metadata>\n");
        QTest::newRow("by another prefix")
            << machine("  <metadata>\n" + foreign
                       + "    <o:libosinfo xmlns:o='http://libosinfo.org/xmlns/libvirt/domain/1.0'>"
                         "<o:os id='old'/></o:libosinfo>\n  </metadata>\n")
            << machine("  <metadata>\n" + foreign
                       + "    <o:libosinfo xmlns:o='http://libosinfo.org/xmlns/libvirt/domain/1.0'"
                         "/>\n  </metadata>\n");
        QTest::newRow("by the default namespace")
            << machine("  <metadata><libosinfo "
                       "xmlns='http://libosinfo.org/xmlns/libvirt/domain/1.0'><os id='old'/>"
                       "</libosinfo></metadata>\n")
            << machine("  <metadata><libosinfo "
                       "xmlns='http://libosinfo.org/xmlns/libvirt/domain/1.0'/></metadata>\n");
    }
    void otherMetadataStaysByteByByte()
    {
        QFETCH(const QByteArray, before);
        QFETCH(const QByteArray, without);
        QCOMPARE(idOf(before), u"old"_s);
        QByteArray wanted = before;
        QCOMPARE(edited(before, u"new"_s), wanted.replace("'old'", "'new'"));
        QCOMPARE(edited(before, {}), without);
        QVERIFY(SystemMetadata::isPath(SystemMetadata::path(before)));
    }

    void anElementOfThatNameIsNotMistakenForIt()
    {
        const QByteArray xml =
            machine("  <metadata>\n    <libosinfo:libosinfo xmlns:libosinfo='urn:other'>"
                    "<libosinfo:os id='theirs'/></libosinfo:libosinfo>\n  </metadata>\n");
        QCOMPARE(idOf(xml), QString());
        const QByteArray said = edited(xml, u"ours"_s);
        QCOMPARE(idOf(said), u"ours"_s);
        QVERIFY(said.contains("<libosinfo:os id='theirs'/>"));
        QCOMPARE(edited(said, {}), xml);
    }

    void theRunningMachineGetsTheElementWithoutItsPrefix()
    {
        const QByteArray none = machine({});
        QCOMPARE(SystemMetadata::plainElement(none, u"a&b"_s),
                 QByteArray("<libosinfo><os id=\"a&amp;b\"/></libosinfo>"));
        QCOMPARE(SystemMetadata::plainElement(none, {}), QByteArray());
        const QByteArray more =
            machine("  <metadata>\n" + libosinfo("<libosinfo:more/>") + "  </metadata>\n");
        QVERIFY(!SystemMetadata::plainElement(more, u"x"_s));
    }

    void theSystemHasASectionOfItsOwn()
    {
        const auto section = [](const QByteArray &xml) {
            for (const HardwareItem &one : withEverySection(*readDomain(xml)).sections) {
                if (one.kind == "section:operating-system"_L1)
                    return one;
            }
            return HardwareItem();
        };
        const HardwareItem none = section(machine({}));
        QCOMPARE(none.key, u"section:operating-system#0"_s);
        QVERIFY(none.properties.isEmpty());
        const HardwareItem there = section(machine(
            "  <metadata>\n" + libosinfo("      <libosinfo:os id='http://debian.org/debian/12'/>\n")
            + "  </metadata>\n"));
        QCOMPARE(there.key, none.key);
        QCOMPARE(there.summary, u"Debian 12"_s);
        QCOMPARE(there.properties.first().value, u"Debian 12 (http://debian.org/debian/12)"_s);
        QVERIFY(there.xml.contains("libosinfo:os"));
        // What is no address is shown as it is.
        const HardwareItem odd = section(machine(
            "  <metadata>\n" + libosinfo("      <libosinfo:os id='<>'/>\n").replace("<>", "my os")
            + "  </metadata>\n"));
        QCOMPARE(odd.properties.first().value, u"my os"_s);
    }

    void aMachineThatFitsItsSystemGetsNoAdvice()
    {
        SystemFacts facts{.system = {.id = u"x"_s},
                          .devices = SystemDevice::VirtioDisk | SystemDevice::VirtioNetwork};
        facts.minimum = {.cpus = 1, .memory = 512 * 1024 * 1024ULL};
        const auto fits =
            readTree("<domain type='kvm'><memory unit='GiB'>1</memory><vcpu>1</vcpu>"
                     "<os><type>hvm</type></os><clock offset='utc'/><devices>"
                     "<disk device='disk'><target dev='vda' bus='virtio'/></disk>"
                     "<interface><model type='virtio'/></interface></devices></domain>");
        QVERIFY(fits);
        QCOMPARE(systemHints(facts, *fits), QStringList());
        facts.system.id.clear(); // not known
        facts.needsUefi = true;
        QCOMPARE(systemHints(facts, *fits), QStringList());
    }

    void whatASystemLacksAndWouldProfitFromIsSaid()
    {
        SystemFacts windows{.system = {.id = u"w"_s, .family = u"winnt"_s}};
        windows.needsUefi = windows.needsTpm = windows.localTime = true;
        windows.driversUrl = u"https://example.com/drivers.iso"_s;
        windows.minimum.memory = 4ULL * 1024 * 1024 * 1024;
        const auto machine = readTree(
            "<domain type='kvm'><memory unit='GiB'>2</memory><os><type>hvm</type></os>"
            "<devices><disk device='disk'><target dev='vda' bus='virtio'/></disk>"
            "<disk device='cdrom'><target dev='sda' bus='sata'/></disk></devices></domain>");
        QVERIFY(machine);
        QCOMPARE(systemHints(windows, *machine),
                 QStringList({u"It starts with UEFI only, and this machine has BIOS."_s,
                              u"It asks for a TPM, which this machine lacks."_s,
                              u"It needs at least 4.0 GiB of memory; this machine has 2.0 GiB."_s,
                              u"It has no driver of its own for VirtIO disks (vda)."_s,
                              u"Drivers for it: https://example.com/drivers.iso"_s,
                              u"It takes the machine’s clock for local time, which shows UTC."_s}));
        SystemFacts linux{.system = {.id = u"l"_s, .family = u"linux"_s},
                          .devices = SystemDevice::VirtioDisk | SystemDevice::VirtioNetwork
                                     | SystemDevice::VirtioRng};
        const auto old =
            readTree("<domain type='kvm'><memory>1048576</memory><os><type>hvm</type></os>"
                     "<devices><disk><target dev='hda' bus='ide'/></disk>"
                     "<interface><model type='e1000'/></interface></devices></domain>");
        QVERIFY(old);
        QCOMPARE(systemHints(linux, *old).size(), 3);
        QVERIFY(systemHints(linux, *old).first().contains(u"hda"_s));
    }
};

QTEST_GUILESS_MAIN(TestSystemMetadata)
#include "tst_systemmetadata.moc"
