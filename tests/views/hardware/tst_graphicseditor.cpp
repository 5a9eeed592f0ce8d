// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/views/hardware/editorrig.h"

#include <QDateTimeEdit>

using namespace Qt::StringLiterals;

static const QByteArray spice =
    "<graphics type='spice' port='-1' autoport='yes' listen='127.0.0.1' keymap='de'>"
    "<listen type='address' address='127.0.0.1'/><channel name='main' mode='secure'/>"
    "<channel name='record' mode='insecure'/><image compression='off'/>"
    "<clipboard copypaste='no'/></graphics>";
static const QByteArray vnc = "<graphics type='vnc' port='5907' autoport='no' listen='0.0.0.0'>"
                              "<listen type='address' address='0.0.0.0'/></graphics>";

class TestGraphicsEditor : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void untouchedNothingIsSaid()
    {
        for (const auto &[one, key] :
             {std::pair(spice, u"graphics/spice#0"_s), std::pair(vnc, u"graphics/vnc#0"_s),
              std::pair(QByteArray("<graphics type='sdl'/>"), u"graphics/sdl#0"_s)}) {
            EditorRig rig(one, key);
            rig.fill();
            QCOMPARE(rig.edits, 0);
            QCOMPARE(rig.device(), one);
        }
    }

    void anotherTypeKeepsWhatMakesSense()
    {
        EditorRig rig(spice, u"graphics/spice#0"_s);
        QVERIFY(rig.choose(u"Type"_s, u"VNC"_s));
        QCOMPARE(rig.device(),
                 "<graphics type='vnc' port='-1' autoport='yes' listen='127.0.0.1' keymap='de'>"
                 "<listen type='address' address='127.0.0.1'/></graphics>");
        // It is still the same display that is edited.
        QVERIFY(rig.choose(u"Several viewers"_s, u"Always"_s));
        QVERIFY(rig.device().contains("sharePolicy='force-shared'"));
        QVERIFY(rig.choose(u"Type"_s, u"SPICE"_s));
        QVERIFY(rig.changes.isEmpty());
        QVERIFY(rig.choose(u"Type"_s, u"Local window on the host (SDL)"_s));
        QCOMPARE(rig.device(), "<graphics type='sdl'/>");
    }

    void theAddressIsWrittenOnce()
    {
        EditorRig rig(vnc, u"graphics/vnc#0"_s);
        QVERIFY(rig.says(u"Everybody who can reach the host"_s));
        QVERIFY(rig.choose(u"Address"_s, u"127.0.0.1 (this host only)"_s));
        QCOMPARE(rig.device(), "<graphics type='vnc' port='5907' autoport='no'>"
                               "<listen type='address' address='127.0.0.1'/></graphics>");
        QVERIFY(rig.choose(u"Reached through"_s, u"Nothing but this program"_s));
        QCOMPARE(rig.device(), "<graphics type='vnc' port='5907' autoport='no'>"
                               "<listen type='none'/></graphics>");
    }

    void portsAreChosenOrFixed()
    {
        EditorRig rig(spice, u"graphics/spice#0"_s);
        QVERIFY(!rig.shows(u"Port"_s));
        QVERIFY(rig.choose(u"Ports"_s, u"Fixed"_s));
        QCOMPARE(rig.shown(u"Port"_s), QString());
        QVERIFY(rig.type(u"Port"_s, u"70000"_s));
        QVERIFY(rig.says(u"from 1 to 65535"_s));
        QVERIFY(rig.type(u"Port"_s, u"5930"_s));
        QVERIFY2(rig.device().startsWith(
                     "<graphics type='spice' autoport='no' listen='127.0.0.1' keymap='de' "
                     "port='5930'>")
                     || rig.device().startsWith("<graphics type='spice' port='5930' "
                                                "autoport='no'"),
                 rig.device());
        QVERIFY(rig.choose(u"Ports"_s, u"Chosen at each start"_s));
        QVERIFY(!rig.device().contains("5930"));
    }

    void aPasswordIsReplacedUnseen()
    {
        EditorRig rig(vnc, u"graphics/vnc#0"_s);
        QVERIFY(rig.type(u"Password"_s, u"new one!9"_s));
        QVERIFY(rig.says(u"first eight"_s));
        QCOMPARE(rig.changes.fields.size(), 1);
        QVERIFY(rig.changes.fields.first().unseen);
        QCOMPARE(rig.changes.fields.first().after, u"new one!9"_s);
        QVERIFY(rig.type(u"Password"_s, QString()));
        QVERIFY(rig.changes.isEmpty());
        QVERIFY(rig.press(u"No password"_s));
        QCOMPARE(rig.changes.fields.size(), 1);
        QVERIFY(!rig.changes.fields.first().after);
        // On the document with the password in it.
        const auto secret = applyChanges(
            QByteArray(rig.original).replace("type='vnc'", "type='vnc' passwd='x'"), rig.changes);
        QVERIFY(secret && secret->conflicts.isEmpty());
        QCOMPARE(secret->xml, rig.original);
    }

    void aPasswordExpiresInUtc()
    {
        EditorRig rig(vnc, u"graphics/vnc#0"_s);
        QVERIFY(rig.press(u"Password expires"_s));
        auto *until = rig.find<QDateTimeEdit>(u"Password valid until"_s);
        until->setDateTime(QDateTime(QDate(2030, 4, 9), QTime(15, 51), Qt::UTC));
        QVERIFY(rig.device().contains("passwdValidTo='2030-04-09T15:51:00'"));
        QVERIFY(rig.press(u"Password expires"_s));
        QCOMPARE(rig.device(), vnc);
    }

    void openGlSaysWhatItNeeds()
    {
        EditorRig rig(spice + "<video><model type='qxl'/></video>", u"graphics/spice#0"_s);
        QVERIFY(rig.choose(u"OpenGL"_s, u"Yes"_s));
        QVERIFY(rig.says(u"same computer only"_s));
        QVERIFY(rig.says(u"3D acceleration"_s));
        QVERIFY(rig.choose(u"Reached through"_s, u"Nothing but this program"_s));
        QVERIFY(!rig.says(u"same computer only"_s));
        QVERIFY(rig.device().contains("<gl enable='yes'/>"));
    }
};

QTEST_MAIN(TestGraphicsEditor)
#include "tst_graphicseditor.moc"
