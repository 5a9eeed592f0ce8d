// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/core/result.h"
#include "models/virt/handle.h"

#include <QByteArray>
#include <QString>

#include <optional>

// Changes of a machine that is there. All of it blocks: worker threads only.
namespace Virt {

// VIR_DOMAIN_XML_SECURE: with the passwords, which are lost by a definition that lacks them. Never
// to be shown or logged.
Result<QByteArray> secureXml(const DomainHandle &domain, bool inactive);
// What QEMU would be started with, in libvirt's own words (virConnectDomainXMLToNative): the only
// way to learn what libvirt derives from a definition. May hold secrets.
Result<QByteArray> nativeArguments(const DomainHandle &domain, const QByteArray &definition);
// The same without them, as it is shown.
Result<QByteArray> plainXml(const DomainHandle &domain, bool inactive);
bool isPersistent(const DomainHandle &domain);

// In the running machine only (VIR_DOMAIN_AFFECT_LIVE).
Result<> updateDevice(const DomainHandle &domain, const QByteArray &device);
Result<> attachDevice(const DomainHandle &domain, const QByteArray &device);
// Asks the guest, too: an answer means that it was asked, the event that it let go.
Result<> detachDevice(const DomainHandle &domain, const QByteArray &device);

// A setting outside the devices, by its path in the XML (see models/xml/fieldtable.h), in the
// running machine. Nothing when libvirt has no call for it: it waits for the next start.
std::optional<Result<>> setNow(const DomainHandle &domain, const QString &path,
                               const std::optional<QString> &value);

} // namespace Virt
