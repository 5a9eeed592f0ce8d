// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later

// What people see, hear and type on, and the ports that programs talk through.
#include "models/xml/newdevicewriters.h"

using namespace Qt::StringLiterals;
using Machine = MachineHardware;

namespace {

void writeInput(ElementWriter &xml, const QString &type, const QString &bus)
{
    xml.empty(u"input", {{u"type", type}, {u"bus", bus}});
}

void writeChannel(ElementWriter &xml, const QString &type, const QString &name,
                  const QString &spicePort = {})
{
    const auto element = xml.element(u"channel", {{u"type", type}});
    if (!spicePort.isEmpty())
        xml.empty(u"source", {{u"channel", spicePort}});
    xml.empty(u"target", {{u"type", u"virtio"_s}, {u"name", name}});
}

} // namespace

void NewDeviceWriters::tablet(ElementWriter &xml, const Machine &)
{
    writeInput(xml, u"tablet"_s, u"usb"_s);
}

void NewDeviceWriters::mouse(ElementWriter &xml, const Machine &)
{
    writeInput(xml, u"mouse"_s, u"usb"_s);
}

void NewDeviceWriters::keyboard(ElementWriter &xml, const Machine &)
{
    writeInput(xml, u"keyboard"_s, u"usb"_s);
}

void NewDeviceWriters::virtioKeyboard(ElementWriter &xml, const Machine &)
{
    writeInput(xml, u"keyboard"_s, u"virtio"_s);
}

void NewDeviceWriters::virtioTablet(ElementWriter &xml, const Machine &)
{
    writeInput(xml, u"tablet"_s, u"virtio"_s);
}

void NewDeviceWriters::virtioMouse(ElementWriter &xml, const Machine &)
{
    writeInput(xml, u"mouse"_s, u"virtio"_s);
}

void NewDeviceWriters::evdev(ElementWriter &xml, const Machine &)
{
    const auto element = xml.element(u"input", {{u"type", u"evdev"_s}});
    xml.empty(u"source", {{u"dev", u"/dev/input/event0"_s}, {u"grab", u"all"_s}});
}

void NewDeviceWriters::inputPassthrough(ElementWriter &xml, const Machine &)
{
    const auto element =
        xml.element(u"input", {{u"type", u"passthrough"_s}, {u"bus", u"virtio"_s}});
    xml.empty(u"source", {{u"evdev", u"/dev/input/event0"_s}});
}

void NewDeviceWriters::spice(ElementWriter &xml, const Machine &)
{
    xml.empty(u"graphics", {{u"type", u"spice"_s}, {u"autoport", u"yes"_s}});
}

void NewDeviceWriters::vnc(ElementWriter &xml, const Machine &)
{
    xml.empty(u"graphics", {{u"type", u"vnc"_s}, {u"port", u"-1"_s}, {u"autoport", u"yes"_s}});
}

void NewDeviceWriters::eglHeadless(ElementWriter &xml, const Machine &)
{
    xml.empty(u"graphics", {{u"type", u"egl-headless"_s}});
}

void NewDeviceWriters::dbusDisplay(ElementWriter &xml, const Machine &)
{
    xml.empty(u"graphics", {{u"type", u"dbus"_s}});
}

void NewDeviceWriters::sdl(ElementWriter &xml, const Machine &)
{
    xml.empty(u"graphics", {{u"type", u"sdl"_s}});
}

void NewDeviceWriters::video(ElementWriter &xml, const Machine &machine)
{
    const QStringList known =
        machine.capabilities() ? machine.capabilities()->videoModels : QStringList();
    QString model = machine.isXen() ? u"vga"_s : u"virtio"_s;
    if (!known.isEmpty() && !known.contains(model)) {
        const QStringList usual{u"qxl"_s, u"vga"_s, u"bochs"_s, u"ramfb"_s};
        for (const QString &one : usual) {
            if (known.contains(one)) {
                model = one;
                break;
            }
        }
    }
    const auto element = xml.element(u"video");
    xml.empty(u"model", {{u"type", model}});
}

void NewDeviceWriters::sound(ElementWriter &xml, const Machine &machine)
{
    const QString model = !machine.isX86() ? u"usb"_s : machine.isPcie() ? u"ich9"_s : u"ich6"_s;
    xml.empty(u"sound", {{u"model", model}});
}

void NewDeviceWriters::audio(ElementWriter &xml, const Machine &machine)
{
    const bool spice = machine.has(u"devices/graphics@type", u"spice"_s);
    xml.empty(u"audio", {{u"id", QString::number(machine.freeNumber(u"devices/audio", u"@id", 1))},
                         {u"type", spice ? u"spice"_s : u"none"_s}});
}

void NewDeviceWriters::serial(ElementWriter &xml, const Machine &machine)
{
    const auto element = xml.element(u"serial", {{u"type", u"pty"_s}});
    xml.empty(
        u"target",
        {{u"port", QString::number(machine.freeNumber(u"devices/serial/target", u"@port", 0))}});
}

void NewDeviceWriters::parallel(ElementWriter &xml, const Machine &machine)
{
    const auto element = xml.element(u"parallel", {{u"type", u"pty"_s}});
    xml.empty(
        u"target",
        {{u"port", QString::number(machine.freeNumber(u"devices/parallel/target", u"@port", 0))}});
}

void NewDeviceWriters::console(ElementWriter &xml, const Machine &machine)
{
    const QString type = machine.isContainer() ? u"lxc"_s
                         : machine.isXen()     ? u"xen"_s
                                               : u"virtio"_s;
    const auto element = xml.element(u"console", {{u"type", u"pty"_s}});
    xml.empty(
        u"target",
        {{u"type", type},
         {u"port", QString::number(machine.freeNumber(u"devices/console/target", u"@port", 0))}});
}

void NewDeviceWriters::agent(ElementWriter &xml, const Machine &)
{
    writeChannel(xml, u"unix"_s, u"org.qemu.guest_agent.0"_s);
}

void NewDeviceWriters::spiceAgent(ElementWriter &xml, const Machine &)
{
    writeChannel(xml, u"spicevmc"_s, u"com.redhat.spice.0"_s);
}

void NewDeviceWriters::webdav(ElementWriter &xml, const Machine &)
{
    writeChannel(xml, u"spiceport"_s, u"org.spice-space.webdav.0"_s, u"org.spice-space.webdav.0"_s);
}

void NewDeviceWriters::clipboard(ElementWriter &xml, const Machine &)
{
    const auto element = xml.element(u"channel", {{u"type", u"qemu-vdagent"_s}});
    {
        const auto source = xml.element(u"source");
        xml.empty(u"clipboard", {{u"copypaste", u"yes"_s}});
        xml.empty(u"mouse", {{u"mode", u"client"_s}});
    }
    xml.empty(u"target", {{u"type", u"virtio"_s}, {u"name", u"com.redhat.spice.0"_s}});
}

void NewDeviceWriters::channel(ElementWriter &xml, const Machine &machine)
{
    int free = 0;
    const QStringList taken = machine.values(u"devices/channel/target", u"@name");
    while (taken.contains(u"port.%1"_s.arg(free)))
        ++free;
    writeChannel(xml, u"unix"_s, u"port.%1"_s.arg(free));
}
