// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/terminal/terminalview.h"
#include "tests/support/patience.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QScrollBar>
#include <QSignalSpy>

using namespace Qt::StringLiterals;

// The widget: what is painted, typed, selected; and that a flood leaves the window alive.
class TestTerminalView : public QObject
{
    Q_OBJECT

    static std::unique_ptr<TerminalView> shown()
    {
        auto view = std::make_unique<TerminalView>();
        view->setTerminalFont(QFont(u"DejaVu Sans Mono"_s, 10));
        view->setScheme(TerminalColours::Scheme::Light);
        view->setConnected(true);
        view->resize(view->sizeHint());
        view->show();
        return view;
    }
    static QString row(const TerminalView &view, int number)
    {
        return view.terminal().line(view.terminal().screenTop() + number).trimmedText();
    }
    // The colours of the line that is painted at a row of the screen.
    static int pixelsOf(TerminalView &view, QRgb colour)
    {
        const QImage image =
            view.viewport()->grab().toImage().convertToFormat(QImage::Format_RGB32);
        int count = 0;
        for (int y = 0; y < image.height(); ++y) {
            for (int x = 0; x < image.width(); ++x)
                count += (image.pixel(x, y) & 0xffffff) == (colour & 0xffffff);
        }
        return count;
    }

private Q_SLOTS:
    void textAndColoursArePainted()
    {
        const auto view = shown();
        const int before = pixelsOf(*view, 0xff123456);
        view->feed("\x1b[48;2;18;52;86m    \x1b[0m");
        QTRY_VERIFY(view->terminal().cursorColumn() == 4);
        const int after = pixelsOf(*view, 0xff123456);
        QCOMPARE(before, 0);
        // Four whole cells and nothing beside them.
        const QFontMetricsF metrics(QFont(u"DejaVu Sans Mono"_s, 10));
        QVERIFY2(
            qAbs(after
                 - 4 * metrics.horizontalAdvance(u'M') * (metrics.ascent() + metrics.descent()))
                < 4 * 30,
            qPrintable(QString::number(after)));
    }

    // More than fits one picture, many times over: the window is asked after each.
    void aFloodIsReadInSlicesAndTheWindowLives()
    {
        const auto view = shown();
        QSignalSpy caughtUp(view.get(), &TerminalView::caughtUp);
        QByteArray flood;
        for (int i = 0; i < 40'000; ++i)
            flood +=
                "\x1b[3" + QByteArray::number(i % 8) + "mline " + QByteArray::number(i) + "\r\n";
        view->feed(flood + "the end");
        QVERIFY(view->isBehind());
        int turns = 0;
        QTimer other;
        connect(&other, &QTimer::timeout, this, [&turns] { ++turns; });
        other.start(0);
        QTRY_COMPARE_WITH_TIMEOUT(row(*view, view->terminal().rows() - 1), u"the end"_s, 60'000);
        QVERIFY2(turns > 10, qPrintable(QString::number(turns)));
        QCOMPARE(caughtUp.size(), 1);
        QVERIFY(!view->isBehind());
        QCOMPARE(view->terminal().screenTop() - view->terminal().firstLine(), 10'000);
    }

    void keysGoToTheMachineAndSomeToTheWindow()
    {
        const auto view = shown();
        QSignalSpy typed(view.get(), &TerminalView::typed);
        const auto last = [&typed] {
            return typed.isEmpty() ? QByteArray() : typed.last()[0].toByteArray();
        };
        QTest::keyClick(view.get(), Qt::Key_A, Qt::NoModifier);
        QCOMPARE(last(), "a");
        QTest::keyClick(view.get(), Qt::Key_C, Qt::ControlModifier);
        QCOMPARE(last(), "\x03");
        QTest::keyClick(view.get(), Qt::Key_Tab);
        QCOMPARE(last(), "\t");
        QTest::keyClick(view.get(), Qt::Key_Backspace);
        QCOMPARE(last(), "\x7f");
        QTest::keyClick(view.get(), Qt::Key_X, Qt::AltModifier);
        QCOMPARE(last(), "\x1bx");
        QTest::keyClick(view.get(), Qt::Key_F11);
        QCOMPARE(last(), "\x1b[23~");
        const auto count = typed.size();
        QTest::keyClick(view.get(), Qt::Key_V, Qt::ControlModifier | Qt::ShiftModifier);
        QTest::keyClick(view.get(), Qt::Key_Plus, Qt::ControlModifier);
        QTest::keyClick(view.get(), Qt::Key_Shift);
        QCOMPARE(typed.size(), count);
        view->setConnected(false);
        QTest::keyClick(view.get(), Qt::Key_A);
        QCOMPARE(typed.size(), count);
    }

    void textIsSelectedByThePointer()
    {
        const auto view = shown();
        view->feed("some words/here and\r\nthere");
        QTRY_COMPARE(row(*view, 1), u"there"_s);
        const QFontMetricsF metrics(QFont(u"DejaVu Sans Mono"_s, 10));
        const auto at = [&](int line, int column) {
            return QPoint(2 + int((column + 0.1) * metrics.horizontalAdvance(u'M')),
                          2 + int((line + 0.5) * (metrics.ascent() + metrics.descent())));
        };
        QTest::mousePress(view->viewport(), Qt::LeftButton, {}, at(0, 5));
        QTest::mouseMove(view->viewport(), at(0, 7));
        QMouseEvent drag(QEvent::MouseMove, at(1, 2), view->viewport()->mapToGlobal(at(1, 2)),
                         Qt::NoButton, Qt::LeftButton, Qt::NoModifier);
        QCoreApplication::sendEvent(view->viewport(), &drag);
        QTest::mouseRelease(view->viewport(), Qt::LeftButton, {}, at(1, 2));
        QCOMPARE(view->selectedText(), u"words/here and\nth"_s);
        view->copy();
        QCOMPARE(QGuiApplication::clipboard()->text(), view->selectedText());
        QTest::mouseDClick(view->viewport(), Qt::LeftButton, {}, at(0, 8));
        QCOMPARE(view->selectedText(), u"words/here"_s);
        QTest::mousePress(view->viewport(), Qt::LeftButton, {}, at(0, 8));
        QCOMPARE(view->selectedText(), u"some words/here and\n"_s);
        QTest::mouseRelease(view->viewport(), Qt::LeftButton, {}, at(0, 8));
    }

    void shiftKeepsThePointerFromTheMachine()
    {
        const auto view = shown();
        QSignalSpy typed(view.get(), &TerminalView::typed);
        view->feed("text here\x1b[?1000h\x1b[?1006h");
        QTRY_COMPARE(view->terminal().mouseMode(), Terminal::MouseMode::Click);
        QTest::mouseClick(view->viewport(), Qt::LeftButton, {}, QPoint(4, 4));
        QVERIFY(!typed.isEmpty());
        QVERIFY(typed.first()[0].toByteArray().startsWith("\x1b[<0;1;1M"));
        const auto count = typed.size();
        QTest::mouseDClick(view->viewport(), Qt::LeftButton, Qt::ShiftModifier, QPoint(4, 4));
        QCOMPARE(typed.size(), count);
        QCOMPARE(view->selectedText(), u"text"_s);
    }

    void whatScrolledOffIsSeenAgainAndStaysInView()
    {
        const auto view = shown();
        for (int i = 0; i < 200; ++i)
            view->feed("line " + QByteArray::number(i) + "\r\n");
        QScrollBar *bar = view->verticalScrollBar();
        QTRY_VERIFY(bar->maximum() > 150);
        QCOMPARE(bar->value(), bar->maximum());
        bar->setValue(20);
        const QImage before = view->viewport()->grab().toImage();
        view->feed("more\r\nand more\r\n");
        QTRY_COMPARE(row(*view, view->terminal().rows() - 2), u"and more"_s);
        QCOMPARE(bar->value(), 20);
        QCOMPARE(view->viewport()->grab().toImage(), before);
        QTest::keyClick(view.get(), Qt::Key_A); // who types wants to see it
        QTRY_COMPARE(bar->value(), bar->maximum());
    }

    void whatIsFoundIsSelectedAndShown()
    {
        const auto view = shown();
        for (int i = 0; i < 100; ++i)
            view->feed("line " + QByteArray::number(i) + "\r\n");
        QTRY_COMPARE(row(*view, view->terminal().rows() - 2), u"line 99"_s);
        QVERIFY(view->find({u"LINE 7"_s, false}, true));
        QCOMPARE(view->selectedText(), u"line 7"_s);
        const qint64 found = view->verticalScrollBar()->value();
        QVERIFY(view->find({u"line 3"_s, false}, true));
        QVERIFY(view->verticalScrollBar()->value() < found);
        QVERIFY(!view->find({u"line 1000"_s, false}, true));
    }

    void theTextGrowsAndTheTerminalShrinks()
    {
        const auto view = shown();
        const int columns = view->terminal().columns();
        QVERIFY(columns >= 80);
        view->zoom(6);
        QVERIFY(view->terminal().columns() < columns);
        view->zoom(0);
        QCOMPARE(view->terminal().columns(), columns);
    }
};

QTEST_MAIN(TestTerminalView)
#include "tst_terminalview.moc"
