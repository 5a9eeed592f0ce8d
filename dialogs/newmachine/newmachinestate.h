// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/cloudinit/cloudinit.h"
#include "models/core/result.h"
#include "models/osinfo/systemcatalog.h"
#include "models/values/draftedplan.h"
#include "models/values/hostnetwork.h"
#include "models/values/storage.h"

#include <QObject>
#include <QPointer>

#include <functional>
#include <memory>
#include <optional>

class Connection;
class ImportReader;
class Inventory;
class TreeProbe;
struct StorageChoice;

// Asks for a place in the storage of a host, over a widget; nothing is delivered when the user gives up.
using AskForStorage = std::function<void(StoragePurpose purpose, const QUuid &host, QWidget *over,
                                         std::function<void(const StorageChoice &)> deliver)>;

// What the pages of the New machine wizard share: the draft that they fill in, and what is known of
// the host and of the system to be installed. It asks in the background and tells when it knows;
// nothing is changed on the host. GUI thread.
class NewMachineState : public QObject
{
    Q_OBJECT

public:
    // `inventory` must outlive this. `host`: where to begin; null: at the first that is usable.
    NewMachineState(Inventory &inventory, const QUuid &host, QObject *parent = nullptr);
    ~NewMachineState() override;

    // --- the host
    QList<Connection *> hosts() const; // connected ones that may be changed
    Connection *host() const;          // null: none any more
    void setHost(Connection *host);
    bool isLocal() const;
    bool isSession() const; // runs with the user's own rights, and has the user's files
    bool isReady() const { return m_capabilities && m_domain; } // the host has said what it can
    bool isContainerHost() const; // it runs containers and no machines
    std::optional<Error> error() const { return m_error; }
    QString architecture() const; // that a machine of this host has; "x86_64" until it is known
    HostSize size() const;
    // What machines of the system can have here; nothing before isReady().
    const std::optional<DomainCapabilities> &capabilities() const { return m_domain; }
    QStringList machineNames() const;
    const QList<HostNetwork> &networks() const { return m_networks; }
    QList<StoragePool> pools() const; // running ones
    // Pools that a volume can be made in, the one to propose first.
    QList<StoragePool> poolsForVolumes() const;
    QList<StorageVolume> volumes() const; // of all running pools
    QString poolName(const QUuid &pool) const;

    // --- the medium and the system
    // Looks at the draft's medium; detectionChanged() tells what it is.
    void detect();
    // The same of an installation tree, by its address; fills in the draft's tree.
    void detectTree(const QString &url);
    void forgetTree();
    const std::optional<Error> &treeError() const { return m_treeError; }
    bool isDetecting() const { return m_detecting; }
    const std::optional<SystemMedium> &detected() const { return m_detected; }
    SystemCatalog &catalog() { return m_catalog; }
    void setSystem(const QString &id, bool byUser);
    QString systemId() const { return m_systemId; }
    const SystemFacts &facts() const { return m_facts; }

    // --- a disk or a package of a machine that is brought along
    // The draft's medium is looked at before it is copied; importChanged() tells what it is.
    bool isLooking() const { return m_reader != nullptr; }
    const std::optional<Error> &importError() const { return m_importError; }
    AskForStorage askForStorage = {}; // empty: nobody is there who could ask

    // --- the plan
    MachineDraft draft;
    bool openConsole = true;
    bool customize = false;   // its hardware is looked at before its first start
    CloudInitForm cloud = {}; // of a cloud image
    // Of an installation without questions; used when the draft has a way to hand them over.
    QString scriptId = {};
    UnattendedAnswers unattended = {};
    // As it would be made now: what the user has left open is filled in.
    MachineDraft filled() const;
    DraftedPlan plan() const;
    // Asks the host what it would make of the draft's XML; answered by definitionChecked(), which is
    // not emitted when the XML or the host has changed meanwhile.
    void checkDefinition();
    bool isChecking() const { return m_checking; }
    // The answer, as long as it concerns that XML and host.
    std::optional<Result<QByteArray>> definition() const;
    // What of the origin is missing or wrong, as a sentence; empty: nothing.
    QString originProblem() const;

Q_SIGNALS:
    void hostChanged();    // another one, or what it can
    void storageChanged(); // its pools or volumes
    void detectionChanged();
    void systemChanged(); // another one, or its facts have come
    void importChanged();
    void definitionChecked();

private:
    void readHost();
    void readDomain();
    void lookAtImport();
    QString importProblem() const;
    void found(const Result<InstallTree> &tree, int generation);
    void apply(const Result<std::optional<SystemMedium>> &found, int generation);

    Inventory &m_inventory;
    QPointer<Connection> m_host;
    QObject *m_hostScope = nullptr; // ends with the host that is looked at
    SystemCatalog m_catalog;
    std::optional<HostCapabilities> m_capabilities;
    std::optional<DomainCapabilities> m_domain;
    QString m_domainOf;
    std::optional<Error> m_error;
    QList<HostNetwork> m_networks;
    int m_generation = 0; // of detection
    std::unique_ptr<ImportReader> m_reader;
    std::optional<Error> m_importError;
    bool m_detecting = false, m_systemByUser = false, m_checking = false;
    std::optional<Result<QByteArray>> m_definition;
    QByteArray m_definitionOf;
    std::optional<SystemMedium> m_detected;
    std::optional<Error> m_treeError;
    QPointer<TreeProbe> m_probe;
    QString m_systemId;
    SystemFacts m_facts;
};
