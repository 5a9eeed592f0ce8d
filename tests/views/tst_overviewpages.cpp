// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/xml/domaindescriptionreader.h"
#include "tests/support/byname.h"
#include "tests/support/patience.h"
#include "views/basic/messagepage.h"
#include "views/facts/factsform.h"
#include "views/facts/noticepanel.h"
#include "views/facts/usagebar.h"
#include "views/overview/hostoverviewpage.h"
#include "views/overview/machineoverviewpage.h"

#include <QAction>
#include <QClipboard>
#include <QGuiApplication>
#include <QSignalSpy>
#include <QToolButton>

using namespace Qt::StringLiterals;

static const ConnectionId host = QUuid(u"{11111111-1111-4111-8111-111111111111}"_s);

static Machine running()
{
    return {.uuid = QUuid(u"{22222222-2222-4222-8222-222222222222}"_s),
            .name = u"web"_s,
            .state = MachineState::Running,
            .described = true,
            .vcpus = 2,
            .memoryKiB = 1024 * 1024,
            .title = u"Web server"_s};
}

static QString fact(const QWidget &page, const QString &label)
{
    for (const FactsForm *form : page.findChildren<FactsForm *>()) {
        if (const QString value = form->fact(label); !value.isEmpty())
            return value;
    }
    return {};
}

static QString usage(const QWidget &page, int number)
{
    return page.findChildren<UsageBar *>().at(number)->words();
}

class TestOverviewPages : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale(QLocale::English)); }

    void aMachineIsSaidAtAGlance()
    {
        MachineOverviewPage page;
        const Machine machine = running();
        page.setMachine({host, machine.uuid}, machine, u"This computer"_s);
        QCOMPARE(page.title(), u"Web server"_s);
        QVERIFY(page.state().startsWith(u"Running"_s));
        QCOMPARE(fact(page, u"Memory"_s), u"1.0 GiB"_s);
        QCOMPARE(fact(page, u"UUID"_s), u"22222222-2222-4222-8222-222222222222"_s);
        page.setDescription(
            readDomain("<domain type='kvm'><vcpu current='2'>8</vcpu><memory unit='GiB'>4</memory>"
                       "<os firmware='efi'><type arch='x86_64' machine='q35'>hvm</type></os>"
                       "</domain>"));
        QCOMPARE(fact(page, u"Processors"_s), u"2 vCPU, up to 8"_s);
        QCOMPARE(fact(page, u"Memory"_s), u"1.0 GiB, up to 4.0 GiB"_s);
        QCOMPARE(fact(page, u"Firmware"_s), u"UEFI"_s);
        QCOMPARE(fact(page, u"Machine type"_s), u"KVM · x86_64 · q35"_s);
    }

    void anotherMachineInheritsNothing()
    {
        MachineOverviewPage page;
        Machine machine = running();
        page.setMachine({host, machine.uuid}, machine, u"here"_s);
        page.setDescription(readDomain("<domain type='kvm'><os firmware='efi'/></domain>"));
        page.setUsage({.cpuShare = 0.5, .memoryUsedKiB = 512 * 1024});
        QCOMPARE(usage(page, 0), u"50 %"_s);
        QCOMPARE(usage(page, 1), u"512.0 MiB of 1.0 GiB"_s);
        machine.uuid = QUuid::createUuid();
        page.setMachine({host, machine.uuid}, machine, u"here"_s);
        QCOMPARE(fact(page, u"Firmware"_s), QString());
        QCOMPARE(usage(page, 0), u"Not known"_s);
    }

    void aBrokenDescriptionIsSaid()
    {
        MachineOverviewPage page;
        const Machine machine = running();
        page.setMachine({host, machine.uuid}, machine, u"here"_s);
        page.setDescription(readDomain("<domain>\n<"));
        bool said = false;
        for (const NoticePanel *panel : page.findChildren<NoticePanel *>())
            said |= !panel->isHidden() && panel->text().contains(u"Line 2"_s);
        QVERIFY(said);
    }

    void theUuidIsCopiedByAClick()
    {
        MachineOverviewPage page;
        const Machine machine = running();
        page.setMachine({host, machine.uuid}, machine, u"here"_s);
        byName<QToolButton>(&page, u"Copy UUID"_s)->click();
        QCOMPARE(QGuiApplication::clipboard()->text(), u"22222222-2222-4222-8222-222222222222"_s);
    }

    void buttonsAreTheActionsGiven()
    {
        MachineOverviewPage page;
        QAction start(u"&Start"_s), pause(u"Pause"_s);
        pause.setEnabled(false);
        page.setActions({&start, &pause});
        QSignalSpy triggered(&start, &QAction::triggered);
        auto *startButton = byName<QToolButton>(&page, u"Start"_s);
        auto *pauseButton = byName<QToolButton>(&page, u"Pause"_s);
        QVERIFY(startButton && pauseButton);
        startButton->click();
        QCOMPARE(triggered.count(), 1);
        QVERIFY(!pauseButton->isEnabled());
    }

    void anEndlessHostileNameMakesThePageNoWider()
    {
        MachineOverviewPage page;
        page.resize(600, 400);
        const Machine plain = running();
        page.setMachine({host, plain.uuid}, plain, u"here"_s);
        const int width = page.minimumSizeHint().width();
        Machine hostile = plain;
        hostile.title = u"<img src='/dev/zero'>"_s + QString(4000, u'n');
        hostile.description = QString(100'000, u'd');
        page.setMachine({host, plain.uuid}, hostile, QString(4000, u'h'));
        page.grab();
        QVERIFY(page.title().startsWith(u"<img"_s));
        QCOMPARE(page.minimumSizeHint().width(), width);
    }

    void aFailedConnectionIsSaidWhole()
    {
        HostOverviewPage page;
        ConnectionStatus status{.state = ConnectionState::Failed};
        status.error = Error{.summary = u"Cannot connect to “Lab”."_s,
                             .detail = u"Connection refused\nby <b>peer</b>"_s,
                             .advice = u"Is the host switched on?"_s,
                             .code = 38,
                             .domain = 7};
        status.retryAt = QDateTime::currentDateTimeUtc().addSecs(3600);
        page.setConnection({.id = host, .name = u"Lab"_s, .uri = u"qemu+ssh://lab/system"_s},
                           status);
        QCOMPARE(page.title(), u"Lab"_s);
        QCOMPARE(page.state(), u"Cannot connect"_s);
        for (const auto &words : {u"Cannot connect to “Lab”."_s, u"by <b>peer</b>"_s, u"error 38"_s,
                                  u"Is the host switched on?"_s, u"It is tried again in"_s})
            QVERIFY2(page.problem().contains(words), qPrintable(page.problem()));
        page.setConnection({.id = host, .name = u"Lab"_s}, {.state = ConnectionState::Connected});
        QVERIFY(page.problem().isEmpty());
    }

    void aHostIsSaidWithItsMachinesCounted()
    {
        HostOverviewPage page;
        page.setConnection({.id = host, .uri = u"test:///default"_s},
                           {.state = ConnectionState::Connected});
        page.setHost({.hostname = u"hypnos"_s,
                      .canonicalUri = u"test:///default"_s,
                      .driver = u"TEST"_s,
                      .hypervisorVersion = 2,
                      .libvirtVersion = 9000000,
                      .cpus = 16,
                      .memoryKiB = 3145728,
                      .secure = true});
        QCOMPARE(fact(page, u"Memory"_s), u"3.0 GiB"_s);
        QCOMPARE(fact(page, u"libvirt"_s), u"9.0.0"_s);
        Machine off = running();
        off.state = MachineState::Off;
        page.setMachines({running(), running(), off});
        QCOMPARE(fact(page, u"All"_s), u"3"_s);
        QCOMPARE(fact(page, u"Running"_s), u"2"_s);
        QCOMPARE(fact(page, u"Shut off"_s), u"1"_s);
        page.setMachines({off});
        QCOMPARE(fact(page, u"Running"_s), QString());
        page.setUsage({.cpuShare = 0.25, .memoryUsedKiB = 1048576, .memoryTotalKiB = 3145728});
        QCOMPARE(usage(page, 1), u"1.0 GiB of 3.0 GiB"_s);
    }

    void aSharedSshConnectionIsSaid()
    {
        HostOverviewPage page;
        const ConnectionConfig config{.id = host, .uri = u"qemu+ssh://lab/system"_s};
        page.setConnection(config, {.state = ConnectionState::Connected,
                                    .ssh = SshUse::Shared,
                                    .sshSince = QDateTime::currentDateTime()});
        QVERIFY(fact(page, u"SSH connection"_s).startsWith(u"One for libvirt and all consoles"_s));
        page.setConnection(config, {.state = ConnectionState::Connected, .ssh = SshUse::Separate});
        QVERIFY(fact(page, u"SSH connection"_s).contains(u"could not be shared"_s));
        page.setConnection(config, {.state = ConnectionState::Lost});
        QCOMPARE(fact(page, u"SSH connection"_s), QString());
    }

    void aDangerousUriIsSaidForEver()
    {
        HostOverviewPage page;
        page.setConnection({.id = host, .uri = u"qemu+ssh://lab/system?command=/tmp/x"_s},
                           {.state = ConnectionState::Connected});
        bool said = false;
        for (const NoticePanel *panel : page.findChildren<NoticePanel *>())
            said |= !panel->isHidden() && panel->text().contains(u"/tmp/x"_s);
        QVERIFY(said);
    }

    void withoutAnyConnectionThePageSaysWhatToDo()
    {
        HostOverviewPage page;
        QAction add(u"Add connection…"_s);
        page.setActions({&add});
        QCOMPARE(page.title(), u"No hypervisor yet"_s);
        QCOMPARE(page.findChild<MessagePage *>()->findChildren<QAbstractButton *>().size(), 1);
    }
};

QTEST_MAIN(TestOverviewPages)
#include "tst_overviewpages.moc"
