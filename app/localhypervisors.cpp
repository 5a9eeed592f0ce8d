// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/localhypervisors.h"

#include <QDir>
#include <QFileInfo>

#include <algorithm>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace {

bool isOpenSocket(const QString &path)
{
    const QByteArray name = QFile::encodeName(path);
    struct stat status = {};
    return ::stat(name.constData(), &status) == 0 && S_ISSOCK(status.st_mode)
           && ::faccessat(AT_FDCWD, name.constData(), R_OK | W_OK, AT_EACCESS) == 0;
}

bool anyHolds(const QStringList &folders, const QStringList &files)
{
    return std::any_of(folders.begin(), folders.end(), [&files](const QString &folder) {
        return std::any_of(files.begin(), files.end(), [&folder](const QString &file) {
            return QFileInfo::exists(folder + u'/' + file);
        });
    });
}

ConnectionConfig config(const QString &uri, bool autoconnect = true)
{
    ConnectionConfig made;
    made.id = QUuid::createUuid();
    made.uri = uri;
    made.autoconnect = autoconnect;
    return made;
}

} // namespace

LocalPlaces LocalPlaces::ofThisComputer()
{
    LocalPlaces places;
    places.sockets = u"/run/libvirt"_s;
    places.programs = {u"/usr/sbin"_s, u"/usr/bin"_s, u"/usr/local/sbin"_s};
    places.drivers = {u"/usr/lib/libvirt/connection-driver"_s,
                      u"/usr/lib64/libvirt/connection-driver"_s};
    // Debian's folders by architecture, whatever this one is called.
    for (const QString &folder : QDir(u"/usr/lib"_s).entryList({u"*-linux-*"_s}, QDir::Dirs))
        places.drivers << u"/usr/lib/%1/libvirt/connection-driver"_s.arg(folder);
    places.xen = u"/proc/xen"_s;
    places.root = ::geteuid() == 0;
    return places;
}

QList<ConnectionConfig> localHypervisors(const LocalPlaces &places)
{
    const auto hasDriver = [&places](const QString &driver) {
        return anyHolds(places.drivers, {u"libvirt_driver_%1.so"_s.arg(driver)});
    };
    // One daemon for all, or one for each driver.
    const auto reaches = [&places](const QString &daemon) {
        return isOpenSocket(places.sockets + u"/libvirt-sock"_s)
               || isOpenSocket(places.sockets + u"/virt%1d-sock"_s.arg(daemon));
    };
    QList<ConnectionConfig> found;
    if (QFileInfo::exists(places.xen) && reaches(u"xen"_s) && hasDriver(u"libxl"_s))
        found << config(u"xen:///system"_s);
    const bool system = reaches(u"qemu"_s) && hasDriver(u"qemu"_s);
    if (system)
        found << config(u"qemu:///system"_s);
    if (reaches(u"lxc"_s) && hasDriver(u"lxc"_s))
        found << config(u"lxc:///system"_s);
    if (!places.root && hasDriver(u"qemu"_s)
        && anyHolds(places.programs, {u"libvirtd"_s, u"virtqemud"_s}))
        found << config(u"qemu:///session"_s, !system);
    return found;
}
