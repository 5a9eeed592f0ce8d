// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/xml/domaindescriptionreader.h"
#include "models/xml/domainedit.h"
#include "models/xml/pendingchanges.h"
#include "tests/support/patience.h"

#include <QFile>

using namespace Qt::StringLiterals;
using Kind = DefinitionDifference::Kind;

static QByteArray machine(const QByteArray &devices, const QByteArray &rest = {})
{
    return "<domain type='qemu'>\n  <name>web</name>\n  <memory unit='KiB'>1024</memory>\n"
           "  <vcpu>1</vcpu>\n"
           + rest + "  <devices>\n" + devices + "  </devices>\n</domain>\n";
}

static const QByteArray disk = "    <disk type='file' device='disk'>\n"
                               "      <driver name='qemu' cache='none'/>\n"
                               "      <source file='/a'/>\n"
                               "      <target dev='vda' bus='virtio'/>\n    </disk>\n";
static const QByteArray runningDisk = "    <disk type='file' device='disk'>\n"
                                      "      <driver name='qemu' cache='none'/>\n"
                                      "      <source file='/a' index='1'/>\n      <backingStore/>\n"
                                      "      <target dev='vda' bus='virtio'/>\n"
                                      "      <alias name='virtio-disk0'/>\n    </disk>\n";
static const QByteArray nic = "    <interface type='network'>\n"
                              "      <mac address='52:54:00:00:00:01'/>\n"
                              "      <source network='default'/>\n    </interface>\n";

static QStringList waiting(const QByteArray &now, const QByteArray &later)
{
    QStringList texts;
    for (const auto &one :
         differences(*readDomain(now), *readDomain(later), Compare::RunningWithDefinition))
        texts += differenceText(one);
    return texts;
}

// What the definition says when everything that waits is discarded.
static QByteArray discarded(const QByteArray &now, const QByteArray &later)
{
    const auto list =
        differences(*readDomain(now), *readDomain(later), Compare::RunningWithDefinition);
    const PendingDiscard discard = discardPending(now, later, list);
    const auto edited = applyChanges(later, discard.changes);
    return edited && edited->conflicts.isEmpty() && discard.left.isEmpty() ? edited->xml
                                                                           : QByteArray();
}

class TestPendingChanges : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void anEmptyMetadataElementSaysNothing()
    {
        QCOMPARE(waiting(machine(disk, "  <metadata/>\n"), machine(disk)), QStringList());
        QCOMPARE(
            waiting(machine(disk, "  <metadata><x:a xmlns:x='urn:x'/></metadata>\n"), machine(disk))
                .size(),
            1);
    }

    void whatWaitsIsSaidInWords()
    {
        QByteArray later = disk;
        later.replace("cache='none'", "cache='writeback'");
        QCOMPARE(waiting(machine(runningDisk), machine(later)),
                 QStringList{u"Disk vda: Cache: None (bypass the host’s cache) → Write back"_s});
        QCOMPARE(waiting(machine(runningDisk), machine(disk)), QStringList());
        later.replace(" cache='writeback'", "");
        QCOMPARE(waiting(machine(runningDisk), machine(later)),
                 QStringList{u"Disk vda: Cache: None (bypass the host’s cache) → not set"_s});
        const QStringList both = waiting(machine(runningDisk), machine(nic));
        QCOMPARE(both.size(), 2);
        QVERIFY2(both[0].startsWith(u"Network interface: comes"_s), qPrintable(both[0]));
        QVERIFY2(both[1].startsWith(u"Disk vda: goes"_s), qPrintable(both[1]));
    }

    void aProcessorThatWasChosenDiffersAndTheHostsOwnDoesNot()
    {
        const auto cpu = [](const QByteArray &element) { return machine({}, element); };
        QCOMPARE(waiting(cpu("<cpu mode='custom'><model>EPYC</model><feature name='x2apic' "
                             "policy='require'/></cpu>"),
                         cpu("<cpu mode='host-model'/>")),
                 QStringList());
        QCOMPARE(waiting(cpu("<cpu mode='custom'><model>EPYC</model></cpu>"),
                         cpu("<cpu mode='custom'><model>Haswell</model></cpu>"))
                     .size(),
                 1);
        QCOMPARE(waiting(cpu("<cpu mode='custom'><model>EPYC</model></cpu>"),
                         cpu("<cpu mode='host-passthrough'/>"))
                     .size(),
                 1);
    }

    void whatANetworkFillsInIsNoDifference()
    {
        QByteArray now = nic;
        now.replace("network='default'", "network='default' portid='1-2' bridge='virbr0'");
        now.replace("</interface>", "<target dev='vnet3'/><mtu size='1400'/></interface>");
        QCOMPARE(waiting(machine(now), machine(nic)), QStringList());
    }

    // As a real QEMU machine was written down before and after its start.
    void aMachineThatWasJustStartedHasNothingThatWaits()
    {
        QFile running(QStringLiteral(GUESTHOUSE_SOURCE_DIR "/tests/data/xml/running-qemu.xml"));
        QFile defined(QStringLiteral(GUESTHOUSE_SOURCE_DIR "/tests/data/xml/configured-qemu.xml"));
        QVERIFY(running.open(QIODevice::ReadOnly) && defined.open(QIODevice::ReadOnly));
        QCOMPARE(waiting(running.readAll(), defined.readAll()), QStringList());
    }

    void whatIsDiscardedLeavesTheDefinitionAsItWas_data()
    {
        QTest::addColumn<QByteArray>("later");
        QTest::newRow("an attribute is another")
            << QByteArray(disk).replace("cache='none'", "cache='writeback'");
        QTest::newRow("an attribute is gone") << QByteArray(disk).replace(" cache='none'", "");
        QTest::newRow("an element has come")
            << QByteArray(disk).replace("    </disk>", "      <readonly/>\n    </disk>");
        QTest::newRow("an element with more in it has come")
            << QByteArray(disk).replace("    </disk>", "      <iotune>\n        "
                                                       "<read_iops_sec>5</read_iops_sec>\n      "
                                                       "</iotune>\n    </disk>");
        QTest::newRow("a device has come") << disk + nic;
    }
    void whatIsDiscardedLeavesTheDefinitionAsItWas()
    {
        QFETCH(QByteArray, later);
        QVERIFY(!waiting(machine(runningDisk), machine(later)).isEmpty());
        QCOMPARE(discarded(machine(runningDisk), machine(later)), machine(disk));
    }

    void aDeviceThatIsTakenOutComesBackWithoutWhatOnlyARunningOneHas()
    {
        const QByteArray back = discarded(machine(nic + runningDisk), machine(nic));
        QVERIFY(back.contains("/a") && back.contains("cache='none'"));
        for (const char *runtime : {"alias", "index", "backingStore"})
            QVERIFY2(!back.contains(runtime), runtime);
        QCOMPARE(waiting(machine(nic + runningDisk), back), QStringList());
    }

    void elementsThatAreAlikeAreDiscardedTogether()
    {
        const auto hosts = [](const QByteArray &list, const QByteArray &source) {
            return machine("<disk type='network'><source protocol='rbd' name='a'" + source + ">"
                           + list + "</source><target dev='vda'/></disk>");
        };
        const QByteArray now = hosts("<host name='a'/><host name='b'/>", " index='1'");
        const QByteArray later = hosts("<host name='a'/>", {});
        QCOMPARE(waiting(now, later).size(), 1);
        QCOMPARE(discarded(now, later), hosts("<host name='a'/><host name='b'/>", {}));
    }

    void passwordsAreLeftOutAndPutBack()
    {
        const QByteArray plain = machine("    <graphics type='vnc' port='-1'/>\n");
        const QByteArray secret = machine("    <graphics type='vnc' port='-1' passwd='hidden'/>\n");
        QCOMPARE(withoutSecrets(secret), plain.trimmed());
        QCOMPARE(withoutSecrets(plain), plain.trimmed());
        QCOMPARE(withoutSecrets("<domain"), QByteArray());
        QCOMPARE(withSecretsOf(plain, secret).value_or(QByteArray()), secret);
        const QByteArray another = machine("    <graphics type='spice' port='-1'/>\n");
        QCOMPARE(withSecretsOf(another, secret).value_or(QByteArray()), another);
    }

    void twoDefinitionsAreComparedWhole()
    {
        const auto a = readDomain(machine(runningDisk)), b = readDomain(machine(disk));
        QStringList texts;
        for (const auto &one : differences(*a, *b, Compare::Definitions))
            texts += differenceText(one);
        QVERIFY(texts.contains(u"Disk vda: Alias: virtio-disk0 → not set"_s));
        QVERIFY(differences(*a, *a, Compare::Definitions).isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestPendingChanges)
#include "tst_pendingchanges.moc"
