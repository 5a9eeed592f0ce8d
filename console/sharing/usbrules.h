// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFlags>
#include <QList>
#include <QStringList>

// What this computer itself says of a USB device (sysfs), whatever anybody else does.
struct UsbFacts
{
    quint16 vendor = 0, product = 0;
    QString name = {};          // maker and product, the device's own words; untrusted
    QString serial = {};        // untrusted
    QList<quint8> classes = {}; // of the device and of its interfaces

    bool isValid() const { return vendor != 0 || product != 0; }
    // What it is remembered by: "046d:c52b", with ":SERIAL" where it has one.
    QString identity() const;

    // The device with this address now; invalid when there is none. `root` is for tests.
    static UsbFacts read(int bus, int address,
                         const QString &root = QStringLiteral("/sys/dev/char"));

    bool operator==(const UsbFacts &) const = default;
};

// Which devices go to a machine by themselves.
struct UsbRules
{
    enum Kind {
        Input = 1,   // keyboards, mice, tablets: this computer would lose its own
        Storage = 2, // a disk that is mounted here
        Media = 4,   // sound, cameras
    };
    Q_DECLARE_FLAGS(Kinds, Kind)
    static constexpr int allKinds = Input | Storage | Media;

    bool automatic = false;      // those that are plugged in while the console has the focus
    Kinds never = Kinds(Input);  // but not these
    QStringList remembered = {}; // identities of devices that always go

    static Kinds kindsOf(const UsbFacts &device);
    bool remembers(const UsbFacts &device) const;
    // `plugged`: it came while we looked, it was not there at the beginning.
    bool wants(const UsbFacts &device, bool plugged, bool focused) const;

    bool operator==(const UsbRules &) const = default;
};
Q_DECLARE_OPERATORS_FOR_FLAGS(UsbRules::Kinds)
