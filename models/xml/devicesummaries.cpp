// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/xml/devicesummaries.h"

#include "models/xml/devicewords.h"
#include "models/xml/fieldformats.h"

#include <QStringList>

using namespace Qt::StringLiterals;
using Fields::translated;
using Fields::word;

namespace DeviceSummaries {

QString joined(const QStringList &parts)
{
    QStringList present;
    for (const QString &part : parts) {
        if (!part.isEmpty())
            present += part;
    }
    return present.join(u" · "_s);
}

static QString titled(const char *text, const QString &name)
{
    return name.isEmpty() ? translated(text) : u"%1 %2"_s.arg(translated(text), name);
}

static QString fileOf(const QString &path)
{
    return path.section(u'/', -1);
}

QString diskTitle(const XmlNode &disk)
{
    static constexpr Word titles[] = {
        {u"cdrom", QT_TRANSLATE_NOOP("Hardware", "CD/DVD drive")},
        {u"floppy", QT_TRANSLATE_NOOP("Hardware", "Floppy drive")},
        {u"lun", QT_TRANSLATE_NOOP("Hardware", "SCSI LUN")},
    };
    const QString device = disk.attribute(u"device");
    const QString title = word(device, titles);
    // A Xen document of long ago says "ioemu:hda".
    const QString target = disk.value(u"target@dev").section(u':', -1);
    const char *plain = QT_TRANSLATE_NOOP("Hardware", "Disk");
    const QString words = title == device ? translated(plain) : title;
    return target.isEmpty() ? words : u"%1 %2"_s.arg(words, target);
}

QString disk(const XmlNode &disk)
{
    const XmlNode *source = disk.child(u"source");
    const QString path = source ? Fields::storagePath(*source) : QString();
    const bool removable =
        disk.attribute(u"device") == "cdrom"_L1 || disk.attribute(u"device") == "floppy"_L1;
    QString where = fileOf(path);
    if (where.isEmpty())
        where = path;
    if (where.isEmpty() && removable)
        where = translated(QT_TRANSLATE_NOOP("Hardware", "Empty"));
    const bool readOnly = disk.child(u"readonly") && !removable;
    return joined({where, word(disk.value(u"target@bus"), Words::bus),
                   where.isEmpty() || removable ? QString() : disk.value(u"driver@type"),
                   readOnly ? translated(QT_TRANSLATE_NOOP("Hardware", "read-only")) : QString()});
}

const char16_t *diskIcon(const XmlNode &disk)
{
    const QString device = disk.attribute(u"device");
    if (device == "cdrom"_L1)
        return u"drive-optical";
    return device == "floppy"_L1 ? u"media-floppy" : u"drive-harddisk";
}

QString interface(const XmlNode &interface)
{
    const QString type = interface.attribute(u"type");
    QString to;
    for (const auto *path : {u"source@network", u"source@bridge", u"source@dev", u"source@path"}) {
        to = to.isEmpty() ? interface.value(path) : to;
    }
    const QString quoted = to.isEmpty() ? QString() : u"“%1”"_s.arg(to);
    QString where;
    if (type == "network"_L1)
        where = translated(QT_TRANSLATE_NOOP("Hardware", "Network %1")).arg(quoted);
    else if (type == "bridge"_L1)
        where = translated(QT_TRANSLATE_NOOP("Hardware", "Bridge %1")).arg(quoted);
    else if (type == "direct"_L1)
        where = translated(QT_TRANSLATE_NOOP("Hardware", "Host device %1")).arg(quoted);
    else if (type == "user"_L1)
        where = translated(QT_TRANSLATE_NOOP("Hardware", "User mode"));
    else
        where = joined({word(type, Words::interfaceType), to});
    const bool unplugged = interface.value(u"link@state") == "down"_L1;
    return joined({where, interface.value(u"model@type"), interface.value(u"mac@address"),
                   unplugged ? translated(QT_TRANSLATE_NOOP("Hardware", "unplugged")) : QString()});
}

QString graphicsTitle(const XmlNode &graphics)
{
    return titled(QT_TRANSLATE_NOOP("Hardware", "Display"),
                  word(graphics.attribute(u"type"), Words::graphicsType));
}

QString graphics(const XmlNode &graphics)
{
    QString port = graphics.attribute(u"port");
    if (port.toInt() <= 0)
        port = graphics.has(u"port") || graphics.attribute(u"autoport") == "yes"_L1
                   ? translated(QT_TRANSLATE_NOOP("Hardware", "Automatic port"))
                   : QString();
    else
        port = translated(QT_TRANSLATE_NOOP("Hardware", "Port %1")).arg(port);
    const QString listen = graphics.value(u"listen@type");
    QString address = graphics.value(u"listen@address");
    if (address.isEmpty())
        address = graphics.attribute(u"listen");
    if (listen == "none"_L1) {
        port = translated(QT_TRANSLATE_NOOP("Hardware", "No port"));
        address.clear();
    } else if (listen == "socket"_L1) {
        port = translated(QT_TRANSLATE_NOOP("Hardware", "Socket"));
        address = graphics.value(u"listen@socket");
    }
    const bool gl = graphics.value(u"gl@enable") == "yes"_L1;
    return joined({port, address, gl ? u"OpenGL"_s : QString()});
}

QString video(const XmlNode &video)
{
    const bool accelerated = video.value(u"model/acceleration@accel3d") == "yes"_L1;
    const QString heads = video.value(u"model@heads");
    return joined({word(video.value(u"model@type"), Words::videoModel),
                   heads.isEmpty() || heads == "1"_L1
                       ? QString()
                       : translated(QT_TRANSLATE_NOOP("Hardware", "%1 heads")).arg(heads),
                   accelerated ? translated(QT_TRANSLATE_NOOP("Hardware", "3D")) : QString()});
}

QString inputTitle(const XmlNode &input)
{
    return word(input.attribute(u"type"), Words::inputType);
}

QString input(const XmlNode &input)
{
    return joined({word(input.attribute(u"bus"), Words::bus), input.value(u"source@evdev"),
                   input.value(u"source@dev")});
}

const char16_t *inputIcon(const XmlNode &input)
{
    const QString type = input.attribute(u"type");
    if (type == "mouse"_L1)
        return u"input-mouse";
    return type == "tablet"_L1 ? u"input-tablet" : u"input-keyboard";
}

QString audio(const XmlNode &audio)
{
    return word(audio.attribute(u"type"), Words::audioType);
}

QString character(const XmlNode &device)
{
    QString where = device.value(u"source@path");
    if (where.isEmpty() && device.child(u"source"))
        where = joined({device.value(u"source@host"), device.value(u"source@service"),
                        device.value(u"source@channel")});
    return joined({word(device.attribute(u"type"), Words::charType), where});
}

QString channelTitle(const XmlNode &channel)
{
    static constexpr Word known[] = {
        {u"org.qemu.guest_agent.0", QT_TRANSLATE_NOOP("Hardware", "Guest agent channel")},
        {u"com.redhat.spice.0", QT_TRANSLATE_NOOP("Hardware", "SPICE agent channel")},
        {u"org.spice-space.webdav.0", QT_TRANSLATE_NOOP("Hardware", "Shared folder channel")},
        {u"org.libguestfs.channel.0", QT_TRANSLATE_NOOP("Hardware", "libguestfs channel")},
    };
    const QString name = channel.value(u"target@name");
    const QString words = word(name, known);
    return words != name ? words : titled(QT_TRANSLATE_NOOP("Hardware", "Channel"), name);
}

QString hostdevTitle(const XmlNode &hostdev)
{
    return titled(QT_TRANSLATE_NOOP("Hardware", "Host"),
                  word(hostdev.attribute(u"type"), Words::hostdevType));
}

QString hostdev(const XmlNode &hostdev)
{
    const XmlNode *source = hostdev.child(u"source");
    if (!source)
        return {};
    const QString vendor = source->value(u"vendor@id"), product = source->value(u"product@id");
    const XmlNode *address = source->child(u"address");
    QString where;
    for (const auto *path : {u"adapter@name", u"block", u"char", u"interface", u"@name", u"@wwpn"})
        where = where.isEmpty() ? source->value(path) : where;
    QString at;
    if (address && address->has(u"uuid"))
        at = address->attribute(u"uuid");
    else if (address && hostdev.attribute(u"type") == "usb"_L1)
        at = translated(QT_TRANSLATE_NOOP("Hardware", "bus %1, device %2"))
                 .arg(address->attribute(u"bus"), address->attribute(u"device"));
    else if (address)
        at = Fields::address(*address, {});
    return joined({vendor.isEmpty() ? QString() : u"%1:%2"_s.arg(vendor, product), where, at});
}

QString redirdev(const XmlNode &redirdev)
{
    return joined({word(redirdev.attribute(u"bus"), Words::bus), character(redirdev)});
}

QString tpm(const XmlNode &tpm)
{
    const QString version = tpm.value(u"backend@version");
    return joined({tpm.attribute(u"model"), word(tpm.value(u"backend@type"), Words::tpmBackend),
                   version.isEmpty()
                       ? QString()
                       : translated(QT_TRANSLATE_NOOP("Hardware", "version %1")).arg(version),
                   tpm.value(u"backend/device@path")});
}

QString rng(const XmlNode &rng)
{
    return joined({word(rng.value(u"backend@model"), Words::rngBackend), rng.value(u"backend")});
}

QString watchdog(const XmlNode &watchdog)
{
    return joined(
        {watchdog.attribute(u"model"), word(watchdog.attribute(u"action"), Words::watchdogAction)});
}

QString controllerTitle(const XmlNode &controller)
{
    const QString type = word(controller.attribute(u"type"), Words::controllerType);
    const QString words = translated(QT_TRANSLATE_NOOP("Hardware", "%1 controller %2"));
    return words.arg(type, controller.attribute(u"index")).trimmed();
}

QString controller(const XmlNode &controller)
{
    return controller.attribute(u"model");
}

QString filesystem(const XmlNode &filesystem)
{
    const XmlNode *source = filesystem.child(u"source");
    QString from = source ? Fields::storagePath(*source) : QString();
    if (from.isEmpty() && source)
        from = joined({source->attribute(u"name"), source->attribute(u"socket")});
    const QString to = filesystem.value(u"target@dir");
    return joined(
        {to.isEmpty() ? from : u"%1 → %2"_s.arg(from, to), filesystem.value(u"driver@type")});
}

QString smartcard(const XmlNode &smartcard)
{
    return word(smartcard.attribute(u"mode"), Words::smartcardMode);
}

QString shmem(const XmlNode &shmem)
{
    const XmlNode *size = shmem.child(u"size");
    return joined({shmem.attribute(u"name"), shmem.value(u"model@type"),
                   size ? Fields::bytes(*size, size->text.trimmed()) : QString()});
}

QString vsock(const XmlNode &vsock)
{
    const QString cid = vsock.value(u"cid@address");
    return cid.isEmpty() ? translated(QT_TRANSLATE_NOOP("Hardware", "Automatic address"))
                         : translated(QT_TRANSLATE_NOOP("Hardware", "Address %1")).arg(cid);
}

QString lease(const XmlNode &lease)
{
    return joined({lease.value(u"lockspace"), lease.value(u"key")});
}

QString memory(const XmlNode &memory)
{
    const auto sizes = memory.find(u"target/size");
    return joined(
        {word(memory.attribute(u"model"), Words::memoryModel),
         sizes.isEmpty() ? QString() : Fields::memory(*sizes[0], sizes[0]->text.trimmed())});
}

QString model(const XmlNode &device)
{
    return device.attribute(u"model");
}

QString type(const XmlNode &device)
{
    return word(device.attribute(u"type"), Words::bus);
}

QString text(const XmlNode &device)
{
    return device.text.trimmed();
}

} // namespace DeviceSummaries
