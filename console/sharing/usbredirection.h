// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "console/sharing/usbdevicesmodel.h"
#include "models/core/result.h"

#include <QMap>
#include <QObject>
#include <QPointer>
#include <QSet>

#include <functional>

class UsbPermission;
class ViewerProcess;

// Hands this computer's USB devices to a machine: on the user's click, or by the rules the user
// chose for it. Decisions are made here and not in the viewer, from what this computer says of a
// device.
class UsbRedirection : public QObject
{
    Q_OBJECT

public:
    using ReadFacts = std::function<UsbFacts(int bus, int address)>;

    explicit UsbRedirection(QObject *parent = nullptr);

    void setMachine(const QString &name) { m_machine = name; }
    void setViewer(ViewerProcess *viewer);
    // Whether the user is in this console; asked when a device is plugged in.
    void setFocusCheck(std::function<bool()> hasFocus) { m_hasFocus = std::move(hasFocus); }
    void setFactsReader(ReadFacts read) { m_readFacts = std::move(read); } // for tests
    UsbPermission &permission() const { return *m_permission; }

    const UsbRules &rules() const { return m_rules; }
    void setRules(const UsbRules &rules); // as remembered: without rulesChosen()
    void chooseRules(const UsbRules &rules);
    void remember(const QString &identity, bool always);

    QString whyNot() const;       // a sentence; empty when devices can be redirected
    QString channelsText() const; // "1 of 2 redirection channels is in use"
    UsbDevicesModel &model() { return m_model; }
    bool isWatching() const { return m_watching; }

    // Asks for the devices; before that none is looked for.
    void watch();
    void redirect(quint32 device, bool on);
    void insertCd(const QString &imageFile);
    void ejectCds();

Q_SIGNALS:
    void possibleChanged();
    void devicesChanged();
    void rulesChosen(const UsbRules &rules); // by the user: to be remembered
    void failed(const Error &error);

private:
    void heard(const Wire::ToWindow::Any &message);
    void devicesArrived(const QList<Wire::UsbDevice> &devices);
    void featuresChanged();
    void failDevice(quint32 device, const QString &why);
    void update(quint32 device, const std::function<void(UsbDevicesModel::Row &)> &change);

    QString m_machine;
    QPointer<ViewerProcess> m_viewer;
    UsbPermission *m_permission;
    UsbDevicesModel m_model;
    UsbRules m_rules;
    std::function<bool()> m_hasFocus;
    ReadFacts m_readFacts;
    bool m_watching = false, m_listed = false;
    QMap<quint32, UsbDevicesModel::Row> m_rows;
};
