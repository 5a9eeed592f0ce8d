// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/viewerfile.h"
#include "tests/support/patience.h"

#include <QRandomGenerator>

using namespace Qt::StringLiterals;

static const QByteArray whole = R"([virt-viewer]
# made by a web page
type=spice
host=vm.example.org
port=5900
tls-port=5901
username=me
password=s3cret\sword
ca=-----BEGIN CERTIFICATE-----\nMII\n-----END CERTIFICATE-----\n
host-subject=O=Example,CN=vm
tls-ciphers=DEFAULT
secure-channels=main;inputs
disable-channels=record
proxy=http://proxy:3128
color-depth=16
disable-effects=wallpaper;animation
enable-smartcard=1
enable-usbredir=0
enable-usb-autoshare=0
usb-filter=-1,-1,-1,-1,0
title=A machine
fullscreen=1
delete-this-file=1
newer-version-url=http://example.org/
versions=linux:11.0

[ovirt]
host=elsewhere
)";

class TestViewerFile : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyKeyIsUnderstood()
    {
        const auto file = parseViewerFile(whole);
        QVERIFY(file);
        const Wire::Open &where = file->where;
        QCOMPARE(where.protocol, Wire::Protocol::Spice);
        QCOMPARE(where.host, u"vm.example.org"_s);
        QCOMPARE(where.port, 5900);
        QCOMPARE(where.tlsPort, 5901);
        QCOMPARE(where.user, u"me"_s);
        QCOMPARE(where.password, QByteArray("s3cret word"));
        QVERIFY(where.authorities.contains("-----\nMII\n-----"));
        QCOMPARE(where.certificateSubject, u"O=Example,CN=vm"_s);
        QCOMPARE(where.secureChannels, QStringList({u"main"_s, u"inputs"_s}));
        QCOMPARE(where.disabledChannels, QStringList({u"record"_s}));
        QCOMPARE(where.proxy, u"http://proxy:3128"_s);
        QCOMPARE(where.colorDepth, quint8(16));
        QCOMPARE(where.disabledEffects, QStringList({u"wallpaper"_s, u"animation"_s}));
        QVERIFY(where.smartCard && !where.usb && !where.local);
        QVERIFY(file->fullScreen && file->deleteFile && !file->usbAutoShare);
        QCOMPARE(file->title, u"A machine"_s);
        QCOMPARE(file->unknown, QStringList({u"newer-version-url"_s, u"versions"_s}));
    }

    void whatIsWrittenIsReadBack()
    {
        const auto file = parseViewerFile(whole);
        QVERIFY(file);
        const QByteArray text = writeViewerFile(*file);
        const auto again = parseViewerFile(text);
        QVERIFY(again);
        QCOMPARE(writeViewerFile(*again), text);
        QCOMPARE(again->where.authorities, file->where.authorities);
        QCOMPARE(again->where.password, file->where.password);
        QVERIFY(!writeViewerFile({.where = {.host = u"h"_s, .port = 1}}).contains("password"));
        // A line end in a value stays inside it.
        ViewerFile sly = *file;
        sly.title = u"x\nhost=evil.example.org"_s;
        QCOMPARE(parseViewerFile(writeViewerFile(sly))->where.host, u"vm.example.org"_s);
    }

    void whatCannotBeUsedIsRefusedInWords_data()
    {
        QTest::addColumn<QByteArray>("text");
        const QByteArray head = "[virt-viewer]\n";
        QTest::newRow("nothing") << QByteArray();
        QTest::newRow("another group") << QByteArray("[other]\ntype=spice\nhost=a\nport=1\n");
        QTest::newRow("no type") << QByteArray(head + "host=a\nport=1\n");
        QTest::newRow("another type") << QByteArray(head + "type=rdp\nhost=a\nport=1\n");
        QTest::newRow("no host") << QByteArray(head + "type=vnc\nport=1\n");
        QTest::newRow("no port") << QByteArray(head + "type=vnc\nhost=a\n");
        QTest::newRow("port too large") << QByteArray(head + "type=vnc\nhost=a\nport=65536\n");
        QTest::newRow("port in words") << QByteArray(head + "type=vnc\nhost=a\nport=five\n");
        QTest::newRow("host as an option") << QByteArray(head + "type=vnc\nhost=-x\nport=1\n");
        QTest::newRow("host with a path") << QByteArray(head + "type=vnc\nhost=a/b\nport=1\n");
        QTest::newRow("relative socket") << QByteArray(head + "type=vnc\nunix-path=x\n");
        QTest::newRow("colour depth")
            << QByteArray(head + "type=spice\nhost=a\nport=1\ncolor-depth=7");
        QTest::newRow("too large") << QByteArray(300000, '#');
    }

    void whatCannotBeUsedIsRefusedInWords()
    {
        QFETCH(QByteArray, text);
        const auto file = parseViewerFile(text);
        QVERIFY(!file);
        QVERIFY(!file.error().detail.isEmpty());
    }

    void garbageIsReadWithoutHarm()
    {
        QRandomGenerator random(7);
        for (int round = 0; round < 4000; ++round) {
            QByteArray text = whole;
            const int changes = random.bounded(1, 30);
            for (int i = 0; i < changes; ++i) {
                const qsizetype at = random.bounded(text.size());
                if (random.bounded(3) == 0)
                    text.remove(at, random.bounded(20));
                else
                    text[at] = char(random.bounded(256));
                if (text.isEmpty())
                    text = "x";
            }
            const auto file = parseViewerFile(text);
            if (!file)
                continue;
            QVERIFY(file->where.isValid());
            QVERIFY(!file->where.host.isEmpty() || !file->where.path.isEmpty());
            const auto again = parseViewerFile(writeViewerFile(*file));
            QVERIFY(again);
            QCOMPARE(again->where.host, file->where.host);
            QCOMPARE(again->title, file->title);
        }
    }

    void addresses_data()
    {
        QTest::addColumn<QString>("address");
        QTest::addColumn<QString>("written"); // empty: refused
        QTest::newRow("spice") << u"spice://h:5900"_s << u"spice://h:5900"_s;
        QTest::newRow("spice, TLS") << u"spice://h?tls-port=5901"_s << u"spice://h?tls-port=5901"_s;
        QTest::newRow("spice, both")
            << u"spice://h?port=1&tls-port=2"_s << u"spice://h:1?tls-port=2"_s;
        QTest::newRow("spice+tls") << u"spice+tls://h:5901"_s << u"spice://h?tls-port=5901"_s;
        QTest::newRow("spice+unix")
            << u"spice+unix:///run/a b.sock"_s << u"spice+unix:///run/a%20b.sock"_s;
        QTest::newRow("vnc") << u"vnc://h"_s << u"vnc://h:5900"_s;
        QTest::newRow("IPv6") << u"vnc://[::1]:5901"_s << u"vnc://[::1]:5901"_s;
        QTest::newRow("http") << u"http://h:1"_s << QString();
        QTest::newRow("password") << u"vnc://me:secret@h:1"_s << QString();
        QTest::newRow("password as a value") << u"spice://h:1?password=x"_s << QString();
        QTest::newRow("no port") << u"spice://h"_s << QString();
        QTest::newRow("unknown way") << u"spice+ssh://h:1"_s << QString();
        QTest::newRow("nothing") << QString() << QString();
    }

    void addresses()
    {
        QFETCH(QString, address);
        QFETCH(QString, written);
        const auto file = parseViewerAddress(QString(address).replace(u' ', u"%20"_s));
        QCOMPARE(file.has_value(), !written.isEmpty());
        if (file)
            QCOMPARE(viewerAddress(file->where), written);
    }
};

QTEST_GUILESS_MAIN(TestViewerFile)
#include "tst_viewerfile.moc"
