// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/values/hardwarechoices.h"
#include "views/hardware/fieldrows.h"

// What a host offers for an interface to be connected to, in words.
struct InterfaceChoices
{
    FieldRows::Words networks = {};
    FieldRows::Words portGroups = {}; // of the network that is chosen
    FieldRows::Words bridges = {}, links = {};
    FieldRows::Words cards = {}; // PCI devices

    InterfaceChoices(const HardwareChoices &host, const QString &network);
};
