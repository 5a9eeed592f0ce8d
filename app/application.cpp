// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/application.h"

#include "app/credentialbroker.h"
#include "app/destinations.h"
#include "app/localhypervisors.h"
#include "app/log.h"
#include "app/mainwindow.h"
#include "app/newmachines.h"
#include "app/prompt.h"
#include "app/reporter.h"
#include "models/core/safetext.h"
#include "models/inventory/definitionhistory.h"
#include "models/inventory/eventstore.h"
#include "models/inventory/firstboots.h"
#include "models/inventory/inventory.h"
#include "models/inventory/jobs.h"
#include "models/inventory/journal.h"
#include "models/inventory/statshistory.h"
#include "models/inventory/storage.h"
#include "models/settings/connectionstore.h"
#include "models/settings/preferences.h"
#include "models/ssh/sshhosts.h"

#include <QDir>
#include <QStandardPaths>
#include <QUrl>

using namespace Qt::StringLiterals;

Q_LOGGING_CATEGORY(lcApp, "guesthouse.app", QtWarningMsg)

namespace {

// Where preferences and what is remembered live.
QString configFolder(const CommandLine &line)
{
    if (!line.profile.isEmpty())
        return QDir(line.profile).absolutePath();
    return QStandardPaths::writableLocation(QStandardPaths::GenericConfigLocation)
           + u"/guesthouse"_s;
}

QString stateFolder(const CommandLine &line)
{
    if (!line.profile.isEmpty())
        return QDir(line.profile).absoluteFilePath(u"state"_s);
    QString base = qEnvironmentVariable("XDG_STATE_HOME");
    if (base.isEmpty())
        base = QDir::home().filePath(u".local/state"_s);
    return base + u"/guesthouse"_s;
}

} // namespace

// In the order they are made, each standing on those before it; destroyed the other way round.
struct Application::Parts
{
    explicit Parts(const CommandLine &line)
        : settings(settingsFile(line))
        , inventory(broker.authenticate())
        , events(stateFolder(line) + u"/events"_s)
        , definitions(stateFolder(line) + u"/definitions"_s)
        , window(inventory, jobs, history, events, settings)
        , prompt(settings, &window)
    {
        inventory.setSshHosts(&ssh);
        broker.answerFor(ssh);
        broker.setWindow(&window);
        window.setDefinitions(&definitions);
    }

    Settings settings;
    SshHosts ssh;
    CredentialBroker broker;
    Inventory inventory;
    Jobs jobs;
    StatsHistory history;
    EventStore events;
    DefinitionHistory definitions;
    MainWindow window;
    DialogPrompt prompt;
};

Application::Application(const CommandLine &line) : d(std::make_unique<Parts>(line))
{
    const auto stored = ConnectionStore::load(d->settings);
    if (stored) {
        for (const ConnectionConfig &config : *stored)
            d->inventory.add(config);
    } else if (line.connect.isEmpty()) {
        const auto found = localHypervisors();
        for (const ConnectionConfig &config : found)
            d->inventory.add(config);
    }
    // What is begun on a host and not ended is known after a crash, too.
    const QString folder = stateFolder(line);
    QDir().mkpath(folder);
    const auto journal = std::make_shared<Journal>(folder + u"/journal.json"_s);
    const auto follow = [this, journal](Connection *connection) {
        connection->storage()->setJournal(journal);
        connect(connection, &Connection::statusChanged, this,
                [this, connection] { log(connection); });
    };
    for (Connection *connection : d->inventory.connections())
        follow(connection);
    connect(&d->inventory, &Inventory::added, this, follow);
    d->window.newMachines().setFirstBoots(
        new FirstBoots(d->inventory, folder + u"/firstboots.json"_s, this));
    connect(&d->jobs, &Jobs::changed, this, [](const Job &job) {
        qCDebug(lcApp) << "task" << job.id << "state" << int(job.state);
    });
    connect(&d->inventory, &Inventory::changed, this, [this] {
        QList<ConnectionConfig> configs;
        for (const Connection *connection : d->inventory.connections())
            configs.append(connection->config());
        ConnectionStore::save(d->settings, configs);
    });
}

Application::~Application() = default;

QString Application::settingsFile(const CommandLine &line)
{
    return configFolder(line) + u"/guesthouse.ini"_s;
}

MainWindow &Application::window() const
{
    return d->window;
}

Inventory &Application::inventory() const
{
    return d->inventory;
}

void Application::log(const Connection *connection) const
{
    const ConnectionStatus &status = connection->status();
    const QString uri =
        QUrl(connection->config().uri).toDisplayString(QUrl::RemovePassword | QUrl::RemoveQuery);
    qCDebug(lcApp).noquote() << uri << "state" << int(status.state) << "machines"
                             << connection->machines().size();
    if (status.error)
        qCDebug(lcApp).noquote() << uri << "error" << status.error->code << "of"
                                 << status.error->domain << SafeText::line(status.error->detail);
}

void Application::start()
{
    d->window.show();
    if (!d->settings.get(Preferences::connectAtStart))
        return;
    for (Connection *connection : d->inventory.connections()) {
        if (connection->config().autoconnect)
            connection->open();
    }
}

Connection *Application::addConnection(const QString &uri)
{
    if (Connection *known = d->inventory.connectionByUri(uri))
        return known;
    return d->inventory.add({.uri = uri});
}

void Application::open(const CommandLine &line, bool trusted)
{
    if (line.connect.isEmpty()) {
        show(line, {});
        return;
    }
    QList<ConnectionId> hosts;
    for (const QString &uri : line.connect) {
        if (const QString problem = uriProblem(uri); !problem.isEmpty()) {
            d->window.reporter().show({.summary = tr("“%1” is not a URI that can be connected to.")
                                                      .arg(SafeText::line(uri, 120)),
                                       .detail = problem});
            continue;
        }
        const QStringList warnings = uriWarnings(uri);
        if (trusted || warnings.isEmpty() || d->inventory.connectionByUri(uri)) {
            Connection *connection = addConnection(uri);
            connection->open();
            hosts.append(connection->id());
            continue;
        }
        // Somebody else may have handed this over: what it would run or weaken is confirmed.
        d->prompt.confirm({.title = tr("Connect"),
                           .text = tr("Connect to “%1”?").arg(SafeText::line(uri, 200)),
                           .consequence = warnings.join(u'\n'),
                           .verb = tr("&Connect")},
                          [this, uri](bool agreed) {
                              if (agreed)
                                  addConnection(uri)->open();
                          });
    }
    show(line, hosts);
}

void Application::show(const CommandLine &line, const QList<ConnectionId> &hosts)
{
    if (line.show != CommandLine::Show::Window)
        d->window.destinations().show(line.show, line.machine, hosts);
}
