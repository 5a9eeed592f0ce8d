// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dialogs/plaindialog.h"

// The key of a host that this computer does not know. All texts are untrusted.
struct HostKeyOffer
{
    QString host = {};        // as the user calls it
    QString keyHost = {};     // whose key it is, when it is not the same: a jump host
    QString keyType = {};     // "ED25519"
    QString fingerprint = {}; // "SHA256:…"
    QString remarks = {};     // what else ssh says of it
};

// Asks whether an unknown host is the right one, by its key's fingerprint. Cancel is the default:
// nobody should trust a host by pressing Return.
class HostKeyDialog : public PlainDialog
{
    Q_OBJECT

public:
    explicit HostKeyDialog(const HostKeyOffer &offer, QWidget *parent = nullptr);
};
