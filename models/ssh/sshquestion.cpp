// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/ssh/sshquestion.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;

SshQuestion SshQuestion::read(const QString &prompt, const QString &hint)
{
    SshQuestion question{.prompt = prompt};
    if (hint == "confirm"_L1) {
        question.kind = Kind::Permission;
    } else if (hint == "none"_L1) {
        question.kind = Kind::Notice;
    } else if (prompt.startsWith("The authenticity of host "_L1) && prompt.contains("(yes/no"_L1)) {
        // At the start only: what a host asks begins with "(user@host)".
        static const QRegularExpression host(u"^The authenticity of host '([^'\\n]{1,400})'"_s);
        static const QRegularExpression key(
            u"\\n([A-Za-z0-9-]{2,20}) key fingerprint is ((?:SHA256|MD5):[A-Za-z0-9+/=:]{20,100})\\."_s);
        question.kind = Kind::HostKey;
        question.keyHost = host.match(prompt).captured(1);
        const QRegularExpressionMatch found = key.match(prompt);
        question.keyType = found.captured(1);
        question.fingerprint = found.captured(2);
    } else if (prompt.contains("(yes/no"_L1)) {
        question.kind = Kind::Text;
    }
    return question;
}
