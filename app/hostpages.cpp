// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/hostpages.h"

#include "app/reporter.h"
#include "app/storagecommands.h"
#include "models/core/async.h"
#include "models/inventory/inventory.h"
#include "models/inventory/statshistory.h"
#include "models/settings/settings.h"
#include "models/xml/capabilitiesreader.h"
#include "views/overview/hostoverviewpage.h"
#include "views/performance/hostperformancepage.h"
#include "views/storage/storagebrowser.h"

#include <QTabWidget>
#include <QVBoxLayout>
#include <QtConcurrentRun>

static constexpr const char *storageKey = "window/storage";
static constexpr Setting<int> performanceRange{"performance/hostSeconds", 300};

HostPages::HostPages(Inventory &inventory, StatsHistory &history, StorageCommands &storage,
                     Settings &settings, Reporter &reporter, const QList<QAction *> &actions,
                     QWidget *parent)
    : QWidget(parent)
    , m_inventory(inventory)
    , m_history(history)
    , m_settings(settings)
    , m_tabs(new QTabWidget)
    , m_overview(new HostOverviewPage)
    , m_performance(new HostPerformancePage)
    , m_storage(new StorageBrowser(StorageBrowser::Purpose::Manage))
{
    m_tabs->setDocumentMode(true);
    m_tabs->setAccessibleName(tr("Pages of the host"));
    m_overview->setAccessibleName(tr("Overview"));
    m_performance->setAccessibleName(tr("Performance"));
    m_tabs->addTab(m_overview, tr("Overview"));
    m_tabs->addTab(m_performance, tr("Performance"));
    m_storage->setAccessibleName(tr("Storage"));
    m_storage->restoreState(settings.value(storageKey).toByteArray());
    m_tabs->addTab(m_storage, tr("Storage"));
    storage.serve(m_storage, [this] { return m_host; });
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(m_tabs);

    constexpr int countMs = 300;
    m_count.setSingleShot(true);
    m_count.setInterval(countMs);
    connect(&m_count, &QTimer::timeout, this, [this] {
        if (const Connection *connection = m_inventory.connection(m_host))
            m_overview->setMachines(connection->machines());
    });
    m_overview->setActions(actions);
    m_performance->setHistory(&history);
    m_performance->setRange(settings.get(performanceRange));
    connect(m_performance, &PerformancePage::demandChanged, this,
            [this](StatsGroups groups, bool host) {
                if (Connection *connection = m_inventory.connection(m_performance->host()))
                    connection->setStatsDemand(m_performance, groups, host);
            });
    connect(m_performance, &PerformancePage::rangeChanged, this,
            [&settings](int seconds) { settings.set(performanceRange, seconds); });
    connect(m_performance, &PerformancePage::exportFailed, this,
            [&reporter](const Error &error) { reporter.show(error); });
    connect(&history, &StatsHistory::hostUpdated, this, [this](const ConnectionId &connection) {
        if (connection == m_host && isVisible())
            m_overview->setUsage(m_history.hostUsage(connection));
    });
}

void HostPages::machinesChanged()
{
    if (isVisible() && !m_count.isActive())
        m_count.start();
}

void HostPages::setHost(const ConnectionId &host)
{
    if (m_host == host)
        return;
    if (Connection *before = m_inventory.connection(m_host))
        before->setStatsDemand(m_overview, {});
    m_host = host;
    refresh();
    updateDemand();
}

void HostPages::refresh()
{
    Connection *connection = m_inventory.connection(m_host);
    if (!connection) {
        m_overview->clear();
        m_performance->setHost({}, {}, true);
        m_storage->setStorage(nullptr, {});
        return;
    }
    m_overview->setConnection(connection->config(), connection->status());
    m_overview->setHost(connection->host());
    m_overview->setMachines(connection->machines());
    m_overview->setUsage(m_history.hostUsage(m_host));
    m_performance->setHost(m_host, connectionDisplayName(connection->config()),
                           !connection->status().isUsable());
    m_storage->setStorage(connection->storage(),
                          {connection->status().isUsable(), connection->config().readOnly,
                           connection->isLocal()});
    readCapabilities();
}

// Once for each host that is looked at: some take seconds to say what they can do.
void HostPages::readCapabilities()
{
    Connection *connection = m_inventory.connection(m_host);
    if (!isVisible() || m_capabilitiesOf == m_host || !connection || !connection->status().isUsable())
        return;
    m_capabilitiesOf = m_host;
    whenDone(connection->capabilitiesXml(), this, [this, asked = m_host](const Result<QByteArray> &xml) {
        const auto parsed = QtConcurrent::run([xml] { return xml.and_then(::readCapabilities); });
        whenDone(parsed, this, [this, asked](const Result<HostCapabilities> &capabilities) {
            if (asked == m_host)
                m_overview->setCapabilities(capabilities);
            if (!capabilities)
                m_capabilitiesOf = {};
        });
    });
}

void HostPages::updateDemand()
{
    if (Connection *connection = m_inventory.connection(m_host))
        connection->setStatsDemand(m_overview, {}, isVisible());
}

void HostPages::store()
{
    m_settings.setValue(storageKey, m_storage->saveState());
}

void HostPages::showPage(Page page)
{
    m_tabs->setCurrentIndex(page);
}

void HostPages::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    updateDemand();
    readCapabilities();
}

void HostPages::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    updateDemand();
}
