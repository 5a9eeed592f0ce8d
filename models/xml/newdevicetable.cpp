// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/xml/newdevicetable.h"

#include "models/xml/hostdevices.h"
#include "models/xml/newdevicewriters.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;
using Machine = MachineHardware;
namespace W = NewDeviceWriters;

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(NewDevices)
};

// What the host says that it can have; with nothing said, everything.
bool lacks(const QStringList &known, const QString &wanted)
{
    return !known.isEmpty() && !known.contains(wanted);
}

QString hostCannot()
{
    return Text::tr(
        "The hypervisor of this host cannot give a machine of this kind such a device.");
}

QString oneAlready(const Machine &machine, QStringView elements)
{
    return machine.has(elements) ? Text::tr("The machine has one already, and can have no second.")
                                 : QString();
}

QString noUsb(const Machine &machine)
{
    return machine.usbIsOff() ? Text::tr(
               "USB is turned off for this machine: its USB controller has the model “none”.")
                              : QString();
}

QString noSpice(const Machine &machine)
{
    return machine.has(u"devices/graphics@type", u"spice"_s)
               ? QString()
               : Text::tr(
                   "It works by SPICE, and the machine has no SPICE display. Add that first.");
}

QString noBus(const Machine &machine, const QString &device, const QString &bus)
{
    const DomainCapabilities *can = machine.capabilities();
    const bool missing = can && (lacks(can->diskDevices, device) || lacks(can->diskBuses, bus));
    return missing ? hostCannot() : QString();
}

QString noFloppy(const Machine &machine)
{
    const auto targets = machine.values(u"devices/disk/target", u"@dev");
    if (targets.contains("fda"_L1) && targets.contains("fdb"_L1))
        return Text::tr(
            "The machine has two floppy drives already: there is no place for a third.");
    return noBus(machine, u"floppy"_s, u"fdc"_s);
}

QString noLun(const Machine &machine)
{
    return noBus(machine, u"lun"_s, u"scsi"_s);
}

QString noVirtiofs(const Machine &machine)
{
    const DomainCapabilities *can = machine.capabilities();
    return can && lacks(can->filesystemDrivers, u"virtiofs"_s) ? hostCannot() : QString();
}

QString noPlan9(const Machine &machine)
{
    const DomainCapabilities *can = machine.capabilities();
    return can && lacks(can->filesystemDrivers, u"path"_s) ? hostCannot() : QString();
}

QString noPcie(const Machine &machine)
{
    return machine.isPcie()
               ? QString()
               : Text::tr("The machine has no PCI Express (its type is “%1”): it needs no ports.")
                     .arg(machine.machineType());
}

QString noVsock(const Machine &machine)
{
    return oneAlready(machine, u"devices/vsock");
}

QString noGraphics(const Machine &machine, const QString &type)
{
    const DomainCapabilities *can = machine.capabilities();
    if (machine.has(u"devices/graphics@type", type))
        return Text::tr("The machine has one already, and can have no second of the same type.");
    return can && lacks(can->graphicsTypes, type) ? hostCannot() : QString();
}

QString noSpiceDisplay(const Machine &machine)
{
    return noGraphics(machine, u"spice"_s);
}

QString noVnc(const Machine &machine)
{
    return noGraphics(machine, u"vnc"_s);
}

QString noEglHeadless(const Machine &machine)
{
    return noGraphics(machine, u"egl-headless"_s);
}

QString noDbus(const Machine &machine)
{
    return noGraphics(machine, u"dbus"_s);
}

QString noVideo(const Machine &machine)
{
    if (machine.has(u"devices/video/model@type", u"none"_s))
        return Text::tr("The machine has a video card of the model “none”, which is to say that it "
                        "shall have none. Change that one.");
    const DomainCapabilities *can = machine.capabilities();
    const bool second = machine.has(u"devices/video");
    if (second && machine.isQemu() && can && lacks(can->videoModels, u"virtio"_s)
        && lacks(can->videoModels, u"qxl"_s))
        return Text::tr("Only cards of the models VirtIO and QXL can stand beside another one, and "
                        "this host has neither.");
    return {};
}

QString noMorePorts(const Machine &machine, QStringView elements, int most)
{
    return machine.count(elements) < most
               ? QString()
               : Text::tr("The machine has all %1 such ports that there can be.").arg(most);
}

QString noSerial(const Machine &machine)
{
    return machine.isX86() ? noMorePorts(machine, u"devices/serial", 4) : QString();
}

QString noParallel(const Machine &machine)
{
    if (machine.isQemu() && !machine.isX86())
        return Text::tr("Machines of this architecture have no parallel ports.");
    return noMorePorts(machine, u"devices/parallel", 3);
}

QString noChannelName(const Machine &machine, const QString &name, const QString &type)
{
    const DomainCapabilities *can = machine.capabilities();
    if (machine.has(u"devices/channel/target@name", name))
        return Text::tr("The machine has a channel of that name already.");
    return can && can->saysChannels && lacks(can->channelTypes, type) ? hostCannot() : QString();
}

QString noAgent(const Machine &machine)
{
    return noChannelName(machine, u"org.qemu.guest_agent.0"_s, u"unix"_s);
}

QString noSpiceAgent(const Machine &machine)
{
    const QString why = noChannelName(machine, u"com.redhat.spice.0"_s, u"spicevmc"_s);
    return why.isEmpty() ? noSpice(machine) : why;
}

QString noWebdav(const Machine &machine)
{
    const QString why = noChannelName(machine, u"org.spice-space.webdav.0"_s, u"spiceport"_s);
    return why.isEmpty() ? noSpice(machine) : why;
}

QString noClipboard(const Machine &machine)
{
    return noChannelName(machine, u"com.redhat.spice.0"_s, u"qemu-vdagent"_s);
}

QString noHostDevice(const Machine &machine, NodeDevice::Kind kind)
{
    const auto &all = machine.choices().devices;
    if (!all)
        return Text::tr(
            "The devices of the host are not known: they are being read, or could not be.");
    if (offeredHostDevices(*all, kind).isEmpty())
        return Text::tr("The host shows no device of this kind.");
    return {};
}

QString noHostUsb(const Machine &machine)
{
    const DomainCapabilities *can = machine.capabilities();
    if (can && lacks(can->hostDeviceTypes, u"usb"_s))
        return hostCannot();
    const QString why = noUsb(machine);
    return why.isEmpty() ? noHostDevice(machine, NodeDevice::Kind::Usb) : why;
}

QString noHostPci(const Machine &machine)
{
    const DomainCapabilities *can = machine.capabilities();
    if (can && lacks(can->hostDeviceTypes, u"pci"_s))
        return hostCannot();
    return noHostDevice(machine, NodeDevice::Kind::Pci);
}

QString noHostMediated(const Machine &machine)
{
    return noHostDevice(machine, NodeDevice::Kind::Mediated);
}

QString noHostScsi(const Machine &machine)
{
    return noHostDevice(machine, NodeDevice::Kind::Scsi);
}

QString noRedirection(const Machine &machine)
{
    const DomainCapabilities *can = machine.capabilities();
    if (can && can->saysRedirections && can->redirectionBuses.isEmpty())
        return hostCannot();
    const QString why = noUsb(machine);
    return why.isEmpty() ? noSpice(machine) : why;
}

QString noRedirectionFilter(const Machine &machine)
{
    return oneAlready(machine, u"devices/redirfilter");
}

QString noMemoryModule(const Machine &machine)
{
    return machine.has(u"maxMemory")
               ? QString()
               : Text::tr("The machine has no slots for memory: set the maximum with its slots "
                          "(maxMemory) on the page “Memory” first.");
}

// A persistent module takes a slot, too, and only some machines have its kind.
QString noNvdimm(const Machine &machine)
{
    const QString architecture = machine.architecture();
    if (!machine.isX86() && !architecture.startsWith("ppc64"_L1)
        && !architecture.startsWith("aarch64"_L1))
        return Text::tr("Machines of this architecture have none.");
    return noMemoryModule(machine);
}

QString noPmem(const Machine &machine)
{
    return machine.isX86() ? noMemoryModule(machine)
                           : Text::tr("Machines of this architecture have none.");
}

QString noSgx(const Machine &machine)
{
    const DomainCapabilities *can = machine.capabilities();
    if (!machine.isX86())
        return Text::tr("Machines of this architecture have none.");
    return can && !can->sgx
               ? Text::tr("The host has no SGX to give: its processor or firmware lacks it, or "
                          "QEMU there does not know it.")
               : QString();
}

QString noSdl(const Machine &machine)
{
    return noGraphics(machine, u"sdl"_s);
}

QString noPcieBridge(const Machine &machine)
{
    return machine.isPcie()
               ? QString()
               : Text::tr("The machine has no PCI Express (its type is “%1”), so that plain PCI is "
                          "what it has.")
                     .arg(machine.machineType());
}

QString noPciBridge(const Machine &machine)
{
    return machine.isPcie()
               ? Text::tr("The machine has PCI Express. A PCI Express to PCI bridge is what it can "
                          "have.")
               : QString();
}

QString noBalloon(const Machine &machine)
{
    return machine.has(u"devices/memballoon")
               ? Text::tr("The machine has one already; one of the model “none” stands for none. "
                          "Change that one.")
               : QString();
}

QString noTpm(const Machine &machine)
{
    const DomainCapabilities *can = machine.capabilities();
    // Whoever speaks of channels would speak of TPMs, too, if it had any.
    if (can && can->tpmModels.isEmpty() && (can->saysChannels || can->saysRng))
        return Text::tr("The host has no TPM to give, and cannot emulate one: the package “swtpm” "
                        "is missing there.");
    return oneAlready(machine, u"devices/tpm");
}

QString noRng(const Machine &machine)
{
    const DomainCapabilities *can = machine.capabilities();
    return can && can->saysRng && lacks(can->rngModels, u"virtio"_s) ? hostCannot() : QString();
}

QString noWatchdog(const Machine &machine)
{
    constexpr quint64 several = 9'001'000; // libvirt
    return machine.libvirt() >= several ? QString() : oneAlready(machine, u"devices/watchdog");
}

QString noPanic(const Machine &machine)
{
    const DomainCapabilities *can = machine.capabilities();
    const bool said = can && !can->crashDevices.isEmpty();
    if (!said && !machine.isX86() && !machine.architecture().startsWith("ppc"_L1)
        && !machine.architecture().startsWith("s390"_L1))
        return Text::tr("Machines of this architecture have none.");
    return oneAlready(machine, u"devices/panic");
}

QString noIommu(const Machine &machine)
{
    if (machine.isX86() && !machine.isPcie())
        return Text::tr("It needs a machine with PCI Express: type “q35”.");
    return oneAlready(machine, u"devices/iommu");
}

QString needsLibvirt(const Machine &machine, quint64 version, const QString &text)
{
    return machine.libvirt() != 0 && machine.libvirt() < version
               ? Text::tr("It needs libvirt %1 or newer on the host.").arg(text)
               : QString();
}

QString noCrypto(const Machine &machine)
{
    return needsLibvirt(machine, 9'001'000, u"9.1"_s);
}

QString noPstore(const Machine &machine)
{
    const QString why = needsLibvirt(machine, 10'006'000, u"10.6"_s);
    return why.isEmpty() ? oneAlready(machine, u"devices/pstore") : why;
}

using enum NewDevice::Group;
using Kind = NewDeviceKind;
using From = NewDevice::Storage;
using Host = NodeDevice::Kind;

// clang-format off
constexpr Kind kinds[] = {
    {u"disk", Storage, QT_TRANSLATE_NOOP("NewDevices", "Hard disk"), QT_TRANSLATE_NOOP("NewDevices", "storage drive volume image"), u"drive-harddisk", Kind::machines, W::disk, nullptr, From::NewOrExisting},
    {u"cdrom", Storage, QT_TRANSLATE_NOOP("NewDevices", "CD drive"), QT_TRANSLATE_NOOP("NewDevices", "DVD optical ISO"), u"drive-optical", Kind::machines, W::cdrom, nullptr, From::Cdrom},
    {u"floppy", Storage, QT_TRANSLATE_NOOP("NewDevices", "Floppy drive"), nullptr, u"media-floppy", Kind::machines, W::floppy, noFloppy, From::Floppy},
    {u"lun", Storage, QT_TRANSLATE_NOOP("NewDevices", "SCSI disk of the host (LUN)"), QT_TRANSLATE_NOOP("NewDevices", "pass-through block device"), u"drive-harddisk", Kind::Qemu, W::lun, noLun, From::HostDisk},
    {u"filesystem-virtiofs", Storage, QT_TRANSLATE_NOOP("NewDevices", "Shared folder (virtiofs)"), QT_TRANSLATE_NOOP("NewDevices", "filesystem directory host"), u"folder-remote", Kind::Qemu, W::virtiofs, noVirtiofs},
    {u"filesystem-9p", Storage, QT_TRANSLATE_NOOP("NewDevices", "Shared folder (9p)"), QT_TRANSLATE_NOOP("NewDevices", "filesystem directory host virtio-9p"), u"folder-remote", Kind::Qemu, W::plan9, noPlan9},
    {u"filesystem-mount", Storage, QT_TRANSLATE_NOOP("NewDevices", "Folder of the host"), QT_TRANSLATE_NOOP("NewDevices", "filesystem directory mount"), u"folder-remote", Kind::Container, W::folder},
    {u"filesystem-ram", Storage, QT_TRANSLATE_NOOP("NewDevices", "Folder in memory"), QT_TRANSLATE_NOOP("NewDevices", "filesystem tmpfs RAM"), u"folder-remote", Kind::Container, W::ramFolder},
    {u"filesystem-file", Storage, QT_TRANSLATE_NOOP("NewDevices", "Image file as a folder"), QT_TRANSLATE_NOOP("NewDevices", "filesystem loop mount"), u"folder-remote", Kind::Container, W::imageFolder},
    {u"controller-scsi", Storage, QT_TRANSLATE_NOOP("NewDevices", "SCSI controller"), QT_TRANSLATE_NOOP("NewDevices", "virtio-scsi"), u"preferences-other", Kind::machines, W::scsi},
    {u"controller-sata", Storage, QT_TRANSLATE_NOOP("NewDevices", "SATA controller"), QT_TRANSLATE_NOOP("NewDevices", "AHCI"), u"preferences-other", Kind::machines, W::sata},
    {u"lease", Storage, QT_TRANSLATE_NOOP("NewDevices", "Lease"), QT_TRANSLATE_NOOP("NewDevices", "lock sanlock"), u"changes-prevent", Kind::Qemu, W::lease},
    {u"interface", Network, QT_TRANSLATE_NOOP("NewDevices", "Network interface"), QT_TRANSLATE_NOOP("NewDevices", "NIC ethernet card MAC bridge"), u"network-wired", Kind::all, W::interface},
    {u"vsock", Network, QT_TRANSLATE_NOOP("NewDevices", "Host-guest socket (vsock)"), nullptr, u"network-transmit-receive", Kind::Qemu, W::vsock, noVsock},
    {u"graphics-spice", InputAndDisplay, QT_TRANSLATE_NOOP("NewDevices", "SPICE display"), QT_TRANSLATE_NOOP("NewDevices", "graphics screen console"), u"video-display", Kind::machines, W::spice, noSpiceDisplay},
    {u"graphics-vnc", InputAndDisplay, QT_TRANSLATE_NOOP("NewDevices", "VNC display"), QT_TRANSLATE_NOOP("NewDevices", "graphics screen console"), u"video-display", Kind::machines, W::vnc, noVnc},
    {u"graphics-egl-headless", InputAndDisplay, QT_TRANSLATE_NOOP("NewDevices", "OpenGL without a screen"), QT_TRANSLATE_NOOP("NewDevices", "graphics egl-headless 3D"), u"video-display", Kind::Qemu, W::eglHeadless, noEglHeadless},
    {u"graphics-dbus", InputAndDisplay, QT_TRANSLATE_NOOP("NewDevices", "D-Bus display"), QT_TRANSLATE_NOOP("NewDevices", "graphics screen"), u"video-display", Kind::Qemu, W::dbusDisplay, noDbus},
    {u"graphics-sdl", InputAndDisplay, QT_TRANSLATE_NOOP("NewDevices", "Window on the host (SDL)"), QT_TRANSLATE_NOOP("NewDevices", "graphics screen"), u"video-display", Kind::machines, W::sdl, noSdl},
    {u"video", InputAndDisplay, QT_TRANSLATE_NOOP("NewDevices", "Video card"), QT_TRANSLATE_NOOP("NewDevices", "graphics GPU screen heads"), u"video-card", Kind::machines, W::video, noVideo},
    {u"input-tablet", InputAndDisplay, QT_TRANSLATE_NOOP("NewDevices", "USB tablet"), QT_TRANSLATE_NOOP("NewDevices", "pointer input absolute"), u"input-tablet", Kind::machines, W::tablet, noUsb},
    {u"input-mouse", InputAndDisplay, QT_TRANSLATE_NOOP("NewDevices", "USB mouse"), QT_TRANSLATE_NOOP("NewDevices", "pointer input"), u"input-mouse", Kind::machines, W::mouse, noUsb},
    {u"input-keyboard", InputAndDisplay, QT_TRANSLATE_NOOP("NewDevices", "USB keyboard"), QT_TRANSLATE_NOOP("NewDevices", "input"), u"input-keyboard", Kind::machines, W::keyboard, noUsb},
    {u"input-virtio-tablet", InputAndDisplay, QT_TRANSLATE_NOOP("NewDevices", "VirtIO tablet"), QT_TRANSLATE_NOOP("NewDevices", "pointer input absolute"), u"input-tablet", Kind::Qemu, W::virtioTablet},
    {u"input-virtio-mouse", InputAndDisplay, QT_TRANSLATE_NOOP("NewDevices", "VirtIO mouse"), QT_TRANSLATE_NOOP("NewDevices", "pointer input"), u"input-mouse", Kind::Qemu, W::virtioMouse},
    {u"input-virtio-keyboard", InputAndDisplay, QT_TRANSLATE_NOOP("NewDevices", "VirtIO keyboard"), QT_TRANSLATE_NOOP("NewDevices", "input"), u"input-keyboard", Kind::Qemu, W::virtioKeyboard},
    {u"input-evdev", InputAndDisplay, QT_TRANSLATE_NOOP("NewDevices", "Keyboard or mouse of the host (evdev)"), QT_TRANSLATE_NOOP("NewDevices", "input pass-through"), u"input-keyboard", Kind::Qemu, W::evdev},
    {u"input-passthrough", InputAndDisplay, QT_TRANSLATE_NOOP("NewDevices", "Input device of the host through VirtIO"), QT_TRANSLATE_NOOP("NewDevices", "keyboard mouse touch screen pass-through"), u"input-keyboard", Kind::Qemu, W::inputPassthrough},
    {u"sound", InputAndDisplay, QT_TRANSLATE_NOOP("NewDevices", "Sound card"), QT_TRANSLATE_NOOP("NewDevices", "audio"), u"audio-card", Kind::machines, W::sound},
    {u"audio", InputAndDisplay, QT_TRANSLATE_NOOP("NewDevices", "Audio back end"), QT_TRANSLATE_NOOP("NewDevices", "sound pulseaudio"), u"audio-speakers", Kind::Qemu, W::audio},
    {u"serial", Ports, QT_TRANSLATE_NOOP("NewDevices", "Serial port"), QT_TRANSLATE_NOOP("NewDevices", "console UART"), u"utilities-terminal", Kind::machines, W::serial, noSerial},
    {u"parallel", Ports, QT_TRANSLATE_NOOP("NewDevices", "Parallel port"), QT_TRANSLATE_NOOP("NewDevices", "printer"), u"printer", Kind::machines, W::parallel, noParallel},
    {u"console", Ports, QT_TRANSLATE_NOOP("NewDevices", "Text console"), QT_TRANSLATE_NOOP("NewDevices", "virtio terminal"), u"utilities-terminal", Kind::Qemu | Kind::Container | Kind::Xen, W::console},
    {u"channel-agent", Ports, QT_TRANSLATE_NOOP("NewDevices", "Channel for the guest agent"), QT_TRANSLATE_NOOP("NewDevices", "qemu-ga org.qemu.guest_agent"), u"network-transmit-receive", Kind::Qemu | Kind::Xen, W::agent, noAgent},
    {u"channel-spice", Ports, QT_TRANSLATE_NOOP("NewDevices", "Channel for the SPICE agent"), QT_TRANSLATE_NOOP("NewDevices", "clipboard resolution vdagent spicevmc"), u"network-transmit-receive", Kind::Qemu, W::spiceAgent, noSpiceAgent},
    {u"channel-webdav", Ports, QT_TRANSLATE_NOOP("NewDevices", "Channel for shared folders (WebDAV)"), QT_TRANSLATE_NOOP("NewDevices", "SPICE spiceport"), u"network-transmit-receive", Kind::Qemu, W::webdav, noWebdav},
    {u"channel-clipboard", Ports, QT_TRANSLATE_NOOP("NewDevices", "Channel for the clipboard without SPICE"), QT_TRANSLATE_NOOP("NewDevices", "qemu-vdagent VNC"), u"network-transmit-receive", Kind::Qemu, W::clipboard, noClipboard},
    {u"channel", Ports, QT_TRANSLATE_NOOP("NewDevices", "Another channel"), QT_TRANSLATE_NOOP("NewDevices", "virtio port socket"), u"network-transmit-receive", Kind::Qemu, W::channel},
    {u"controller-virtio-serial", Ports, QT_TRANSLATE_NOOP("NewDevices", "Controller for channels (virtio-serial)"), nullptr, u"preferences-other", Kind::Qemu, W::virtioSerial},
    {u"hostdev-usb", HostDevices, QT_TRANSLATE_NOOP("NewDevices", "USB device of the host"), QT_TRANSLATE_NOOP("NewDevices", "pass-through hostdev"), u"drive-removable-media-usb", Kind::Qemu | Kind::Container | Kind::Xen, W::hostUsb, noHostUsb, From::None, Host::Usb},
    {u"hostdev-pci", HostDevices, QT_TRANSLATE_NOOP("NewDevices", "PCI device of the host"), QT_TRANSLATE_NOOP("NewDevices", "pass-through hostdev GPU VFIO"), u"preferences-desktop-peripherals", Kind::Qemu | Kind::Xen, W::hostPci, noHostPci, From::None, Host::Pci},
    {u"hostdev-mdev", HostDevices, QT_TRANSLATE_NOOP("NewDevices", "Mediated device (vGPU)"), QT_TRANSLATE_NOOP("NewDevices", "mdev VFIO"), u"video-card", Kind::Qemu, W::hostMediated, noHostMediated, From::None, Host::Mediated},
    {u"hostdev-scsi", HostDevices, QT_TRANSLATE_NOOP("NewDevices", "SCSI device of the host"), QT_TRANSLATE_NOOP("NewDevices", "pass-through tape"), u"drive-harddisk", Kind::Qemu, W::hostScsi, noHostScsi, From::None, Host::Scsi},
    {u"hostdev-scsi-host", HostDevices, QT_TRANSLATE_NOOP("NewDevices", "SCSI target of the host (vhost)"), QT_TRANSLATE_NOOP("NewDevices", "pass-through scsi_host LIO targetcli"), u"drive-harddisk", Kind::Qemu, W::hostScsiTarget},
    {u"hostdev-storage", HostDevices, QT_TRANSLATE_NOOP("NewDevices", "Block device of the host"), QT_TRANSLATE_NOOP("NewDevices", "pass-through hostdev disk"), u"drive-harddisk", Kind::Container, W::hostBlock},
    {u"hostdev-misc", HostDevices, QT_TRANSLATE_NOOP("NewDevices", "Character device of the host"), QT_TRANSLATE_NOOP("NewDevices", "pass-through hostdev"), u"preferences-desktop-peripherals", Kind::Container, W::hostCharacter},
    {u"hostdev-net", HostDevices, QT_TRANSLATE_NOOP("NewDevices", "Network interface of the host"), QT_TRANSLATE_NOOP("NewDevices", "pass-through hostdev ethernet"), u"network-wired", Kind::Container, W::hostInterface},
    {u"redirdev", Usb, QT_TRANSLATE_NOOP("NewDevices", "USB redirection"), QT_TRANSLATE_NOOP("NewDevices", "SPICE client usbredir"), u"drive-removable-media-usb", Kind::Qemu, W::redirection, noRedirection},
    {u"redirfilter", Usb, QT_TRANSLATE_NOOP("NewDevices", "USB redirection filter"), nullptr, u"drive-removable-media-usb", Kind::Qemu, W::redirectionFilter, noRedirectionFilter},
    {u"controller-usb", Usb, QT_TRANSLATE_NOOP("NewDevices", "USB controller"), QT_TRANSLATE_NOOP("NewDevices", "xHCI USB 3"), u"preferences-other", Kind::machines, W::usbController, noUsb},
    {u"hub", Usb, QT_TRANSLATE_NOOP("NewDevices", "USB hub"), nullptr, u"drive-removable-media-usb", Kind::Qemu, W::hub, noUsb},
    {u"smartcard-client", Usb, QT_TRANSLATE_NOOP("NewDevices", "Smart card reader of the console"), QT_TRANSLATE_NOOP("NewDevices", "SPICE pass-through"), u"smartcard", Kind::Qemu, W::smartcardClient, noSpice},
    {u"smartcard-host", Usb, QT_TRANSLATE_NOOP("NewDevices", "Smart card reader of the host"), nullptr, u"smartcard", Kind::Qemu, W::smartcardHost, noUsb},
    {u"smartcard-certificates", Usb, QT_TRANSLATE_NOOP("NewDevices", "Smart card made of certificates"), QT_TRANSLATE_NOOP("NewDevices", "NSS database"), u"smartcard", Kind::Qemu, W::smartcardCertificates, noUsb},
    {u"controller-ccid", Usb, QT_TRANSLATE_NOOP("NewDevices", "Controller for smart cards (CCID)"), nullptr, u"preferences-other", Kind::Qemu, W::ccid, noUsb},
    {u"memory-dimm", Memory, QT_TRANSLATE_NOOP("NewDevices", "Memory module (DIMM)"), QT_TRANSLATE_NOOP("NewDevices", "RAM"), u"memory", Kind::Qemu, W::dimm, noMemoryModule},
    {u"memory-virtio", Memory, QT_TRANSLATE_NOOP("NewDevices", "Memory module that grows (virtio-mem)"), QT_TRANSLATE_NOOP("NewDevices", "RAM"), u"memory", Kind::Qemu, W::virtioMem, noMemoryModule},
    {u"memory-nvdimm", Memory, QT_TRANSLATE_NOOP("NewDevices", "Persistent memory (NVDIMM)"), QT_TRANSLATE_NOOP("NewDevices", "RAM DAX file"), u"memory", Kind::Qemu, W::nvdimm, noNvdimm},
    {u"memory-pmem", Memory, QT_TRANSLATE_NOOP("NewDevices", "Persistent memory (VirtIO)"), QT_TRANSLATE_NOOP("NewDevices", "RAM DAX file virtio-pmem"), u"memory", Kind::Qemu, W::pmem, noPmem},
    {u"memory-sgx", Memory, QT_TRANSLATE_NOOP("NewDevices", "Memory for enclaves (SGX)"), QT_TRANSLATE_NOOP("NewDevices", "EPC security"), u"memory", Kind::Qemu, W::sgx, noSgx},
    {u"memballoon", Memory, QT_TRANSLATE_NOOP("NewDevices", "Memory balloon"), nullptr, u"memory", Kind::Qemu | Kind::Xen, W::balloon, noBalloon},
    {u"shmem", Memory, QT_TRANSLATE_NOOP("NewDevices", "Shared memory (ivshmem)"), nullptr, u"memory", Kind::Qemu, W::shmem},
    {u"tpm", Other, QT_TRANSLATE_NOOP("NewDevices", "Trusted platform module (TPM)"), QT_TRANSLATE_NOOP("NewDevices", "security BitLocker"), u"security-high", Kind::Qemu, W::tpm, noTpm},
    {u"rng", Other, QT_TRANSLATE_NOOP("NewDevices", "Random number generator"), QT_TRANSLATE_NOOP("NewDevices", "RNG entropy"), u"media-playlist-shuffle", Kind::Qemu, W::rng, noRng},
    {u"watchdog", Other, QT_TRANSLATE_NOOP("NewDevices", "Watchdog"), nullptr, u"chronometer", Kind::Qemu, W::watchdog, noWatchdog},
    {u"panic", Other, QT_TRANSLATE_NOOP("NewDevices", "Panic notifier"), QT_TRANSLATE_NOOP("NewDevices", "crash"), u"dialog-warning", Kind::Qemu, W::panic, noPanic},
    {u"iommu", Other, QT_TRANSLATE_NOOP("NewDevices", "IOMMU"), nullptr, u"preferences-desktop-peripherals", Kind::Qemu, W::iommu, noIommu},
    {u"crypto", Other, QT_TRANSLATE_NOOP("NewDevices", "Cryptography device"), nullptr, u"dialog-password", Kind::Qemu, W::crypto, noCrypto},
    {u"pstore", Other, QT_TRANSLATE_NOOP("NewDevices", "Persistent store"), QT_TRANSLATE_NOOP("NewDevices", "pstore ERST crash log"), u"drive-harddisk", Kind::Qemu, W::pstore, noPstore},
    {u"controller-pcie", Other, QT_TRANSLATE_NOOP("NewDevices", "PCI Express port"), QT_TRANSLATE_NOOP("NewDevices", "controller slot root port hot-plug"), u"preferences-other", Kind::Qemu, W::pcieRootPort, noPcie},
    {u"controller-pcie-pci", Other, QT_TRANSLATE_NOOP("NewDevices", "PCI Express to PCI bridge"), QT_TRANSLATE_NOOP("NewDevices", "controller"), u"preferences-other", Kind::Qemu, W::pciePciBridge, noPcieBridge},
    {u"controller-pci-bridge", Other, QT_TRANSLATE_NOOP("NewDevices", "PCI bridge"), QT_TRANSLATE_NOOP("NewDevices", "controller slots"), u"preferences-other", Kind::Qemu, W::pciBridge, noPciBridge},
};
// clang-format on

} // namespace

std::span<const NewDeviceKind> newDeviceKinds()
{
    return kinds;
}
