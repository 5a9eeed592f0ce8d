// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/result.h"
#include "models/values/domaindescription.h"

// The whole of a machine's XML in words: admission, one pass, and then the tables of kinds. What
// the tables do not know is there all the same, under its raw name. Secrets are left out of the
// properties; the XML of each item is what was given, so give it without them. Any thread.
Result<DomainDescription> readDomain(const QByteArray &xml);
