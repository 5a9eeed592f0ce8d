// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/values/machinerules.h"
#include "models/xml/domaindescriptionreader.h"
#include "models/xml/machinewriter.h"
#include "models/xml/xmlnode.h"
#include "tests/support/patience.h"

#include <QProcess>
#include <QTemporaryFile>

using namespace Qt::StringLiterals;

// What a daemon for tests cannot have: KVM, TPMs, containers. Held to libvirt's own schema.
class TestMachineWriter : public QObject
{
    Q_OBJECT

    static MachineSpec container()
    {
        MachineSpec spec{.name = u"box"_s};
        spec.virtType = u"lxc"_s;
        spec.osType = u"exe"_s;
        spec.architecture = u"x86_64"_s;
        spec.emulator = u"/usr/lib/libvirt/libvirt_lxc"_s;
        spec.memoryKiB = 256 * 1024;
        spec.vcpus = 1;
        spec.networks = {{.source = u"default"_s}};
        spec.container = {.init = u"/bin/busybox"_s,
                          .arguments = {u"sh"_s, u"-c"_s, u"a < b & c"_s},
                          .rootFolder = u"/srv/box"_s};
        return spec;
    }

    static MachineSpec windows()
    {
        MachineSpec spec{.name = u"win"_s};
        spec.virtType = u"kvm"_s;
        spec.osType = u"hvm"_s;
        spec.architecture = u"x86_64"_s;
        spec.machine = u"q35"_s;
        spec.memoryKiB = 4096 * 1024;
        spec.vcpus = 2;
        spec.disks = {{.source = DiskSource::file(u"/w.qcow2"_s), .format = u"qcow2"_s}};
        SystemFacts facts{.system = {.id = u"http://microsoft.com/win/11"_s, .family = u"winnt"_s}};
        facts.needsUefi = facts.needsSecureBoot = facts.needsTpm = facts.localTime = true;
        return soundMachine(spec, facts, host()).spec;
    }

    static DomainCapabilities host()
    {
        return {.firmwares = {u"efi"_s},
                .secureBoot = true,
                .hostPassthrough = true,
                .graphicsTypes = {u"spice"_s},
                .tpmModels = {u"tpm-crb"_s},
                .tpmBackends = {u"emulator"_s},
                .hypervFeatures = {u"relaxed"_s, u"vapic"_s, u"spinlocks"_s, u"vpindex"_s,
                                   u"synic"_s, u"stimer"_s}};
    }

    static QString schemaProblem(const QByteArray &xml)
    {
        QTemporaryFile file;
        if (!file.open() || file.write(xml) != xml.size() || !file.flush())
            return u"no file"_s;
        QProcess xmllint;
        xmllint.start(u"/usr/bin/xmllint"_s,
                      {u"--noout"_s, u"--relaxng"_s, u"/usr/share/libvirt/schemas/domain.rng"_s,
                       file.fileName()});
        if (!xmllint.waitForFinished())
            return u"no answer"_s;
        return xmllint.exitCode() == 0 ? QString()
                                       : QString::fromUtf8(xmllint.readAllStandardError() + xml);
    }

private Q_SLOTS:
    void aContainerFitsTheSchemaAndIsReadBack()
    {
        const auto xml = writeMachine(container(), {});
        QVERIFY2(xml, qPrintable(xml ? QString() : xml.error().detail));
        QVERIFY2(schemaProblem(*xml).isEmpty(), qPrintable(schemaProblem(*xml)));
        const auto read = readTree(*xml);
        QVERIFY(read);
        QCOMPARE(read->value(u"os/init"), u"/bin/busybox"_s);
        QCOMPARE(read->find(u"os/initarg").last()->text, u"a < b & c"_s);
        QCOMPARE(read->value(u"devices/filesystem/source@dir"), u"/srv/box"_s);
        QCOMPARE(read->find(u"devices/disk").size(), 0);
        const auto described = readDomain(*xml);
        QVERIFY(described);
        QCOMPARE(described->name, u"box"_s);
    }

    void windows11WithKvmFitsTheSchema()
    {
        const auto xml = writeMachine(windows(), host());
        QVERIFY2(xml, qPrintable(xml ? QString() : xml.error().detail));
        QVERIFY2(schemaProblem(*xml).isEmpty(), qPrintable(schemaProblem(*xml)));
        const auto read = readTree(*xml);
        QCOMPARE(read->attribute(u"type"), u"kvm"_s);
        QCOMPARE(read->value(u"cpu@mode"), u"host-passthrough"_s);
        QCOMPARE(read->value(u"devices/tpm@model"), u"tpm-crb"_s);
        QCOMPARE(read->value(u"devices/tpm/backend@type"), u"emulator"_s);
        QCOMPARE(read->value(u"devices/tpm/backend@version"), u"2.0"_s);
        QCOMPARE(read->value(u"features/hyperv/spinlocks@retries"), u"8191"_s);
        QCOMPARE(read->find(u"features/hyperv/stimer").size(), 1);
        QCOMPARE(read->value(u"clock@offset"), u"localtime"_s);
        const auto described = readDomain(*xml);
        QVERIFY(described);
        QCOMPARE(described->firmware, u"UEFI with Secure Boot"_s);
    }

    void aFirmwareByPathFitsTheSchema()
    {
        MachineSpec spec = windows();
        spec.loader = u"/usr/share/OVMF/a & b.fd"_s;
        const auto xml = writeMachine(spec, host());
        QVERIFY(xml);
        QVERIFY2(schemaProblem(*xml).isEmpty(), qPrintable(schemaProblem(*xml)));
        QCOMPARE(readTree(*xml)->value(u"os/loader"), spec.loader);
    }

    void whatCannotBeIsNotWritten()
    {
        MachineSpec spec = windows();
        spec.name = u"a/b"_s;
        spec.vcpus = 0;
        const auto xml = writeMachine(spec, host());
        QVERIFY(!xml);
        QCOMPARE(xml.error().detail.count(u'\n'), 1);
        // Characters that XML has no place for, wherever they hide.
        spec = windows();
        spec.tags = {u"a\u0001b"_s};
        QVERIFY(!writeMachine(spec, host()));
    }
};

QTEST_GUILESS_MAIN(TestMachineWriter)
#include "tst_machinewriter.moc"
