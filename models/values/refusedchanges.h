// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/values/domainchanges.h"

// What of the changes was made nowhere: only the running machine was asked (or it has no definition),
// and it refused them. Item by item; a document that is written by hand as a whole.
DomainChanges refusedChanges(const DomainChanges &changes, const EditOutcome &outcome,
                             EditTime time, bool persistent);

// All of `newer` on top of what waits already.
void putAll(DomainChanges &changes, const DomainChanges &newer);

// Why, in libvirt's words: untrusted.
QString refusalText(const EditOutcome &outcome);
