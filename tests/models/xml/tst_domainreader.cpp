// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/xml/domainreader.h"
#include "models/xml/xmlvalues.h"
#include "tests/support/patience.h"

using namespace Qt::StringLiterals;

class TestDomainReader : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aSummaryHoldsWhatARowNeeds()
    {
        const auto summary = readDomainSummary(R"(
<domain type='qemu' id='3'>
  <name>web</name>
  <title>Web server</title>
  <description>First line
second &lt;b&gt;line&lt;/b&gt;</description>
  <metadata>
    <os xmlns='http://example.org/other' id='http://debian.org/debian/11'/>
    <libosinfo:libosinfo xmlns:libosinfo='http://libosinfo.org/xmlns/libvirt/domain/1.0'>
      <libosinfo:os id='http://debian.org/debian/12'/>
    </libosinfo:libosinfo>
    <g:tags xmlns:g='urn:guesthouse:machine:1'>
      <g:tag>production</g:tag><g:tag> web
 front </g:tag><g:tag/><g:tag>production</g:tag>
    </g:tags>
  </metadata>
  <memory unit='MiB'>2048</memory>
  <currentMemory unit='GiB'>1</currentMemory>
  <vcpu placement='static' current='2'>8</vcpu>
  <devices>
    <graphics type='spice'><listen type='none'/></graphics>
    <graphics type='vnc'/>
    <channel type='unix'><target type='virtio' name='org.qemu.guest_agent.0'/></channel>
  </devices>
</domain>)");
        QVERIFY(summary);
        QCOMPARE(summary->title, u"Web server"_s);
        QCOMPARE(summary->description, u"First line\nsecond <b>line</b>"_s);
        QCOMPARE(summary->osName, u"Debian 12"_s);
        QCOMPARE(summary->tags, QStringList({u"production"_s, u"web front"_s}));
        QCOMPARE(summary->vcpus, 2u);
        QCOMPARE(summary->memoryKiB, quint64(1024 * 1024));
        QCOMPARE(summary->graphicsCount, 2);
        QVERIFY(summary->hasAgentChannel);
    }

    void whatIsAbsentHasLibvirtsDefaults()
    {
        const auto summary =
            readDomainSummary("<domain type='xen'><memory>131072</memory></domain>");
        QVERIFY(summary);
        QCOMPARE(summary->vcpus, 1u);
        QCOMPARE(summary->memoryKiB, quint64(131072));
        QCOMPARE(summary->graphicsCount, 0);
        QVERIFY(!summary->hasAgentChannel);
        QVERIFY(summary->osName.isEmpty());
    }

    void aForeignNamespaceIsNotTaken()
    {
        const auto summary =
            readDomainSummary("<domain xmlns:x='urn:x'><x:title>no</x:title><x:vcpu>7</x:vcpu>"
                              "<devices><x:graphics type='vnc'/></devices></domain>");
        QVERIFY(summary);
        QVERIFY(summary->title.isEmpty());
        QCOMPARE(summary->vcpus, 1u);
        QCOMPARE(summary->graphicsCount, 0);
    }

    void anotherRootIsSaidInWords()
    {
        const auto network = readDomainSummary("<network><name>default</name></network>");
        QVERIFY(!network);
        QVERIFY(network.error().detail.contains(u"<network>"_s));
        QVERIFY(!readDomainSummary("<domain xmlns='urn:other'/>"));
        QVERIFY(!readGraphics("<domainsnapshot><domain/></domainsnapshot>"));
    }

    void brokenXmlIsRefusedWithItsLine_data()
    {
        QTest::addColumn<QByteArray>("xml");
        QTest::newRow("cut") << QByteArray("<domain>\n<name>web</na");
        QTest::newRow("garbage after the root") << QByteArray("<domain/>\n<domain/>");
        QTest::newRow("undeclared entity") << QByteArray("<domain>\n<title>&x;</title></domain>");
        QTest::newRow("broken in a part that is skipped")
            << QByteArray("<domain><os>\n<boot dev=hd/></os></domain>");
    }
    void brokenXmlIsRefusedWithItsLine()
    {
        QFETCH(QByteArray, xml);
        const auto summary = readDomainSummary(xml);
        QVERIFY(!summary);
        QVERIFY2(summary.error().detail.startsWith(u"Line 2"_s),
                 qPrintable(summary.error().detail));
        QVERIFY(!readGraphics(xml));
    }

    void graphicsTellWhereTheyListen()
    {
        const auto graphics = readGraphics(R"(
<domain><devices>
  <graphics type='spice' port='5901' tlsPort='5902' autoport='yes' listen='127.0.0.1'>
    <listen type='address' address='127.0.0.1'/><gl enable='yes'/></graphics>
  <graphics type='vnc' port='-1' autoport='yes' passwd='hush'>
    <listen type='network' network='default' address='192.168.122.1'/></graphics>
  <graphics type='spice'><listen type='none'/><gl enable='no'/></graphics>
  <graphics type='vnc' socket='/run/old.sock'/>
  <graphics type='vnc'><listen type='socket' socket='/run/new.sock'/>
    <listen type='address' address='0.0.0.0'/></graphics>
  <graphics type='sdl' display=':0' port='99999999999'/>
</devices></domain>)");
        QVERIFY(graphics);
        const QList<Graphics> expected = {
            {.type = u"spice"_s,
             .index = 0,
             .port = 5901,
             .tlsPort = 5902,
             .listenType = u"address"_s,
             .listenAddress = u"127.0.0.1"_s,
             .gl = true},
            {.type = u"vnc"_s,
             .index = 1,
             .listenType = u"network"_s,
             .listenAddress = u"192.168.122.1"_s},
            {.type = u"spice"_s, .index = 2, .listenType = u"none"_s},
            {.type = u"vnc"_s,
             .index = 3,
             .listenType = u"socket"_s,
             .socketPath = u"/run/old.sock"_s},
            {.type = u"vnc"_s,
             .index = 4,
             .listenType = u"socket"_s,
             .socketPath = u"/run/new.sock"_s},
            {.type = u"sdl"_s, .index = 5},
        };
        QCOMPARE(*graphics, expected);
    }

    void memoryIsReadInAllOfLibvirtsUnits_data()
    {
        QTest::addColumn<QString>("number");
        QTest::addColumn<QString>("unit");
        QTest::addColumn<quint64>("kib");
        QTest::newRow("none") << u"131072"_s << QString() << quint64(131072);
        QTest::newRow("b") << u"1"_s << u"b"_s << quint64(1);
        QTest::newRow("bytes") << u"2048"_s << u"bytes"_s << quint64(2);
        QTest::newRow("KB") << u"1024"_s << u"KB"_s << quint64(1000);
        QTest::newRow("k") << u" 7 "_s << u"k"_s << quint64(7);
        QTest::newRow("KiB") << u"7"_s << u"KiB"_s << quint64(7);
        QTest::newRow("MB") << u"512"_s << u"MB"_s << quint64(500'000);
        QTest::newRow("M") << u"2"_s << u"M"_s << quint64(2048);
        QTest::newRow("MiB") << u"2"_s << u"mib"_s << quint64(2048);
        QTest::newRow("GB") << u"1"_s << u"GB"_s << quint64(976563);
        QTest::newRow("GiB") << u"1"_s << u"GiB"_s << quint64(1 << 20);
        QTest::newRow("TB") << u"1"_s << u"TB"_s << quint64(976562500);
        QTest::newRow("TiB") << u"1"_s << u"TiB"_s << (quint64(1) << 30);
        QTest::newRow("PiB") << u"1"_s << u"P"_s << (quint64(1) << 40);
        QTest::newRow("EiB") << u"1"_s << u"EiB"_s << (quint64(1) << 50);
        QTest::newRow("too much") << u"18446744073709551615"_s << u"EiB"_s << quint64(UINT64_MAX);
    }
    void memoryIsReadInAllOfLibvirtsUnits()
    {
        QFETCH(QString, number);
        QFETCH(QString, unit);
        QTEST(XmlValues::memoryKiB(number, unit).value_or(0), "kib");
    }

    void screensAreTheHeadsOfAllCards_data()
    {
        QTest::addColumn<QByteArray>("devices");
        QTest::addColumn<int>("screens");
        QTest::newRow("none") << QByteArray() << 0;
        QTest::newRow("one") << QByteArray("<video><model type='qxl'/></video>") << 1;
        QTest::newRow("no card") << QByteArray("<video><model type='none'/></video>") << 0;
        QTest::newRow("four heads") << QByteArray("<video><model type='qxl' heads='4'/></video>") << 4;
        QTest::newRow("two cards")
            << QByteArray("<video><model type='virtio' heads='2'><acceleration accel3d='no'/>"
                          "</model><address/></video><disk/><video><model heads='1'/></video>")
            << 3;
        QTest::newRow("nonsense") << QByteArray("<video><model heads='99999999999'/></video>") << 1;
        QTest::newRow("too many") << QByteArray("<video><model heads='500'/></video>") << 16;
    }
    void screensAreTheHeadsOfAllCards()
    {
        QFETCH(QByteArray, devices);
        const auto screens = readScreenCount("<domain><devices>" + devices + "</devices></domain>");
        QVERIFY(screens);
        QTEST(*screens, "screens");
        QVERIFY(!readScreenCount("<domain><devices>"));
    }

    void nonsenseIsNoAmount()
    {
        QVERIFY(!XmlValues::memoryKiB(u"many", {}));
        QVERIFY(!XmlValues::memoryKiB(u"-5", {}));
        QVERIFY(!XmlValues::memoryKiB(u"5", u"KiBi"));
        QVERIFY(!XmlValues::memoryKiB(u"5", u"parsec"));
        QVERIFY(!XmlValues::memoryKiB(u"18446744073709551616", u"b"));
    }

    void anOperatingSystemHasThePeoplesName_data()
    {
        QTest::addColumn<QString>("id");
        QTest::addColumn<QString>("name");
        QTest::newRow("1") << u"http://debian.org/debian/12"_s << u"Debian 12"_s;
        QTest::newRow("2") << u"http://microsoft.com/win/11"_s << u"Windows 11"_s;
        QTest::newRow("3") << u"http://microsoft.com/win/2k22"_s << u"Windows Server 2022"_s;
        QTest::newRow("4") << u"http://archlinux.org/archlinux/rolling"_s << u"Arch Linux"_s;
        QTest::newRow("5") << u"http://new.example/shinyos/3"_s << u"shinyos 3"_s;
        QTest::newRow("6") << u"gibberish"_s << u"gibberish"_s;
        QTest::newRow("7") << u"http://x"_s << u"x"_s;
        QTest::newRow("8") << QString() << QString();
    }
    void anOperatingSystemHasThePeoplesName()
    {
        QFETCH(QString, id);
        QTEST(XmlValues::osName(id), "name");
    }
};

QTEST_GUILESS_MAIN(TestDomainReader)
#include "tst_domainreader.moc"
