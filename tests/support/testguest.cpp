// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/testguest.h"

#include "models/xml/domainreader.h"
#include "tests/support/patience.h"

#include <QDir>
#include <QFile>
#include <QSignalSpy>

using namespace Qt::StringLiterals;

namespace {

// The folder with vmlinuz and initrd.img; empty when they could not be built.
QString guestImage(GuestOptions::Image image)
{
    QProcess process;
    process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    QSignalSpy finished(&process, &QProcess::finished);
    process.start(image == GuestOptions::Image::Desktop
                      ? QStringLiteral(GUESTHOUSE_SOURCE_DIR "/tests/support/make-desktop-guest.sh")
                      : QStringLiteral(GUESTHOUSE_SOURCE_DIR "/app/demo/make-guest.sh"),
                  {});
    if (!finished.wait(600'000) || process.exitCode() != 0)
        return {};
    return QString::fromLocal8Bit(process.readAllStandardOutput()).trimmed();
}

// Readable by the daemon's account, whoever we are.
bool copyReadable(const QString &from, const QString &to)
{
    return QFile::exists(to)
           || (QFile::copy(from, to)
               && QFile::setPermissions(to, QFile::ReadOwner | QFile::WriteOwner | QFile::ReadGroup
                                                | QFile::ReadOther));
}

} // namespace

TestGuest::TestGuest(PrivateLibvirtd &daemon, const QString &name, const QString &commandLine)
    : TestGuest(daemon, name, GuestOptions{.commandLine = commandLine})
{}

TestGuest::TestGuest(PrivateLibvirtd &daemon, const QString &name, const GuestOptions &options)
    : m_daemon(daemon), m_name(name), m_options(options)
{}

bool TestGuest::define()
{
    const QString folder = m_daemon.folder();
    const QString image = guestImage(m_options.image);
    const QString copy =
        folder + (m_options.image == GuestOptions::Image::Desktop ? "/desktop"_L1 : ""_L1);
    if (!QDir().mkpath(copy) || !QFile::setPermissions(copy, QFile::Permissions(0x7755))) {
        m_error = u"no folder for the guest"_s;
        return false;
    }
    for (const QString &file : {u"/vmlinuz"_s, u"/initrd.img"_s}) {
        if (image.isEmpty() || !copyReadable(image + file, copy + file)) {
            m_error = u"no guest image"_s;
            return false;
        }
    }
    const Result<QByteArray> xml = m_options.definition(m_name, folder);
    if (!xml) {
        m_error = xml.error().summary;
        return false;
    }
    const VirshAnswer answer = m_daemon.define(*xml);
    m_error = answer.error;
    return answer.ok();
}

bool TestGuest::start()
{
    const VirshAnswer answer = m_daemon.virsh({u"start"_s, m_name});
    m_error = answer.error;
    return answer.ok();
}

void TestGuest::remove()
{
    m_daemon.virsh({u"destroy"_s, m_name});
    m_daemon.virsh({u"undefine"_s, m_name, u"--managed-save"_s, u"--snapshots-metadata"_s});
}

QString TestGuest::uuid() const
{
    return m_daemon.virsh({u"domuuid"_s, m_name}).output.trimmed();
}

QString TestGuest::state() const
{
    return m_daemon.virsh({u"domstate"_s, m_name}).output.trimmed();
}

QList<Graphics> TestGuest::graphics() const
{
    return readGraphics(m_daemon.virsh({u"dumpxml"_s, m_name}).output.toUtf8())
        .value_or(QList<Graphics>());
}

QByteArray TestGuest::serialOutput() const
{
    QFile log(m_daemon.folder() + u'/' + m_name + ".serial"_L1);
    return log.open(QIODevice::ReadOnly) ? log.readAll() : QByteArray();
}

bool TestGuest::waitFor(const QByteArray &mark, int times, int milliseconds) const
{
    return QTest::qWaitFor([&] { return serialOutput().count(mark) >= times; }, milliseconds);
}
