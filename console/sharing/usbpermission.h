// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QObject>

#include <functional>
#include <memory>

class QProcess;

// Gets the right to open a USB device, which ordinary users do not have: spice-client-glib's helper
// asks polkit (and polkit the user), and grants it for as long as the helper runs. It is started
// here and not in the viewer, which could else ask for any device, and would have to keep the way to
// other rights open (console/viewer/usbaccess.h).
class UsbPermission : public QObject
{
    Q_OBJECT

public:
    // Called once; `why`: a sentence, empty when it was granted. "" and false: the user declined.
    using Done = std::function<void(bool granted, const QString &why)>;

    explicit UsbPermission(QObject *parent = nullptr);
    ~UsbPermission() override;

    // Where the helper is; empty when it is not installed.
    static QString helper();
    void setHelper(const QString &program) { m_helper = program; } // for tests
    void setDeviceFolder(const QString &folder) { m_folder = folder; }

    void acquire(int bus, int address, Done done);
    void release(int bus, int address);
    void releaseAll();
    int held() const { return int(m_processes.size()); }

private:
    void heard(int key, QProcess *process);
    void answer(int key, bool granted, const QString &why);
    void drop(int key);

    struct Grant
    {
        QProcess *process = nullptr;
        Done done = {}; // until it was answered
    };

    QString m_helper, m_folder;
    QHash<int, Grant> m_processes; // by bus * 256 + address
};
