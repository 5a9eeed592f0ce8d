// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/settings/settings.h"

#include <QString>

// A question to be answered by a verb or by nothing. Its texts are plain; names in them may come
// from outside.
struct Question
{
    QString title = {};       // the window's: "Force off"
    QString text = {};        // one sentence: "Force off “web” on “This computer”?"
    QString consequence = {}; // what is lost: "Whatever the guest has not saved is lost."
    QString verb = {};        // of the button that agrees, with its mnemonic: "&Force off"
    QString icon = {};     // freedesktop name; empty: a question mark, or a warning if data is lost
    bool losesData = true; // then Cancel is the default button
    // The preference that "Don't ask again" turns off; null: it always asks.
    const Setting<bool> *confirmation = nullptr;
};
