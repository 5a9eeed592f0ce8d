// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/sharing/usbpermission.h"

#include "models/core/safetext.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>
#include <QProcess>
#include <QTimer>

#include <unistd.h>

using namespace Qt::StringLiterals;

static int keyOf(int bus, int address)
{
    return bus * 256 + address;
}

UsbPermission::UsbPermission(QObject *parent)
    : QObject(parent), m_helper(helper()), m_folder(u"/dev/bus/usb"_s)
{}

UsbPermission::~UsbPermission()
{
    releaseAll();
}

QString UsbPermission::helper()
{
    for (const QString &folder : {u"/usr/libexec"_s, u"/usr/libexec/spice-gtk-x86_64"_s,
                                  u"/usr/lib/spice-gtk"_s, u"/usr/lib"_s}) {
        const QString program = folder + u"/spice-client-glib-usb-acl-helper"_s;
        if (QFileInfo(program).isExecutable())
            return program;
    }
    return {};
}

void UsbPermission::acquire(int bus, int address, Done done)
{
    const QString node = u"%1/%2/%3"_s.arg(m_folder, QString::number(bus).rightJustified(3, u'0'),
                                           QString::number(address).rightJustified(3, u'0'));
    if (access(QFile::encodeName(node).constData(), R_OK | W_OK) == 0)
        return done(true, {}); // by a rule of this computer, or for root
    if (m_helper.isEmpty())
        return done(false, tr("This user may not open USB devices. Install the package "
                              "spice-client-glib-usb-acl-helper, which asks for permission."));
    const int key = keyOf(bus, address);
    if (m_processes.contains(key))
        return done(false, tr("The permission for this device has been asked for already."));
    auto *process = new QProcess(this);
    m_processes.insert(key, {process, std::move(done)});
    process->setStandardErrorFile(QProcess::nullDevice());
    connect(process, &QProcess::readyReadStandardOutput, this,
            [this, key, process] { heard(key, process); });
    connect(process, &QProcess::errorOccurred, this, [this, key](QProcess::ProcessError error) {
        if (error == QProcess::FailedToStart)
            answer(key, false, tr("The helper that asks for permission could not be started."));
    });
    connect(process, &QProcess::finished, this, [this, key] {
        answer(key, false, tr("The helper that asks for permission has ended."));
    });
    process->start(m_helper, QStringList());
    process->write(QByteArray::number(bus) + ' ' + QByteArray::number(address) + '\n');
}

void UsbPermission::heard(int key, QProcess *process)
{
    if (!process->canReadLine())
        return;
    const QByteArray line = process->readLine(1000).trimmed();
    if (line == "SUCCESS")
        answer(key, true, {});
    else if (line == "CANCELED")
        answer(key, false, {});
    else if (line == "Not authorized")
        answer(key, false, tr("This user is not permitted to open USB devices."));
    else
        answer(key, false, SafeText::line(QString::fromUtf8(line), 300));
}

void UsbPermission::answer(int key, bool granted, const QString &why)
{
    const auto known = m_processes.find(key);
    if (known == m_processes.end())
        return;
    const Done done = std::exchange(known->done, nullptr);
    if (!granted)
        drop(key);
    if (done)
        done(granted, why);
}

void UsbPermission::release(int bus, int address)
{
    drop(keyOf(bus, address));
}

void UsbPermission::releaseAll()
{
    const QList<int> keys = m_processes.keys();
    for (const int key : keys)
        drop(key);
}

// It takes the permission back when its input ends, and then ends itself.
void UsbPermission::drop(int key)
{
    QProcess *process = m_processes.take(key).process;
    if (!process)
        return;
    process->disconnect(this);
    process->setParent(QCoreApplication::instance());
    if (process->state() == QProcess::NotRunning)
        return process->deleteLater();
    connect(process, &QProcess::finished, process, &QObject::deleteLater);
    process->closeWriteChannel();
    QTimer::singleShot(5000, process, &QProcess::kill);
}
