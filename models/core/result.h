// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMetaType>
#include <QString>

#include <tl/expected.hpp>

// A failure as the user will read it: what was attempted, why it did not work, what to try.
struct Error
{
    enum class Kind {
        Failed,
        NotFound,    // the object is gone: its row is removed, nobody is alarmed
        Denied,      // authentication or permission
        Canceled,    // by the user: shown nowhere
        Unsupported, // this hypervisor or host cannot
        Lost,        // the link broke: whether the call took effect is unknown
        Busy,        // somebody else has it
        Postponed,   // it is done, and takes effect later: why; nobody is alarmed
    };

    Kind kind = Kind::Failed;
    QString summary = {}; // translated, one sentence: "Cannot start “web”."
    QString detail = {};  // the library's own words, untranslated, untrusted
    QString advice = {};  // translated: what the user can do; may be empty
    int code = 0;         // virErrorNumber; 0 when the error is not libvirt's
    int domain = 0;       // virErrorDomain

    // Why, where there is room for one line: the library's words, else the summary. Untrusted.
    const QString &reason() const { return detail.isEmpty() ? summary : detail; }

    bool operator==(const Error &) const = default;
};
Q_DECLARE_METATYPE(Error)

// The one return type of everything that can fail. An alias, so that std::expected can take
// over on the day the compilers we support have it.
template <class T = void>
using Result = tl::expected<T, Error>;
