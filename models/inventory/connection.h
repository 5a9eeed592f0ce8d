// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/filedescriptor.h"
#include "models/core/result.h"
#include "models/values/connection.h"
#include "models/values/domaincapabilities.h"
#include "models/values/domainchanges.h"
#include "models/values/hostcapabilities.h"
#include "models/values/hostdeviceuser.h"
#include "models/values/hostnetwork.h"
#include "models/values/machine.h"
#include "models/values/machineevent.h"
#include "models/values/machinerequest.h"
#include "models/values/nodedevice.h"
#include "models/values/stats.h"

#include <QFuture>
#include <QObject>

#include <functional>
#include <memory>
#include <optional>

class ConnectionPrivate;
class SshHosts;
class Storage;

// What a host asks while a connection is opened (virConnectCredential).
struct Credential
{
    QString prompt = {}; // untrusted
    QString challenge = {};
    QString fallback = {}; // the default answer
    bool echo = false;     // false: a secret
};
// Asked on a worker thread, which waits: hand the questions to the GUI thread and return the
// answers, or nothing to give up.
using Authenticate =
    std::function<std::optional<QStringList>(const ConnectionConfig &, const QList<Credential> &)>;

// One hypervisor: opened, kept up to date by its events, reopened by itself when the link breaks.
// Lives in the GUI thread; every call that reaches libvirt is answered by a future. It announces
// what changed in batches, at most one a frame; it never shows anything.
class Connection : public QObject
{
    Q_OBJECT

public:
    explicit Connection(const ConnectionConfig &config, Authenticate authenticate = {},
                        QObject *parent = nullptr);
    ~Connection() override;

    // Where ssh connections come from; without it, libvirt starts its own. Before open().
    void setSshHosts(SshHosts *hosts);

    ConnectionId id() const;
    const ConnectionConfig &config() const;
    void setConfig(const ConnectionConfig &config); // a changed URI takes effect at the next open()
    const ConnectionStatus &status() const;
    const HostInfo &host() const;
    // True when the daemon runs on this computer: consoles can be handed over as descriptors.
    bool isLocal() const;

    // The known machines; they stay (with an older status().dataFrom) while the link is down.
    QList<Machine> machines() const;
    std::optional<Machine> machine(const QUuid &uuid) const;

    void open();
    void close(); // forgets nothing; ends retries

    // Executes a request. Asking for what is already so succeeds. The row changes by its event,
    // not by this answer.
    QFuture<Result<>> perform(const QUuid &machine, const MachineRequest &request);
    QFuture<Result<JobProgress>> jobProgress(const QUuid &machine); // virDomainGetJobStats
    QFuture<Result<>> abortJob(const QUuid &machine);               // virDomainAbortJob

    // The live XML, or the one of the next start; without secrets.
    enum class XmlKind { Live, Inactive };
    QFuture<Result<QByteArray>> machineXml(const QUuid &machine, XmlKind kind);
    // How many snapshots have records that go with the definition (virDomainSnapshotNum).
    QFuture<Result<int>> snapshotCount(const QUuid &machine);
    // A connected socket to the machine's `index`-th <graphics> (virDomainOpenGraphicsFD, local
    // connections only). SPICE takes one per channel. `skipAuthentication`: no password needed.
    QFuture<Result<FileDescriptor>> openGraphics(const QUuid &machine, int index,
                                                 bool skipAuthentication = true);
    // A text console, by the alias in its live XML, as a socket that speaks the packets of
    // models/values/textconsole.h; closing it ends the session (virDomainOpenConsole). Fails with
    // Kind::Busy while somebody else has it; `force` takes it away from them.
    QFuture<Result<FileDescriptor>> openConsole(const QUuid &machine, const QString &alias,
                                                bool force);
    // A break on a serial line; QEMU only, see canSendBreak().
    QFuture<Result<>> sendBreak(const QUuid &machine, const QString &alias);
    bool canSendBreak() const;
    // Whether openTunnel() is possible: the host is reached by ssh, through a connection of ours.
    bool canTunnel() const;
    // A connected socket to an address as the host sees it, through its ssh connection:
    // "127.0.0.1:5900", "[::1]:5900", or the path of a socket there. No new login.
    QFuture<Result<FileDescriptor>> openTunnel(const QString &address);
    // What screen number `screen` of a running machine shows, as the host encodes it: PNG or PPM,
    // untrusted (see GuestPicture). On a lane of its own, two at a time. Needs no console.
    QFuture<Result<QByteArray>> screenshot(const QUuid &machine, int screen = 0);
    // The machine's addresses by DHCP lease, else by its agent, else by the host's ARP table; updates
    // Machine::guestAddresses.
    void requestAddresses(const QList<QUuid> &machines);
    QFuture<Result<QByteArray>> capabilitiesXml();
    QFuture<Result<HostCapabilities>> capabilities(); // the same, read
    // What a machine of this kind can have here (virConnectGetDomainCapabilities); an empty text
    // leaves that choice to the host.
    QFuture<Result<DomainCapabilities>> domainCapabilities(const QString &emulator,
                                                           const QString &architecture,
                                                           const QString &machine,
                                                           const QString &virtType);
    // Defines a machine that is new on the host, as `name` and `uuid` in its XML say; libvirt makes
    // the UUID when that is null. Kind::Busy when one of them is taken.
    QFuture<Result<QUuid>> defineMachine(const QByteArray &xml, const QString &name,
                                         const QUuid &uuid);
    // What this host would make of a definition, as defineMachine() would leave it; nothing stays.
    // libvirt has no way to ask, so a copy without a start is defined under a name and UUID that
    // nobody has, read back, and undefined at once; one that a crash left is removed by the next
    // question. What the host makes up at random (addresses of network cards) it will make up anew.
    QFuture<Result<QByteArray>> previewDefinition(const QByteArray &xml);
    // What it will be at its next start, in place of the definition there is.
    QFuture<Result<>> redefineMachine(const QUuid &machine, const QByteArray &xml);
    // Changes what the machine has, in the newest definition there is (see models/xml/domainedit.h),
    // and in the running machine where libvirt can. With a conflict nothing is changed; `overrule`
    // prefers ours.
    QFuture<Result<EditOutcome>> changeMachine(const QUuid &machine, const DomainChanges &changes,
                                               EditTime time = EditTime::Both,
                                               bool overrule = false);
    // Puts an earlier definition (without passwords) in place of the one that was shown, and leaves
    // name and passwords as they are. Kind::Busy when the definition is not the one shown any more.
    QFuture<Result<EditOutcome>> restoreDefinition(const QUuid &machine, const QByteArray &shown,
                                                   const QByteArray &wanted);
    // Takes back defineMachine(), and with it the files that libvirt made for the machine; without
    // them when the definition may have named files that were there before.
    QFuture<Result<>> discardMachine(const QUuid &machine, bool withFiles = true);
    // A machine with an installation under way was restarted by its guest: counts that, and takes
    // the CD out when it was the last time. True when it did; false, too, for all other machines.
    QFuture<Result<bool>> continueInstallation(const QUuid &machine);
    QFuture<Result<QList<HostNetwork>>> networks();
    QFuture<Result<>> startNetwork(const QString &name); // a running one: succeeds
    // What the host has that a machine could be given; at most some thousands.
    QFuture<Result<QList<NodeDevice>>> nodeDevices();
    // Which machines have devices of the host, in their definitions or as they run.
    QFuture<Result<QList<HostDeviceUser>>> hostDeviceUsers();
    // The host's pools and volumes; as old as the connection.
    Storage *storage() const;

    // Which XML to read first: the rows on screen.
    void describeFirst(const QList<QUuid> &machines);

    // Which statistics `viewer` shows now; {} when it is hidden. Ends with the viewer. Nothing
    // wanted, nothing asked. `HostStats` are asked while anybody wants them.
    void setStatsDemand(QObject *viewer, StatsGroups groups, bool hostStats = false);
    void setStatsInterval(int milliseconds); // default 3000

    // After what has no event (autostart, configuration): reads everything again, in bulk.
    void refresh();

Q_SIGNALS:
    void configChanged(const ConnectionConfig &config);
    void statusChanged(const ConnectionStatus &status);
    void hostChanged(const HostInfo &host);
    void machinesChanged(const QList<Machine> &machines); // new or changed
    void machinesRemoved(const QList<QUuid> &machines);
    void machineDefinitionChanged(const QUuid &machine); // XML read earlier is out of date
    void eventsArrived(const QList<MachineEvent> &events);
    void sampled(const StatsBatch &batch);

private:
    friend class ConnectionPrivate;
    std::unique_ptr<ConnectionPrivate> d;
};
