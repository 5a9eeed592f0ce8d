// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/singleinstance.h"

#include <QCryptographicHash>
#include <QDBusConnection>
#include <QDBusMessage>
#include <QFileInfo>

using namespace Qt::StringLiterals;

static constexpr auto path = "/org/guesthouse/Guesthouse"_L1;
static constexpr auto interfaceName = "org.guesthouse.Guesthouse"_L1;

SingleInstance::SingleInstance(const QString &profile, QObject *parent)
    : QObject(parent)
    , m_service(interfaceName)
{
    if (!profile.isEmpty()) {
        const QByteArray folder = QFileInfo(profile).absoluteFilePath().toUtf8();
        m_service += u".p"_s
                     + QString::fromLatin1(
                         QCryptographicHash::hash(folder, QCryptographicHash::Sha256).toHex().left(16));
    }
}

bool SingleInstance::becomeFirst()
{
    QDBusConnection bus = QDBusConnection::sessionBus();
    if (!bus.isConnected())
        return true;
    bus.registerObject(path, this, QDBusConnection::ExportScriptableSlots | QDBusConnection::ExportAllSlots);
    return bus.registerService(m_service);
}

bool SingleInstance::handOver(const QStringList &arguments)
{
    QDBusMessage call = QDBusMessage::createMethodCall(m_service, path, interfaceName, u"Open"_s);
    call.setArguments({arguments});
    constexpr int patienceMs = 5000;
    return QDBusConnection::sessionBus().call(call, QDBus::Block, patienceMs).type()
           == QDBusMessage::ReplyMessage;
}

void SingleInstance::Open(const QStringList &arguments)
{
    Q_EMIT opened(arguments.mid(0, 64));
}
