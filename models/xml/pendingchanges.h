// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/values/definitiondifference.h"
#include "models/values/domainchanges.h"

// How a machine's definition comes to say again what runs. Pure; any thread.
struct PendingDiscard
{
    DomainChanges changes = {};            // of the definition
    QList<DefinitionDifference> left = {}; // what cannot be said as a change of single elements
};

// `now`: the running machine's document, `later`: its definition, `waiting`: what of their
// differences() is to go. What libvirt fills in at run time does not get into the definition.
PendingDiscard discardPending(const QByteArray &now, const QByteArray &later,
                              const QList<DefinitionDifference> &waiting);

// The definition without passwords, in one way of writing (quotes, blanks around it), so that two
// that say the same are the same bytes. One that cannot be read becomes empty: what it holds is not
// known.
QByteArray withoutSecrets(const QByteArray &xml);
// The passwords that `secret` holds, in the same devices of `xml`.
Result<QByteArray> withSecretsOf(const QByteArray &xml, const QByteArray &secret);
