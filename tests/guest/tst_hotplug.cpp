// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/devicechange.h"
#include "models/inventory/inventory.h"
#include "models/inventory/lane.h"
#include "models/virt/eventloop.h"
#include "models/xml/domaindescriptionreader.h"
#include "models/xml/domainedit.h"
#include "models/xml/newdevices.h"
#include "tests/support/answers.h"
#include "tests/support/patience.h"
#include "tests/support/testguest.h"

#include <QFile>
#include <QRegularExpression>

#include <memory>

using namespace Qt::StringLiterals;

// Memory and other devices plugged into a Linux that runs, and taken out again where it lets go.
class TestHotPlug : public QObject
{
    Q_OBJECT

    static constexpr int patience = 120'000;

    EventLoop loop;
    PrivateLibvirtd daemon;
    std::unique_ptr<TestGuest> guest;
    std::unique_ptr<Inventory> inventory;
    Connection *host = nullptr;
    QUuid uuid;

    QByteArray xml(bool inactive) const
    {
        QStringList arguments{u"dumpxml"_s, guest->name()};
        if (inactive)
            arguments += u"--inactive"_s;
        return daemon.virsh(arguments).output.toUtf8();
    }
    bool define(const QByteArray &definition) const
    {
        QFile file(daemon.folder() + u"/hotplug.xml"_s);
        return file.open(QIODevice::WriteOnly) && file.write(definition) == definition.size()
               && file.flush() && daemon.virsh({u"define"_s, file.fileName()}).ok();
    }
    // The device of a kind with this value at a path; empty: none.
    QString key(bool inactive, const QString &kind, const QString &path, const QString &value) const
    {
        const QByteArray document = xml(inactive);
        const auto read = readDomain(document);
        for (const HardwareItem &one : read ? read->devices : QList<HardwareItem>()) {
            if (one.kind == kind && fieldValue(document, one.key, path) == value)
                return one.key;
        }
        return {};
    }
    std::optional<QString> field(bool inactive, const QString &kind, const QString &path,
                                 const QString &value, const QString &wanted) const
    {
        return fieldValue(xml(inactive), key(inactive, kind, path, value), wanted);
    }
    HardwareChoices choices() const
    {
        HardwareChoices known;
        const auto can = host->domainCapabilities({}, u"x86_64"_s, u"q35"_s, u"qemu"_s);
        if (answered(can) && can.result())
            known.capabilities = *can.result();
        return known;
    }
    NewDevice newDevice(const QString &id) const
    {
        const QByteArray live = guest->state() == "running"_L1 ? xml(false) : QByteArray();
        for (const NewDevice &one : newDevices(MachineHardware(xml(true), live, choices()))) {
            if (one.id == id)
                return one;
        }
        return {};
    }
    // Now and for the next start, as the dialog does it. What is wrong; empty: nothing.
    QString plug(const QByteArray &device) const
    {
        auto *adding = new DeviceAdding(host, uuid, {.title = u"x"_s, .devices = {device}}, true);
        const auto answer = adding->run();
        if (!answered(answer))
            return u"no answer"_s;
        return whyNot(answer.result().result);
    }
    QString unplug(const QString &kind, const QString &path, const QString &value) const
    {
        const QString live = key(false, kind, path, value), later = key(true, kind, path, value);
        const auto alias = fieldValue(xml(false), live, u"alias@name"_s).value_or(QString());
        auto *removing = new DeviceRemoving(
            host, {.machine = uuid,
                   .liveItem = live,
                   .alias = alias,
                   .elements = {{.item = later, .before = deviceXml(xml(true), later)}}});
        const auto answer = removing->run();
        if (!answered(answer))
            return u"not let go"_s;
        return whyNot(answer.result().result);
    }
    Result<EditOutcome> change(const DomainChanges &changes, EditTime time = EditTime::Both) const
    {
        return answerOf(host->changeMachine(uuid, changes, time));
    }

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY2(daemon.start(), qPrintable(daemon.errorString()));
        GuestOptions options;
        // What is plugged in is not used by itself, so that it can go again.
        options.commandLine = u"memhp_default_state=offline"_s;
        options.devices = u"<controller type='pci' index='0' model='pcie-root'/>"_s;
        for (int i = 0; i < 8; ++i)
            options.devices += "<controller type='pci' model='pcie-root-port'/>"_L1;
        options.devices += "<controller type='pci' model='pcie-to-pci-bridge'/>"_L1;
        guest = std::make_unique<TestGuest>(daemon, u"plugs"_s, options);
        QVERIFY2(guest->define(), qPrintable(guest->errorString()));
        uuid = QUuid(guest->uuid());
        QByteArray definition = xml(true);
        definition.replace("<memory unit",
                           "<maxMemory slots='4' unit='MiB'>4096</maxMemory><memory unit");
        static const QRegularExpression cpu(u"<cpu .*?(</cpu>|/>)"_s,
                                            QRegularExpression::DotMatchesEverythingOption);
        QString text = QString::fromUtf8(definition);
        text.remove(cpu);
        text.replace(u"<clock"_s, u"<cpu><numa><cell id='0' cpus='0' memory='384' unit='MiB'/>"
                                  "</numa></cpu><clock"_s);
        QVERIFY(define(text.toUtf8()));

        inventory = std::make_unique<Inventory>();
        host = inventory->add({.uri = daemon.uri()});
        host->open();
        QTRY_COMPARE_WITH_TIMEOUT(host->status().state, ConnectionState::Connected, patience);
        QTRY_VERIFY_WITH_TIMEOUT(host->machine(uuid).has_value(), patience);
    }
    void cleanupTestCase()
    {
        if (guest)
            guest->remove();
        inventory.reset();
        QVERIFY(waitForWorkers(30'000));
        daemon.quit();
    }

    void everyKindThatIsOfferedIsOneThatLibvirtTakes()
    {
        const QByteArray before = xml(true);
        QTRY_VERIFY_WITH_TIMEOUT(host->host().libvirtVersion != 0, patience);
        int taken = 0;
        QStringList refused;
        for (const NewDevice &one :
             newDevices(MachineHardware(before, {}, choices(), host->host().libvirtVersion))) {
            // Before libvirt 10, a daemon of one's own has no virtiofs.
            if (!one.obstacle.isEmpty() || one.id == "filesystem-virtiofs"_L1)
                continue;
            QByteArray device = one.xml;
            // What the dialog asks for.
            if (one.storage == NewDevice::Storage::NewOrExisting)
                device = diskWithPath(device, daemon.folder() + u"/some.qcow2"_s);
            else if (one.storage == NewDevice::Storage::HostDisk)
                device = diskWithPath(device, u"/dev/sdz"_s);
            QList<ElementChange> elements;
            for (const QByteArray &companion :
                 companionsOf(device, MachineHardware(before, {}, {})))
                elements += {.after = companion};
            elements += {.after = device};
            const auto outcome =
                change({.fields = one.also, .elements = elements}, EditTime::NextStart);
            if (!outcome)
                refused += one.id + u": "_s + outcome.error().detail;
            else
                ++taken;
            QVERIFY2(define(before), qPrintable(one.id));
        }
        QVERIFY2(refused.isEmpty(), qPrintable(refused.join(u'\n')));
        QVERIFY2(taken > 35, qPrintable(QString::number(taken)));
    }

    void theGuestStarts()
    {
        QVERIFY2(guest->start(), qPrintable(guest->errorString()));
        QVERIFY(guest->waitFor("GUEST-READY", 1, 300'000));
        QTRY_VERIFY_WITH_TIMEOUT(host->machine(uuid)->isActive(), patience);
    }

    void aMemoryModuleIsPluggedInAndOutAgain()
    {
        const NewDevice dimm = newDevice(u"memory-dimm"_s);
        QCOMPARE(dimm.obstacle, QString());
        QCOMPARE(plug(dimm.xml), QString());
        for (const bool inactive : {false, true}) {
            QCOMPARE(field(inactive, u"memory"_s, u"@model"_s, u"dimm"_s, u"target/size"_s),
                     u"1048576"_s);
        }
        // The memory there is says so, too.
        QCOMPARE(fieldValue(xml(true), {}, u"memory"_s), QString::number((384 + 1024) * 1024));
        QCOMPARE(unplug(u"memory"_s, u"@model"_s, u"dimm"_s), QString());
        for (const bool inactive : {false, true})
            QCOMPARE(key(inactive, u"memory"_s, u"@model"_s, u"dimm"_s), QString());
    }

    void aModuleThatGrowsIsAskedForMoreWhileItRuns()
    {
        const NewDevice module = newDevice(u"memory-virtio"_s);
        QCOMPARE(module.obstacle, QString());
        QCOMPARE(plug(module.xml), QString());
        const auto requested = [this](bool inactive) {
            return field(inactive, u"memory"_s, u"@model"_s, u"virtio-mem"_s,
                         u"target/requested"_s);
        };
        QCOMPARE(requested(false), u"0"_s);
        QCOMPARE(requested(true), u"0"_s);
        const QString item = key(true, u"memory"_s, u"@model"_s, u"virtio-mem"_s);
        const auto outcome =
            change({.fields = {{item, u"target/requested"_s, u"0"_s, u"262144"_s}}});
        QVERIFY2(outcome, qPrintable(whyNot(outcome)));
        QVERIFY2(outcome->notNow.isEmpty(),
                 qPrintable(outcome->notNow.isEmpty() ? QString()
                                                      : outcome->notNow.constBegin()->detail));
        QVERIFY(outcome->nextStart && outcome->now.contains(item));
        QCOMPARE(requested(false), u"262144"_s);
        QCOMPARE(requested(true), u"262144"_s);
    }

    void aTabletIsPluggedInAndTheGuestLetsGoOfIt()
    {
        QCOMPARE(plug(newDevice(u"input-virtio-tablet"_s).xml), QString());
        for (const bool inactive : {false, true})
            QVERIFY(!key(inactive, u"input"_s, u"@bus"_s, u"virtio"_s).isEmpty());
        QCOMPARE(unplug(u"input"_s, u"@bus"_s, u"virtio"_s), QString());
        for (const bool inactive : {false, true})
            QCOMPARE(key(inactive, u"input"_s, u"@bus"_s, u"virtio"_s), QString());
    }

    void aSocketGetsItsAddress()
    {
        if (!QFile::exists(u"/dev/vhost-vsock"_s))
            QSKIP("This computer's kernel has no /dev/vhost-vsock.");
        QCOMPARE(plug(newDevice(u"vsock"_s).xml), QString());
        QVERIFY(!key(true, u"vsock"_s, u"@model"_s, u"virtio"_s).isEmpty());
        const auto address = field(false, u"vsock"_s, u"@model"_s, u"virtio"_s, u"cid@address"_s);
        QVERIFY(address.value_or(QString()).toInt() >= 3);
    }

    void aWatchdogAndSharedMemoryArePluggedIn()
    {
        for (const auto &[id, kind] :
             {std::pair(u"watchdog"_s, u"watchdog"_s), std::pair(u"shmem"_s, u"shmem"_s)}) {
            const QByteArray device = newDevice(id).xml;
            QVERIFY2(!device.isEmpty(), qPrintable(id));
            QCOMPARE(plug(device), QString());
            for (const bool inactive : {false, true}) {
                const auto read = readDomain(xml(inactive));
                QVERIFY(read
                        && std::any_of(read->devices.cbegin(), read->devices.cend(),
                                       [kind](const auto &one) { return one.kind == kind; }));
            }
        }
        QCOMPARE(guest->state(), u"running"_s);
    }
};

QTEST_MAIN(TestHotPlug)
#include "tst_hotplug.moc"
