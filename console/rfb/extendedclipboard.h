// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#include <optional>

// The extended clipboard's messages: who has what, who wants it, and the text itself, compressed.
// Only text; its lines end in \n here and in \r\n on the way.
struct ExtendedClipboard
{
    enum class Action { Capabilities, Request, Peek, Notify, Provide };

    Action action = Action::Notify;
    bool text = false;       // text is what it is about
    QByteArray content = {}; // of Provide; UTF-8

    // Nothing when it is not one, or its text is longer than Wire::maximumClipboard.
    static std::optional<ExtendedClipboard> parse(const QByteArray &message);
    QByteArray toBytes() const;
};
