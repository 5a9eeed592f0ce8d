// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/overview/hostoverviewpage.h"

#include "models/core/safetext.h"
#include "models/core/units.h"
#include "models/values/connectionadvice.h"
#include "views/basic/messagepage.h"
#include "views/facts/factsform.h"
#include "views/facts/noticepanel.h"
#include "views/facts/usagebar.h"
#include "views/overview/overviewframe.h"

#include <QLocale>
#include <QMap>
#include <QStackedWidget>
#include <QTimer>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

HostOverviewPage::HostOverviewPage(QWidget *parent)
    : QWidget(parent)
    , m_clock(new QTimer(this))
    , m_stack(new QStackedWidget)
    , m_message(new MessagePage)
    , m_frame(new OverviewFrame)
    , m_problem(new NoticePanel)
    , m_warnings(new NoticePanel)
    , m_facts(new FactsForm)
    , m_machines(new FactsForm)
    , m_virtualization(new FactsForm)
    , m_cpu(new UsageBar(tr("CPU")))
    , m_memory(new UsageBar(tr("Memory")))
{
    auto *usage = new QWidget;
    auto *usageLayout = new QVBoxLayout(usage);
    usageLayout->setContentsMargins(0, 0, 0, 0);
    usageLayout->addWidget(m_cpu);
    usageLayout->addWidget(m_memory);
    for (FactsForm *form : {m_facts, m_machines, m_virtualization})
        form->setLabelWidth(m_frame->labelWidth());
    for (UsageBar *bar : {m_cpu, m_memory})
        bar->setNameWidth(m_frame->labelWidth());
    m_frame->addPlain(m_problem);
    m_frame->addPlain(m_warnings);
    m_usageSection = m_frame->addSection(tr("Usage of the host"), usage);
    m_machinesSection = m_frame->addSection(tr("Machines"), m_machines);
    m_factsSection = m_frame->addSection(tr("Host"), m_facts);
    m_virtualizationSection = m_frame->addSection(tr("Virtualization"), m_virtualization);
    m_stack->addWidget(m_message);
    m_stack->addWidget(m_frame);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_stack);
    m_clock->setInterval(1000);
    connect(m_clock, &QTimer::timeout, this, [this] {
        updateHeading();
        updateProblem();
    });
    clear();
}

void HostOverviewPage::clear()
{
    m_config = {};
    m_status = {};
    m_clock->stop();
    m_message->show(u"network-server"_s, tr("No hypervisor yet"),
                    tr("Add a connection to this computer or to another host to see its machines."),
                    m_actions);
    m_stack->setCurrentWidget(m_message);
}

void HostOverviewPage::setConnection(const ConnectionConfig &config, const ConnectionStatus &status)
{
    if (config.id != m_config.id) {
        m_host = {};
        m_capabilities = {};
        m_machines->clear();
        m_machinesSection->hide();
        setUsage({});
    }
    m_config = config;
    m_status = status;
    m_stack->setCurrentWidget(m_frame);
    updateHeading();
    updateProblem();
    updateFacts();
    const QStringList warnings = uriWarnings(config.uri);
    m_warnings->setVisible(!warnings.isEmpty());
    if (!warnings.isEmpty())
        m_warnings->showSentence(NoticePanel::Kind::Warning, warnings.join(u'\n'));
    m_usageSection->setVisible(status.isUsable());
    updateClock();
}

// Only what counts needs a clock, and only while somebody sees it.
void HostOverviewPage::updateClock()
{
    const bool counts =
        m_status.retryAt.isValid()
        || (m_status.state != ConnectionState::Connected && m_status.dataFrom.isValid());
    if (counts && isVisible())
        m_clock->start();
    else
        m_clock->stop();
}

void HostOverviewPage::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    updateHeading();
    updateProblem();
    updateClock();
}

void HostOverviewPage::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    m_clock->stop();
}

void HostOverviewPage::setHost(const HostInfo &host)
{
    m_host = host;
    updateHeading();
    updateFacts();
}

void HostOverviewPage::setCapabilities(const Result<HostCapabilities> &capabilities)
{
    m_capabilities = capabilities.value_or(HostCapabilities());
    updateFacts();
    if (!capabilities)
        m_virtualization->setFact(tr("Capabilities"), capabilities.error().summary);
    m_virtualizationSection->setVisible(true);
}

void HostOverviewPage::setUsage(const HostUsage &usage)
{
    if (usage.cpuShare)
        m_cpu->setUsage(*usage.cpuShare, Units::percent(*usage.cpuShare));
    else
        m_cpu->setUnknown();
    if (usage.memoryUsedKiB && usage.memoryTotalKiB.value_or(0) > 0) {
        m_memory->setUsage(double(*usage.memoryUsedKiB) / double(*usage.memoryTotalKiB),
                           tr("%1 of %2")
                               .arg(Units::kibibytes(*usage.memoryUsedKiB),
                                    Units::kibibytes(*usage.memoryTotalKiB)));
    } else {
        m_memory->setUnknown();
    }
}

void HostOverviewPage::setMachines(const QList<Machine> &machines)
{
    // In the order of the states' own numbers, so that rows do not jump.
    QMap<std::pair<MachineState, bool>, int> counts;
    for (const Machine &machine : machines)
        ++counts[{machine.state, machine.state == MachineState::Off && machine.savedState}];
    m_machines->setFact(tr("All"), QLocale().toString(machines.size()));
    for (int number = int(MachineState::Unknown); number <= int(MachineState::Suspended);
         ++number) {
        for (const bool saved : {false, true}) {
            const auto state = MachineState(number);
            if (state == MachineState::Blocked || (saved && state != MachineState::Off))
                continue;
            int count = counts.value({state, saved});
            if (state == MachineState::Running) // Xen's "blocked" is running, too
                count += counts.value({MachineState::Blocked, false});
            m_machines->setFact(machineStateText(state, saved),
                                count > 0 ? QLocale().toString(count) : QString());
        }
    }
    // A host that was never reached has none that anybody knows of.
    m_machinesSection->setVisible(m_status.isUsable() || !machines.isEmpty());
}

void HostOverviewPage::setActions(const QList<QAction *> &actions)
{
    m_actions = actions;
    m_frame->setActions(actions);
    if (m_config.id.isNull())
        clear();
}

QString HostOverviewPage::title() const
{
    return m_stack->currentWidget() == m_frame ? m_frame->title() : m_message->title();
}

QString HostOverviewPage::state() const
{
    return m_frame->state();
}

QString HostOverviewPage::problem() const
{
    return m_problem->isHidden() ? QString() : m_problem->text();
}

static QString stateText(ConnectionState state)
{
    switch (state) {
    case ConnectionState::Disconnected:
        return HostOverviewPage::tr("Not connected");
    case ConnectionState::Connecting:
        return HostOverviewPage::tr("Connecting…");
    case ConnectionState::Connected:
        return HostOverviewPage::tr("Connected");
    case ConnectionState::NotResponding:
        return HostOverviewPage::tr("Not responding");
    case ConnectionState::Lost:
        return HostOverviewPage::tr("Connection lost");
    case ConnectionState::Failed:
        return HostOverviewPage::tr("Cannot connect");
    }
    return {};
}

static QString ageText(const QDateTime &from)
{
    const qint64 seconds = qMax<qint64>(0, from.secsTo(QDateTime::currentDateTimeUtc()));
    return HostOverviewPage::tr("What is shown is %1 old.").arg(Units::duration(seconds));
}

static QString sshText(const ConnectionStatus &status)
{
    switch (status.ssh) {
    case SshUse::None:
        break;
    case SshUse::Shared:
        return HostOverviewPage::tr("One for libvirt and all consoles, since %1")
            .arg(QLocale().toString(status.sshSince, QLocale::ShortFormat));
    case SshUse::Separate:
        return HostOverviewPage::tr("Libvirt has one of its own: it could not be shared");
    }
    return {};
}

void HostOverviewPage::updateHeading()
{
    const bool usable = m_status.isUsable();
    QString state = stateText(m_status.state);
    QString badge;
    if (usable && m_host.encrypted) {
        badge = u"security-high"_s;
        state = tr("%1, encrypted").arg(state);
    } else if (usable && m_host.secure) {
        badge = u"security-high"_s;
        state = tr("%1, private to this computer").arg(state);
    } else if (usable && !m_host.canonicalUri.isEmpty()) {
        badge = u"security-low"_s;
        state = tr("%1, not encrypted").arg(state);
    }
    if (m_config.readOnly)
        state = tr("%1, read-only").arg(state);
    const QString name = connectionDisplayName(m_config);
    const QString host = m_host.hostname == name ? QString() : SafeText::line(m_host.hostname, 100);
    QStringList lines = {host, SafeText::line(m_config.uri, 150)};
    lines.removeAll(QString());
    m_frame->setHeading(usable ? u"network-server"_s : u"network-offline"_s, name, state,
                        lines.join(u" · "_s), badge);
}

void HostOverviewPage::updateProblem()
{
    QStringList more;
    if (m_status.retryAt.isValid()) {
        const qint64 seconds = QDateTime::currentDateTimeUtc().secsTo(m_status.retryAt);
        more += seconds > 0 ? tr("It is tried again in %1.").arg(Units::duration(seconds))
                            : tr("It is tried again now.");
    }
    if (m_status.state != ConnectionState::Connected && m_status.dataFrom.isValid())
        more += ageText(m_status.dataFrom);
    const QString words = more.join(u' ');
    switch (m_status.state) {
    case ConnectionState::Failed:
    case ConnectionState::Lost:
        if (m_status.error) {
            Error error = *m_status.error;
            if (error.advice.isEmpty())
                error.advice = connectionAdvice(error, m_config.uri);
            m_problem->showError(error, words);
        } else
            m_problem->showSentence(NoticePanel::Kind::Failure, stateText(m_status.state), words);
        break;
    case ConnectionState::NotResponding:
        m_problem->showSentence(NoticePanel::Kind::Warning,
                                tr("The host has not answered for some seconds."), words);
        break;
    case ConnectionState::Disconnected:
        m_problem->showSentence(NoticePanel::Kind::Information,
                                tr("Connect to see this host and its machines."), words);
        break;
    case ConnectionState::Connecting:
        m_problem->showSentence(NoticePanel::Kind::Information, tr("Connecting to the host…"),
                                words);
        break;
    case ConnectionState::Connected:
        m_problem->hide();
        break;
    }
}

static QString topologyText(const HostInfo &host)
{
    if (host.cpus == 0)
        return {};
    QString text = HostOverviewPage::tr("%L1 logical").arg(host.cpus);
    if (host.sockets > 0 && host.cores > 0) {
        text +=
            HostOverviewPage::tr(" (NUMA nodes %1 × sockets %2 × cores %3 × threads %4)")
                .arg(QLocale().toString(qMax(1u, host.numaNodes)), QLocale().toString(host.sockets),
                     QLocale().toString(host.cores), QLocale().toString(qMax(1u, host.threads)));
    }
    return text;
}

void HostOverviewPage::updateFacts()
{
    const HostCapabilities &more = m_capabilities;
    m_facts->setFact(tr("Host name"), m_host.hostname);
    m_facts->setFact(tr("Processor"), more.cpuModel.isEmpty() ? m_host.cpuModel : more.cpuModel);
    m_facts->setFact(tr("Architecture"),
                     more.architecture.isEmpty() ? m_host.cpuModel : more.architecture);
    m_facts->setFact(tr("Processors"), topologyText(m_host));
    m_facts->setFact(tr("Clock rate"), m_host.mhz ? tr("%L1 MHz").arg(m_host.mhz) : QString());
    m_facts->setFact(tr("Memory"),
                     m_host.memoryKiB ? Units::kibibytes(m_host.memoryKiB) : QString());
    QStringList cells;
    for (const NumaCell &cell : more.cells.first(qMin<qsizetype>(more.cells.size(), 64))) {
        cells += tr("Node %1: %2 CPUs, %3")
                     .arg(QString::number(cell.id), QString::number(cell.cpus),
                          Units::kibibytes(cell.memoryKiB));
    }
    m_facts->setFact(tr("NUMA"), cells.join(u'\n'));
    m_facts->setFact(tr("Security models"), more.securityModels.join(u", "_s));
    m_facts->setCopyableFact(tr("Host UUID"), more.uuid);
    m_factsSection->setVisible(!m_host.hostname.isEmpty() || !more.architecture.isEmpty());

    QString hypervisor = m_host.driver;
    if (m_host.hypervisorVersion > 0)
        hypervisor += u' ' + versionText(m_host.hypervisorVersion);
    m_virtualization->setFact(tr("Hypervisor"), hypervisor);
    m_virtualization->setFact(
        tr("libvirt"), m_host.libvirtVersion ? versionText(m_host.libvirtVersion) : QString());
    const bool told = !more.guests.isEmpty();
    m_virtualization->setFact(tr("KVM acceleration"),
                              !told           ? QString()
                              : more.hasKvm() ? tr("Available")
                                              : tr("Not available: machines are emulated, slowly"));
    QStringList guests;
    for (const GuestSupport &guest : more.guests) {
        if (!guests.contains(guest.architecture))
            guests += guest.architecture;
    }
    m_virtualization->setFact(tr("Guest architectures"), guests.mid(0, 64).join(u", "_s));
    m_virtualization->setFact(tr("Device assignment"), !told        ? QString()
                                                       : more.iommu ? tr("Available")
                                                                    : tr("Not available"));
    QString migration;
    if (told)
        migration = more.liveMigration ? tr("Supported") : tr("Not supported");
    if (!more.migrationTransports.isEmpty())
        migration += u" (%1)"_s.arg(more.migrationTransports.join(u", "_s));
    m_virtualization->setFact(tr("Live migration"), migration);
    m_virtualization->setCopyableFact(tr("URI"), m_host.canonicalUri);
    m_virtualization->setFact(tr("SSH connection"), sshText(m_status));
    m_virtualizationSection->setVisible(!m_host.driver.isEmpty() || told);
}
