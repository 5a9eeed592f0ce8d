// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/xml/devicewords.h"
#include "models/xml/fieldformats.h"

// What is said of each kind of device, in the order it is read. See fieldtable.h.
// clang-format off
namespace DeviceFields {

inline constexpr Field common[] = {
    {QT_TRANSLATE_NOOP("Hardware", "Boot order"), u"boot@order"},
    {QT_TRANSLATE_NOOP("Hardware", "Boot timeout"), u"boot@loadparm"},
    {QT_TRANSLATE_NOOP("Hardware", "PCI ROM shown"), u"rom@bar", Fields::yesNo},
    {QT_TRANSLATE_NOOP("Hardware", "PCI ROM"), u"rom@enabled", Fields::yesNo},
    {QT_TRANSLATE_NOOP("Hardware", "PCI ROM file"), u"rom@file"},
    {QT_TRANSLATE_NOOP("Hardware", "Behind the IOMMU"), u"driver@iommu", Fields::yesNo},
    {QT_TRANSLATE_NOOP("Hardware", "Address translation service"), u"driver@ats", Fields::yesNo},
    {QT_TRANSLATE_NOOP("Hardware", "Packed virtqueues"), u"driver@packed", Fields::yesNo},
    {QT_TRANSLATE_NOOP("Hardware", "Page for each virtqueue"), u"driver@page_per_vq", Fields::yesNo},
    {QT_TRANSLATE_NOOP("Hardware", "Address"), u"address/*", Fields::address, Field::Runtime},
    {QT_TRANSLATE_NOOP("Hardware", "Slot number for the guest"), u"acpi@index"},
    {QT_TRANSLATE_NOOP("Hardware", "Alias"), u"alias@name", Field::Runtime},
    {QT_TRANSLATE_NOOP("Hardware", "Security label"), u"seclabel/*", Fields::all, Field::Runtime},
};

inline constexpr Field disk[] = {
    {QT_TRANSLATE_NOOP("Hardware", "Device"), u"@device", Words::diskDevice},
    {QT_TRANSLATE_NOOP("Hardware", "Storage"), u"@type", Words::sourceType},
    {QT_TRANSLATE_NOOP("Hardware", "File"), u"source@file"},
    {QT_TRANSLATE_NOOP("Hardware", "Block device"), u"source@dev"},
    {QT_TRANSLATE_NOOP("Hardware", "Folder"), u"source@dir"},
    {QT_TRANSLATE_NOOP("Hardware", "Pool"), u"source@pool"},
    {QT_TRANSLATE_NOOP("Hardware", "Volume"), u"source@volume"},
    {QT_TRANSLATE_NOOP("Hardware", "Protocol"), u"source@protocol"},
    {QT_TRANSLATE_NOOP("Hardware", "Name"), u"source@name"},
    {QT_TRANSLATE_NOOP("Hardware", "Query"), u"source@query"},
    {QT_TRANSLATE_NOOP("Hardware", "Host"), u"source/host/*", Fields::all},
    {QT_TRANSLATE_NOOP("Hardware", "User"), u"source/auth@username"},
    {QT_TRANSLATE_NOOP("Hardware", "Credentials"), u"source/auth/secret/*", Fields::all},
    {QT_TRANSLATE_NOOP("Hardware", "User"), u"auth@username"},
    {QT_TRANSLATE_NOOP("Hardware", "Credentials"), u"auth/secret/*", Fields::all},
    {QT_TRANSLATE_NOOP("Hardware", "NVMe namespace"), u"source@namespace"},
    {QT_TRANSLATE_NOOP("Hardware", "NVMe address"), u"source/address/*", Fields::address},
    {QT_TRANSLATE_NOOP("Hardware", "Managed by libvirt"), u"source@managed", Fields::yesNo},
    {QT_TRANSLATE_NOOP("Hardware", "Socket type"), u"source@type"},
    {QT_TRANSLATE_NOOP("Hardware", "Socket"), u"source@path"},
    {QT_TRANSLATE_NOOP("Hardware", "Snapshot"), u"source/snapshot@name"},
    {QT_TRANSLATE_NOOP("Hardware", "Initiator"), u"source/initiator/iqn@name"},
    {QT_TRANSLATE_NOOP("Hardware", "TLS"), u"source@tls", Fields::yesNo},
    {QT_TRANSLATE_NOOP("Hardware", "Use when the host lacks it"), u"source@startupPolicy", Words::startupPolicy},
    {QT_TRANSLATE_NOOP("Hardware", "Slice"), u"source/slices/*", Fields::all},
    {QT_TRANSLATE_NOOP("Hardware", "Reservations"), u"source/reservations/*", Fields::all},
    {QT_TRANSLATE_NOOP("Hardware", "Encryption"), u"source/encryption/*", Fields::all},
    {QT_TRANSLATE_NOOP("Hardware", "Encryption"), u"encryption/*", Fields::all},
    {QT_TRANSLATE_NOOP("Hardware", "Source number"), u"source@index", Field::Runtime},
    {QT_TRANSLATE_NOOP("Hardware", "Target"), u"target@dev"},
    {QT_TRANSLATE_NOOP("Hardware", "Bus"), u"target@bus", Words::bus},
    {QT_TRANSLATE_NOOP("Hardware", "Tray"), u"target@tray"},
    {QT_TRANSLATE_NOOP("Hardware", "Removable"), u"target@removable", Fields::yesNo},
    {QT_TRANSLATE_NOOP("Hardware", "Rotation rate"), u"target@rotation_rate"},
    // libvirt drops the format of an empty drive while the machine runs.
    {QT_TRANSLATE_NOOP("Hardware", "Format"), u"driver@type", Field::Runtime},
    {QT_TRANSLATE_NOOP("Hardware", "Driver"), u"driver@name"},
    {QT_TRANSLATE_NOOP("Hardware", "Cache"), u"driver@cache", Words::diskCache},
    {QT_TRANSLATE_NOOP("Hardware", "I/O"), u"driver@io", Words::diskIo},
    {QT_TRANSLATE_NOOP("Hardware", "Discard"), u"driver@discard", Words::diskDiscard},
    {QT_TRANSLATE_NOOP("Hardware", "Detect zeroes"), u"driver@detect_zeroes", Words::detectZeroes},
    {QT_TRANSLATE_NOOP("Hardware", "On write errors"), u"driver@error_policy", Words::errorPolicy},
    {QT_TRANSLATE_NOOP("Hardware", "On read errors"), u"driver@rerror_policy", Words::errorPolicy},
    {QT_TRANSLATE_NOOP("Hardware", "Copy on read"), u"driver@copy_on_read", Fields::yesNo},
    {QT_TRANSLATE_NOOP("Hardware", "I/O thread"), u"driver@iothread"},
    {QT_TRANSLATE_NOOP("Hardware", "Queues"), u"driver@queues"},
    {QT_TRANSLATE_NOOP("Hardware", "Queue size"), u"driver@queue_size"},
    {QT_TRANSLATE_NOOP("Hardware", "Metadata cache"), u"driver/metadata_cache/max_size", Fields::bytes},
    {QT_TRANSLATE_NOOP("Hardware", "Read-only"), u"readonly/*", Fields::present},
    {QT_TRANSLATE_NOOP("Hardware", "Shareable"), u"shareable/*", Fields::present},
    {QT_TRANSLATE_NOOP("Hardware", "Transient"), u"transient/*", Fields::present},
    {QT_TRANSLATE_NOOP("Hardware", "Serial number"), u"serial"},
    {QT_TRANSLATE_NOOP("Hardware", "World-wide name"), u"wwn"},
    {QT_TRANSLATE_NOOP("Hardware", "Vendor"), u"vendor"},
    {QT_TRANSLATE_NOOP("Hardware", "Product"), u"product"},
    {QT_TRANSLATE_NOOP("Hardware", "Snapshots"), u"@snapshot"},
    {QT_TRANSLATE_NOOP("Hardware", "Raw I/O"), u"@rawio", Fields::yesNo},
    {QT_TRANSLATE_NOOP("Hardware", "Model"), u"@model"},
    {QT_TRANSLATE_NOOP("Hardware", "Unprivileged SCSI commands"), u"@sgio"},
    {QT_TRANSLATE_NOOP("Hardware", "Total bandwidth limit"), u"iotune/total_bytes_sec", Fields::rate},
    {QT_TRANSLATE_NOOP("Hardware", "Read bandwidth limit"), u"iotune/read_bytes_sec", Fields::rate},
    {QT_TRANSLATE_NOOP("Hardware", "Write bandwidth limit"), u"iotune/write_bytes_sec", Fields::rate},
    {QT_TRANSLATE_NOOP("Hardware", "Total requests per second"), u"iotune/total_iops_sec"},
    {QT_TRANSLATE_NOOP("Hardware", "Read requests per second"), u"iotune/read_iops_sec"},
    {QT_TRANSLATE_NOOP("Hardware", "Write requests per second"), u"iotune/write_iops_sec"},
    {QT_TRANSLATE_NOOP("Hardware", "Throttle group"), u"iotune/group_name"},
    {QT_TRANSLATE_NOOP("Hardware", "Geometry"), u"geometry/*", Fields::all},
    {QT_TRANSLATE_NOOP("Hardware", "Block sizes"), u"blockio/*", Fields::all},
    {QT_TRANSLATE_NOOP("Hardware", "Backing chain"), u"backingStore/*", Fields::backingChain, Field::Runtime},
    {QT_TRANSLATE_NOOP("Hardware", "Mirror"), u"mirror/*", Fields::all, Field::Runtime},
};

inline constexpr Field interface[] = {
    {QT_TRANSLATE_NOOP("Hardware", "Connection"), u"@type", Words::interfaceType},
    {QT_TRANSLATE_NOOP("Hardware", "Network"), u"source@network"},
    {QT_TRANSLATE_NOOP("Hardware", "Port group"), u"source@portgroup"},
    {QT_TRANSLATE_NOOP("Hardware", "Bridge"), u"source@bridge"},
    {QT_TRANSLATE_NOOP("Hardware", "Host device"), u"source@dev"},
    {QT_TRANSLATE_NOOP("Hardware", "Mode"), u"source@mode", Words::directMode},
    {QT_TRANSLATE_NOOP("Hardware", "Host device address"), u"source/address/*", Fields::address},
    {QT_TRANSLATE_NOOP("Hardware", "Socket"), u"source@path"},
    {QT_TRANSLATE_NOOP("Hardware", "Socket type"), u"source@type"},
    {QT_TRANSLATE_NOOP("Hardware", "Address"), u"source@address"},
    {QT_TRANSLATE_NOOP("Hardware", "Port"), u"source@port"},
    {QT_TRANSLATE_NOOP("Hardware", "Network port ID"), u"source@portid", Field::Runtime},
    {QT_TRANSLATE_NOOP("Hardware", "MAC address"), u"mac@address"},
    {QT_TRANSLATE_NOOP("Hardware", "MAC address check"), u"mac@check"},
    {QT_TRANSLATE_NOOP("Hardware", "MAC address type"), u"mac@type"},
    {QT_TRANSLATE_NOOP("Hardware", "Model"), u"model@type"},
    {QT_TRANSLATE_NOOP("Hardware", "Back end"), u"backend@type"},
    {QT_TRANSLATE_NOOP("Hardware", "Back-end device"), u"target@dev", Field::Runtime},
    {QT_TRANSLATE_NOOP("Hardware", "Link"), u"link@state", Words::linkState},
    {QT_TRANSLATE_NOOP("Hardware", "MTU"), u"mtu@size"},
    {QT_TRANSLATE_NOOP("Hardware", "IP address"), u"ip@address"},
    {QT_TRANSLATE_NOOP("Hardware", "Prefix"), u"ip@prefix"},
    {QT_TRANSLATE_NOOP("Hardware", "Address family"), u"ip@family"},
    {QT_TRANSLATE_NOOP("Hardware", "Route"), u"route/*", Fields::all},
    {QT_TRANSLATE_NOOP("Hardware", "Incoming bandwidth"), u"bandwidth/inbound/*", Fields::bandwidth},
    {QT_TRANSLATE_NOOP("Hardware", "Outgoing bandwidth"), u"bandwidth/outbound/*", Fields::bandwidth},
    {QT_TRANSLATE_NOOP("Hardware", "VLAN"), u"vlan/*", Fields::all},
    {QT_TRANSLATE_NOOP("Hardware", "Isolated from other guests"), u"port@isolated", Fields::yesNo},
    {QT_TRANSLATE_NOOP("Hardware", "Filter"), u"filterref@filter"},
    {QT_TRANSLATE_NOOP("Hardware", "Filter parameters"), u"filterref/parameter/*", Fields::all},
    {QT_TRANSLATE_NOOP("Hardware", "Virtual port"), u"virtualport/*", Fields::all},
    {QT_TRANSLATE_NOOP("Hardware", "Driver"), u"driver@name"},
    {QT_TRANSLATE_NOOP("Hardware", "Queues"), u"driver@queues"},
    {QT_TRANSLATE_NOOP("Hardware", "Receive queue size"), u"driver@rx_queue_size"},
    {QT_TRANSLATE_NOOP("Hardware", "Transmit queue size"), u"driver@tx_queue_size"},
    {QT_TRANSLATE_NOOP("Hardware", "Host offloads"), u"driver/host/*", Fields::all},
    {QT_TRANSLATE_NOOP("Hardware", "Guest offloads"), u"driver/guest/*", Fields::all},
    {QT_TRANSLATE_NOOP("Hardware", "Coalescing"), u"coalesce/*", Fields::all},
    {QT_TRANSLATE_NOOP("Hardware", "Teaming"), u"teaming/*", Fields::all},
    {QT_TRANSLATE_NOOP("Hardware", "Script (runs on the host)"), u"script@path"},
    {QT_TRANSLATE_NOOP("Hardware", "Script after use (runs on the host)"), u"downscript@path"},
    {QT_TRANSLATE_NOOP("Hardware", "Guest device"), u"guest@dev"},
    {QT_TRANSLATE_NOOP("Hardware", "Managed by libvirt"), u"@managed", Fields::yesNo},
};

inline constexpr Field graphics[] = {
    {QT_TRANSLATE_NOOP("Hardware", "Type"), u"@type", Words::graphicsType},
    {QT_TRANSLATE_NOOP("Hardware", "Port"), u"@port", Fields::port, Field::Runtime},
    {QT_TRANSLATE_NOOP("Hardware", "TLS port"), u"@tlsPort", Fields::port, Field::Runtime},
    {QT_TRANSLATE_NOOP("Hardware", "WebSocket port"), u"@websocket", Fields::port, Field::Runtime},
    {QT_TRANSLATE_NOOP("Hardware", "Automatic ports"), u"@autoport", Fields::yesNo},
    {QT_TRANSLATE_NOOP("Hardware", "Listen type"), u"listen@type", Words::listenType},
    {QT_TRANSLATE_NOOP("Hardware", "Listen address"), u"listen@address", Field::Runtime},
    {QT_TRANSLATE_NOOP("Hardware", "Listen network"), u"listen@network"},
    {QT_TRANSLATE_NOOP("Hardware", "Listen socket"), u"listen@socket", Field::Runtime},
    {QT_TRANSLATE_NOOP("Hardware", "Address"), u"@listen", Field::Runtime},
    {QT_TRANSLATE_NOOP("Hardware", "Socket"), u"@socket"},
    {QT_TRANSLATE_NOOP("Hardware", "Password"), u"@passwd", Fields::secret},
    {QT_TRANSLATE_NOOP("Hardware", "Password valid until"), u"@passwdValidTo"},
    {QT_TRANSLATE_NOOP("Hardware", "When connected"), u"@connected"},
    {QT_TRANSLATE_NOOP("Hardware", "Sharing"), u"@sharePolicy"},
    {QT_TRANSLATE_NOOP("Hardware", "Keyboard layout"), u"@keymap"},
    {QT_TRANSLATE_NOOP("Hardware", "Default channel mode"), u"@defaultMode"},
    {QT_TRANSLATE_NOOP("Hardware", "Channels"), u"channel/*", Fields::all},
    {QT_TRANSLATE_NOOP("Hardware", "OpenGL"), u"gl@enable", Fields::yesNo},
    {QT_TRANSLATE_NOOP("Hardware", "Render node"), u"gl@rendernode", Field::Runtime},
    {QT_TRANSLATE_NOOP("Hardware", "Image compression"), u"image@compression"},
    {QT_TRANSLATE_NOOP("Hardware", "JPEG compression"), u"jpeg@compression"},
    {QT_TRANSLATE_NOOP("Hardware", "zlib compression"), u"zlib@compression"},
    {QT_TRANSLATE_NOOP("Hardware", "Sound compression"), u"playback@compression", Fields::yesNo},
    {QT_TRANSLATE_NOOP("Hardware", "Video streaming"), u"streaming@mode"},
    {QT_TRANSLATE_NOOP("Hardware", "Clipboard sharing"), u"clipboard@copypaste", Fields::yesNo},
    {QT_TRANSLATE_NOOP("Hardware", "File transfer"), u"filetransfer@enable", Fields::yesNo},
    {QT_TRANSLATE_NOOP("Hardware", "Mouse mode"), u"mouse@mode"},
    {QT_TRANSLATE_NOOP("Hardware", "X display"), u"@display"},
    {QT_TRANSLATE_NOOP("Hardware", "X authority"), u"@xauth"},
    {QT_TRANSLATE_NOOP("Hardware", "Full screen"), u"@fullscreen", Fields::yesNo},
    {QT_TRANSLATE_NOOP("Hardware", "Peer to peer"), u"@p2p", Fields::yesNo},
};

inline constexpr Field video[] = {
    {QT_TRANSLATE_NOOP("Hardware", "Model"), u"model@type", Words::videoModel},
    {QT_TRANSLATE_NOOP("Hardware", "Video memory"), u"model@vram", Fields::kibibytes},
    {QT_TRANSLATE_NOOP("Hardware", "Memory bar"), u"model@ram", Fields::kibibytes},
    {QT_TRANSLATE_NOOP("Hardware", "VGA memory"), u"model@vgamem", Fields::kibibytes},
    {QT_TRANSLATE_NOOP("Hardware", "64-bit video memory"), u"model@vram64", Fields::kibibytes},
    {QT_TRANSLATE_NOOP("Hardware", "Heads"), u"model@heads"},
    {QT_TRANSLATE_NOOP("Hardware", "Primary"), u"model@primary", Fields::yesNo},
    {QT_TRANSLATE_NOOP("Hardware", "Blob resources"), u"model@blob", Fields::yesNo},
    {QT_TRANSLATE_NOOP("Hardware", "3D acceleration"), u"model/acceleration@accel3d", Fields::yesNo},
    {QT_TRANSLATE_NOOP("Hardware", "2D acceleration"), u"model/acceleration@accel2d", Fields::yesNo},
    {QT_TRANSLATE_NOOP("Hardware", "Render node"), u"model/acceleration@rendernode"},
    {QT_TRANSLATE_NOOP("Hardware", "Width"), u"model/resolution@x"},
    {QT_TRANSLATE_NOOP("Hardware", "Height"), u"model/resolution@y"},
    {QT_TRANSLATE_NOOP("Hardware", "Back end"), u"driver@name"},
};

inline constexpr Field input[] = {
    {QT_TRANSLATE_NOOP("Hardware", "Type"), u"@type", Words::inputType},
    {QT_TRANSLATE_NOOP("Hardware", "Bus"), u"@bus", Words::bus},
    {QT_TRANSLATE_NOOP("Hardware", "Model"), u"@model"},
    {QT_TRANSLATE_NOOP("Hardware", "Host device"), u"source@dev"},
    {QT_TRANSLATE_NOOP("Hardware", "Host device"), u"source@evdev"},
    {QT_TRANSLATE_NOOP("Hardware", "Grab"), u"source@grab"},
    {QT_TRANSLATE_NOOP("Hardware", "Key repeat"), u"source@repeat", Fields::yesNo},
    {QT_TRANSLATE_NOOP("Hardware", "Grab toggle"), u"source@grabToggle"},
};

inline constexpr Field sound[] = {
    {QT_TRANSLATE_NOOP("Hardware", "Model"), u"@model"},
    {QT_TRANSLATE_NOOP("Hardware", "Codec"), u"codec@type"},
    {QT_TRANSLATE_NOOP("Hardware", "Audio back end"), u"audio@id"},
    {QT_TRANSLATE_NOOP("Hardware", "Many channels"), u"@multichannel", Fields::yesNo},
};

inline constexpr Field audio[] = {
    {QT_TRANSLATE_NOOP("Hardware", "Number"), u"@id"},
    {QT_TRANSLATE_NOOP("Hardware", "Type"), u"@type", Words::audioType},
    {QT_TRANSLATE_NOOP("Hardware", "Server"), u"@serverName"},
    {QT_TRANSLATE_NOOP("Hardware", "Timer period"), u"@timerPeriod"},
    {QT_TRANSLATE_NOOP("Hardware", "Input"), u"input/*", Fields::all},
    {QT_TRANSLATE_NOOP("Hardware", "Output"), u"output/*", Fields::all},
};

inline constexpr Field character[] = {
    {QT_TRANSLATE_NOOP("Hardware", "Connected to"), u"@type", Words::charType},
    {QT_TRANSLATE_NOOP("Hardware", "Path"), u"source@path", Field::Runtime},
    {QT_TRANSLATE_NOOP("Hardware", "Terminal"), u"@tty", Field::Runtime},
    {QT_TRANSLATE_NOOP("Hardware", "Socket mode"), u"source@mode", Words::socketMode},
    {QT_TRANSLATE_NOOP("Hardware", "Host"), u"source@host"},
    {QT_TRANSLATE_NOOP("Hardware", "Service"), u"source@service"},
    {QT_TRANSLATE_NOOP("Hardware", "Channel"), u"source@channel"},
    {QT_TRANSLATE_NOOP("Hardware", "Append to the file"), u"source@append", Fields::yesNo},
    {QT_TRANSLATE_NOOP("Hardware", "TLS"), u"source@tls", Fields::yesNo},
    {QT_TRANSLATE_NOOP("Hardware", "Reconnect"), u"source/reconnect/*", Fields::all},
    {QT_TRANSLATE_NOOP("Hardware", "Protocol"), u"protocol@type"},
    {QT_TRANSLATE_NOOP("Hardware", "Target type"), u"target@type"},
    {QT_TRANSLATE_NOOP("Hardware", "Name"), u"target@name"},
    {QT_TRANSLATE_NOOP("Hardware", "Port"), u"target@port"},
    {QT_TRANSLATE_NOOP("Hardware", "Model"), u"target/model@name"},
    {QT_TRANSLATE_NOOP("Hardware", "Guest address"), u"target@address"},
    {QT_TRANSLATE_NOOP("Hardware", "State in the guest"), u"target@state", Field::Runtime},
    {QT_TRANSLATE_NOOP("Hardware", "Clipboard sharing"), u"source/clipboard@copypaste", Fields::yesNo},
    {QT_TRANSLATE_NOOP("Hardware", "Clipboard sharing"), u"clipboard@copypaste", Fields::yesNo},
    {QT_TRANSLATE_NOOP("Hardware", "Mouse mode"), u"source/mouse@mode"},
    {QT_TRANSLATE_NOOP("Hardware", "Log file"), u"log@file"},
    {QT_TRANSLATE_NOOP("Hardware", "Append to the log"), u"log@append", Fields::yesNo},
};

inline constexpr Field hostdev[] = {
    {QT_TRANSLATE_NOOP("Hardware", "Kind"), u"@type", Words::hostdevType},
    {QT_TRANSLATE_NOOP("Hardware", "Mode"), u"@mode"},
    {QT_TRANSLATE_NOOP("Hardware", "Vendor"), u"source/vendor@id"},
    {QT_TRANSLATE_NOOP("Hardware", "Product"), u"source/product@id"},
    {QT_TRANSLATE_NOOP("Hardware", "Host address"), u"source/address/*", Fields::address},
    {QT_TRANSLATE_NOOP("Hardware", "SCSI adapter"), u"source/adapter@name"},
    {QT_TRANSLATE_NOOP("Hardware", "Block device"), u"source/block"},
    {QT_TRANSLATE_NOOP("Hardware", "Character device"), u"source/char"},
    {QT_TRANSLATE_NOOP("Hardware", "Network interface"), u"source/interface"},
    {QT_TRANSLATE_NOOP("Hardware", "Protocol"), u"source@protocol"},
    {QT_TRANSLATE_NOOP("Hardware", "Name"), u"source@name"},
    {QT_TRANSLATE_NOOP("Hardware", "Host"), u"source/host/*", Fields::all},
    {QT_TRANSLATE_NOOP("Hardware", "World-wide port name"), u"source@wwpn"},
    {QT_TRANSLATE_NOOP("Hardware", "Use when the host lacks it"), u"source@startupPolicy", Words::startupPolicy},
    {QT_TRANSLATE_NOOP("Hardware", "Reset by the guest"), u"source@guestReset"},
    {QT_TRANSLATE_NOOP("Hardware", "Managed by libvirt"), u"@managed", Fields::yesNo},
    {QT_TRANSLATE_NOOP("Hardware", "Model"), u"@model"},
    {QT_TRANSLATE_NOOP("Hardware", "Display"), u"@display", Fields::yesNo},
    {QT_TRANSLATE_NOOP("Hardware", "Boot framebuffer"), u"@ramfb", Fields::yesNo},
    {QT_TRANSLATE_NOOP("Hardware", "Driver"), u"driver@name"},
    {QT_TRANSLATE_NOOP("Hardware", "Read-only"), u"readonly/*", Fields::present},
    {QT_TRANSLATE_NOOP("Hardware", "Shareable"), u"shareable/*", Fields::present},
    {QT_TRANSLATE_NOOP("Hardware", "Teaming"), u"teaming/*", Fields::all},
};

inline constexpr Field redirdev[] = {
    {QT_TRANSLATE_NOOP("Hardware", "Bus"), u"@bus", Words::bus},
    {QT_TRANSLATE_NOOP("Hardware", "Connected to"), u"@type", Words::charType},
    {QT_TRANSLATE_NOOP("Hardware", "Path"), u"source@path", Field::Runtime},
    {QT_TRANSLATE_NOOP("Hardware", "Socket mode"), u"source@mode", Words::socketMode},
    {QT_TRANSLATE_NOOP("Hardware", "Host"), u"source@host"},
    {QT_TRANSLATE_NOOP("Hardware", "Service"), u"source@service"},
};

inline constexpr Field redirfilter[] = {
    {QT_TRANSLATE_NOOP("Hardware", "Rule"), u"usbdev/*", Fields::all},
};

inline constexpr Field tpm[] = {
    {QT_TRANSLATE_NOOP("Hardware", "Model"), u"@model"},
    {QT_TRANSLATE_NOOP("Hardware", "Back end"), u"backend@type", Words::tpmBackend},
    {QT_TRANSLATE_NOOP("Hardware", "Version"), u"backend@version"},
    {QT_TRANSLATE_NOOP("Hardware", "Host device"), u"backend/device@path"},
    {QT_TRANSLATE_NOOP("Hardware", "Kept when undefined"), u"backend@persistent_state", Fields::yesNo},
    {QT_TRANSLATE_NOOP("Hardware", "PCR banks"), u"backend/active_pcr_banks/*", Fields::all},
    {QT_TRANSLATE_NOOP("Hardware", "Encryption secret"), u"backend/encryption@secret"},
};

inline constexpr Field rng[] = {
    {QT_TRANSLATE_NOOP("Hardware", "Model"), u"@model"},
    {QT_TRANSLATE_NOOP("Hardware", "Back end"), u"backend@model", Words::rngBackend},
    {QT_TRANSLATE_NOOP("Hardware", "Host device"), u"backend"},
    {QT_TRANSLATE_NOOP("Hardware", "Back end type"), u"backend@type"},
    {QT_TRANSLATE_NOOP("Hardware", "Sources"), u"backend/source/*", Fields::all},
    {QT_TRANSLATE_NOOP("Hardware", "Bytes per period"), u"rate@bytes"},
    {QT_TRANSLATE_NOOP("Hardware", "Period in milliseconds"), u"rate@period"},
};

inline constexpr Field watchdog[] = {
    {QT_TRANSLATE_NOOP("Hardware", "Model"), u"@model"},
    {QT_TRANSLATE_NOOP("Hardware", "Action"), u"@action", Words::watchdogAction},
};

inline constexpr Field model[] = {
    {QT_TRANSLATE_NOOP("Hardware", "Model"), u"@model"},
};

inline constexpr Field controller[] = {
    {QT_TRANSLATE_NOOP("Hardware", "Type"), u"@type", Words::controllerType},
    {QT_TRANSLATE_NOOP("Hardware", "Number"), u"@index"},
    {QT_TRANSLATE_NOOP("Hardware", "Model"), u"@model"},
    {QT_TRANSLATE_NOOP("Hardware", "Ports"), u"@ports"},
    {QT_TRANSLATE_NOOP("Hardware", "Vectors"), u"@vectors"},
    {QT_TRANSLATE_NOOP("Hardware", "Slots"), u"target@chassisNr"},
    {QT_TRANSLATE_NOOP("Hardware", "Chassis"), u"target@chassis"},
    {QT_TRANSLATE_NOOP("Hardware", "Port"), u"target@port"},
    {QT_TRANSLATE_NOOP("Hardware", "Bus number"), u"target@busNr"},
    {QT_TRANSLATE_NOOP("Hardware", "Hot-plug"), u"target@hotplug", Fields::yesNo},
    {QT_TRANSLATE_NOOP("Hardware", "NUMA node"), u"target/node"},
    {QT_TRANSLATE_NOOP("Hardware", "Device"), u"model@name"},
    {QT_TRANSLATE_NOOP("Hardware", "I/O thread"), u"driver@iothread"},
    {QT_TRANSLATE_NOOP("Hardware", "Queues"), u"driver@queues"},
    {QT_TRANSLATE_NOOP("Hardware", "Commands per LUN"), u"driver@cmd_per_lun"},
    {QT_TRANSLATE_NOOP("Hardware", "Most sectors"), u"driver@max_sectors"},
    {QT_TRANSLATE_NOOP("Hardware", "Companion of port"), u"master@startport"},
    {QT_TRANSLATE_NOOP("Hardware", "64-bit PCI hole"), u"pcihole64", Fields::memory},
};

inline constexpr Field filesystem[] = {
    {QT_TRANSLATE_NOOP("Hardware", "Kind"), u"@type"},
    {QT_TRANSLATE_NOOP("Hardware", "Host folder"), u"source@dir"},
    {QT_TRANSLATE_NOOP("Hardware", "Image file"), u"source@file"},
    {QT_TRANSLATE_NOOP("Hardware", "Block device"), u"source@dev"},
    {QT_TRANSLATE_NOOP("Hardware", "Template"), u"source@name"},
    {QT_TRANSLATE_NOOP("Hardware", "Pool"), u"source@pool"},
    {QT_TRANSLATE_NOOP("Hardware", "Volume"), u"source@volume"},
    {QT_TRANSLATE_NOOP("Hardware", "RAM limit"), u"source@usage"},
    {QT_TRANSLATE_NOOP("Hardware", "Unit of the limit"), u"source@units"},
    {QT_TRANSLATE_NOOP("Hardware", "Socket"), u"source@socket"},
    {QT_TRANSLATE_NOOP("Hardware", "Seen in the guest as"), u"target@dir"},
    {QT_TRANSLATE_NOOP("Hardware", "Driver"), u"driver@type"},
    {QT_TRANSLATE_NOOP("Hardware", "Format"), u"driver@format"},
    {QT_TRANSLATE_NOOP("Hardware", "Write policy"), u"driver@wrpolicy"},
    {QT_TRANSLATE_NOOP("Hardware", "Queue size"), u"driver@queue"},
    {QT_TRANSLATE_NOOP("Hardware", "Access"), u"@accessmode", Words::accessMode},
    {QT_TRANSLATE_NOOP("Hardware", "Model"), u"@model"},
    {QT_TRANSLATE_NOOP("Hardware", "File mode"), u"@fmode"},
    {QT_TRANSLATE_NOOP("Hardware", "Folder mode"), u"@dmode"},
    {QT_TRANSLATE_NOOP("Hardware", "Several devices"), u"@multidevs"},
    {QT_TRANSLATE_NOOP("Hardware", "Read-only"), u"readonly/*", Fields::present},
    {QT_TRANSLATE_NOOP("Hardware", "Daemon"), u"binary@path"},
    {QT_TRANSLATE_NOOP("Hardware", "Extended attributes"), u"binary@xattr", Fields::yesNo},
    {QT_TRANSLATE_NOOP("Hardware", "Cache"), u"binary/cache@mode"},
    {QT_TRANSLATE_NOOP("Hardware", "Sandbox"), u"binary/sandbox@mode"},
    {QT_TRANSLATE_NOOP("Hardware", "Locks"), u"binary/lock/*", Fields::all},
    {QT_TRANSLATE_NOOP("Hardware", "Threads"), u"binary/thread_pool@size"},
    {QT_TRANSLATE_NOOP("Hardware", "Hard limit"), u"space_hard_limit", Fields::bytes},
    {QT_TRANSLATE_NOOP("Hardware", "Soft limit"), u"space_soft_limit", Fields::bytes},
};

inline constexpr Field smartcard[] = {
    {QT_TRANSLATE_NOOP("Hardware", "Mode"), u"@mode", Words::smartcardMode},
    {QT_TRANSLATE_NOOP("Hardware", "Connected to"), u"@type", Words::charType},
    {QT_TRANSLATE_NOOP("Hardware", "Certificate"), u"certificate"},
    {QT_TRANSLATE_NOOP("Hardware", "Database"), u"database"},
    {QT_TRANSLATE_NOOP("Hardware", "Path"), u"source@path"},
    {QT_TRANSLATE_NOOP("Hardware", "Host"), u"source@host"},
    {QT_TRANSLATE_NOOP("Hardware", "Service"), u"source@service"},
};

inline constexpr Field shmem[] = {
    {QT_TRANSLATE_NOOP("Hardware", "Name"), u"@name"},
    {QT_TRANSLATE_NOOP("Hardware", "Role"), u"@role"},
    {QT_TRANSLATE_NOOP("Hardware", "Model"), u"model@type"},
    {QT_TRANSLATE_NOOP("Hardware", "Size"), u"size", Fields::bytes},
    {QT_TRANSLATE_NOOP("Hardware", "Server"), u"server@path"},
    {QT_TRANSLATE_NOOP("Hardware", "Interrupts (MSI)"), u"msi/*", Fields::all},
};

inline constexpr Field vsock[] = {
    {QT_TRANSLATE_NOOP("Hardware", "Model"), u"@model"},
    {QT_TRANSLATE_NOOP("Hardware", "Guest address (CID)"), u"cid@address", Field::Runtime},
    {QT_TRANSLATE_NOOP("Hardware", "Automatic address"), u"cid@auto", Fields::yesNo},
};

inline constexpr Field iommu[] = {
    {QT_TRANSLATE_NOOP("Hardware", "Model"), u"@model"},
    {QT_TRANSLATE_NOOP("Hardware", "Interrupt remapping"), u"driver@intremap", Fields::yesNo},
    {QT_TRANSLATE_NOOP("Hardware", "Caching mode"), u"driver@caching_mode", Fields::yesNo},
    {QT_TRANSLATE_NOOP("Hardware", "Extended interrupts"), u"driver@eim", Fields::yesNo},
    {QT_TRANSLATE_NOOP("Hardware", "Device TLB"), u"driver@iotlb", Fields::yesNo},
    {QT_TRANSLATE_NOOP("Hardware", "Address width"), u"driver@aw_bits"},
};

inline constexpr Field lease[] = {
    {QT_TRANSLATE_NOOP("Hardware", "Lock space"), u"lockspace"},
    {QT_TRANSLATE_NOOP("Hardware", "Key"), u"key"},
    {QT_TRANSLATE_NOOP("Hardware", "File"), u"target@path"},
    {QT_TRANSLATE_NOOP("Hardware", "Offset"), u"target@offset"},
};

inline constexpr Field memory[] = {
    {QT_TRANSLATE_NOOP("Hardware", "Model"), u"@model", Words::memoryModel},
    {QT_TRANSLATE_NOOP("Hardware", "Size"), u"target/size", Fields::memory},
    {QT_TRANSLATE_NOOP("Hardware", "Requested"), u"target/requested", Fields::memory},
    {QT_TRANSLATE_NOOP("Hardware", "Plugged in"), u"target/current", Fields::memory, Field::Runtime},
    {QT_TRANSLATE_NOOP("Hardware", "Block size"), u"target/block", Fields::memory},
    {QT_TRANSLATE_NOOP("Hardware", "Label size"), u"target/label/size", Fields::memory},
    {QT_TRANSLATE_NOOP("Hardware", "NUMA node"), u"target/node"},
    {QT_TRANSLATE_NOOP("Hardware", "Guest address"), u"target/address/*", Fields::all, Field::Runtime},
    {QT_TRANSLATE_NOOP("Hardware", "Read-only"), u"target/readonly/*", Fields::present},
    {QT_TRANSLATE_NOOP("Hardware", "Access"), u"@access", Words::memoryAccess},
    {QT_TRANSLATE_NOOP("Hardware", "Discard when unused"), u"@discard", Fields::yesNo},
    {QT_TRANSLATE_NOOP("Hardware", "File"), u"source/path"},
    {QT_TRANSLATE_NOOP("Hardware", "Page size"), u"source/pagesize", Fields::memory},
    {QT_TRANSLATE_NOOP("Hardware", "Host nodes"), u"source/nodemask"},
    {QT_TRANSLATE_NOOP("Hardware", "Alignment"), u"source/alignsize", Fields::memory},
    {QT_TRANSLATE_NOOP("Hardware", "Persistent"), u"source/pmem/*", Fields::present},
    {QT_TRANSLATE_NOOP("Hardware", "UUID"), u"uuid"},
};

inline constexpr Field memballoon[] = {
    {QT_TRANSLATE_NOOP("Hardware", "Model"), u"@model"},
    {QT_TRANSLATE_NOOP("Hardware", "Deflate when memory is short"), u"@autodeflate", Fields::yesNo},
    {QT_TRANSLATE_NOOP("Hardware", "Report free pages"), u"@freePageReporting", Fields::yesNo},
    {QT_TRANSLATE_NOOP("Hardware", "Seconds between statistics"), u"stats@period"},
};

inline constexpr Field pstore[] = {
    {QT_TRANSLATE_NOOP("Hardware", "Back end"), u"@backend"},
    {QT_TRANSLATE_NOOP("Hardware", "File"), u"path"},
    {QT_TRANSLATE_NOOP("Hardware", "Size"), u"size", Fields::memory},
};

inline constexpr Field crypto[] = {
    {QT_TRANSLATE_NOOP("Hardware", "Model"), u"@model"},
    {QT_TRANSLATE_NOOP("Hardware", "Type"), u"@type"},
    {QT_TRANSLATE_NOOP("Hardware", "Back end"), u"backend@model"},
    {QT_TRANSLATE_NOOP("Hardware", "Queues"), u"backend@queues"},
};

inline constexpr Field hub[] = {
    {QT_TRANSLATE_NOOP("Hardware", "Type"), u"@type", Words::bus},
};

inline constexpr Field emulator[] = {
    {QT_TRANSLATE_NOOP("Hardware", "Program"), u""},
};

} // namespace DeviceFields
