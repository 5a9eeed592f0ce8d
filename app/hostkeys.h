// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/core/result.h"

#include <QFuture>
#include <QStringList>

// The fingerprints of the keys that an ssh host presents now ("ED25519 SHA256:…"), for a user who
// wants to compare them before trusting the host. Nothing is accepted by this. `host` as in a URI;
// names of ~/.ssh/config work. Asks for at most a few seconds, with OpenSSH's own tools.
QFuture<Result<QStringList>> hostKeyFingerprints(const QString &host, int port);

// Whether ssh refused a host because it does not know its key.
bool isUnknownHostKey(const Error &error);
