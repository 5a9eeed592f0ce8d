// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMetaType>
#include <QString>

// What ssh wants to know before it lets the program in.
struct SshQuestion
{
    enum class Kind {
        Secret,     // a password, a passphrase, a code: hidden while it is typed
        Text,       // something that may be seen
        HostKey,    // whether a key that is not known yet is the host's: answered by "yes"
        Permission, // yes or no
        Notice,     // nothing to answer: "touch your security key"
    };

    quint64 id = 0;
    Kind kind = Kind::Secret;
    QString prompt = {}; // ssh's own words; parts of them are the host's: untrusted
    QString keyHost = {}, keyType = {}, fingerprint = {}; // of HostKey; empty if not understood
    QString remarks = {};                                 // of HostKey: what else ssh says of it
    bool repeated = false; // the answer to the same question was not accepted

    // From what ssh hands to its askpass program: the prompt, and SSH_ASKPASS_PROMPT.
    static SshQuestion read(const QString &prompt, const QString &hint);

    bool operator==(const SshQuestion &) const = default;
};
Q_DECLARE_METATYPE(SshQuestion)
