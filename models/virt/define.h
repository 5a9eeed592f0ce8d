// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/core/result.h"
#include "models/values/hostnetwork.h"
#include "models/virt/handle.h"

#include <QByteArray>
#include <QList>
#include <QUuid>

// New machines, and the networks that they can be connected to. All of it blocks: worker threads
// only.
namespace Virt {

// virDomainDefineXMLFlags with VALIDATE, of a machine that the host does not have yet: Kind::Busy
// when it has one of this name or UUID. `uuid` may be null.
Result<QUuid> defineNew(const ConnectHandle &connect, const QByteArray &xml, const QString &name,
                        const QUuid &uuid);
// The same in place of the definition that this machine has now.
Result<> redefine(const DomainHandle &domain, const QByteArray &xml);
// One element of ours in the metadata of its definition, and of the running machine; empty: gone
// (virDomainSetMetadata). setMetadataNow(): of the running machine alone.
Result<> setMetadata(const DomainHandle &domain, QStringView key, QStringView space,
                     const QByteArray &element);
Result<> setMetadataNow(const DomainHandle &domain, QStringView key, QStringView space,
                        const QByteArray &element);
enum class Affect { Running, Definition };
// A device as this XML says, found by its target (virDomainUpdateDeviceFlags); a medium that the
// guest holds is taken out all the same.
Result<> updateDevice(const DomainHandle &domain, const QByteArray &xml, Affect affect);
bool isActive(const DomainHandle &domain);
// Whether a running machine has written to any of its disks since it was started.
bool hasWritten(const DomainHandle &domain);
// Undefines a machine that was made a moment ago, with the files that libvirt made for it (its UEFI
// variables and its TPM's state), or without: a definition by somebody else may name their files.
enum class Files { Remove, Keep };
Result<> discard(const DomainHandle &domain, Files files);
// What it will be at its next start, with the secrets in it: for their author alone.
Result<QByteArray> ownXml(const DomainHandle &domain);

// A network as its host knows it: the XML may be missing.
struct NetworkReading
{
    QString name = {};
    bool active = false;
    QByteArray xml = {};
};
Result<QList<NetworkReading>>
networks(const ConnectHandle &connect); // none where there is no driver
Result<> startNetwork(const ConnectHandle &connect, const QString &name); // running: succeeds

} // namespace Virt
