// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/ssh/sshquestion.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;

// The lines of a question about a key that say something beyond the question.
static QString remarksOf(const QString &prompt)
{
    QStringList remarks;
    const QStringList lines = prompt.split(u'\n');
    for (const QString &line : lines) {
        if (!line.trimmed().isEmpty() && !line.startsWith("The authenticity of host "_L1)
            && !line.contains(" key fingerprint is "_L1)
            && !line.startsWith("This key is not known by any other names"_L1)
            && !line.startsWith("Are you sure "_L1))
            remarks.append(line.trimmed());
    }
    return remarks.join(u'\n');
}

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
        // "name (address)", also where the name is the address.
        const QString name = question.keyHost.section(u' ', 0, 0);
        if (question.keyHost == u"%1 (%1)"_s.arg(name))
            question.keyHost = name;
        const QRegularExpressionMatch found = key.match(prompt);
        question.keyType = found.captured(1);
        question.fingerprint = found.captured(2);
        question.remarks = remarksOf(prompt);
    } else if (prompt.contains("(yes/no"_L1)) {
        question.kind = Kind::Text;
    }
    return question;
}
