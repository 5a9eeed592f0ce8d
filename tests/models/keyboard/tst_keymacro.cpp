// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/keyboard/keymacro.h"
#include "models/keyboard/keynames.h"
#include "tests/support/patience.h"

#include <linux/input-event-codes.h>

using namespace Qt::StringLiterals;

class TestKeyMacro : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aNativeScanCodeIsTheKernelsPlusEight()
    {
        QCOMPARE(KeyNames::fromScanCode(38), quint16(KEY_A));
        QCOMPARE(KeyNames::fromScanCode(111), quint16(KEY_UP));
        QCOMPARE(KeyNames::fromScanCode(105), quint16(KEY_RIGHTCTRL));
        QCOMPARE(KeyNames::fromScanCode(127), quint16(KEY_PAUSE));
        QCOMPARE(KeyNames::fromScanCode(0), quint16(0));
        QCOMPARE(KeyNames::fromScanCode(8), quint16(0));
        QCOMPARE(KeyNames::fromScanCode(0xffffffffu), quint16(0));
    }

    void everyKeyIsFoundByItsName()
    {
        const QList<quint16> codes = KeyNames::codes();
        for (const quint16 code : codes) {
            QVERIFY(!KeyNames::name(code).contains(u'+'));
            QCOMPARE(KeyNames::code(KeyNames::name(code)), code);
            QVERIFY(!KeyNames::label(code).isEmpty());
        }
        QCOMPARE(KeyNames::code(u"pgdn"), quint16(KEY_PAGEDOWN));
        QCOMPARE(KeyNames::code(u"Page Down"), quint16(KEY_PAGEDOWN));
        QCOMPARE(KeyNames::code(u"nonsense"), quint16(0));
        QCOMPARE(KeyNames::code(u""), quint16(0));
    }

    void chordsAreReadAndWritten()
    {
        const auto chord = KeyChord::parse(u" ctrl + Alt+del ");
        QVERIFY(chord);
        QCOMPARE(chord->keys, (QList<quint16>{KEY_LEFTCTRL, KEY_LEFTALT, KEY_DELETE}));
        QCOMPARE(chord->text(), u"Ctrl+Alt+Delete"_s);
        QCOMPARE(KeyChord::parse(u"RightCtrl")->label(), u"Right Ctrl"_s);
        QVERIFY(chord->isSame({{KEY_DELETE, KEY_LEFTCTRL, KEY_LEFTALT}}));
        QVERIFY(!chord->isSame({{KEY_DELETE, KEY_LEFTCTRL}}));
        for (const QString &bad : {u""_s, u"Ctrl+"_s, u"Ctrl+Ctrl"_s, u"Ctrl+Foo"_s, u"+"_s})
            QVERIFY2(!KeyChord::parse(bad), qPrintable(bad));
    }

    void macrosSurviveBeingText()
    {
        const QList<KeyMacro> macros{{u"Log in"_s, *KeyChord::parse(u"Ctrl+Shift+F2"),
                                      *KeyMacros::stepsFromText(u"Ctrl+Alt+F2\nwait 500\nEnter"_s)},
                                     {u"[odd] name"_s, {}, {{{{KEY_A}}, 0}}}};
        QCOMPARE(macros[0].steps.size(), 3);
        const auto read = KeyMacros::fromText(KeyMacros::toText(macros));
        QVERIFY2(read, read ? "" : qPrintable(read.error().summary));
        QCOMPARE(*read, macros);
        QCOMPARE(KeyMacros::fromText({})->size(), 0);
        QCOMPARE(KeyMacros::fromText(u"# nothing\r\n\r\n[a]\r\nF1\r\n"_s)->first().steps.size(), 1);
    }

    void whatIsWrongIsSaidWithItsLine_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<int>("line");
        QTest::newRow("no name") << u"F1"_s << 1;
        QTest::newRow("no key") << u"[a]\nF1\nF99"_s << 3;
        QTest::newRow("endless") << u"[a]\nwait 9999999"_s << 2;
        QTest::newRow("twice") << u"[a]\n[a]"_s << 2;
        QTest::newRow("empty name") << u"\n[ ]"_s << 2;
        QTest::newRow("shortcut") << u"[a]\nshortcut x y"_s << 2;
        QTest::newRow("too many") << u"[a]\n"_s + u"F1\n"_s.repeated(1001) << 1002;
    }

    void whatIsWrongIsSaidWithItsLine()
    {
        QFETCH(QString, text);
        QFETCH(int, line);
        const auto read = KeyMacros::fromText(text);
        QVERIFY(!read);
        QVERIFY2(read.error().summary.startsWith(u"Line %1:"_s.arg(line)),
                 qPrintable(read.error().summary));
    }
};

QTEST_GUILESS_MAIN(TestKeyMacro)
#include "tst_keymacro.moc"
