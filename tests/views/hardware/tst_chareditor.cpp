// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/views/hardware/editorrig.h"

using namespace Qt::StringLiterals;

static const QByteArray serial =
    "<serial type='tcp'><source mode='bind' host='127.0.0.1' service='4555'/>"
    "<protocol type='telnet'/><target type='isa-serial' port='0'><model name='isa-serial'/>"
    "</target><alias name='ua-mine'/></serial>";
static const QByteArray channel = "<channel type='unix'><target type='virtio' "
                                  "name='org.qemu.guest_agent.0'/></channel>";

class TestCharEditor : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void untouchedNothingIsSaid()
    {
        const QByteArray devices[] = {
            serial, channel, "<parallel type='pty'><target port='0'/></parallel>",
            "<console type='pty'><target type='serial' port='0'/></console>",
            "<serial type='udp'><source mode='bind' host='a' service='1'/>"
            "<source mode='connect' host='b' service='2'/></serial>"};
        for (const QByteArray &one : devices) {
            EditorRig rig(one, EditorRig::keyOf(one));
            rig.fill();
            QCOMPARE(rig.edits, 0);
            QCOMPARE(rig.device(), one);
        }
    }
    void anotherConnectionKeepsTheTarget()
    {
        EditorRig rig(serial, EditorRig::keyOf(serial));
        QVERIFY(rig.choose(u"Connected to"_s, u"File"_s));
        QVERIFY(rig.type(u"Path"_s, u"/log"_s));
        QVERIFY(rig.choose(u"Append to the file"_s, u"Yes"_s));
        QCOMPARE(rig.device(), "<serial type='file'><target type='isa-serial' port='0'><model "
                               "name='isa-serial'/></target><alias name='ua-mine'/>"
                               "<source path='/log' append='on'/></serial>");
        QVERIFY(rig.choose(u"Connected to"_s, u"TCP"_s));
        QVERIFY(rig.changes.isEmpty());
        QVERIFY(rig.choose(u"Connected to"_s, u"Unix socket"_s));
        QVERIFY(rig.device().startsWith("<serial type='unix'><source mode='bind'/><target"));
    }

    void udpHasTwoSides()
    {
        EditorRig rig("<serial type='pty'><target port='0'/></serial>", u"serial/0#0"_s);
        QVERIFY(rig.choose(u"Connected to"_s, u"UDP"_s));
        QVERIFY(rig.type(u"Sends to the host"_s, u"h"_s));
        QVERIFY(rig.type(u"Sends to the port"_s, u"1"_s));
        QVERIFY(rig.type(u"Receives at the port"_s, u"2"_s));
        QCOMPARE(rig.device(),
                 "<serial type='udp'><target port='0'/><source mode='connect' host='h' "
                 "service='1'/><source mode='bind' service='2'/></serial>");
        QVERIFY(rig.choose(u"Connected to"_s, u"Nowhere"_s));
        QCOMPARE(rig.device(), "<serial type='null'><target port='0'/></serial>");
    }

    void channelsHaveNames()
    {
        EditorRig rig(channel
                          + "<channel type='spicevmc'><target type='virtio' "
                            "name='com.redhat.spice.0'/></channel>",
                      EditorRig::keyOf(channel));
        QCOMPARE(rig.shown(u"Name"_s), u"Guest agent (org.qemu.guest_agent.0)"_s);
        QVERIFY(rig.choose(u"Name"_s, u"SPICE agent (com.redhat.spice.0)"_s));
        QVERIFY(rig.says(u"Another channel"_s));
        QVERIFY(rig.choose(u"Name"_s, u"Shared folders of SPICE (org.spice-space.webdav.0)"_s));
        QVERIFY(rig.choose(u"Connected to"_s, u"SPICE port"_s));
        QVERIFY(rig.says(u"needs a SPICE display"_s));
        QVERIFY(rig.type(u"Channel"_s, u"org.spice-space.webdav.0"_s));
        QCOMPARE(rig.device(),
                 "<channel type='spiceport'><target type='virtio' "
                 "name='org.spice-space.webdav.0'/><source channel='org.spice-space.webdav.0'/>"
                 "</channel>");
        QVERIFY(rig.choose(u"Connected to"_s, u"QEMU’s own clipboard agent"_s));
        QVERIFY(rig.choose(u"Clipboard sharing"_s, u"Yes"_s));
        QVERIFY(rig.device().contains("<source><clipboard copypaste='yes'/></source>"));
    }

    void theAgentsStateIsThatOfTheRunningMachine()
    {
        EditorRig rig(channel, EditorRig::keyOf(channel));
        rig.live =
            QByteArray(rig.original).replace("guest_agent.0'", "guest_agent.0' state='connected'");
        rig.fill();
        QVERIFY(rig.says(u"The agent in the guest is connected"_s));
    }
};

QTEST_MAIN(TestCharEditor)
#include "tst_chareditor.moc"
