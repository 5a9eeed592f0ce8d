// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/result.h"

// What the user can try after `uri` could not be opened: translated, plain, perhaps with commands
// on lines of their own; empty when libvirt's words are all there is. Whatever the message says,
// the host and port named are those of the URI.
QString connectionAdvice(const Error &error, const QString &uri);
