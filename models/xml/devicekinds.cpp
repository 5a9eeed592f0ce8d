// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/xml/devicekinds.h"

#include "models/xml/devicefields.h"
#include "models/xml/devicesummaries.h"

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;
namespace S = DeviceSummaries;
namespace F = DeviceFields;

// clang-format off
static constexpr DeviceKind kinds[] = {
    {u"disk", QT_TRANSLATE_NOOP("Hardware", "Disk"), u"drive-harddisk", F::disk, u"target@dev", S::diskTitle, S::disk, S::diskIcon},
    {u"interface", QT_TRANSLATE_NOOP("Hardware", "Network interface"), u"network-wired", F::interface, u"mac@address", nullptr, S::interface},
    {u"graphics", QT_TRANSLATE_NOOP("Hardware", "Display"), u"video-display", F::graphics, u"@type", S::graphicsTitle, S::graphics},
    {u"video", QT_TRANSLATE_NOOP("Hardware", "Video card"), u"video-card", F::video, u"", nullptr, S::video},
    {u"input", QT_TRANSLATE_NOOP("Hardware", "Input"), u"input-keyboard", F::input, u"@type", S::inputTitle, S::input, S::inputIcon},
    {u"sound", QT_TRANSLATE_NOOP("Hardware", "Sound card"), u"audio-card", F::sound, u"@model", nullptr, S::model},
    {u"audio", QT_TRANSLATE_NOOP("Hardware", "Audio back end"), u"audio-speakers", F::audio, u"@id", nullptr, S::audio},
    {u"serial", QT_TRANSLATE_NOOP("Hardware", "Serial port"), u"utilities-terminal", F::character, u"target@port", nullptr, S::character},
    {u"parallel", QT_TRANSLATE_NOOP("Hardware", "Parallel port"), u"printer", F::character, u"target@port", nullptr, S::character},
    {u"console", QT_TRANSLATE_NOOP("Hardware", "Text console"), u"utilities-terminal", F::character, u"target@type", nullptr, S::character},
    {u"channel", QT_TRANSLATE_NOOP("Hardware", "Channel"), u"network-transmit-receive", F::character, u"target@name", S::channelTitle, S::character},
    {u"hostdev", QT_TRANSLATE_NOOP("Hardware", "Host device"), u"preferences-desktop-peripherals", F::hostdev, u"", S::hostdevTitle, S::hostdev},
    {u"redirdev", QT_TRANSLATE_NOOP("Hardware", "USB redirection"), u"drive-removable-media-usb", F::redirdev, u"", nullptr, S::redirdev},
    {u"redirfilter", QT_TRANSLATE_NOOP("Hardware", "USB redirection filter"), u"drive-removable-media-usb", F::redirfilter},
    {u"filesystem", QT_TRANSLATE_NOOP("Hardware", "Shared folder"), u"folder-remote", F::filesystem, u"target@dir", nullptr, S::filesystem},
    {u"smartcard", QT_TRANSLATE_NOOP("Hardware", "Smart card reader"), u"smartcard", F::smartcard, u"", nullptr, S::smartcard},
    {u"tpm", QT_TRANSLATE_NOOP("Hardware", "Trusted platform module (TPM)"), u"security-high", F::tpm, u"", nullptr, S::tpm},
    {u"rng", QT_TRANSLATE_NOOP("Hardware", "Random number generator"), u"media-playlist-shuffle", F::rng, u"", nullptr, S::rng},
    {u"memory", QT_TRANSLATE_NOOP("Hardware", "Memory module"), u"memory", F::memory, u"", nullptr, S::memory},
    {u"memballoon", QT_TRANSLATE_NOOP("Hardware", "Memory balloon"), u"memory", F::memballoon, u"", nullptr, S::model},
    {u"shmem", QT_TRANSLATE_NOOP("Hardware", "Shared memory"), u"memory", F::shmem, u"@name", nullptr, S::shmem},
    {u"vsock", QT_TRANSLATE_NOOP("Hardware", "Host-guest socket (vsock)"), u"network-transmit-receive", F::vsock, u"", nullptr, S::vsock},
    {u"watchdog", QT_TRANSLATE_NOOP("Hardware", "Watchdog"), u"chronometer", F::watchdog, u"@model", nullptr, S::watchdog},
    {u"panic", QT_TRANSLATE_NOOP("Hardware", "Panic notifier"), u"dialog-warning", F::model, u"@model", nullptr, S::model},
    {u"iommu", QT_TRANSLATE_NOOP("Hardware", "IOMMU"), u"preferences-desktop-peripherals", F::iommu, u"", nullptr, S::model},
    {u"pstore", QT_TRANSLATE_NOOP("Hardware", "Persistent store"), u"drive-harddisk", F::pstore, u"", nullptr, nullptr},
    {u"crypto", QT_TRANSLATE_NOOP("Hardware", "Cryptography device"), u"dialog-password", F::crypto, u"", nullptr, S::model},
    {u"nvram", QT_TRANSLATE_NOOP("Hardware", "NVRAM"), u"media-flash", {}},
    {u"hub", QT_TRANSLATE_NOOP("Hardware", "Hub"), u"drive-removable-media-usb", F::hub, u"", nullptr, S::type},
    {u"lease", QT_TRANSLATE_NOOP("Hardware", "Lease"), u"changes-prevent", F::lease, u"key", nullptr, S::lease},
    {u"controller", QT_TRANSLATE_NOOP("Hardware", "Controller"), u"preferences-other", F::controller, u"@index", S::controllerTitle, S::controller},
    {u"emulator", QT_TRANSLATE_NOOP("Hardware", "Emulator"), u"configure", F::emulator, u"", nullptr, S::text},
};
// clang-format on

std::span<const DeviceKind> deviceKinds()
{
    return kinds;
}

namespace {

const DeviceKind *kindOf(const XmlNode &device)
{
    const auto *kind =
        std::find_if(std::begin(kinds), std::end(kinds), [&device](const DeviceKind &one) {
            return device.space.isEmpty() && device.name == QStringView(one.tag);
        });
    return kind == std::end(kinds) ? nullptr : kind;
}

} // namespace

QString deviceKey(const XmlNode &device)
{
    const DeviceKind *kind = kindOf(device);
    if (!kind)
        return device.name;
    const QStringView identity(kind->identity);
    const QString key =
        device.name + u'/' + (identity.isEmpty() ? QString() : device.value(identity));
    return device.name == "controller"_L1 ? key + device.attribute(u"type") : key;
}

HardwareItem describeDevice(const XmlNode &device, const QByteArray &xml)
{
    HardwareItem item{.kind = device.name, .xml = sourceOf(device, xml)};
    const DeviceKind *kind = kindOf(device);
    item.key = deviceKey(device);
    if (!kind) {
        item.title = device.name;
        item.icon = u"application-x-addon"_s;
        item.properties = Fields::read(device, {});
        return item;
    }
    item.title = kind->titleOf ? kind->titleOf(device) : Fields::translated(kind->title);
    if (item.title.isEmpty())
        item.title = Fields::translated(kind->title);
    item.summary = kind->summaryOf ? kind->summaryOf(device) : QString();
    item.icon = QString::fromUtf16(kind->iconOf ? kind->iconOf(device) : kind->icon);
    const std::array<std::span<const Field>, 2> tables = {kind->fields, F::common};
    item.properties = Fields::read(device, tables);
    return item;
}
