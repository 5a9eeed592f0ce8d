// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/xml/textconsolereader.h"
#include "tests/support/patience.h"

#include <QFile>

using namespace Qt::StringLiterals;

class TestTextConsoleReader : public QObject
{
    Q_OBJECT

    static QList<TextConsole> read(const QByteArray &devices)
    {
        const auto consoles = readTextConsoles("<domain type='qemu'><name>x</name><devices>"
                                               + devices + "</devices></domain>");
        return consoles.value_or(QList<TextConsole>{});
    }
    static QStringList titles(const QList<TextConsole> &consoles)
    {
        QStringList all;
        for (const TextConsole &console : consoles)
            all += textConsoleTitle(console);
        return all;
    }

private Q_SLOTS:
    void aConsoleThatRepeatsTheFirstSerialPortIsNotListed()
    {
        QFile file(QStringLiteral(GUESTHOUSE_SOURCE_DIR "/tests/data/xml/running-qemu.xml"));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const auto consoles = readTextConsoles(file.readAll());
        QVERIFY(consoles);
        QCOMPARE(titles(*consoles), QStringList{u"Serial 1"_s});
        QCOMPARE(consoles->first().alias, u"serial0"_s);
        QCOMPARE(consoles->first().type, u"pty"_s);
        QCOMPARE(consoles->first().targetType, u"isa-serial"_s);
        QCOMPARE(consoles->first().port, 0);
        QVERIFY(consoles->first().whyNot.isEmpty());
    }

    void virtioConsolesAreListedBesideIt()
    {
        const auto consoles = read(
            "<serial type='pty'><target port='0'/><alias name='serial0'/></serial>"
            "<console type='pty'><target type='serial' port='0'/></console>"
            "<console type='pty'><target type='virtio' port='1'/><alias name='console1'/></console>"
            "<console type='pty'><target type='virtio' port='2'/><alias "
            "name='console2'/></console>");
        QCOMPARE(titles(consoles),
                 (QStringList{u"Serial 1"_s, u"Virtio console 1"_s, u"Virtio console 2"_s}));
        QCOMPARE(consoles[1].alias, u"console1"_s);
        QCOMPARE(consoles[1].kind, TextConsole::Kind::Virtio);
    }

    void aConsoleWithoutASerialPortStandsForItself()
    {
        QCOMPARE(titles(read("<console type='pty'><target type='serial' port='0'/></console>")),
                 QStringList{u"Console 1"_s});
        QFile file(QStringLiteral(GUESTHOUSE_SOURCE_DIR "/tests/data/xml/container.xml"));
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(titles(readTextConsoles(file.readAll()).value()), QStringList{u"Console 1"_s});
    }

    void whatIsNoPseudoTerminalSaysWhy()
    {
        const auto consoles =
            read("<serial type='tcp'><target port='0'/></serial><serial type='file'/>"
                 "<serial type='&lt;odd&#10;'/><serial type='pty'/>");
        QCOMPARE(consoles.size(), 4);
        QVERIFY(consoles[0].whyNot.contains(u"TCP"_s));
        QVERIFY(consoles[1].whyNot.contains(u"file"_s));
        QVERIFY(consoles[2].whyNot.contains(u"<odd"_s) && !consoles[2].whyNot.contains(u'\n'));
        QVERIFY(consoles[3].whyNot.isEmpty());
        QCOMPARE(titles(consoles).last(), u"Serial 4"_s);
    }

    void aMachineWithoutOneHasNone()
    {
        QVERIFY(readTextConsoles("<domain/>").value().isEmpty());
        QVERIFY(read("<channel type='unix'/><parallel type='pty'/>").isEmpty());
        QVERIFY(!readTextConsoles("<domain><devices><serial"));
        QVERIFY(!readTextConsoles("<network/>"));
    }

    void aDocumentWithoutEndIsCutShort()
    {
        QByteArray devices;
        for (int i = 0; i < 500; ++i)
            devices += "<serial type='pty'/>";
        QCOMPARE(read(devices).size(), 64);
    }
};

QTEST_GUILESS_MAIN(TestTextConsoleReader)
#include "tst_textconsolereader.moc"
