// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/values/connectionuri.h"

#include "models/core/safetext.h"

#include <QCoreApplication>
#include <QUrl>

#include <algorithm>

#include <arpa/inet.h>

using namespace Qt::StringLiterals;

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(ConnectionUri)
};

constexpr QStringView unreservedMarks = u"-._~";
constexpr QStringView subDelimiters = u"!$&'()*+,;=";
constexpr int longest = 4096; // characters of a URI; nothing real comes near it

bool isAsciiAlnum(QChar c)
{
    return c.unicode() < 0x80 && c.isLetterOrNumber();
}

bool isHexDigit(QChar c)
{
    return (c >= u'0' && c <= u'9') || (c.toLower() >= u'a' && c.toLower() <= u'f');
}

// The first character that has to be escaped in a URI's part, or that starts a broken escape.
qsizetype firstForbidden(QStringView part, QStringView alsoAllowed)
{
    for (qsizetype i = 0; i < part.size(); ++i) {
        const QChar c = part[i];
        if (c == u'%') {
            if (i + 2 >= part.size() || !isHexDigit(part[i + 1]) || !isHexDigit(part[i + 2]))
                return i;
            i += 2;
        } else if (!isAsciiAlnum(c) && !unreservedMarks.contains(c) && !subDelimiters.contains(c)
                   && !alsoAllowed.contains(c)) {
            return i;
        }
    }
    return -1;
}

QString unescaped(QStringView part)
{
    return QString::fromUtf8(QByteArray::fromPercentEncoding(part.toUtf8()));
}

QString escaped(const QString &text, const char *alsoPlain)
{
    return QString::fromLatin1(text.toUtf8().toPercentEncoding(alsoPlain));
}

bool hasControls(const QString &text)
{
    return std::any_of(text.begin(), text.end(), [](QChar c) {
        return c.unicode() < 0x20 || (c.unicode() >= 0x7f && c.unicode() < 0xa0)
               || c == QChar::ReplacementCharacter;
    });
}

// The separators as libvirt takes them: "&", and ";" only after the last "&".
QList<ConnectionUri::Parameter> parametersOf(QStringView query)
{
    QList<ConnectionUri::Parameter> found;
    while (!query.isEmpty()) {
        qsizetype end = query.indexOf(u'&');
        if (end < 0)
            end = query.indexOf(u';');
        const QStringView section = end < 0 ? query : query.first(end);
        const qsizetype equals = section.indexOf(u'=');
        if (equals < 0 && !section.isEmpty())
            found.append({unescaped(section), QString()});
        else if (equals > 0)
            found.append({unescaped(section.first(equals)), unescaped(section.sliced(equals + 1))});
        query = end < 0 ? QStringView() : query.sliced(end + 1);
    }
    return found;
}

} // namespace

QString hostProblem(const QString &host)
{
    if (host.isEmpty())
        return Text::tr("Enter the host's name or address.");
    if (host.startsWith(u'-'))
        return Text::tr("A host's name cannot start with a dash.");
    if (host.contains(u'@'))
        return Text::tr("The user's name does not belong to the host's.");
    if (host.count(u':') == 1)
        return Text::tr("The port does not belong to the host's name.");
    if (host.contains(u':')) {
        const QString address = host.section(u'%', 0, 0), zone = host.section(u'%', 1);
        const bool zoneIsPlain = std::all_of(zone.begin(), zone.end(), [](QChar c) {
            return isAsciiAlnum(c) || QStringView(u"-._").contains(c);
        });
        in6_addr parsed = {};
        if (::inet_pton(AF_INET6, address.toLatin1().constData(), &parsed) != 1 || !zoneIsPlain
            || (host.contains(u'%') && zone.isEmpty()))
            return Text::tr("“%1” is not an IPv6 address.").arg(SafeText::line(host, 80));
        return {};
    }
    for (const QChar c : host) {
        if (c.isSpace() || !c.isPrint())
            return Text::tr("A host's name cannot contain spaces or control characters.");
        if (c.unicode() >= 0x80) {
            const QByteArray ascii = QUrl::toAce(host);
            return ascii.isEmpty()
                       ? Text::tr("“%1” cannot be part of a host's name.").arg(SafeText::line(c))
                       : Text::tr("Write an international name in its ASCII form: %1")
                             .arg(QString::fromLatin1(ascii));
        }
        if (!isAsciiAlnum(c) && !QStringView(u"-._").contains(c))
            return Text::tr("“%1” cannot be part of a host's name.").arg(SafeText::line(c));
    }
    return host.size() > 253 ? Text::tr("A host's name has at most 253 characters.") : QString();
}

QString userProblem(const QString &user)
{
    if (user.startsWith(u'-'))
        return Text::tr("A user name cannot start with a dash.");
    if (user.contains(u':'))
        return Text::tr("A user name cannot contain a colon. Passwords do not belong into an "
                        "address: they are asked for when they are needed.");
    for (const QChar c : user) {
        if (c.isSpace() || !c.isPrint())
            return Text::tr("A user name cannot contain spaces or control characters.");
        if (QStringView(u"\"'`;&<>|(){}").contains(c)) // what OpenSSH refuses, too
            return Text::tr("“%1” cannot be part of a user name.").arg(c);
    }
    return {};
}

std::optional<ConnectionUri> ConnectionUri::parse(const QString &uri, QString *problem)
{
    const auto fail = [problem](const QString &sentence) {
        if (problem)
            *problem = sentence;
        return std::nullopt;
    };
    if (uri.isEmpty())
        return fail(Text::tr("Enter a URI, for example qemu:///system."));
    if (uri.size() > longest)
        return fail(Text::tr("This URI is too long."));
    if (std::any_of(uri.begin(), uri.end(), [](QChar c) { return c.isSpace() || !c.isPrint(); }))
        return fail(Text::tr("A URI cannot contain spaces or control characters."));

    const QStringView all(uri);
    const qsizetype colon = all.indexOf(u':');
    const QStringView scheme = colon < 0 ? QStringView() : all.first(colon);
    const bool schemeIsPlain = std::all_of(scheme.begin(), scheme.end(), [](QChar c) {
        return isAsciiAlnum(c) || QStringView(u"+-.").contains(c);
    });
    if (scheme.isEmpty() || !schemeIsPlain || !scheme.front().isLetter())
        return fail(Text::tr("A URI starts with a hypervisor, for example qemu:///system or "
                             "qemu+ssh://root@host/system."));
    QStringView rest = all.sliced(colon + 1);
    if (!rest.startsWith(u"//"))
        return fail(Text::tr("After “%1:” come two slashes and the host, or three slashes for this "
                             "computer.")
                        .arg(scheme));
    rest = rest.sliced(2);
    if (rest.contains(u'#'))
        return fail(Text::tr("A “#” has no meaning here; write it as %23."));

    ConnectionUri parts;
    const qsizetype plus = scheme.indexOf(u'+');
    parts.driver = (plus < 0 ? scheme : scheme.first(plus)).toString();
    parts.transport = plus < 0 ? QString() : scheme.sliced(plus + 1).toString();
    if (plus >= 0 && parts.transport.isEmpty())
        return fail(Text::tr("After the “+” comes how to get there, for example ssh."));

    const qsizetype question = rest.indexOf(u'?');
    const QStringView query = question < 0 ? QStringView() : rest.sliced(question + 1);
    if (question >= 0)
        rest = rest.first(question);
    const qsizetype slash = rest.indexOf(u'/');
    const QStringView path = slash < 0 ? QStringView() : rest.sliced(slash);
    QStringView authority = slash < 0 ? rest : rest.first(slash);

    qsizetype bad = firstForbidden(path, u":@/");
    if (bad >= 0)
        return fail(Text::tr("Write “%1” in the path as an escape.").arg(path[bad]));
    bad = firstForbidden(query, u":@/?");
    if (bad >= 0)
        return fail(Text::tr("Write “%1” in the parameters as an escape.").arg(query[bad]));

    const qsizetype at = authority.lastIndexOf(u'@');
    if (at >= 0) {
        const QStringView user = authority.first(at);
        if (firstForbidden(user, u":") >= 0)
            return fail(Text::tr("The user name contains a character that must be escaped."));
        parts.user = unescaped(user);
        if (const QString sentence = userProblem(parts.user); !sentence.isEmpty())
            return fail(sentence);
        authority = authority.sliced(at + 1);
    }
    QStringView port;
    bool hasPort = false;
    if (authority.startsWith(u'[')) {
        const qsizetype bracket = authority.indexOf(u']');
        if (bracket < 0)
            return fail(Text::tr("The closing bracket of the IPv6 address is missing."));
        // The zone's own "%" is an escape by the book and plain in practice; libvirt takes both.
        parts.host = authority.sliced(1, bracket - 1).toString().replace(u"%25"_s, u"%"_s);
        const QStringView after = authority.sliced(bracket + 1);
        if (!after.isEmpty() && after.front() != u':')
            return fail(Text::tr("After the IPv6 address comes a colon and the port, or a slash."));
        hasPort = !after.isEmpty();
        port = hasPort ? after.sliced(1) : QStringView();
        if (!parts.host.contains(u':'))
            return fail(Text::tr("Only IPv6 addresses are written in brackets."));
    } else {
        if (authority.count(u':') > 1)
            return fail(Text::tr("Put the IPv6 address in brackets: [%1]").arg(authority));
        const qsizetype portColon = authority.indexOf(u':');
        hasPort = portColon >= 0;
        parts.host = (hasPort ? authority.first(portColon) : authority).toString();
        port = hasPort ? authority.sliced(portColon + 1) : QStringView();
    }
    if (parts.host.isEmpty() && (!parts.user.isEmpty() || hasPort || at >= 0))
        return fail(Text::tr("The host is missing."));
    if (!parts.host.isEmpty())
        if (const QString sentence = hostProblem(parts.host); !sentence.isEmpty())
            return fail(sentence);
    if (hasPort) {
        const bool digits =
            std::all_of(port.begin(), port.end(), [](QChar c) { return c >= u'0' && c <= u'9'; });
        parts.port = digits && port.size() <= 5 ? port.toInt() : 0;
        if (parts.port < 1 || parts.port > 65535)
            return fail(Text::tr("A port is a number from 1 to 65535."));
    }
    parts.path = unescaped(path);
    parts.parameters = parametersOf(query);
    if (hasControls(parts.path)
        || std::any_of(parts.parameters.begin(), parts.parameters.end(), [](const Parameter &p) {
               return hasControls(p.first) || hasControls(p.second);
           }))
        return fail(Text::tr("A URI cannot contain control characters, not even as escapes."));
    return parts;
}

QString ConnectionUri::toString() const
{
    QString uri = driver;
    if (!transport.isEmpty())
        uri += u'+' + transport;
    uri += u"://"_s;
    if (!user.isEmpty())
        uri += escaped(user, "!*,=+") + u'@';
    if (host.contains(u':'))
        uri += u'[' + QString(host).replace(u"%"_s, u"%25"_s) + u']';
    else
        uri += host;
    if (port > 0)
        uri += u':' + QString::number(port);
    uri += escaped(path, "/:@!$&'()*+,;=");
    QChar separator = u'?';
    for (const Parameter &parameter : parameters) {
        uri +=
            separator + escaped(parameter.first, "/:@") + u'=' + escaped(parameter.second, "/:@,");
        separator = u'&';
    }
    return uri;
}

QString ConnectionUri::parameter(QStringView name) const
{
    // The last of several is the one that libvirt obeys.
    for (auto it = parameters.crbegin(); it != parameters.crend(); ++it)
        if (name.compare(it->first, Qt::CaseInsensitive) == 0)
            return it->second.isNull() ? u""_s : it->second;
    return {};
}

void ConnectionUri::setParameter(const QString &name, const QString &value)
{
    const auto isIt = [&name](const Parameter &p) {
        return p.first.compare(name, Qt::CaseInsensitive) == 0;
    };
    const auto first = std::find_if(parameters.begin(), parameters.end(), isIt);
    if (first == parameters.end()) {
        if (!value.isEmpty())
            parameters.append({name, value});
        return;
    }
    if (value.isEmpty()) {
        parameters.removeIf(isIt);
    } else {
        first->second = value;
        parameters.erase(std::remove_if(first + 1, parameters.end(), isIt), parameters.end());
    }
}

QString ConnectionUri::effectiveTransport() const
{
    return !transport.isEmpty() ? transport : host.isEmpty() ? u"unix"_s : u"tls"_s;
}

bool ConnectionUri::isLocal() const
{
    return host.isEmpty() && (transport.isEmpty() || transport == "unix"_L1);
}

QString uriThroughSsh(const QString &uri)
{
    std::optional<ConnectionUri> parts = ConnectionUri::parse(uri);
    if (!parts)
        return uri;
    parts->transport = u"ssh"_s;
    parts->port = -1;
    parts->parameters.clear(); // of the other way
    return parts->toString();
}
