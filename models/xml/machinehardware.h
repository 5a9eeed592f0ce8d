// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/values/driverrules.h"
#include "models/values/hardwarechoices.h"
#include "models/xml/xmlnode.h"

#include <QByteArray>
#include <QList>
#include <QStringList>

// What rules about new devices ask of a machine and its host. Pure; any thread.
class MachineHardware
{
public:
    // Either document may be empty: as it will start next, and as it runs. What is free must be so
    // in both. `libvirt`: the daemon's version, 0: not known.
    MachineHardware(const QByteArray &definition, const QByteArray &live,
                    const HardwareChoices &choices = {}, quint64 libvirt = 0);

    bool isRead() const { return !m_roots.isEmpty(); }
    bool isQemu() const;
    bool isContainer() const;
    bool isXen() const;
    bool isX86() const;
    bool isPcie() const; // q35 and its like: devices need a port of their own to be plugged in
    bool usbIsOff() const;
    const QString &machineType() const { return m_machine; }
    const QString &architecture() const { return m_architecture; }

    // Values and elements of either document, see XmlNode::value().
    bool has(QStringView path, const QString &value) const; // any element has this value there
    bool has(QStringView elements) const;
    int count(QStringView elements) const; // the most of one document
    QStringList values(QStringView elements, QStringView path) const;
    // The smallest number from `first` on that no element has there.
    int freeNumber(QStringView elements, QStringView path, int first) const;
    int freeControllerIndex(const QString &type) const;
    QString freeTarget(const QString &bus) const; // of a disk: "vdb"
    QString freeMac() const;                      // made up; nobody in this machine has it
    bool sharesMemory() const;
    // How many devices can still be plugged into the running machine's PCI Express ports; -1: it has
    // none of these, or does not run.
    int freePorts() const { return m_freePorts; }

    const MachineDriver &driver() const { return m_driver; }
    const HardwareChoices &choices() const { return m_choices; }
    const DomainCapabilities *capabilities() const
    {
        return m_choices.capabilities ? &*m_choices.capabilities : nullptr;
    }
    quint64 libvirt() const { return m_libvirt; }

private:
    QList<XmlNode> m_roots; // the definition first
    HardwareChoices m_choices;
    quint64 m_libvirt;
    int m_freePorts = -1;
    MachineDriver m_driver;
    QString m_type, m_osType, m_machine, m_architecture;
};
