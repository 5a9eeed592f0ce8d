// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/terminal/terminal.h"
#include "console/terminal/terminalpaste.h"
#include "console/terminal/terminalsearch.h"
#include "console/terminal/terminalselection.h"
#include "tests/support/patience.h"

using namespace Qt::StringLiterals;

// What the bytes of a machine become, and what the user's keys do.
class TestTerminal : public QObject
{
    Q_OBJECT

    static QString row(const Terminal &terminal, int number)
    {
        return terminal.line(terminal.screenTop() + number).trimmedText();
    }
    static TerminalCell cell(const Terminal &terminal, int number, int column)
    {
        return terminal.line(terminal.screenTop() + number).cell(column);
    }
    static QString screen(const Terminal &terminal)
    {
        QString text;
        for (int i = 0; i < terminal.rows(); ++i)
            text += row(terminal, i) + u'|';
        return text;
    }

private Q_SLOTS:
    void textIsPutWhereTheCursorIs()
    {
        Terminal terminal(4, 20);
        terminal.write("one\r\ntwo\x1b[4;10Hfour");
        QCOMPARE(screen(terminal), u"one|two||         four|"_s);
        QCOMPARE(terminal.cursorLine(), terminal.screenTop() + 3);
        QCOMPARE(terminal.cursorColumn(), 13);
    }

    void aSequenceMayBeCutAnywhere()
    {
        const QByteArray whole =
            "\x1b[1;38;2;10;20;30mA\x1b[0m\xe2\x82\xac\x1b]0;t\x1b\\B\x1b[3;1HC";
        Terminal atOnce(4, 20);
        atOnce.write(whole);
        Terminal byByte(4, 20);
        for (const char byte : whole)
            byByte.write(QByteArrayView(&byte, 1));
        QCOMPARE(screen(byByte), screen(atOnce));
        QCOMPARE(row(atOnce, 0), u"A€B"_s);
        QCOMPARE(row(atOnce, 2), u"C"_s);
        QCOMPARE(cell(byByte, 0, 0), cell(atOnce, 0, 0));
    }

    void coloursAreOfThePaletteOrExact()
    {
        Terminal terminal(2, 20);
        terminal.write("\x1b[31mr\x1b[94mb\x1b[38;5;200mp\x1b[48;2;1;2;3mx\x1b[0mn");
        QCOMPARE(cell(terminal, 0, 0).foreground, TerminalCell::indexed | 1);
        QCOMPARE(cell(terminal, 0, 1).foreground, TerminalCell::indexed | 12);
        QCOMPARE(cell(terminal, 0, 2).foreground, TerminalCell::indexed | 200);
        QCOMPARE(cell(terminal, 0, 3).background, TerminalCell::exact | 0x010203);
        QCOMPARE(cell(terminal, 0, 4).foreground, TerminalCell::standard);
    }

    void attributesAreKept()
    {
        using enum TerminalCell::Attribute;
        Terminal terminal(2, 20);
        terminal.write("\x1b[1mb\x1b[0;3mi\x1b[0;4mu\x1b[0;7mr\x1b[0;9ms\x1b[0;5mk\x1b[0;21md");
        const quint16 wanted[] = {Bold, Italic, Underline, Reverse, Strike, Blink, DoubleUnderline};
        for (int i = 0; i < int(std::size(wanted)); ++i)
            QCOMPARE(cell(terminal, 0, i).attributes, wanted[i]);
    }

    void wideCharactersTakeTwoCells()
    {
        Terminal terminal(2, 20);
        terminal.write("a漢b");
        QCOMPARE(int(cell(terminal, 0, 1).width), 2);
        QCOMPARE(int(cell(terminal, 0, 2).width), 0);
        QCOMPARE(cell(terminal, 0, 3).character, U'b');
        QCOMPARE(row(terminal, 0), u"a漢b"_s);
    }

    void combiningMarksStayWithTheirLetter()
    {
        Terminal terminal(2, 20);
        terminal.write("e\xcc\x81x");
        QCOMPARE(cell(terminal, 0, 0).character, U'e');
        QCOMPARE(terminal.line(terminal.screenTop()).marksAt(0), u"\u0301"_s);
        QCOMPARE(cell(terminal, 0, 1).character, U'x');
        QCOMPARE(row(terminal, 0), u"e\u0301x"_s);
    }

    void unsoundUtf8IsShownAsReplacement()
    {
        Terminal terminal(2, 20);
        terminal.write("a\xff"
                       "b\xc3(\xed\xa0\x80"
                       "c\xf0\x80\x80\x80"
                       "d");
        QVERIFY2(row(terminal, 0).startsWith(u"a\ufffdb\ufffd("_s), qPrintable(row(terminal, 0)));
        QVERIFY(row(terminal, 0).endsWith(u'd'));
    }

    void theAlternateScreenLeavesTheOtherAsItWas()
    {
        Terminal terminal(4, 20);
        terminal.write("shell\x1b[?1049h\x1b[2J\x1b[Heditor");
        QVERIFY(terminal.alternateScreen());
        QCOMPARE(row(terminal, 0), u"editor"_s);
        for (int i = 0; i < 50; ++i)
            terminal.write("\r\nscrolled");
        QCOMPARE(terminal.screenTop(), terminal.firstLine()); // no history of it
        terminal.write("\x1b[?1049l");
        QVERIFY(!terminal.alternateScreen());
        QCOMPARE(row(terminal, 0), u"shell"_s);
    }

    void whatScrollsOffIsKeptUpToTheLimit()
    {
        Terminal terminal(4, 20);
        terminal.setHistoryLimit(10);
        for (int i = 0; i < 100; ++i)
            terminal.write("line " + QByteArray::number(i) + "\r\n");
        QCOMPARE(terminal.screenTop() - terminal.firstLine(), 10);
        QCOMPARE(row(terminal, 2), u"line 99"_s);
        QCOMPARE(terminal.line(terminal.screenTop() - 1).trimmedText(), u"line 96"_s);
        QCOMPARE(terminal.line(terminal.firstLine()).trimmedText(), u"line 87"_s);
        // A line keeps its number.
        QCOMPARE(terminal.line(90).trimmedText(), u"line 90"_s);
        QVERIFY(terminal.line(50).cells.isEmpty());
    }

    void aTallerScreenTakesLinesBack()
    {
        Terminal terminal(4, 20);
        for (int i = 0; i < 20; ++i)
            terminal.write("\r\nline " + QByteArray::number(i));
        const qint64 end = terminal.endLine();
        terminal.resize(8, 30);
        QCOMPARE(terminal.endLine(), end);
        QCOMPARE(row(terminal, 7), u"line 19"_s);
        QCOMPARE(row(terminal, 0), u"line 12"_s);
        terminal.resize(2, 10);
        QCOMPARE(row(terminal, 1), u"line 19"_s);
        terminal.write("!");
        QCOMPARE(row(terminal, 1), u"line 19!"_s);
    }

    // libvterm 0.1.4 leaves the cursor above the screen here.
    void aLowerScreenKeepsTheCursorInside()
    {
        Terminal terminal(25, 80);
        terminal.write("\x1b[24Hbelow\r\nlast\x1b[H");
        terminal.resize(5, 80);
        QVERIFY(terminal.cursorLine() >= terminal.screenTop());
        terminal.write("here");
        QCOMPARE(row(terminal, int(terminal.cursorLine() - terminal.screenTop())).left(4),
                 u"here"_s);
    }

    void cursorShapesAndModesAreFollowed()
    {
        Terminal terminal;
        QCOMPARE(terminal.cursorShape(), Terminal::CursorShape::Block);
        terminal.write("\x1b[4 q\x1b[?25l");
        QCOMPARE(terminal.cursorShape(), Terminal::CursorShape::Underline);
        QVERIFY(!terminal.cursorVisible());
        terminal.write("\x1b[6 q\x1b[?25h\x1b[?5h\x1b[?1002h");
        QCOMPARE(terminal.cursorShape(), Terminal::CursorShape::Bar);
        QVERIFY(terminal.cursorVisible() && terminal.reversed());
        QCOMPARE(terminal.mouseMode(), Terminal::MouseMode::Drag);
        terminal.reset();
        QCOMPARE(terminal.mouseMode(), Terminal::MouseMode::None);
        QVERIFY(!terminal.reversed());
    }

    // Without the filter this never ends in libvterm 0.1.4.
    void aCharacterIsRepeatedOnlyWhenThereIsOne()
    {
        Terminal terminal(2, 20);
        terminal.write("\x1b[5b");
        QCOMPARE(row(terminal, 0), QString());
        terminal.write("x\x1b[4b");
        QCOMPARE(row(terminal, 0), u"xxxxx"_s);
        terminal.write("\r\n\x1b[999999999b");
        QCOMPARE(terminal.cursorLine(), terminal.screenTop() + 1);
    }

    void theCursorIsSavedAndBroughtBackIntoASmallerScreen()
    {
        Terminal terminal(24, 80);
        terminal.write("\x1b[10;10H\x1b[s\x1b[1;1H\x1b[ux");
        QCOMPARE(cell(terminal, 9, 9).character, U'x');
        terminal.write("\x1b[24;80H\x1b"
                       "7\x1b[H");
        terminal.resize(5, 20);
        terminal.write("\x1b"
                       "8y");
        QCOMPARE(cell(terminal, 4, 19).character, U'y');
    }

    void aScrollRegionDoesNotOutliveItsScreen()
    {
        Terminal terminal(24, 80);
        terminal.write("\x1b[20;24r\x1b[?69h\x1b[70;80s");
        terminal.resize(5, 20);
        for (int i = 0; i < 10; ++i)
            terminal.write("\r\nline " + QByteArray::number(i));
        QCOMPARE(row(terminal, 4), u"line 9"_s);
    }

    void keysAreTypedAsTheMachineExpectsThem()
    {
        using Key = Terminal::Key;
        Terminal terminal;
        terminal.pressCharacter(U'a', {});
        terminal.pressCharacter(0x20ac, {});
        terminal.pressKey(Key::Enter, {});
        terminal.pressKey(Key::Up, {});
        terminal.pressKey(Key::Function1, {}, 5);
        QCOMPARE(terminal.takeOutput(), "a\xe2\x82\xac\r\x1b[A\x1b[15~");
        terminal.write("\x1b[?1h"); // cursor keys for applications
        terminal.pressKey(Key::Up, {});
        terminal.pressKey(Key::Left, Qt::ControlModifier);
        terminal.pressCharacter(U'x', Qt::AltModifier);
        QCOMPARE(terminal.takeOutput(), "\x1bOA\x1b[1;5D\x1bx");
    }

    void theMouseIsReportedWhenItWasAskedFor()
    {
        Terminal terminal;
        terminal.moveMouse(2, 3, {});
        terminal.pressMouse(1, true, {});
        QCOMPARE(terminal.takeOutput(), QByteArray());
        terminal.pressMouse(1, false, {});
        terminal.write("\x1b[?1000h\x1b[?1006h");
        terminal.moveMouse(4, 9, {});
        terminal.pressMouse(1, true, {});
        QCOMPARE(terminal.takeOutput(), "\x1b[<0;10;5M");
    }

    void onlyFixedAnswersAreGiven()
    {
        Terminal terminal;
        terminal.write("\x1b[c\x1b[>c\x1b[5n\x1b[3;7H\x1b[6n");
        QCOMPARE(terminal.takeOutput(), "\x1b[?1;2c\x1b[>0;100;0c\x1b[0n\x1b[3;7R");
        for (int i = 0; i < 100'000; ++i)
            terminal.write("\x1b[6n");
        QVERIFY(terminal.takeOutput().size() <= 4096);
    }

    void whatMustDoNothingDoesNothing_data()
    {
        QTest::addColumn<QByteArray>("sequence");
        QTest::newRow("window title") << QByteArray("\x1b]0;owned\x07");
        QTest::newRow("icon name") << QByteArray("\x1b]1;owned\x1b\\");
        QTest::newRow("title report") << QByteArray("\x1b[21t");
        QTest::newRow("icon report") << QByteArray("\x1b[20t");
        QTest::newRow("size report") << QByteArray("\x1b[18t");
        QTest::newRow("set the size") << QByteArray("\x1b[8;100;200t");
        QTest::newRow("move the window") << QByteArray("\x1b[3;0;0t");
        QTest::newRow("132 columns") << QByteArray("\x1b[?40h\x1b[?3h");
        QTest::newRow("set the clipboard") << QByteArray("\x1b]52;c;b3duZWQ=\x07");
        QTest::newRow("read the clipboard") << QByteArray("\x1b]52;c;?\x07");
        QTest::newRow("setting echoed") << QByteArray("\x1bP$q\"evil\rreboot\r\x1b\\");
        QTest::newRow("setting report") << QByteArray("\x1bP$qm\x1b\\");
        QTest::newRow("mode report") << QByteArray("\x1b[?25$p\x1b[4$p");
        QTest::newRow("version") << QByteArray("\x1b[>q\x1b[>0q");
        QTest::newRow("colour report") << QByteArray("\x1b]4;1;?\x07\x1b]10;?\x07\x1b]11;?\x07");
        QTest::newRow("palette") << QByteArray("\x1b]4;1;#ff0000\x07\x1b]104\x07");
        QTest::newRow("answerback") << QByteArray("\x05");
        QTest::newRow("identify") << QByteArray("\x1bZ");
        QTest::newRow("terminfo request") << QByteArray("\x1bP+q544e\x1b\\");
        QTest::newRow("application string") << QByteArray("\x1b_Gf=100;AAAA\x1b\\");
        QTest::newRow("private message") << QByteArray("\x1b^owned\x1b\\");
        QTest::newRow("start of string") << QByteArray("\x1bXowned\x1b\\");
        QTest::newRow("parameters report") << QByteArray("\x1b[x\x1b[0x");
        QTest::newRow("printer") << QByteArray("\x1b[5i\x1b[4i");
        QTest::newRow("other reports") << QByteArray("\x1b[?15n\x1b[?26n\x1b[?75;1n\x1b[?6n");
        QTest::newRow("side margins") << QByteArray("\x1b[?69h\x1b[9999s");
        QTest::newRow("8-bit answers") << QByteArray("\x1b G");
        QTest::newRow("C1 as UTF-8") << QByteArray("\xc2\x9b"
                                                   "6n\b\b");
        QTest::newRow("raw C1") << QByteArray("\x9d\b");
    }
    void whatMustDoNothingDoesNothing()
    {
        QFETCH(const QByteArray, sequence);
        Terminal terminal(4, 20);
        terminal.write("\x1b[2;3Hab");
        terminal.write(sequence);
        QCOMPARE(terminal.takeOutput(), QByteArray());
        QCOMPARE(terminal.rows(), 4);
        QCOMPARE(terminal.columns(), 20);
        QVERIFY(!screen(terminal).contains(u"owned"_s));
        terminal.write("\x1b[3;1Hok");
        QCOMPARE(row(terminal, 1).left(4), u"  ab"_s);
        QCOMPARE(row(terminal, 2), u"ok"_s);
    }

    void aStringThatNeverEndsIsGivenUp()
    {
        Terminal terminal(4, 20);
        terminal.write("\x1b]0;" + QByteArray(100'000, 'x') + "\r\n");
        terminal.write("\x1b[2J\x1b[Halive");
        QCOMPARE(row(terminal, 0), u"alive"_s);
    }

    void aFloodOfMarksIsCutShort()
    {
        Terminal terminal(4, 20);
        QByteArray flood = "e";
        for (int i = 0; i < 200'000; ++i)
            flood += "\xcc\x81";
        for (qsizetype at = 0; at < flood.size(); at += 4096)
            terminal.write(
                QByteArrayView(flood).sliced(at, qMin<qsizetype>(4096, flood.size() - at)));
        QCOMPARE(terminal.line(terminal.screenTop()).marksAt(0).size(), 5);
    }

    void selectionsKeepToTheirLines()
    {
        using Unit = TerminalSelection::Unit;
        Terminal terminal(4, 20);
        terminal.write("one two/three.txt\r\nfour\r\nfive");
        const qint64 top = terminal.screenTop();
        TerminalSelection selection;
        selection.start({top, 4}, Unit::Character);
        selection.extend(terminal, {top + 1, 2});
        QCOMPARE(selection.text(terminal), u"two/three.txt\nfo"_s);
        selection.start({top, 6}, Unit::Word);
        selection.extend(terminal, {top, 6});
        QCOMPARE(selection.text(terminal), u"two/three.txt"_s);
        selection.start({top + 1, 2}, Unit::Line);
        selection.extend(terminal, {top + 1, 2});
        QCOMPARE(selection.text(terminal), u"four\n"_s);
        selection.start({top, 1}, Unit::Block);
        selection.extend(terminal, {top + 2, 3});
        QCOMPARE(selection.text(terminal), u"ne\nou\niv"_s);
        // Backwards, and after the lines have moved up.
        selection.start({top + 2, 4}, Unit::Character);
        selection.extend(terminal, {top + 1, 0});
        terminal.write("\r\n\n\n\n\n");
        QCOMPARE(selection.text(terminal), u"four\nfive"_s);
    }

    void searchGoesRoundInBothDirections()
    {
        Terminal terminal(4, 20);
        terminal.write("Alpha beta\r\n漢 alpha\r\nnothing\r\nALPHA");
        const qint64 top = terminal.screenTop();
        TerminalSearch search{u"alpha"_s, false};
        auto found = search.previous(terminal, {top + 3, 20});
        QVERIFY(found && found->first == (TerminalSelection::Place{top + 3, 0}));
        found = search.previous(terminal, found->first);
        QVERIFY(found && found->first == (TerminalSelection::Place{top + 1, 3}));
        QCOMPARE(found->second.column, 8);
        found = search.previous(terminal, found->first);
        QVERIFY(found && found->first == (TerminalSelection::Place{top, 0}));
        found = search.previous(terminal, found->first);
        QVERIFY(found && found->first.line == top + 3);
        found = search.next(terminal, found->first);
        QVERIFY(found && found->first == (TerminalSelection::Place{top, 0}));
        search.caseSensitive = true;
        QCOMPARE(search.matches(terminal.line(top)).size(), 0);
        QVERIFY(!(TerminalSearch{u"missing"_s, false}.next(terminal, {top, 0})));
    }

    void whatIsPastedIsTextAndNothingElse()
    {
        QCOMPARE(pasteBytes(u"a\tb"_s), "a\tb");
        QCOMPARE(pasteBytes(u"one\ntwo\r\nthree\rfour"_s), "one\rtwo\rthree\rfour");
        QCOMPARE(pasteBytes(u"x\u001b[201~y\u0003\u0000z\u007f\u009b"_s), "x[201~yz");
        QCOMPARE(pasteBytes(u"Grüße €"_s), "Grüße €");
        QVERIFY(pasteHasLines(u"a\n"_s));
        QVERIFY(pasteHasLines(u"a\u2028b"_s));
        QVERIFY(!pasteHasLines(u"one line\twith a tab"_s));
    }

    void aPasteIsBracketedIfTheMachineAsked()
    {
        Terminal terminal;
        terminal.paste("text");
        QCOMPARE(terminal.takeOutput(), "text");
        terminal.write("\x1b[?2004h");
        terminal.paste("text");
        QCOMPARE(terminal.takeOutput(), "\x1b[200~text\x1b[201~");
    }

    void onlyChangedRowsAreDamaged()
    {
        Terminal terminal(10, 20);
        terminal.takeDamage();
        terminal.write("\x1b[5;1Hx");
        const std::vector<bool> damage = terminal.takeDamage();
        QCOMPARE(int(damage.size()), 10);
        for (int i = 0; i < 10; ++i)
            QCOMPARE(bool(damage[size_t(i)]), i == 0 || i == 4); // the cursor came from the first
    }
};

QTEST_GUILESS_MAIN(TestTerminal)
#include "tst_terminal.moc"
