// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/sharing/usbrules.h"

#include <QDir>
#include <QFile>

using namespace Qt::StringLiterals;

static constexpr int usbMajor = 189; // of the device nodes in /dev/bus/usb
static constexpr quint8 audioClass = 1, inputClass = 3, storageClass = 8, hubClass = 9,
                        videoClass = 14;

QString UsbFacts::identity() const
{
    const QString numbers =
        u"%1:%2"_s.arg(vendor, 4, 16, QChar(u'0')).arg(product, 4, 16, QChar(u'0'));
    return serial.isEmpty() ? numbers : numbers + u':' + serial;
}

UsbFacts UsbFacts::read(int bus, int address, const QString &root)
{
    if (bus < 1 || address < 1 || address > 128)
        return {};
    const QString folder = u"%1/%2:%3"_s.arg(root, QString::number(usbMajor),
                                             QString::number((bus - 1) * 128 + address - 1));
    const auto line = [](const QString &path) {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.read(256)).trimmed()
                                              : QString();
    };
    UsbFacts facts;
    facts.vendor = line(folder + u"/idVendor"_s).toUShort(nullptr, 16);
    facts.product = line(folder + u"/idProduct"_s).toUShort(nullptr, 16);
    facts.name =
        u"%1 %2"_s.arg(line(folder + u"/manufacturer"_s), line(folder + u"/product"_s)).trimmed();
    facts.serial = line(folder + u"/serial"_s);
    const auto addClass = [&](const QString &path) {
        bool read = false;
        const uint number = line(path).toUInt(&read, 16);
        if (read && number != 0 && !facts.classes.contains(quint8(number)))
            facts.classes.append(quint8(number));
    };
    addClass(folder + u"/bDeviceClass"_s);
    const QStringList parts = QDir(folder).entryList({u"*:*"_s}, QDir::Dirs);
    for (const QString &part : parts)
        addClass(folder + u'/' + part + u"/bInterfaceClass"_s);
    return facts;
}

UsbRules::Kinds UsbRules::kindsOf(const UsbFacts &device)
{
    Kinds kinds;
    kinds.setFlag(Input, device.classes.contains(inputClass));
    kinds.setFlag(Storage, device.classes.contains(storageClass));
    kinds.setFlag(Media,
                  device.classes.contains(audioClass) || device.classes.contains(videoClass));
    return kinds;
}

bool UsbRules::remembers(const UsbFacts &device) const
{
    return device.isValid() && remembered.contains(device.identity());
}

bool UsbRules::wants(const UsbFacts &device, bool plugged, bool focused) const
{
    if (!device.isValid() || device.classes.contains(hubClass))
        return false;
    if (remembers(device))
        return true;
    return automatic && plugged && focused && !(kindsOf(device) & never);
}
