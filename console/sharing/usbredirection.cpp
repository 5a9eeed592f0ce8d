// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/sharing/usbredirection.h"

#include "console/sharing/usbpermission.h"
#include "console/viewerprocess.h"
#include "models/core/safetext.h"

#include <QFile>

UsbRedirection::UsbRedirection(QObject *parent)
    : QObject(parent)
    , m_permission(new UsbPermission(this))
    , m_readFacts([](int bus, int address) { return UsbFacts::read(bus, address); })
{
    connect(&m_model, &UsbDevicesModel::toggled, this, &UsbRedirection::redirect);
}

void UsbRedirection::setViewer(ViewerProcess *viewer)
{
    if (m_viewer == viewer)
        return;
    if (m_viewer)
        m_viewer->disconnect(this);
    m_viewer = viewer;
    m_watching = m_listed = false;
    m_permission->releaseAll();
    m_rows.clear();
    m_model.setRows({});
    if (viewer) {
        connect(viewer, &ViewerProcess::featuresChanged, this, &UsbRedirection::featuresChanged);
        connect(viewer, &ViewerProcess::said, this, &UsbRedirection::heard);
        featuresChanged();
    }
    Q_EMIT possibleChanged();
    Q_EMIT devicesChanged();
}

void UsbRedirection::featuresChanged()
{
    // Devices are none of our business unless somebody wants one to go.
    if (m_rules.automatic || !m_rules.remembered.isEmpty())
        watch();
    Q_EMIT possibleChanged();
}

QString UsbRedirection::whyNot() const
{
    if (!m_viewer)
        return tr("The machine's screen is not connected.");
    if (m_viewer->features().usbChannels > 0)
        return {};
    if (m_viewer->protocol() != Wire::Protocol::Spice)
        return tr("USB devices can be redirected through a SPICE display only, and this one is "
                  "VNC.");
    return tr("The machine has no USB redirection channel: add one to its hardware for each "
              "device at a time.");
}

QString UsbRedirection::channelsText() const
{
    const QString why = whyNot();
    if (!why.isEmpty())
        return why;
    const int all = m_viewer->features().usbChannels, used = m_model.inUse();
    const QString text =
        tr("%1 of %n redirection channel(s) of the machine in use.", nullptr, all).arg(used);
    return used < all ? text
                      : text + u' '
                            + tr("For more devices at a time, add more USB redirection channels "
                                 "to its hardware.");
}

void UsbRedirection::watch()
{
    if (m_watching || !whyNot().isEmpty())
        return;
    m_watching = true;
    m_viewer->send(Wire::WatchUsb{});
}

void UsbRedirection::setRules(const UsbRules &rules)
{
    m_rules = rules;
}

void UsbRedirection::chooseRules(const UsbRules &rules)
{
    if (m_rules == rules)
        return;
    m_rules = rules;
    Q_EMIT rulesChosen(rules);
    if (m_viewer)
        featuresChanged();
}

void UsbRedirection::remember(const QString &identity, bool always)
{
    UsbRules rules = m_rules;
    rules.remembered.removeAll(identity);
    if (always)
        rules.remembered.append(identity);
    chooseRules(rules);
}

void UsbRedirection::heard(const Wire::ToWindow::Any &message)
{
    if (const auto *devices = std::get_if<Wire::UsbDevices>(&message))
        devicesArrived(devices->devices);
    else if (const auto *failure = std::get_if<Wire::UsbFailed>(&message))
        failDevice(failure->device, SafeText::line(failure->text, 500));
}

void UsbRedirection::devicesArrived(const QList<Wire::UsbDevice> &devices)
{
    QMap<quint32, UsbDevicesModel::Row> rows;
    QList<quint32> wanted;
    for (const Wire::UsbDevice &device : devices) {
        const bool isNew = !m_rows.contains(device.id);
        UsbDevicesModel::Row row = m_rows.value(device.id);
        const bool was = row.device.redirected;
        row.device = device;
        if (isNew && !device.image) {
            // What the viewer says of a device may be a lie; the address is looked up.
            row.facts = m_readFacts(device.bus, device.address);
            if (row.facts.vendor != device.vendor || row.facts.product != device.product)
                row.facts = {};
            const bool focused = m_hasFocus && m_hasFocus();
            if (device.possible && m_rules.wants(row.facts, m_listed, focused))
                wanted.append(device.id);
        }
        if (was != device.redirected) {
            row.busy = false;
            row.failure.clear();
        }
        if (was && !device.redirected)
            m_permission->release(device.bus, device.address);
        rows.insert(device.id, row);
    }
    for (const UsbDevicesModel::Row &row : std::as_const(m_rows)) {
        if (!rows.contains(row.device.id))
            m_permission->release(row.device.bus, row.device.address);
    }
    m_rows = rows;
    m_listed = true;
    m_model.setRows(m_rows.values());
    Q_EMIT devicesChanged();
    for (const quint32 device : std::as_const(wanted))
        redirect(device, true);
}

void UsbRedirection::update(quint32 device,
                            const std::function<void(UsbDevicesModel::Row &)> &change)
{
    const auto row = m_rows.find(device);
    if (row == m_rows.end())
        return;
    change(*row);
    m_model.setRows(m_rows.values());
}

void UsbRedirection::failDevice(quint32 device, const QString &why)
{
    QString name = tr("The device");
    if (const auto row = m_rows.constFind(device); row != m_rows.constEnd()) {
        name = u'“' + UsbDevicesModel::title(*row) + u'”';
        if (!row->device.redirected)
            m_permission->release(row->device.bus, row->device.address);
    }
    update(device, [&](UsbDevicesModel::Row &row) {
        row.busy = false;
        row.failure = why;
    });
    if (!why.isEmpty()) // else the user declined
        Q_EMIT failed({.summary = tr("%1 was not redirected.").arg(name), .detail = why});
}

void UsbRedirection::redirect(quint32 device, bool on)
{
    const auto found = m_rows.constFind(device);
    if (found == m_rows.constEnd() || !m_viewer || found->busy || found->device.redirected == on)
        return;
    const Wire::UsbDevice known = found->device;
    update(device, [](UsbDevicesModel::Row &row) {
        row.busy = true;
        row.failure.clear();
    });
    if (!on || known.image)
        return m_viewer->send(Wire::RedirectUsb{device, on});
    m_permission->acquire(known.bus, known.address,
                          [this, device, viewer = m_viewer](bool granted, const QString &why) {
                              if (!viewer || viewer != m_viewer)
                                  return;
                              if (granted && m_rows.contains(device))
                                  m_viewer->send(Wire::RedirectUsb{device, true});
                              else
                                  failDevice(device, why);
                          });
}

void UsbRedirection::insertCd(const QString &imageFile)
{
    if (!whyNot().isEmpty())
        return;
    m_watching = true;
    m_viewer->send(Wire::ShareCd{QFile::encodeName(imageFile)});
}

void UsbRedirection::ejectCds()
{
    if (m_viewer)
        m_viewer->send(Wire::ShareCd{});
}
