// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/vncqemu.h"

#include "tests/support/patience.h"

#include <QFile>

using namespace Qt::StringLiterals;

static QByteArray bootSector()
{
    QByteArray code = QByteArray::fromHex("31c08ed8"     // ds = 0
                                          "b0ede660"     // the keyboard's lights:
                                          "b004e660"     // Caps Lock
                                          "b84b0ecd10"   // show 'K'
                                          "30e4cd16"     // wait for a key
                                          "50b40ecd1058" // show it
                                          "baf803ee"     // send it
                                          "ebf0");
    code.append(QByteArray(510 - code.size(), '\0'));
    return code + QByteArray::fromHex("55aa");
}

VncQemu::VncQemu(const QStringList &more, const QString &vnc)
{
    QFile disk(m_folder.filePath(u"disk"_s));
    if (disk.open(QIODevice::WriteOnly))
        disk.write(bootSector());
    disk.close();
    start(more, vnc);
}

VncQemu::~VncQemu()
{
    stop();
}

void VncQemu::start(const QStringList &more, const QString &vnc)
{
    QFile::remove(socket());
    const QString comma = vnc.isEmpty() ? QString() : u","_s;
    const bool network = vnc.startsWith(u"127.0.0.1:"_s);
    const QString where = network ? vnc : u"unix:"_s + socket() + comma + vnc;
    const bool screen = !more.contains(u"-vga"_s);
    m_process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    m_process.start(u"qemu-system-x86_64"_s,
                    QStringList{u"-machine"_s, u"pc,accel=tcg"_s, u"-m"_s, u"32"_s, u"-nic"_s,
                                u"none"_s, u"-nodefaults"_s, u"-display"_s, u"none"_s, u"-drive"_s,
                                u"format=raw,file="_s + m_folder.filePath(u"disk"_s), u"-serial"_s,
                                u"file:"_s + m_folder.filePath(u"serial"_s), u"-monitor"_s,
                                u"stdio"_s, u"-vnc"_s, where}
                        + (screen ? QStringList{u"-vga"_s, u"std"_s} : QStringList()) + more);
    // The monitor answers when all is set up; it greets before that.
    m_process.write("info vnc\n");
    QByteArray said;
    const auto listening = [this, network, &said] {
        said += m_process.readAllStandardOutput();
        return (network ? said.contains("Server: ") : QFile::exists(socket()))
               || m_process.state() == QProcess::NotRunning;
    };
    if (!QTest::qWaitFor(listening, patience))
        qWarning("QEMU does not listen");
}

void VncQemu::stop()
{
    m_process.kill();
    m_process.waitForFinished();
}

QByteArray VncQemu::serial() const
{
    QFile file(m_folder.filePath(u"serial"_s));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void VncQemu::monitor(const QByteArray &command)
{
    m_process.write(command + '\n');
}
