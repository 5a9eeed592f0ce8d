// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/hardwarehost.h"

#include "app/storagecommands.h"
#include "models/core/async.h"
#include "models/inventory/inventory.h"
#include "models/inventory/storage.h"
#include "models/settings/settings.h"
#include "models/xml/domainedit.h"

#include <QWidget>

#include <algorithm>

using namespace Qt::StringLiterals;

static const Setting<QStringList> recent{"hardware/recentImages", {}};
static constexpr qsizetype mostRecent = 10;

void askForChoices(Connection &host, const QByteArray &definition, QObject *scope,
                   const std::function<void(const ChoicesChange &)> &put)
{
    const auto says = [&definition](const QString &path) {
        return fieldValue(definition, {}, path).value_or(QString());
    };
    whenDone(host.domainCapabilities(says(u"devices/emulator"_s), says(u"os/type@arch"_s),
                                     says(u"os/type@machine"_s), says(u"@type"_s)),
             scope, [put](const Result<DomainCapabilities> &read) {
                 if (read)
                     put([&read](HardwareChoices &choices) { choices.capabilities = *read; });
             });
    whenDone(host.capabilities(), scope, [put](const Result<HostCapabilities> &read) {
        if (read)
            put([&read](HardwareChoices &choices) { choices.host = *read; });
    });
    whenDone(host.nodeDevices(), scope, [put](const Result<QList<NodeDevice>> &read) {
        if (read)
            put([&read](HardwareChoices &choices) { choices.devices = *read; });
    });
    whenDone(host.storage()->secrets(), scope, [put](const Result<QList<HostSecret>> &read) {
        if (read)
            put([&read](HardwareChoices &choices) { choices.secrets = *read; });
    });
}

HardwareHost::HardwareHost(Inventory &inventory, StorageCommands &storage, Settings &settings,
                           QWidget *window)
    : QObject(window)
    , m_inventory(inventory)
    , m_storage(storage)
    , m_settings(settings)
    , m_window(window)
    , m_scope(std::make_unique<QObject>())
{}

HardwareServices HardwareHost::services()
{
    return {
        .chooseStorage =
            [this](StoragePurpose purpose, QObject *,
                   const std::function<void(const ChosenStorage &)> &chosen) {
                choose(purpose, chosen);
            },
        .recentImages = [this] { return recentImages(); },
        .imageUsed = [this](const QString &path) { imageUsed(path); },
        .macUser = [this](const QString &mac) { return macUser(mac); },
        .hostDeviceUsers =
            [this](QObject *asker,
                   const std::function<void(const QList<HostDeviceUser> &)> &answer) {
                askForUsers(asker, answer);
            },
        .systems =
            [this](QObject *asker, const std::function<void(const QList<SystemEntry> &)> &known) {
                whenDone(m_catalog.systems(), asker,
                         [known](const Result<QList<SystemEntry>> &read) {
                             known(read.value_or(QList<SystemEntry>()));
                         });
            },
        .systemFacts =
            [this](const QString &systemId, const QString &architecture, QObject *asker,
                   const std::function<void(const SystemFacts &)> &known) {
                whenDone(m_catalog.facts(systemId, architecture), asker,
                         [known](const Result<SystemFacts> &read) {
                             known(read.value_or(SystemFacts()));
                         });
            }};
}

void HardwareHost::setMachine(const MachineKey &machine)
{
    if (m_machine == machine)
        return;
    m_machine = machine;
    m_scope = std::make_unique<QObject>(); // late answers are nobody's
    m_read = false;
    m_choices.reset();
    Q_EMIT choicesChanged(m_choices);
}

void HardwareHost::refresh()
{
    m_read = false;
}

void HardwareHost::read(const QByteArray &definition)
{
    Connection *host = m_inventory.connection(m_machine.connection);
    if (m_read || !host || !host->status().isUsable())
        return;
    m_read = true;
    QObject *scope = m_scope.get();
    askForChoices(*host, definition, scope, [this](const ChoicesChange &change) { put(change); });
    whenDone(host->networks(), scope, [this](const Result<QList<HostNetwork>> &read) {
        if (read)
            put([&read](HardwareChoices &choices) { choices.networks = *read; });
    });
}

void HardwareHost::put(const ChoicesChange &change)
{
    auto choices = std::make_shared<HardwareChoices>(m_choices ? *m_choices : HardwareChoices());
    change(*choices);
    m_choices = choices;
    Q_EMIT choicesChanged(m_choices);
}

QString HardwareHost::macUser(const QString &mac) const
{
    const Connection *host = m_inventory.connection(m_machine.connection);
    for (const Machine &one : host ? host->machines() : QList<Machine>()) {
        if (one.uuid != m_machine.uuid && one.macs.contains(mac, Qt::CaseInsensitive))
            return one.displayName();
    }
    return {};
}

// It takes every machine's definition, so only who looks at such a device asks.
void HardwareHost::askForUsers(QObject *asker,
                               const std::function<void(const QList<HostDeviceUser> &)> &answer)
{
    Connection *host = m_inventory.connection(m_machine.connection);
    if (!host || !host->status().isUsable())
        return;
    whenDone(host->hostDeviceUsers(), asker,
             [machine = m_machine, this, answer](const Result<QList<HostDeviceUser>> &read) {
                 if (read && machine == m_machine)
                     answer(*read);
             });
}

void HardwareHost::choose(StoragePurpose purpose,
                          const std::function<void(const ChosenStorage &)> &chosen)
{
    const ConnectionId id = m_machine.connection;
    m_storage.choose(purpose, id, m_window,
                     [this, id, purpose, chosen](const StorageChoice &choice) {
                         ChosenStorage answer(choice.path);
                         if (!choice.volume.ref().isNull()) {
                             answer.format = choice.volume.format;
                             answer.volume = choice.volume.name;
                             if (const Connection *host = m_inventory.connection(id)) {
                                 for (const StoragePool &pool : host->storage()->pools()) {
                                     if (pool.uuid == choice.volume.pool)
                                         answer.poolName = pool.name;
                                 }
                             }
                         }
                         if (purpose == StoragePurpose::Iso)
                             imageUsed(choice.path);
                         chosen(answer);
                     });
}

QStringList HardwareHost::recentImages() const
{
    return m_settings.get(recent);
}

void HardwareHost::imageUsed(const QString &path)
{
    if (!path.startsWith(u'/'))
        return;
    QStringList images = m_settings.get(recent);
    images.removeAll(path);
    images.prepend(path);
    m_settings.set(recent, images.mid(0, mostRecent));
}
