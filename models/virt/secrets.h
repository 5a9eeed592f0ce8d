// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/result.h"
#include "models/virt/handle.h"

#include <QByteArray>
#include <QList>
#include <QUuid>

// libvirt's calls for the secrets of a host. None of them reads a value: there is deliberately no
// virSecretGetValue in this program. All block: worker threads only.
using SecretHandle = Handle<virSecret, virSecretRef, virSecretFree>;

namespace Virt {

// One call. None where the driver keeps no secrets.
Result<QList<SecretHandle>> listSecrets(const ConnectHandle &connect);
Result<SecretHandle> findSecret(const ConnectHandle &connect, const QUuid &uuid);
QUuid uuidOf(const SecretHandle &secret);
Result<QByteArray> secretXml(const SecretHandle &secret);
Result<SecretHandle> defineSecret(const ConnectHandle &connect, const QByteArray &xml);
Result<> setSecretValue(const SecretHandle &secret, QByteArrayView value);
Result<> undefineSecret(const SecretHandle &secret);

} // namespace Virt
