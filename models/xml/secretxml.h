// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/result.h"
#include "models/values/secret.h"

// virSecretGetXMLDesc; admitted first. Any thread.
Result<HostSecret> readSecret(const QByteArray &xml);
// For virSecretDefineXML. Private: no client of libvirt can read its value back.
QByteArray secretXml(const SecretSpec &spec);
