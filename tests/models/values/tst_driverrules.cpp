// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/values/driverrules.h"
#include "tests/support/patience.h"

using namespace Qt::StringLiterals;

class TestDriverRules : public QObject
{
    Q_OBJECT

    static MachineDriver driver(const QString &words) // "vmware hvm esx"
    {
        const QStringList parts = words.split(u' ');
        return {.type = parts.value(0), .osType = parts.value(1), .scheme = parts.value(2)};
    }
    static DomainChanges change(const QStringList &items)
    {
        DomainChanges changes;
        for (const QString &item : items)
            changes.fields += {.item = item, .path = u"@a"_s, .after = u"b"_s};
        return changes;
    }

private Q_SLOTS:
    void aPageIsDisabledWhereTheDriverCannotChangeIt_data()
    {
        QTest::addColumn<QString>("words");
        QTest::addColumn<QString>("kind");
        QTest::addColumn<bool>("running");
        QTest::addColumn<QString>("why"); // part of the sentence; empty: it can be changed
        const auto row = [](const char *words, const char *kind, const char *why,
                            bool running = false) {
            QTest::addRow("%s, %s%s", words, kind, running ? ", running" : "")
                << QString::fromLatin1(words) << QString::fromLatin1(kind) << running
                << QString::fromLatin1(why);
        };
        // Drivers that only make new machines.
        row("vmware hvm esx", "disk", "VMware ESX");
        row("vmware hvm vpx", "section:boot", "VMware ESX");
        row("vmware hvm esx", "section:cpu", "VMware ESX");
        row("vmware hvm esx", "section:cpu", "", true);
        row("vmware hvm esx", "section:metadata", "VMware ESX", true);
        row("vmware hvm vmwareplayer", "disk", "");
        row("vmware hvm", "disk", "");
        row("hyperv hvm hyperv", "section:memory", "Hyper-V");
        row("hyperv hvm hyperv", "section:memory", "", true);
        row("vbox hvm vbox", "section:machine", "VirtualBox");
        row("vbox hvm vbox", "graphics", "VirtualBox", true);
        row("openvz exe openvz", "filesystem", "OpenVZ");
        // Containers.
        row("lxc exe lxc", "filesystem", "");
        row("lxc exe lxc", "interface", "");
        row("lxc exe lxc", "console", "");
        row("lxc exe lxc", "hostdev", "");
        row("lxc exe lxc", "section:boot", "");
        row("lxc exe lxc", "section:features", "");
        row("lxc exe lxc", "section:system-information", "no firmware");
        row("lxc exe lxc", "video", "A container");
        row("lxc exe lxc", "tpm", "A container");
        row("lxc exe lxc", "memory", "A container");
        // Xen, with and without emulated hardware.
        row("xen linux xen", "section:system-information", "no firmware");
        row("xen hvm xen", "section:system-information", "");
        row("xen xenpvh xen", "section:system-information", "");
        row("xen linux xen", "sound", "no emulated hardware");
        row("xen hvm xen", "sound", "");
        row("xen linux xen", "disk", "");
        row("xen linux xen", "graphics", "");
        row("xen hvm xen", "watchdog", "QEMU and KVM only");
        row("xen hvm xen", "memballoon", "");
        // bhyve.
        row("bhyve hvm bhyve", "disk", "");
        row("bhyve hvm bhyve", "tpm", "");
        row("bhyve hvm bhyve", "panic", "QEMU and KVM only");
        row("bhyve hvm bhyve", "section:cpu", "");
        // All others take everything.
        for (const char *all : {"qemu hvm qemu", "kvm hvm qemu", "hvf hvm qemu", "test hvm test",
                                "quantum hvm", ""}) {
            for (const char *kind : {"watchdog", "memory", "tpm", "disk", "section:cpu",
                                     "section:system-information", "section:boot"})
                row(all, kind, "");
        }
    }
    void aPageIsDisabledWhereTheDriverCannotChangeIt()
    {
        QFETCH(const QString, words);
        QFETCH(const QString, kind);
        QFETCH(const bool, running);
        QFETCH(const QString, why);
        const QString said = DriverRules::whyNotItem(driver(words), kind, running);
        QCOMPARE(said.isEmpty(), why.isEmpty());
        QVERIFY2(said.contains(why), qPrintable(said));
        QVERIFY(said.isEmpty() || said.endsWith(u'.'));
    }

    void whatTheHostSaysGoesFirst()
    {
        const DomainCapabilities host{.tpmModels = {u"tpm-tis"_s}};
        QVERIFY(
            DriverRules::whyNotItem(driver(u"xen hvm xen"_s), u"tpm"_s, false, &host).isEmpty());
        QVERIFY(
            !DriverRules::whyNotItem(driver(u"xen hvm xen"_s), u"panic"_s, false, &host).isEmpty());
    }

    void aFieldIsDisabledWhereItIsDocumentedForOthersOnly_data()
    {
        QTest::addColumn<QString>("words");
        QTest::addColumn<QString>("kind");
        QTest::addColumn<QString>("path");
        QTest::addColumn<bool>("taken");
        const auto row = [](const char *words, const char *kind, const char *path, bool taken) {
            QTest::addRow("%s, %s, %s", words, kind, path)
                << QString::fromLatin1(words) << QString::fromLatin1(kind)
                << QString::fromLatin1(path) << taken;
        };
        row("lxc exe lxc", "section:boot", "os/init", true);
        row("lxc exe lxc", "section:boot", "os/loader@secure", false);
        row("lxc exe lxc", "section:boot", "os/kernel", false);
        row("lxc exe lxc", "section:cpu", "vcpu", true);
        row("lxc exe lxc", "section:cpu", "cpu@mode", false);
        row("lxc exe lxc", "section:cpu", "cputune/shares", true);
        row("lxc exe lxc", "section:features", "features/privnet/*", true);
        row("lxc exe lxc", "section:features", "features/capabilities@policy", true);
        row("lxc exe lxc", "section:features", "features/acpi/*", false);
        row("lxc exe lxc", "section:memory", "maxMemory@slots", false);
        row("lxc exe lxc", "section:memory", "memtune/hard_limit", true);
        row("xen linux xen", "section:boot", "os/loader", false);
        row("xen linux xen", "section:boot", "os/kernel", true);
        row("xen hvm xen", "section:boot", "os/loader", true);
        row("xen hvm xen", "section:security", "launchSecurity@type", false);
        row("xen hvm xen", "disk", "driver@discard", true);
        row("bhyve hvm bhyve", "disk", "driver@discard", false);
        row("bhyve hvm bhyve", "disk", "driver@cache", true);
        row("bhyve hvm bhyve", "disk", "iotune/read_iops_sec", false);
        row("bhyve hvm bhyve", "interface", "driver@queues", false);
        row("bhyve hvm bhyve", "interface", "model@type", true);
        row("kvm hvm qemu", "disk", "iotune/read_iops_sec", true);
        row("qemu hvm qemu", "section:memory", "maxMemory", true);
        row("test hvm test", "section:memory", "maxMemory", true);
    }
    void aFieldIsDisabledWhereItIsDocumentedForOthersOnly()
    {
        QFETCH(const QString, words);
        QFETCH(const QString, kind);
        QFETCH(const QString, path);
        QFETCH(const bool, taken);
        QCOMPARE(DriverRules::whyNotField(driver(words), kind, path).isEmpty(), taken);
    }

    void onlyEsxTakesNoDevicesAtAll()
    {
        QVERIFY(!DriverRules::whyNotAdded(driver(u"vmware hvm esx"_s)).isEmpty());
        QVERIFY(!DriverRules::whyNotRemoved(driver(u"vmware hvm esx"_s)).isEmpty());
        for (const QString &words :
             {u"vbox hvm vbox"_s, u"hyperv hvm hyperv"_s, u"lxc exe lxc"_s, u"qemu hvm qemu"_s}) {
            QVERIFY(DriverRules::whyNotAdded(driver(words)).isEmpty());
            QVERIFY(DriverRules::whyNotRemoved(driver(words)).isEmpty());
        }
        QVERIFY(!DriverRules::whyNotAdded(driver(u"xen linux xen"_s), u"watchdog"_s).isEmpty());
    }

    void devicesOfARunningMachineAreNotChangedWhereTheDriverHasNoCall()
    {
        const MachineDriver bhyve = driver(u"bhyve hvm bhyve"_s), kvm = driver(u"kvm hvm qemu"_s);
        const DomainChanges device = change({u"disk#0"_s});
        QVERIFY(DriverRules::whyNotNow(bhyve, device).contains("bhyve"_L1));
        QVERIFY(DriverRules::whyNotNow(kvm, device).isEmpty());
        QVERIFY(!DriverRules::whyNotNow(kvm, device, true).isEmpty());
        // A title can be changed.
        QVERIFY(
            DriverRules::whyNotNow(bhyve, change({u"disk#0"_s, u"section:machine"_s})).isEmpty());
        QVERIFY(DriverRules::whyNotNow(bhyve, change({u"section:machine"_s}), true).isEmpty());
        QVERIFY(DriverRules::whyNotNow(bhyve, {}).isEmpty());
    }

    void onlyTheAnswerThatThereIsNoSuchCallIsRemembered()
    {
        const DomainChanges device = change({u"disk#0"_s});
        EditOutcome outcome{.running = true};
        QVERIFY(!DriverRules::hasNoDeviceUpdate(device, outcome));
        outcome.notNow = {
            {u"disk#0"_s, Error{.kind = Error::Kind::Unsupported, .code = 3}}}; // NO_SUPPORT
        QVERIFY(DriverRules::hasNoDeviceUpdate(device, outcome));
        QVERIFY(!DriverRules::hasNoDeviceUpdate(change({u"section:cpu"_s}), outcome));
        outcome.notNow = {
            {u"disk#0"_s, Error{.kind = Error::Kind::Unsupported, .code = 84}}}; // this change
        QVERIFY(!DriverRules::hasNoDeviceUpdate(device, outcome));
    }
};

QTEST_GUILESS_MAIN(TestDriverRules)
#include "tst_driverrules.moc"
