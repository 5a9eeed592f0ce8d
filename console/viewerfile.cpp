// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/viewerfile.h"

#include "models/core/safetext.h"

#include <QCoreApplication>
#include <QUrl>
#include <QUrlQuery>

using namespace Qt::StringLiterals;
using Wire::Open;
using Wire::Protocol;

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(ViewerFile)
};

tl::unexpected<Error> wrong(const QString &detail)
{
    return tl::unexpected(
        Error{.summary = Words::tr("This does not say where a console is."), .detail = detail});
}

// GKeyFile's escapes.
QString unescaped(QStringView value)
{
    QString result;
    for (qsizetype i = 0; i < value.size(); ++i) {
        if (value[i] != u'\\' || i + 1 == value.size()) {
            result += value[i];
            continue;
        }
        switch (value[++i].unicode()) {
        case u's':
            result += u' ';
            break;
        case u'n':
            result += u'\n';
            break;
        case u't':
            result += u'\t';
            break;
        case u'r':
            result += u'\r';
            break;
        default: // also the backslash itself, and ; in lists
            result += value[i];
        }
    }
    return result;
}

QString escaped(const QString &value)
{
    QString result;
    for (const QChar c : value) {
        if (c == u'\\')
            result += u"\\\\"_s;
        else if (c == u'\n')
            result += u"\\n"_s;
        else if (c == u'\r')
            result += u"\\r"_s;
        else if (c == u'\t')
            result += u"\\t"_s;
        else if (c == u' ' && result.isEmpty())
            result += u"\\s"_s;
        else
            result += c;
    }
    return result;
}

QStringList list(const QString &value)
{
    QStringList result;
    for (const QString &item : value.split(u';', Qt::SkipEmptyParts)) {
        if (result.size() < Wire::maximumItems)
            result.append(item.trimmed().left(200));
    }
    return result;
}

bool isTrue(const QString &value)
{
    return value == u"1"_s || value.compare(u"true"_s, Qt::CaseInsensitive) == 0;
}

bool readPort(const QString &value, qint32 &port)
{
    bool number = false;
    const int result = value.toInt(&number);
    if (!number || result < 0 || result > 65535)
        return false;
    port = result > 0 ? result : -1;
    return true;
}

// The keys, once for reading and writing.
template <class T, class Owner>
struct Key
{
    const char *name;
    T Owner::*member;
};
constexpr Key<qint32, Open> portKeys[] = {{"port", &Open::port}, {"tls-port", &Open::tlsPort}};
constexpr Key<QString, Open> textKeys[] = {
    {"host", &Open::host},           {"unix-path", &Open::path},
    {"username", &Open::user},       {"host-subject", &Open::certificateSubject},
    {"tls-ciphers", &Open::ciphers}, {"proxy", &Open::proxy},
};
constexpr Key<QByteArray, Open> bytesKeys[] = {
    {"password", &Open::password},
    {"ca", &Open::authorities},
};
constexpr Key<QStringList, Open> listKeys[] = {
    {"secure-channels", &Open::secureChannels},
    {"disable-channels", &Open::disabledChannels},
    {"disable-effects", &Open::disabledEffects},
};
constexpr Key<bool, Open> switchKeys[] = {
    {"enable-smartcard", &Open::smartCard},
    {"enable-usbredir", &Open::usb},
};
constexpr Key<bool, ViewerFile> windowSwitchKeys[] = {
    {"enable-usb-autoshare", &ViewerFile::usbAutoShare},
    {"fullscreen", &ViewerFile::fullScreen},
    {"delete-this-file", &ViewerFile::deleteFile},
};
constexpr Key<QString, ViewerFile> windowTextKeys[] = {
    {"title", &ViewerFile::title},
    {"usb-filter", &ViewerFile::usbFilter},
};

// Passes the member with that name to `take`; false when there is none.
template <class Keys, class Owner, class Take>
bool find(const Keys &keys, const QString &name, Owner &owner, const Take &take)
{
    for (const auto &key : keys) {
        if (name == QLatin1String(key.name)) {
            take(owner.*key.member);
            return true;
        }
    }
    return false;
}

enum class Taken { Yes, Unknown, BadValue };

Taken take(ViewerFile &file, const QString &name, const QString &value)
{
    Open &where = file.where;
    bool good = true;
    const auto text = [&value](QString &to) { to = value; };
    const auto bytes = [&value](QByteArray &to) { to = value.toUtf8(); };
    const auto items = [&value](QStringList &to) { to = list(value); };
    const auto number = [&](qint32 &to) { good = readPort(value, to); };
    const auto truth = [&value](bool &to) { to = isTrue(value); };
    if (find(portKeys, name, where, number) || find(textKeys, name, where, text)
        || find(bytesKeys, name, where, bytes) || find(listKeys, name, where, items)
        || find(switchKeys, name, where, truth) || find(windowSwitchKeys, name, file, truth)
        || find(windowTextKeys, name, file, text))
        return good ? Taken::Yes : Taken::BadValue;
    if (name == u"type"_s) {
        const bool spice = value.compare(u"spice"_s, Qt::CaseInsensitive) == 0;
        where.protocol = spice ? Protocol::Spice : Protocol::Vnc;
        good = spice || value.compare(u"vnc"_s, Qt::CaseInsensitive) == 0;
    } else if (name == u"color-depth"_s) {
        good = QStringList{u"0"_s, u"16"_s, u"24"_s, u"32"_s}.contains(value);
        where.colorDepth = quint8(value.toInt());
    } else {
        return Taken::Unknown;
    }
    return good ? Taken::Yes : Taken::BadValue;
}

tl::unexpected<Error> badValue(const QString &key)
{
    return wrong(
        Words::tr("The value of “%1” is not one that is known.").arg(SafeText::line(key, 60)));
}

// What holds for a file that does not say otherwise.
ViewerFile unsaid()
{
    ViewerFile file;
    file.where.smartCard = false;
    return file;
}

// Something to connect to, whatever it was read from.
Result<ViewerFile> checked(ViewerFile file)
{
    Open &where = file.where;
    if (!where.path.isEmpty()) {
        where.host.clear();
        where.port = where.tlsPort = -1;
        where.local = true;
        if (!where.path.startsWith(u'/') || where.path.toUtf8().size() > 107)
            return wrong(Words::tr("The path of the socket cannot be used."));
        return file;
    }
    static constexpr auto isNoHostCharacter = [](QChar c) {
        return c.isSpace() || c.category() == QChar::Other_Control || c == u'/' || c == u'@';
    };
    if (where.host.isEmpty() || where.host.startsWith(u'-') || where.host.size() > 255
        || std::any_of(where.host.begin(), where.host.end(), isNoHostCharacter))
        return wrong(Words::tr("It names no host."));
    if (where.port <= 0 && where.tlsPort <= 0)
        return wrong(Words::tr("It names no port."));
    where.local =
        where.host == u"localhost"_s || where.host == u"127.0.0.1"_s || where.host == u"::1"_s;
    return file;
}

} // namespace

Result<ViewerFile> parseViewerFile(const QByteArray &text)
{
    if (text.size() > maximumViewerFile)
        return wrong(Words::tr("It is too large for a connection file."));
    ViewerFile file = unsaid();
    bool inGroup = false, hasGroup = false, hasType = false;
    const QStringList lines = QString::fromUtf8(text).split(u'\n');
    for (const QString &raw : lines) {
        const QString line = raw.trimmed();
        if (line.isEmpty() || line.startsWith(u'#'))
            continue;
        if (line.startsWith(u'[')) {
            inGroup = line == u"[virt-viewer]"_s;
            hasGroup |= inGroup;
            continue;
        }
        const qsizetype equals = line.indexOf(u'=');
        if (!inGroup || equals < 1)
            continue;
        const QString key = line.left(equals).trimmed();
        const QString value = unescaped(QStringView(line).sliced(equals + 1).trimmed());
        const Taken taken = take(file, key, value);
        if (taken == Taken::BadValue)
            return badValue(key);
        if (taken == Taken::Unknown && file.unknown.size() < Wire::maximumItems)
            file.unknown.append(SafeText::line(key, 60));
        hasType |= key == u"type"_s;
    }
    if (!hasGroup)
        return wrong(Words::tr("It has no group [virt-viewer]."));
    if (!hasType)
        return wrong(Words::tr("It does not say whether the console is SPICE or VNC."));
    return checked(std::move(file));
}

QByteArray writeViewerFile(const ViewerFile &file)
{
    const Open &where = file.where;
    QByteArray text = "[virt-viewer]\n";
    const auto put = [&text](const char *key, const QString &value) {
        if (!value.isEmpty())
            text += QByteArray(key) + '=' + escaped(value).toUtf8() + '\n';
    };
    const ViewerFile usual = unsaid();
    put("type", where.protocol == Protocol::Spice ? u"spice"_s : u"vnc"_s);
    for (const auto &key : textKeys)
        put(key.name, where.*key.member);
    for (const auto &key : portKeys)
        put(key.name, where.*key.member > 0 ? QString::number(where.*key.member) : QString());
    for (const auto &key : bytesKeys)
        put(key.name, QString::fromUtf8(where.*key.member));
    for (const auto &key : listKeys)
        put(key.name, (where.*key.member).join(u';'));
    put("color-depth", where.colorDepth ? QString::number(where.colorDepth) : QString());
    for (const auto &key : windowTextKeys)
        put(key.name, file.*key.member);
    const auto putSwitch = [&put](const char *key, bool on, bool unsaid) {
        if (on != unsaid)
            put(key, on ? u"1"_s : u"0"_s);
    };
    for (const auto &key : switchKeys)
        putSwitch(key.name, where.*key.member, usual.where.*key.member);
    for (const auto &key : windowSwitchKeys)
        putSwitch(key.name, file.*key.member, usual.*key.member);
    return text;
}

Result<ViewerFile> parseViewerAddress(const QString &address)
{
    const QUrl url(address, QUrl::StrictMode);
    if (address.size() > 4096 || !url.isValid())
        return wrong(Words::tr("“%1” is not an address.").arg(SafeText::line(address, 120)));
    ViewerFile file = unsaid();
    Open &where = file.where;
    const QStringList scheme = url.scheme().split(u'+');
    if (scheme.first() == u"spice"_s)
        where.protocol = Protocol::Spice;
    else if (scheme.first() == u"vnc"_s)
        where.protocol = Protocol::Vnc;
    else
        return wrong(Words::tr("Addresses of consoles begin with spice:// or vnc://."));
    const QString how = scheme.value(1);
    if (scheme.size() > 2 || !(how.isEmpty() || how == u"unix"_s || how == u"tls"_s))
        return wrong(
            Words::tr("“%1” is not a way to reach a console.").arg(SafeText::line(how, 40)));

    const QUrlQuery query(url);
    if (!url.password().isEmpty() || query.hasQueryItem(u"password"_s))
        return wrong(Words::tr("A password has no place in an address, where every program can "
                               "read it. Guesthouse asks for it."));
    where.user = url.userName(QUrl::FullyDecoded);
    if (how == u"unix"_s) {
        where.path = url.path(QUrl::FullyDecoded);
        return checked(std::move(file));
    }
    where.host = url.host(QUrl::FullyDecoded);
    for (const auto &key : portKeys) {
        const QLatin1String name(key.name);
        if (query.hasQueryItem(name) && !readPort(query.queryItemValue(name), where.*key.member))
            return badValue(name);
    }
    where.secure = how == u"tls"_s;
    if (url.port() > 0 && where.secure && where.protocol == Protocol::Spice)
        where.tlsPort = url.port();
    else if (url.port() > 0)
        where.port = url.port();
    if (where.port <= 0 && where.tlsPort <= 0 && where.protocol == Protocol::Vnc)
        where.port = 5900;
    return checked(std::move(file));
}

QString viewerAddress(const Open &where)
{
    if (where.sockets)
        return {};
    QUrl url;
    const QString kind = where.protocol == Protocol::Spice ? u"spice"_s : u"vnc"_s;
    if (!where.path.isEmpty()) {
        url.setScheme(kind + u"+unix"_s);
        url.setHost(u""_s); // empty, not absent: ":///"
        url.setPath(where.path, QUrl::DecodedMode);
        return url.toString(QUrl::FullyEncoded);
    }
    url.setScheme(kind);
    url.setHost(where.host);
    if (where.port > 0)
        url.setPort(where.port);
    if (where.tlsPort > 0) {
        QUrlQuery query;
        query.addQueryItem(u"tls-port"_s, QString::number(where.tlsPort));
        url.setQuery(query);
    }
    return url.toString(QUrl::FullyEncoded);
}
