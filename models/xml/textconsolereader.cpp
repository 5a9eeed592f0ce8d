// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/xml/textconsolereader.h"

#include "models/core/safetext.h"
#include "models/xml/domainroot.h"

using namespace DomainRoot;
using namespace Qt::StringLiterals;

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(TextConsole)
};

constexpr qsizetype mostConsoles = 64;

// libvirt opens pseudo-terminals only; the others have their other end somewhere already.
QString whyNotOpened(const QString &type)
{
    const struct
    {
        QStringView type;
        QString why;
    } reasons[] = {
        {u"unix", Words::tr("It is connected to a Unix socket on the host.")},
        {u"tcp", Words::tr("It is connected to a TCP port: a telnet program reaches it.")},
        {u"udp", Words::tr("It is sent over the network as UDP packets.")},
        {u"file", Words::tr("Its output is written to a file on the host.")},
        {u"pipe", Words::tr("It is connected to a named pipe on the host.")},
        {u"dev", Words::tr("It is connected to a device of the host.")},
        {u"stdio", Words::tr("It is connected to the standard output of the emulator.")},
        {u"vc", Words::tr("It is shown inside the graphical display, as a virtual console.")},
        {u"null", Words::tr("It is connected to nothing.")},
        {u"nmdm", Words::tr("It is connected to a null modem device of the host.")},
        {u"spicevmc", Words::tr("It is a channel of the SPICE display.")},
        {u"spiceport", Words::tr("It is connected to a port of the SPICE display.")},
        {u"dbus", Words::tr("It is connected to D-Bus on the host.")},
        {u"qemu-vdagent", Words::tr("It is the clipboard channel of the display.")},
    };
    if (type == "pty"_L1)
        return {};
    for (const auto &reason : reasons) {
        if (reason.type == type)
            return reason.why;
    }
    return Words::tr("It is of the kind “%1”, which libvirt cannot open.")
        .arg(SafeText::line(type, 40));
}

TextConsole readOne(QXmlStreamReader &reader)
{
    TextConsole console;
    console.type = attribute(reader, u"type"_s);
    while (reader.readNextStartElement()) {
        if (isOurs(reader, u"target")) {
            console.targetType = attribute(reader, u"type"_s);
            bool ok = false;
            const int port = attribute(reader, u"port"_s).toInt(&ok);
            console.port = ok ? port : -1;
        } else if (isOurs(reader, u"alias")) {
            console.alias = attribute(reader, u"name"_s);
        }
        reader.skipCurrentElement();
    }
    console.whyNot = whyNotOpened(console.type);
    return console;
}

} // namespace

Result<QList<TextConsole>> readTextConsoles(const QByteArray &xml)
{
    QList<TextConsole> serials, consoles;
    const auto outcome = readChildren(xml, [&](QXmlStreamReader &reader) {
        if (!isOurs(reader, u"devices")) {
            reader.skipCurrentElement();
            return;
        }
        while (reader.readNextStartElement()) {
            const bool serial = isOurs(reader, u"serial");
            auto &list = serial ? serials : consoles;
            if ((serial || isOurs(reader, u"console")) && list.size() < mostConsoles)
                list += readOne(reader);
            else
                reader.skipCurrentElement();
        }
    });
    if (!outcome)
        return tl::unexpected(outcome.error());
    for (qsizetype i = 0; i < serials.size(); ++i)
        serials[i].number = int(i) + 1;
    QList<TextConsole> all = serials;
    bool repeated = serials.isEmpty();
    int plain = 0, virtio = 0;
    for (TextConsole &console : consoles) {
        // The first one of a machine that is emulated is its first serial port, said twice.
        if (!repeated && (console.targetType.isEmpty() || console.targetType == "serial"_L1)) {
            repeated = true;
            continue;
        }
        const bool isVirtio = console.targetType == "virtio"_L1;
        console.kind = isVirtio ? TextConsole::Kind::Virtio : TextConsole::Kind::Console;
        console.number = isVirtio ? ++virtio : ++plain;
        all += console;
    }
    return all;
}
