// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/xml/fieldtable.h"

#include <QtGlobal>

// libvirt's words for values, and ours. Product and bus names stay as they are written on boxes.
namespace Words {

inline constexpr Word hypervisor[] = {
    {u"qemu", QT_TRANSLATE_NOOP("Hardware", "QEMU (emulated)")},
    {u"kvm", QT_TRANSLATE_NOOP("Hardware", "KVM")},
    {u"xen", QT_TRANSLATE_NOOP("Hardware", "Xen")},
    {u"lxc", QT_TRANSLATE_NOOP("Hardware", "LXC")},
    {u"test", QT_TRANSLATE_NOOP("Hardware", "Test")},
    {u"vmware", QT_TRANSLATE_NOOP("Hardware", "VMware")},
    {u"vz", QT_TRANSLATE_NOOP("Hardware", "Virtuozzo")},
    {u"parallels", QT_TRANSLATE_NOOP("Hardware", "Parallels")},
    {u"openvz", QT_TRANSLATE_NOOP("Hardware", "OpenVZ")},
    {u"vbox", QT_TRANSLATE_NOOP("Hardware", "VirtualBox")},
    {u"bhyve", QT_TRANSLATE_NOOP("Hardware", "bhyve")},
    {u"hyperv", QT_TRANSLATE_NOOP("Hardware", "Hyper-V")},
    {u"hvf", QT_TRANSLATE_NOOP("Hardware", "Hypervisor.framework")},
    {u"ch", QT_TRANSLATE_NOOP("Hardware", "Cloud Hypervisor")},
    {u"kqemu", QT_TRANSLATE_NOOP("Hardware", "KQEMU")},
    {u"uml", QT_TRANSLATE_NOOP("Hardware", "User-mode Linux")},
    {u"phyp", QT_TRANSLATE_NOOP("Hardware", "PowerVM")},
};

inline constexpr Word osType[] = {
    {u"hvm", QT_TRANSLATE_NOOP("Hardware", "Full virtualization")},
    {u"linux", QT_TRANSLATE_NOOP("Hardware", "Xen paravirtualization")},
    {u"xen", QT_TRANSLATE_NOOP("Hardware", "Xen paravirtualization")},
    {u"xenpvh", QT_TRANSLATE_NOOP("Hardware", "Xen PVH")},
    {u"exe", QT_TRANSLATE_NOOP("Hardware", "Linux container")},
    {u"uml", QT_TRANSLATE_NOOP("Hardware", "User-mode Linux")},
};

inline constexpr Word bootDevice[] = {
    {u"hd", QT_TRANSLATE_NOOP("Hardware", "Hard disk")},
    {u"hda", QT_TRANSLATE_NOOP("Hardware", "Hard disk (hda, an old spelling)")},
    {u"cdrom", QT_TRANSLATE_NOOP("Hardware", "CD/DVD")},
    {u"network", QT_TRANSLATE_NOOP("Hardware", "Network")},
    {u"fd", QT_TRANSLATE_NOOP("Hardware", "Floppy")},
};

inline constexpr Word lifecycle[] = {
    {u"destroy", QT_TRANSLATE_NOOP("Hardware", "Turn off and clean up")},
    {u"restart", QT_TRANSLATE_NOOP("Hardware", "Start again with the same settings")},
    {u"preserve", QT_TRANSLATE_NOOP("Hardware", "Keep in memory, stopped, for examination")},
    {u"rename-restart", QT_TRANSLATE_NOOP("Hardware", "Rename the old one and start a new one")},
    {u"coredump-destroy", QT_TRANSLATE_NOOP("Hardware", "Dump memory, then turn off")},
    {u"coredump-restart", QT_TRANSLATE_NOOP("Hardware", "Dump memory, then start again")},
    {u"poweroff", QT_TRANSLATE_NOOP("Hardware", "Turn off")},
    {u"pause", QT_TRANSLATE_NOOP("Hardware", "Pause")},
    {u"ignore", QT_TRANSLATE_NOOP("Hardware", "Ignore")},
};

inline constexpr Word cpuMode[] = {
    {u"host-passthrough", QT_TRANSLATE_NOOP("Hardware", "The host’s, passed through")},
    {u"host-model", QT_TRANSLATE_NOOP("Hardware", "Like the host’s")},
    {u"custom", QT_TRANSLATE_NOOP("Hardware", "A named model")},
    {u"maximum", QT_TRANSLATE_NOOP("Hardware", "All that is supported")},
};

inline constexpr Word cpuMatch[] = {
    {u"exact", QT_TRANSLATE_NOOP("Hardware", "Exactly these features")},
    {u"minimum", QT_TRANSLATE_NOOP("Hardware", "At least these features")},
    {u"strict", QT_TRANSLATE_NOOP("Hardware", "Exactly these features, and the host has no more")},
};

inline constexpr Word featurePolicy[] = {
    {u"force", QT_TRANSLATE_NOOP("Hardware", "Forced")},
    {u"require", QT_TRANSLATE_NOOP("Hardware", "Required")},
    {u"optional", QT_TRANSLATE_NOOP("Hardware", "Optional")},
    {u"disable", QT_TRANSLATE_NOOP("Hardware", "Disabled")},
    {u"forbid", QT_TRANSLATE_NOOP("Hardware", "Forbidden")},
};

inline constexpr Word clockOffset[] = {
    {u"utc", QT_TRANSLATE_NOOP("Hardware", "UTC")},
    {u"localtime", QT_TRANSLATE_NOOP("Hardware", "The host’s local time")},
    {u"timezone", QT_TRANSLATE_NOOP("Hardware", "A time zone")},
    {u"variable", QT_TRANSLATE_NOOP("Hardware", "Relative, kept between starts")},
    {u"absolute", QT_TRANSLATE_NOOP("Hardware", "A fixed time")},
};

inline constexpr Word memorySource[] = {
    {u"anonymous", QT_TRANSLATE_NOOP("Hardware", "Anonymous")},
    {u"file", QT_TRANSLATE_NOOP("Hardware", "File")},
    {u"memfd", QT_TRANSLATE_NOOP("Hardware", "Memory file (memfd)")},
};

inline constexpr Word memoryAccess[] = {
    {u"shared", QT_TRANSLATE_NOOP("Hardware", "Shared")},
    {u"private", QT_TRANSLATE_NOOP("Hardware", "Private")},
};

inline constexpr Word diskDevice[] = {
    {u"disk", QT_TRANSLATE_NOOP("Hardware", "Disk")},
    {u"cdrom", QT_TRANSLATE_NOOP("Hardware", "CD/DVD")},
    {u"floppy", QT_TRANSLATE_NOOP("Hardware", "Floppy")},
    {u"lun", QT_TRANSLATE_NOOP("Hardware", "LUN passthrough")},
};

inline constexpr Word sourceType[] = {
    {u"file", QT_TRANSLATE_NOOP("Hardware", "File")},
    {u"block", QT_TRANSLATE_NOOP("Hardware", "Block device")},
    {u"dir", QT_TRANSLATE_NOOP("Hardware", "Folder")},
    {u"network", QT_TRANSLATE_NOOP("Hardware", "Network storage")},
    {u"volume", QT_TRANSLATE_NOOP("Hardware", "Storage volume")},
    {u"nvme", QT_TRANSLATE_NOOP("Hardware", "NVMe device")},
    {u"vhostuser", QT_TRANSLATE_NOOP("Hardware", "vhost-user")},
    {u"vhostvdpa", QT_TRANSLATE_NOOP("Hardware", "vhost-vDPA")},
};

inline constexpr Word bus[] = {
    {u"ide", QT_TRANSLATE_NOOP("Hardware", "IDE")},
    {u"sata", QT_TRANSLATE_NOOP("Hardware", "SATA")},
    {u"scsi", QT_TRANSLATE_NOOP("Hardware", "SCSI")},
    {u"virtio", QT_TRANSLATE_NOOP("Hardware", "VirtIO")},
    {u"usb", QT_TRANSLATE_NOOP("Hardware", "USB")},
    {u"fdc", QT_TRANSLATE_NOOP("Hardware", "Floppy controller")},
    {u"sd", QT_TRANSLATE_NOOP("Hardware", "SD card")},
    {u"xen", QT_TRANSLATE_NOOP("Hardware", "Xen")},
    {u"nvme", QT_TRANSLATE_NOOP("Hardware", "NVMe")},
    {u"uml", QT_TRANSLATE_NOOP("Hardware", "UML")},
    {u"ps2", QT_TRANSLATE_NOOP("Hardware", "PS/2")},
    {u"pci", QT_TRANSLATE_NOOP("Hardware", "PCI")},
    {u"ccw", QT_TRANSLATE_NOOP("Hardware", "CCW")},
    {u"isa", QT_TRANSLATE_NOOP("Hardware", "ISA")},
    {u"none", QT_TRANSLATE_NOOP("Hardware", "None")},
};

inline constexpr Word diskCache[] = {
    {u"default", QT_TRANSLATE_NOOP("Hardware", "Default")},
    {u"none", QT_TRANSLATE_NOOP("Hardware", "None (bypass the host’s cache)")},
    {u"writethrough", QT_TRANSLATE_NOOP("Hardware", "Write through")},
    {u"writeback", QT_TRANSLATE_NOOP("Hardware", "Write back")},
    {u"directsync", QT_TRANSLATE_NOOP("Hardware", "Direct and synchronous")},
    {u"unsafe", QT_TRANSLATE_NOOP("Hardware", "Unsafe (ignore flushes)")},
};

inline constexpr Word diskIo[] = {
    {u"threads", QT_TRANSLATE_NOOP("Hardware", "Threads")},
    {u"native", QT_TRANSLATE_NOOP("Hardware", "Native")},
    {u"io_uring", QT_TRANSLATE_NOOP("Hardware", "io_uring")},
};

inline constexpr Word diskDiscard[] = {
    {u"unmap", QT_TRANSLATE_NOOP("Hardware", "Passed on to the storage")},
    {u"ignore", QT_TRANSLATE_NOOP("Hardware", "Ignored")},
};

inline constexpr Word detectZeroes[] = {
    {u"off", QT_TRANSLATE_NOOP("Hardware", "Off")},
    {u"on", QT_TRANSLATE_NOOP("Hardware", "On")},
    {u"unmap", QT_TRANSLATE_NOOP("Hardware", "On, and freed")},
};

inline constexpr Word errorPolicy[] = {
    {u"stop", QT_TRANSLATE_NOOP("Hardware", "Pause the machine")},
    {u"report", QT_TRANSLATE_NOOP("Hardware", "Report to the guest")},
    {u"ignore", QT_TRANSLATE_NOOP("Hardware", "Ignore")},
    {u"enospace", QT_TRANSLATE_NOOP("Hardware", "Pause when the storage is full")},
};

inline constexpr Word startupPolicy[] = {
    {u"mandatory", QT_TRANSLATE_NOOP("Hardware", "Mandatory")},
    {u"requisite", QT_TRANSLATE_NOOP("Hardware", "Required at start, optional after migration")},
    {u"optional", QT_TRANSLATE_NOOP("Hardware", "Optional")},
};

inline constexpr Word interfaceType[] = {
    {u"network", QT_TRANSLATE_NOOP("Hardware", "Virtual network")},
    {u"bridge", QT_TRANSLATE_NOOP("Hardware", "Bridge")},
    {u"user", QT_TRANSLATE_NOOP("Hardware", "User mode (through the host’s own connections)")},
    {u"direct", QT_TRANSLATE_NOOP("Hardware", "Directly on a host device (macvtap)")},
    {u"ethernet", QT_TRANSLATE_NOOP("Hardware", "Tap device")},
    {u"hostdev", QT_TRANSLATE_NOOP("Hardware", "Host device")},
    {u"vdpa", QT_TRANSLATE_NOOP("Hardware", "vDPA")},
    {u"vhostuser", QT_TRANSLATE_NOOP("Hardware", "vhost-user")},
    {u"server", QT_TRANSLATE_NOOP("Hardware", "Socket, server")},
    {u"client", QT_TRANSLATE_NOOP("Hardware", "Socket, client")},
    {u"mcast", QT_TRANSLATE_NOOP("Hardware", "Multicast")},
    {u"udp", QT_TRANSLATE_NOOP("Hardware", "UDP tunnel")},
    {u"internal", QT_TRANSLATE_NOOP("Hardware", "Internal")},
    {u"null", QT_TRANSLATE_NOOP("Hardware", "Not connected")},
    {u"vds", QT_TRANSLATE_NOOP("Hardware", "Distributed switch")},
};

inline constexpr Word directMode[] = {
    {u"bridge", QT_TRANSLATE_NOOP("Hardware", "Bridge")},
    {u"vepa", QT_TRANSLATE_NOOP("Hardware", "VEPA")},
    {u"private", QT_TRANSLATE_NOOP("Hardware", "Private")},
    {u"passthrough", QT_TRANSLATE_NOOP("Hardware", "Passthrough")},
};

inline constexpr Word linkState[] = {
    {u"up", QT_TRANSLATE_NOOP("Hardware", "Plugged in")},
    {u"down", QT_TRANSLATE_NOOP("Hardware", "Unplugged")},
};

inline constexpr Word graphicsType[] = {
    {u"spice", QT_TRANSLATE_NOOP("Hardware", "SPICE")},
    {u"vnc", QT_TRANSLATE_NOOP("Hardware", "VNC")},
    {u"rdp", QT_TRANSLATE_NOOP("Hardware", "RDP")},
    {u"sdl", QT_TRANSLATE_NOOP("Hardware", "Local window on the host (SDL)")},
    {u"desktop", QT_TRANSLATE_NOOP("Hardware", "Desktop window on the host")},
    {u"egl-headless", QT_TRANSLATE_NOOP("Hardware", "Headless OpenGL")},
    {u"dbus", QT_TRANSLATE_NOOP("Hardware", "D-Bus")},
};

inline constexpr Word listenType[] = {
    {u"address", QT_TRANSLATE_NOOP("Hardware", "Address")},
    {u"network", QT_TRANSLATE_NOOP("Hardware", "Virtual network")},
    {u"socket", QT_TRANSLATE_NOOP("Hardware", "Socket")},
    {u"none", QT_TRANSLATE_NOOP("Hardware", "None (only this program)")},
};

inline constexpr Word videoModel[] = {
    {u"qxl", QT_TRANSLATE_NOOP("Hardware", "QXL")},
    {u"virtio", QT_TRANSLATE_NOOP("Hardware", "VirtIO")},
    {u"vga", QT_TRANSLATE_NOOP("Hardware", "VGA")},
    {u"cirrus", QT_TRANSLATE_NOOP("Hardware", "Cirrus")},
    {u"bochs", QT_TRANSLATE_NOOP("Hardware", "Bochs")},
    {u"ramfb", QT_TRANSLATE_NOOP("Hardware", "ramfb")},
    {u"vmvga", QT_TRANSLATE_NOOP("Hardware", "VMware SVGA")},
    {u"xen", QT_TRANSLATE_NOOP("Hardware", "Xen")},
    {u"vbox", QT_TRANSLATE_NOOP("Hardware", "VirtualBox")},
    {u"gop", QT_TRANSLATE_NOOP("Hardware", "UEFI GOP")},
    {u"none", QT_TRANSLATE_NOOP("Hardware", "None")},
    {u"parallels", QT_TRANSLATE_NOOP("Hardware", "Parallels")},
};

inline constexpr Word inputType[] = {
    {u"tablet", QT_TRANSLATE_NOOP("Hardware", "Tablet")},
    {u"mouse", QT_TRANSLATE_NOOP("Hardware", "Mouse")},
    {u"keyboard", QT_TRANSLATE_NOOP("Hardware", "Keyboard")},
    {u"passthrough", QT_TRANSLATE_NOOP("Hardware", "Host input device")},
    {u"evdev", QT_TRANSLATE_NOOP("Hardware", "Host input device (evdev)")},
};

inline constexpr Word audioType[] = {
    {u"none", QT_TRANSLATE_NOOP("Hardware", "None")},
    {u"alsa", QT_TRANSLATE_NOOP("Hardware", "ALSA")},
    {u"coreaudio", QT_TRANSLATE_NOOP("Hardware", "Core Audio")},
    {u"dbus", QT_TRANSLATE_NOOP("Hardware", "D-Bus")},
    {u"jack", QT_TRANSLATE_NOOP("Hardware", "JACK")},
    {u"oss", QT_TRANSLATE_NOOP("Hardware", "OSS")},
    {u"pulseaudio", QT_TRANSLATE_NOOP("Hardware", "PulseAudio")},
    {u"pipewire", QT_TRANSLATE_NOOP("Hardware", "PipeWire")},
    {u"sdl", QT_TRANSLATE_NOOP("Hardware", "SDL")},
    {u"spice", QT_TRANSLATE_NOOP("Hardware", "SPICE")},
    {u"file", QT_TRANSLATE_NOOP("Hardware", "File")},
};

inline constexpr Word charType[] = {
    {u"pty", QT_TRANSLATE_NOOP("Hardware", "Pseudo-terminal")},
    {u"dev", QT_TRANSLATE_NOOP("Hardware", "Host device")},
    {u"file", QT_TRANSLATE_NOOP("Hardware", "File")},
    {u"pipe", QT_TRANSLATE_NOOP("Hardware", "Pipe")},
    {u"stdio", QT_TRANSLATE_NOOP("Hardware", "Standard input and output")},
    {u"udp", QT_TRANSLATE_NOOP("Hardware", "UDP")},
    {u"tcp", QT_TRANSLATE_NOOP("Hardware", "TCP")},
    {u"unix", QT_TRANSLATE_NOOP("Hardware", "Unix socket")},
    {u"null", QT_TRANSLATE_NOOP("Hardware", "Nowhere")},
    {u"vc", QT_TRANSLATE_NOOP("Hardware", "Virtual console")},
    {u"spicevmc", QT_TRANSLATE_NOOP("Hardware", "SPICE")},
    {u"spiceport", QT_TRANSLATE_NOOP("Hardware", "SPICE port")},
    {u"nmdm", QT_TRANSLATE_NOOP("Hardware", "Null modem")},
    {u"dbus", QT_TRANSLATE_NOOP("Hardware", "D-Bus")},
    {u"qemu-vdagent", QT_TRANSLATE_NOOP("Hardware", "QEMU’s own clipboard agent")},
};

inline constexpr Word socketMode[] = {
    {u"bind", QT_TRANSLATE_NOOP("Hardware", "Listens")},
    {u"connect", QT_TRANSLATE_NOOP("Hardware", "Connects")},
};

inline constexpr Word hostdevType[] = {
    {u"usb", QT_TRANSLATE_NOOP("Hardware", "USB device")},
    {u"pci", QT_TRANSLATE_NOOP("Hardware", "PCI device")},
    {u"scsi", QT_TRANSLATE_NOOP("Hardware", "SCSI device")},
    {u"scsi_host", QT_TRANSLATE_NOOP("Hardware", "SCSI host (vhost)")},
    {u"mdev", QT_TRANSLATE_NOOP("Hardware", "Mediated device")},
    {u"storage", QT_TRANSLATE_NOOP("Hardware", "Block device")},
    {u"misc", QT_TRANSLATE_NOOP("Hardware", "Character device")},
    {u"net", QT_TRANSLATE_NOOP("Hardware", "Network interface")},
};

inline constexpr Word tpmBackend[] = {
    {u"emulator", QT_TRANSLATE_NOOP("Hardware", "Emulated")},
    {u"passthrough", QT_TRANSLATE_NOOP("Hardware", "The host’s, passed through")},
    {u"external", QT_TRANSLATE_NOOP("Hardware", "External")},
};

inline constexpr Word rngBackend[] = {
    {u"random", QT_TRANSLATE_NOOP("Hardware", "Host device")},
    {u"egd", QT_TRANSLATE_NOOP("Hardware", "Entropy daemon (EGD)")},
    {u"builtin", QT_TRANSLATE_NOOP("Hardware", "Built in")},
};

inline constexpr Word watchdogAction[] = {
    {u"reset", QT_TRANSLATE_NOOP("Hardware", "Reset")},
    {u"shutdown", QT_TRANSLATE_NOOP("Hardware", "Shut down")},
    {u"poweroff", QT_TRANSLATE_NOOP("Hardware", "Power off")},
    {u"pause", QT_TRANSLATE_NOOP("Hardware", "Pause")},
    {u"none", QT_TRANSLATE_NOOP("Hardware", "Nothing")},
    {u"dump", QT_TRANSLATE_NOOP("Hardware", "Dump memory")},
    {u"inject-nmi", QT_TRANSLATE_NOOP("Hardware", "Send an NMI")},
};

inline constexpr Word controllerType[] = {
    {u"ide", QT_TRANSLATE_NOOP("Hardware", "IDE")},
    {u"sata", QT_TRANSLATE_NOOP("Hardware", "SATA")},
    {u"scsi", QT_TRANSLATE_NOOP("Hardware", "SCSI")},
    {u"usb", QT_TRANSLATE_NOOP("Hardware", "USB")},
    {u"pci", QT_TRANSLATE_NOOP("Hardware", "PCI")},
    {u"virtio-serial", QT_TRANSLATE_NOOP("Hardware", "VirtIO serial")},
    {u"ccid", QT_TRANSLATE_NOOP("Hardware", "Smart card (CCID)")},
    {u"fdc", QT_TRANSLATE_NOOP("Hardware", "Floppy")},
    {u"xenbus", QT_TRANSLATE_NOOP("Hardware", "Xen bus")},
    {u"isa", QT_TRANSLATE_NOOP("Hardware", "ISA")},
    {u"nvme", QT_TRANSLATE_NOOP("Hardware", "NVMe")},
};

inline constexpr Word accessMode[] = {
    {u"passthrough", QT_TRANSLATE_NOOP("Hardware", "As on the host")},
    {u"mapped", QT_TRANSLATE_NOOP("Hardware", "Owners kept aside")},
    {u"squash", QT_TRANSLATE_NOOP("Hardware", "As on the host, failures ignored")},
};

inline constexpr Word smartcardMode[] = {
    {u"host", QT_TRANSLATE_NOOP("Hardware", "The host’s reader")},
    {u"host-certificates", QT_TRANSLATE_NOOP("Hardware", "Certificates of the host")},
    {u"passthrough", QT_TRANSLATE_NOOP("Hardware", "From the console’s computer")},
};

inline constexpr Word memoryModel[] = {
    {u"dimm", QT_TRANSLATE_NOOP("Hardware", "DIMM")},
    {u"nvdimm", QT_TRANSLATE_NOOP("Hardware", "Persistent memory (NVDIMM)")},
    {u"virtio-pmem", QT_TRANSLATE_NOOP("Hardware", "Persistent memory (VirtIO)")},
    {u"virtio-mem", QT_TRANSLATE_NOOP("Hardware", "VirtIO memory")},
    {u"sgx-epc", QT_TRANSLATE_NOOP("Hardware", "SGX enclave memory")},
};

inline constexpr Word numaMode[] = {
    {u"strict", QT_TRANSLATE_NOOP("Hardware", "Only from these nodes")},
    {u"preferred", QT_TRANSLATE_NOOP("Hardware", "Preferably from these nodes")},
    {u"interleave", QT_TRANSLATE_NOOP("Hardware", "Spread over these nodes")},
    {u"restrictive", QT_TRANSLATE_NOOP("Hardware", "Restricted to these nodes")},
};

// What the host can count of a machine's processes.
inline constexpr Word perfEvent[] = {
    {u"cmt", QT_TRANSLATE_NOOP("Hardware", "Cache in use (cmt)")},
    {u"mbmt", QT_TRANSLATE_NOOP("Hardware", "Memory traffic of the host (mbmt)")},
    {u"mbml", QT_TRANSLATE_NOOP("Hardware", "Memory traffic of one node (mbml)")},
    {u"cpu_cycles", QT_TRANSLATE_NOOP("Hardware", "CPU cycles")},
    {u"instructions", QT_TRANSLATE_NOOP("Hardware", "Instructions")},
    {u"cache_references", QT_TRANSLATE_NOOP("Hardware", "Cache accesses")},
    {u"cache_misses", QT_TRANSLATE_NOOP("Hardware", "Cache misses")},
    {u"branch_instructions", QT_TRANSLATE_NOOP("Hardware", "Branches")},
    {u"branch_misses", QT_TRANSLATE_NOOP("Hardware", "Branches not foreseen")},
    {u"bus_cycles", QT_TRANSLATE_NOOP("Hardware", "Bus cycles")},
    {u"stalled_cycles_frontend", QT_TRANSLATE_NOOP("Hardware", "Cycles stalled in the front end")},
    {u"stalled_cycles_backend", QT_TRANSLATE_NOOP("Hardware", "Cycles stalled in the back end")},
    {u"ref_cpu_cycles", QT_TRANSLATE_NOOP("Hardware", "CPU cycles at the reference clock")},
    {u"cpu_clock", QT_TRANSLATE_NOOP("Hardware", "CPU clock")},
    {u"task_clock", QT_TRANSLATE_NOOP("Hardware", "Task clock")},
    {u"page_faults", QT_TRANSLATE_NOOP("Hardware", "Page faults")},
    {u"context_switches", QT_TRANSLATE_NOOP("Hardware", "Context switches")},
    {u"cpu_migrations", QT_TRANSLATE_NOOP("Hardware", "Moves between CPUs")},
    {u"page_faults_min", QT_TRANSLATE_NOOP("Hardware", "Page faults without disk access")},
    {u"page_faults_maj", QT_TRANSLATE_NOOP("Hardware", "Page faults with disk access")},
    {u"alignment_faults", QT_TRANSLATE_NOOP("Hardware", "Alignment faults")},
    {u"emulation_faults", QT_TRANSLATE_NOOP("Hardware", "Emulation faults")},
};

} // namespace Words
