// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/viewer/spiceusb.h"

#include <QStringList>

using namespace Qt::StringLiterals;
using namespace Wire;

namespace {

SpiceUsbDevice *referenced(SpiceUsbDevice *device)
{
    return static_cast<SpiceUsbDevice *>(g_boxed_copy(SPICE_TYPE_USB_DEVICE, device));
}

void release(SpiceUsbDevice *device)
{
    g_boxed_free(SPICE_TYPE_USB_DEVICE, device);
}

// The library tells vendor, product, bus and address only within a text.
void describe(SpiceUsbDevice *device, UsbDevice &described)
{
    char *text = spice_usb_device_get_description(device, "%s\x1f%s\x1f%s\x1f%d\x1f%d");
    QStringList parts = QString::fromUtf8(text).split(u'\x1f');
    g_free(text);
    if (parts.size() < 5)
        return;
    described.address = quint8(parts.takeLast().toUInt());
    described.bus = quint8(parts.takeLast().toUInt());
    const QString numbers = parts.takeLast().trimmed(); // "[1d6b:0002]"
    described.vendor = numbers.mid(1, 4).toUShort(nullptr, 16);
    described.product = numbers.mid(6, 4).toUShort(nullptr, 16);
    described.name = parts.join(u' ').simplified().left(200);
}

} // namespace

SpiceUsb::SpiceUsb(SpiceSession *session, WindowLink &window) : m_session(session), m_window(window)
{}

SpiceUsb::~SpiceUsb()
{
    if (m_idle)
        g_source_remove(m_idle);
}

void SpiceUsb::channelAppeared(SpiceChannel *channel)
{
    m_channels.insert(channel);
    m_linking.insert(channel); // the library's manager connects it by itself
    g_signal_connect(channel, "channel-event",
                     G_CALLBACK(+[](SpiceChannel *it, SpiceChannelEvent, SpiceUsb *self) {
                         self->channelSettled(it);
                     }),
                     this);
}

void SpiceUsb::channelVanished(SpiceChannel *channel)
{
    if (m_channels.remove(channel))
        channelSettled(channel);
}

void SpiceUsb::channelSettled(SpiceChannel *channel)
{
    m_linking.remove(channel);
    if (!m_linking.isEmpty())
        return;
    const QList<QByteArray> images = std::exchange(m_images, {});
    for (const QByteArray &image : images)
        shareCd({image});
    announceSoon();
}

void SpiceUsb::watch()
{
    if (m_manager)
        return announceSoon();
    GError *error = nullptr;
    m_manager = spice_usb_device_manager_get(m_session, &error);
    if (!m_manager) {
        failed(nullptr, error);
        g_clear_error(&error);
        return;
    }
    // What is redirected by itself is the window's decision.
    g_object_set(m_manager, "auto-connect", FALSE, nullptr);
    g_signal_connect(m_manager, "device-added",
                     G_CALLBACK(+[](SpiceUsbDeviceManager *, SpiceUsbDevice *device,
                                    SpiceUsb *self) { self->added(device); }),
                     this);
    g_signal_connect(m_manager, "device-removed",
                     G_CALLBACK(+[](SpiceUsbDeviceManager *, SpiceUsbDevice *device,
                                    SpiceUsb *self) { self->removed(device); }),
                     this);
    g_signal_connect(m_manager, "device-error",
                     G_CALLBACK(+[](SpiceUsbDeviceManager *, SpiceUsbDevice *device, GError *why,
                                    SpiceUsb *self) { self->failed(device, why); }),
                     this);
    GPtrArray *devices = spice_usb_device_manager_get_devices(m_manager);
    for (guint i = 0; i < devices->len; ++i)
        added(static_cast<SpiceUsbDevice *>(g_ptr_array_index(devices, i)));
    g_ptr_array_unref(devices);
    announceSoon();
}

void SpiceUsb::added(SpiceUsbDevice *device)
{
    if (idOf(device) != 0)
        return;
    m_devices.insert(++m_lastId, referenced(device));
    if (spice_usb_device_manager_is_device_shared_cd(m_manager, device))
        redirect(device);
    announceSoon();
}

void SpiceUsb::removed(SpiceUsbDevice *device)
{
    if (SpiceUsbDevice *known = m_devices.take(idOf(device)))
        release(known);
    announceSoon();
}

quint32 SpiceUsb::idOf(SpiceUsbDevice *device) const
{
    return m_devices.key(device);
}

void SpiceUsb::failed(SpiceUsbDevice *device, const GError *error)
{
    const QString text = QString::fromUtf8(error ? error->message : "").left(500);
    m_window.send(UsbFailed{device ? idOf(device) : 0, text});
    announceSoon();
}

void SpiceUsb::redirect(const RedirectUsb &message)
{
    SpiceUsbDevice *device = m_devices.value(message.device);
    if (!device)
        return announceSoon(); // unplugged meanwhile
    if (message.on)
        redirect(device);
    else
        takeBack(device);
}

void SpiceUsb::redirect(SpiceUsbDevice *device)
{
    using Call = std::pair<SpiceUsb *, SpiceUsbDevice *>;
    spice_usb_device_manager_connect_device_async(
        m_manager, device, nullptr,
        [](GObject *manager, GAsyncResult *result, gpointer data) {
            const std::unique_ptr<Call> call(static_cast<Call *>(data));
            GError *error = nullptr;
            if (!spice_usb_device_manager_connect_device_finish(SPICE_USB_DEVICE_MANAGER(manager),
                                                                result, &error))
                call->first->failed(call->second, error);
            g_clear_error(&error);
            call->first->announceSoon();
            release(call->second);
        },
        new Call(this, referenced(device)));
}

void SpiceUsb::takeBack(SpiceUsbDevice *device)
{
    if (!spice_usb_device_manager_is_device_connected(m_manager, device))
        return announceSoon();
    using Call = std::pair<SpiceUsb *, SpiceUsbDevice *>;
    spice_usb_device_manager_disconnect_device_async(
        m_manager, device, nullptr,
        [](GObject *manager, GAsyncResult *result, gpointer data) {
            const std::unique_ptr<Call> call(static_cast<Call *>(data));
            GError *error = nullptr;
            if (!spice_usb_device_manager_disconnect_device_finish(
                    SPICE_USB_DEVICE_MANAGER(manager), result, &error))
                call->first->failed(call->second, error);
            g_clear_error(&error);
            call->first->announceSoon();
            release(call->second);
        },
        new Call(this, referenced(device)));
}

void SpiceUsb::shareCd(const ShareCd &message)
{
    watch();
    if (!m_manager)
        return;
    if (message.path.isEmpty()) {
        m_images.clear();
        const QList<SpiceUsbDevice *> devices = m_devices.values();
        for (SpiceUsbDevice *device : devices) {
            if (spice_usb_device_manager_is_device_shared_cd(m_manager, device))
                takeBack(device);
        }
        return;
    }
    if (!m_linking.isEmpty()) {
        m_images.append(message.path);
        return;
    }
    GError *error = nullptr;
    QByteArray path = message.path;
    // It is redirected when the manager tells of it.
    if (!spice_usb_device_manager_create_shared_cd_device(m_manager, path.data(), &error))
        failed(nullptr, error);
    g_clear_error(&error);
}

// From the main loop: within a signal the manager has not finished what it tells of.
void SpiceUsb::announceSoon()
{
    if (!m_manager || m_idle || !m_linking.isEmpty())
        return;
    m_idle = g_idle_add(
        [](gpointer self) -> gboolean {
            static_cast<SpiceUsb *>(self)->m_idle = 0;
            static_cast<SpiceUsb *>(self)->announce();
            return G_SOURCE_REMOVE;
        },
        this);
}

void SpiceUsb::announce()
{
    UsbDevices message;
    for (auto it = m_devices.cbegin(); it != m_devices.cend(); ++it) {
        if (message.devices.size() >= maximumItems)
            break;
        UsbDevice device;
        device.id = it.key();
        describe(it.value(), device);
        device.image = spice_usb_device_manager_is_device_shared_cd(m_manager, it.value());
        device.redirected = spice_usb_device_manager_is_device_connected(m_manager, it.value());
        GError *error = nullptr;
        device.possible =
            spice_usb_device_manager_can_redirect_device(m_manager, it.value(), &error);
        if (error)
            device.hindrance = QString::fromUtf8(error->message).left(300);
        g_clear_error(&error);
        message.devices.append(device);
    }
    m_window.send(message);
}
