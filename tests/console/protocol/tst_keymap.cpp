// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/protocol/keymap.h"
#include "tests/support/patience.h"

#include <linux/input-event-codes.h>

class TestKeyMap : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatIsNoRealKeyHasNoCode()
    {
        QCOMPARE(KeyMap::atCode(0), quint16(0));
        QCOMPARE(KeyMap::atCode(KEY_MAX), quint16(0));
        QCOMPARE(KeyMap::atCode(84), quint16(0)); // a gap in the kernel's list
    }

    void keysHaveThePlaceTheyHaveOnAPcKeyboard_data()
    {
        QTest::addColumn<int>("linuxCode");
        QTest::addColumn<int>("atCode");
        QTest::newRow("Escape") << KEY_ESC << 0x01;
        QTest::newRow("A") << KEY_A << 0x1e;
        QTest::newRow("Enter") << KEY_ENTER << 0x1c;
        QTest::newRow("keypad 8") << KEY_KP8 << 0x48;
        QTest::newRow("up, not keypad 8") << KEY_UP << 0x148;
        QTest::newRow("keypad Enter") << KEY_KPENTER << 0x11c;
        QTest::newRow("right Ctrl") << KEY_RIGHTCTRL << 0x11d;
        QTest::newRow("right Alt") << KEY_RIGHTALT << 0x138;
        QTest::newRow("Super") << KEY_LEFTMETA << 0x15b;
        QTest::newRow("Menu") << KEY_COMPOSE << 0x15d;
        QTest::newRow("Pause") << KEY_PAUSE << 0x146;
        QTest::newRow("Print Screen") << KEY_SYSRQ << 0x54;
        QTest::newRow("Delete") << KEY_DELETE << 0x153;
        QTest::newRow("F11") << KEY_F11 << 0x57;
        QTest::newRow("the key beside left Shift") << KEY_102ND << 0x56;
        QTest::newRow("Ro") << KEY_RO << 0x73;
        QTest::newRow("Yen") << KEY_YEN << 0x7d;
    }

    void keysHaveThePlaceTheyHaveOnAPcKeyboard()
    {
        QFETCH(int, linuxCode);
        QFETCH(int, atCode);
        QCOMPARE(int(KeyMap::atCode(quint16(linuxCode))), atCode);
    }

    void noTwoKeysShareAPlace()
    {
        QHash<quint16, int> seen;
        for (int code = 1; code <= KEY_MAX; ++code) {
            const quint16 at = KeyMap::atCode(quint16(code));
            if (at == 0)
                continue;
            QVERIFY2(!seen.contains(at), qPrintable(QString::number(code)));
            seen.insert(at, code);
        }
    }
};

QTEST_APPLESS_MAIN(TestKeyMap)
#include "tst_keymap.moc"
