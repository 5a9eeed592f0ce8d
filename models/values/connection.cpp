// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/values/connection.h"

#include "models/core/safetext.h"
#include "models/values/connectionuri.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Connection)
};

struct Driver
{
    QStringView scheme;
    QStringView title; // a proper name; empty where the place alone says enough
};

// Every driver of libvirt, here or on the far side.
constexpr std::array drivers{
    Driver{u"qemu", {}},
    Driver{u"xen", u"Xen"},
    Driver{u"lxc", u"LXC"},
    Driver{u"bhyve", u"bhyve"},
    Driver{u"vz", u"Virtuozzo"},
    Driver{u"parallels", u"Parallels"},
    Driver{u"ch", u"Cloud Hypervisor"},
    Driver{u"test", u"test driver"},
    Driver{u"vbox", u"VirtualBox"},
    Driver{u"openvz", u"OpenVZ"},
    Driver{u"vmwareplayer", u"VMware Player"},
    Driver{u"vmwarews", u"VMware Workstation"},
    Driver{u"vmwarefusion", u"VMware Fusion"},
    Driver{u"esx", u"VMware ESX"},
    Driver{u"gsx", u"VMware GSX"},
    Driver{u"vpx", u"VMware vCenter"},
    Driver{u"hyperv", u"Hyper-V"},
};

constexpr std::array<QStringView, 7> transports{u"unix",   u"ssh",     u"tls", u"tcp",
                                                u"libssh", u"libssh2", u"ext"};

const Driver *driverOf(const QString &scheme)
{
    const auto found = std::find_if(drivers.begin(), drivers.end(), [&scheme](const Driver &d) {
        return d.scheme.compare(scheme, Qt::CaseInsensitive) == 0;
    });
    return found == drivers.end() ? nullptr : &*found;
}

bool isOn(const QString &value)
{
    return !value.isNull() && value != "0"_L1;
}

} // namespace

QString versionText(quint64 version)
{
    return u"%1.%2.%3"_s.arg(version / 1'000'000).arg(version / 1'000 % 1'000).arg(version % 1'000);
}

QString connectionDisplayName(const ConnectionConfig &config)
{
    if (!config.name.trimmed().isEmpty())
        return SafeText::line(config.name);
    const std::optional<ConnectionUri> uri = ConnectionUri::parse(config.uri);
    const Driver *driver = uri ? driverOf(uri->driver) : nullptr;
    if (!driver)
        return SafeText::line(config.uri);

    const QString title = driver->title.toString();
    const bool session = uri->path == "/session"_L1;
    if (uri->isLocal()) {
        if (driver->scheme == u"test")
            return uri->path == "/default"_L1
                       ? Text::tr("Test driver")
                       : Text::tr("Test driver (%1)").arg(SafeText::line(uri->path));
        if (!uri->parameter(u"socket").isEmpty())
            return Text::tr("This computer (private socket)");
        if (!title.isEmpty())
            return Text::tr("This computer (%1)").arg(title);
        if (session)
            return Text::tr("This computer (your session)");
        if (uri->path == "/system"_L1)
            return Text::tr("This computer (system)");
        return SafeText::line(config.uri);
    }
    if (uri->host.isEmpty())
        return SafeText::line(config.uri);

    QString place = uri->host.contains(u':') ? u"[%1]"_s.arg(uri->host) : uri->host;
    if (!uri->user.isEmpty())
        place = u"%1@%2"_s.arg(uri->user, place);
    place = SafeText::line(place);
    if (!title.isEmpty())
        return Text::tr("%1 (%2)", "host (hypervisor)").arg(place, title);
    return session ? Text::tr("%1 (session)", "host").arg(place) : place;
}

QStringList uriWarnings(const QString &text)
{
    QString problem;
    const std::optional<ConnectionUri> uri = ConnectionUri::parse(text, &problem);
    // What we cannot read, libvirt might: nobody should take it for harmless.
    if (!uri)
        return text.isEmpty() ? QStringList() : QStringList{problem};
    QStringList warnings;
    const auto shown = [&uri](QStringView name) {
        return SafeText::line(uri->parameter(name), 200);
    };
    const auto given = [&uri](QStringView name) { return !uri->parameter(name).isNull(); };
    const QString transport = uri->effectiveTransport().toLower();

    if (given(u"command"))
        warnings << Text::tr("Runs the program “%1” on this computer.").arg(shown(u"command"));
    else if (transport == "ext"_L1)
        warnings << Text::tr("Runs a program on this computer to get there.");
    if (given(u"netcat"))
        warnings << Text::tr("Runs the program “%1” on the host.").arg(shown(u"netcat"));
    if (transport == "tcp"_L1)
        warnings << Text::tr(
            "The connection is not encrypted: passwords and everything else can be "
            "read and changed on the way.");
    if (isOn(uri->parameter(u"no_verify")))
        warnings << (transport == "tls"_L1
                         ? Text::tr("The host's certificate is not checked: anybody on the way can "
                                    "pretend to be the host.")
                         : Text::tr("The host's key is not checked: anybody on the way can pretend "
                                    "to be the host."));
    if (isOn(uri->parameter(u"no_sanity")))
        warnings << Text::tr("The TLS certificates of this computer are not checked for mistakes.");
    if (const QString verify = uri->parameter(u"known_hosts_verify").toLower();
        !verify.isNull() && verify != "normal"_L1)
        warnings << (verify == "auto"_L1
                         ? Text::tr("A host key that is not known yet is accepted without asking.")
                         : Text::tr("The host's key is not checked: anybody on the way can pretend "
                                    "to be the host."));
    if (given(u"known_hosts"))
        warnings << Text::tr("Host keys are looked up in “%1” instead of your own list.")
                        .arg(shown(u"known_hosts"));
    if (given(u"tls_priority"))
        warnings << Text::tr("The encryption is limited to “%1”, which may be weaker.")
                        .arg(shown(u"tls_priority"));
    if (given(u"socket"))
        warnings << Text::tr("Whoever made the socket “%1” answers in the daemon's place.")
                        .arg(shown(u"socket"));
    if (given(u"keyfile"))
        warnings << Text::tr("Signs in with the private key in “%1”.").arg(shown(u"keyfile"));
    if (given(u"pkipath"))
        warnings << Text::tr("Trusts the certificates in “%1”.").arg(shown(u"pkipath"));
    if (given(u"authfile"))
        warnings << Text::tr("Signs in with the passwords in “%1”.").arg(shown(u"authfile"));
    if (given(u"name"))
        warnings << Text::tr("Asks the daemon to open “%1” instead.").arg(shown(u"name"));
    if (uri->path == "/embed"_L1)
        warnings << Text::tr("Runs the hypervisor's driver inside this program.");
    return warnings;
}

QString uriProblem(const QString &text)
{
    QString problem;
    const std::optional<ConnectionUri> uri = ConnectionUri::parse(text, &problem);
    if (!uri)
        return problem;
    if (!driverOf(uri->driver))
        return Text::tr("“%1” is not a hypervisor that libvirt knows.")
            .arg(SafeText::line(uri->driver, 40));
    const QString transport = uri->transport;
    if (!transport.isEmpty()
        && std::none_of(transports.begin(), transports.end(), [&transport](QStringView known) {
               return known.compare(transport, Qt::CaseInsensitive) == 0;
           }))
        return Text::tr(
                   "“%1” is not a way to a host; libvirt knows ssh, tls, tcp, libssh, libssh2, "
                   "unix and ext.")
            .arg(SafeText::line(transport, 40));
    const QString way = uri->effectiveTransport().toLower();
    if (way == "ext"_L1 && uri->parameter(u"command").isEmpty())
        return Text::tr("The transport “ext” needs a command= parameter.");
    if (way == "unix"_L1 && !uri->host.isEmpty())
        return Text::tr("A local socket has no host: use three slashes.");
    if (const QString socket = uri->parameter(u"socket");
        !socket.isNull() && !socket.startsWith(u'/'))
        return Text::tr("The socket is an absolute path.");
    return {};
}
