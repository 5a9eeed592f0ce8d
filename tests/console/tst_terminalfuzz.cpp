// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/terminal/terminal.h"
#include "tests/support/patience.h"

#include <QRandomGenerator>
#include <QRegularExpression>

using namespace Qt::StringLiterals;

// Whatever a machine sends, the terminal stays whole: seeds are fixed, so a failure comes again.
class TestTerminalFuzz : public QObject
{
    Q_OBJECT

    static QByteArray noise(QRandomGenerator &random, int size)
    {
        QByteArray bytes(size, Qt::Uninitialized);
        for (char &byte : bytes)
            byte = char(random.bounded(256));
        return bytes;
    }
    // Mostly sound, so that it gets far.
    static QByteArray sequence(QRandomGenerator &random)
    {
        static const QByteArray finals = "@ABCDEFGHIJKLMPSTXZ`abcdefghlmnpqrstux";
        static const QByteArray texts[] = {"text",
                                           "\r\n",
                                           "\t",
                                           "\xe6\xbc\xa2\xe5\xad\x97",
                                           "e\xcc\x81",
                                           "\xcc\x80",
                                           "\b",
                                           "\x0e",
                                           "\x0f",
                                           "\x1b"
                                           "7",
                                           "\x1b"
                                           "8",
                                           "\x1b"
                                           "c",
                                           "\x1b"
                                           "D",
                                           "\x1b"
                                           "M",
                                           "\x1b"
                                           "E",
                                           "\x1b"
                                           "H",
                                           "\x1b#8",
                                           "\x1b#6",
                                           "\x1b(0",
                                           "\x1b(B",
                                           "\x1bN",
                                           "\x1bO",
                                           "\x1b=",
                                           "\x1b[?1049h",
                                           "\x1b[?1049l",
                                           "\x1b[?69h",
                                           "\x1b[?6h",
                                           "\x1b[!p",
                                           "\x1b[4h",
                                           "\x1bP1$r",
                                           "\x1b]0;",
                                           "\x07",
                                           "\x1b\\",
                                           "\xf0\x9f\x98\x80",
                                           "\xe2\x80\x8d",
                                           "\xc2\x85",
                                           "\xef\xbf\xbf",
                                           "\xe1\x85\xa0"};
        const int kind = random.bounded(10);
        if (kind < 4)
            return texts[random.bounded(int(std::size(texts)))];
        if (kind == 4)
            return noise(random, random.bounded(1, 8));
        QByteArray made = "\x1b[";
        if (random.bounded(4) == 0)
            made += "?<=>!$\" "[random.bounded(8)];
        const int count = random.bounded(6);
        for (int i = 0; i < count; ++i) {
            const int size = random.bounded(4);
            if (size == 0)
                made += QByteArray::number(random.generate());
            else if (size < 3)
                made += QByteArray::number(random.bounded(100));
            made += random.bounded(8) ? ';' : ':';
        }
        if (random.bounded(6) == 0)
            made += " !\"$'*"[random.bounded(6)];
        return made + finals[random.bounded(int(finals.size()))];
    }
    static bool check(const Terminal &terminal)
    {
        bool whole = terminal.cursorLine() >= terminal.screenTop()
                     && terminal.cursorLine() < terminal.endLine() && terminal.cursorColumn() >= 0
                     && terminal.cursorColumn() < terminal.columns()
                     && terminal.screenTop() - terminal.firstLine() <= 50;
        for (qint64 number = terminal.firstLine(); number < terminal.endLine(); ++number) {
            const TerminalLine &line = terminal.line(number);
            whole = whole && line.cells.size() <= Terminal::mostColumns
                    && line.marks.size() <= line.cells.size();
            for (const TerminalCell &cell : line.cells)
                whole = whole && cell.width <= 2 && cell.character <= 0x10ffff
                        && !(cell.character > 0 && cell.character < 0x20)
                        && !(cell.character >= 0x7f && cell.character < 0xa0);
            whole = whole && line.trimmedText().size() <= Terminal::mostColumns * 12;
        }
        return whole;
    }
    // Nothing goes back but the answers that are the same for everybody.
    static bool harmless(const QByteArray &output)
    {
        static const QRegularExpression answers(
            uR"(\A(\x1b\[(0n|\?1;2c|>0;100;0c|\d{1,4};\d{1,4}R))*\z)"_s);
        return output.size() <= 4096 && answers.match(QString::fromLatin1(output)).hasMatch();
    }

private Q_SLOTS:
    void nothingBreaksIt_data()
    {
        QTest::addColumn<quint32>("seed");
        for (quint32 seed = 1; seed <= 24; ++seed)
            QTest::newRow(QByteArray::number(seed).constData()) << seed;
    }
    void nothingBreaksIt()
    {
        QFETCH(const quint32, seed);
        QRandomGenerator random(seed);
        Terminal terminal(24, 80);
        terminal.setHistoryLimit(50);
        for (int step = 0; step < 4000; ++step) {
            QByteArray bytes =
                seed % 4 == 0 ? noise(random, random.bounded(1, 64)) : sequence(random);
            if (random.bounded(5) == 0 && !bytes.isEmpty()) { // mutated
                const int at = random.bounded(int(bytes.size()));
                if (random.bounded(2))
                    bytes[at] = char(random.bounded(256));
                else
                    bytes.truncate(at);
            }
            terminal.write(bytes);
            if (step % 97 == 0)
                terminal.resize(random.bounded(1, 60), random.bounded(1, 200));
            if (step % 501 == 0)
                terminal.reset();
            if (step % 50 == 0) {
                QVERIFY2(check(terminal), qPrintable(u"step %1"_s.arg(step)));
                QVERIFY2(harmless(terminal.takeOutput()), qPrintable(u"step %1"_s.arg(step)));
            }
        }
        QVERIFY(check(terminal));
    }

    // Each command of one parameter with the numbers that overflow.
    void extremeNumbersAreHarmless()
    {
        const QByteArray numbers[] = {"0",          "1",          "9999",
                                      "32767",      "65536",      "2147483647",
                                      "2147483648", "4294967295", "9999999999999999999999",
                                      "-1",         ":1"};
        for (char command = '@'; command < 0x7f; ++command) {
            for (const QByteArray &leader : {QByteArray(), QByteArray("?"), QByteArray(">")}) {
                for (const QByteArray &number : numbers) {
                    Terminal terminal(8, 20);
                    terminal.setHistoryLimit(50);
                    terminal.write("abc\r\ndef");
                    terminal.write("\x1b[" + leader + number + command);
                    terminal.write("\x1b[" + leader + number + ';' + number + command + "xyz");
                    QVERIFY2(check(terminal), leader + number + command);
                    QVERIFY2(harmless(terminal.takeOutput()), leader + number + command);
                }
            }
        }
    }
};

QTEST_GUILESS_MAIN(TestTerminalFuzz)
#include "tst_terminalfuzz.moc"
