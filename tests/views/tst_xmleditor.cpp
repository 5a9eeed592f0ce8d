// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/byname.h"
#include "tests/support/patience.h"
#include "views/basic/plainlabel.h"
#include "views/xmleditor/findbar.h"
#include "views/xmleditor/xmledit.h"
#include "views/xmleditor/xmleditor.h"
#include "views/xmleditor/xmlhighlighter.h"
#include "views/xmleditor/xmllexer.h"

#include <QAbstractItemView>
#include <QApplication>
#include <QCheckBox>
#include <QCompleter>
#include <QElapsedTimer>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTextLayout>
#include <QTimer>

#include <algorithm>
#include <ctime>

using namespace Qt::StringLiterals;
using Kind = XmlToken::Kind;

static const QString document = u"<domain type='kvm'>\n"
                                "  <name>web</name>\n"
                                "  <devices>\n"
                                "    <disk type='file'>\n"
                                "      <target dev='vda'/>\n"
                                "    </disk>\n"
                                "    <disk type='block'>\n"
                                "      <target dev='vdb'/>\n"
                                "    </disk>\n"
                                "  </devices>\n"
                                "</domain>\n"_s;

class TestXmlEditor : public QObject
{
    Q_OBJECT

    std::shared_ptr<const DomainSchema> schema;

    struct Shown
    {
        XmlEditor editor;
        XmlEdit &edit = *editor.edit();

        explicit Shown(const QString &text = document,
                       const std::shared_ptr<const DomainSchema> &grammar = {})
        {
            editor.setSchema(grammar, {});
            editor.setText(text);
            editor.setEditable(true);
            editor.resize(700, 500);
            editor.show();
            editor.activateWindow();
            edit.setFocus();
            if (!QTest::qWaitForWindowActive(&editor)) // shortcuts are for the active one
                qFatal("no active window");
        }
        void put(int line, int column) { edit.goTo(line, column); }
        QStringList offered() const
        {
            QStringList words;
            const auto *model = edit.completer()->completionModel();
            for (int i = 0; i < model->rowCount(); ++i)
                words += model->index(i, 0).data().toString();
            return words;
        }
        bool isOffering() const { return edit.completer()->popup()->isVisible(); }
    };
    static QStringList tokens(const QString &line, int state = InText, int *after = nullptr)
    {
        QStringList all;
        for (const XmlToken &token : lexXml(line, state))
            all += QString::number(int(token.kind)) + u' ' + line.mid(token.begin, token.length);
        if (after)
            *after = state;
        return all;
    }
    static QColor colorAt(const XmlEdit &edit, int line, int column)
    {
        const auto formats = edit.document()->findBlockByNumber(line).layout()->formats();
        for (const auto &range : formats) {
            if (column >= range.start && column < range.start + range.length)
                return range.format.foreground().color();
        }
        return {};
    }
    static QString manyDisks(qsizetype bytes)
    {
        QString text = u"<domain type='qemu'>\n  <devices>\n"_s;
        text.reserve(bytes + 1000);
        for (int i = 0; text.size() < bytes; ++i)
            text +=
                u"    <disk type='file' device='disk'>\n      <source file='/images/%1.qcow2'/>\n"
                "      <target dev='vda' bus='virtio'/>\n    </disk>\n"_s.arg(i);
        return text + u"  </devices>\n</domain>\n"_s;
    }

private Q_SLOTS:
    void initTestCase()
    {
        const auto read = DomainSchema::read();
        QVERIFY2(read, "libvirt's schemas are not installed");
        schema = *read;
    }

    void aLineIsReadInParts()
    {
        const auto is = [](Kind kind, const char *text) {
            return QString::number(int(kind)) + u' ' + QString::fromLatin1(text);
        };
        QCOMPARE(
            tokens(u"<a b='c' d>x &amp; y</a><e/>"_s),
            (QStringList{is(Kind::StartName, "a"), is(Kind::Attribute, "b"), is(Kind::Value, "'c'"),
                         is(Kind::Attribute, "d"), is(Kind::TagEnd, ">"), is(Kind::Entity, "&amp;"),
                         is(Kind::EndName, "a"), is(Kind::TagEnd, ">"), is(Kind::StartName, "e"),
                         is(Kind::EmptyEnd, "/>")}));
        int after = 0;
        QCOMPARE(tokens(u"<!-- a"_s, InText, &after), QStringList(is(Kind::Comment, "<!-- a")));
        QCOMPARE(after, int(InComment));
        QCOMPARE(tokens(u"b --><c"_s, InComment, &after),
                 (QStringList{is(Kind::Comment, "b -->"), is(Kind::StartName, "c")}));
        QCOMPARE(after, int(InTag));
        tokens(u"<a b=\"c"_s, InText, &after);
        QCOMPARE(after, int(InDoubleQuotes));
        tokens(u"<![CDATA[ <a> "_s, InText, &after);
        QCOMPARE(after, int(InCData));
    }

    void namesValuesAndCommentsHaveColours()
    {
        Shown shown(u"<!-- x\ny -->\n<a b='c'/>\n"_s);
        const QColor comment = colorAt(shown.edit, 1, 0), name = colorAt(shown.edit, 2, 1),
                     attribute = colorAt(shown.edit, 2, 3), value = colorAt(shown.edit, 2, 6);
        QVERIFY(comment.isValid() && name.isValid() && attribute.isValid() && value.isValid());
        QVERIFY(name != value && name != comment && attribute != value);
        // In the dark they are others.
        QPalette dark;
        dark.setColor(QPalette::Base, Qt::black);
        dark.setColor(QPalette::Text, Qt::white);
        shown.edit.setPalette(dark);
        QVERIFY(colorAt(shown.edit, 2, 1).lightness() > name.lightness());
    }

    void textIsKeptAsItIs()
    {
        const QString odd = u"<a>\u00a0\u2028\t\u202e</a>"_s;
        Shown shown(odd);
        QCOMPARE(shown.editor.text(), odd);
        QVERIFY(!shown.edit.document()->isUndoAvailable());
    }

    void theNextLineIsIndented()
    {
        Shown shown;
        shown.put(4, 100);
        QTest::keyClick(&shown.edit, Qt::Key_Return);
        QTest::keyClicks(&shown.edit, u"x"_s);
        QCOMPARE(shown.edit.document()->findBlockByNumber(4).text(), u"      x"_s);
        QTest::keyClick(&shown.edit, Qt::Key_Return);
        QTest::keyClicks(&shown.edit, u"</"_s);
        QCOMPARE(shown.edit.document()->findBlockByNumber(5).text(), u"    </"_s);
        shown.editor.setText(u"  <a></a>"_s);
        shown.put(1, 6);
        QTest::keyClick(&shown.edit, Qt::Key_Return);
        QCOMPARE(shown.editor.text(), u"  <a>\n    \n  </a>"_s);
        QTest::keyClick(&shown.edit, Qt::Key_Tab);
        QTest::keyClicks(&shown.edit, u"y"_s);
        QTest::keyClick(&shown.edit, Qt::Key_Backtab);
        QCOMPARE(shown.editor.text(), u"  <a>\n    y\n  </a>"_s);
        for (int i = 0; i < 3; ++i)
            shown.edit.undo();
    }

    void theOtherEndOfATagIsFound()
    {
        Shown shown;
        const auto names = matchingNames(shown.edit.document()->findBlockByNumber(3), 6);
        QVERIFY(names);
        QCOMPARE(names->second.position,
                 shown.edit.document()->findBlockByNumber(5).position() + 6);
        const auto back = matchingNames(shown.edit.document()->findBlockByNumber(10), 4);
        QVERIFY(back);
        QCOMPARE(back->second, (XmlName{1, 6}));
        QVERIFY(!matchingNames(shown.edit.document()->findBlockByNumber(4), 8)); // is empty
        QVERIFY(!matchingNames(shown.edit.document()->findBlockByNumber(4), 2));
    }

    void elementsFoldAndUnfold()
    {
        Shown shown;
        shown.put(4, 1);
        QTest::keyClick(&shown.edit, Qt::Key_BracketLeft, Qt::ControlModifier);
        QVERIFY(shown.edit.isFolded(3));
        QVERIFY(!shown.edit.document()->findBlockByNumber(4).isVisible());
        QVERIFY(shown.edit.document()->findBlockByNumber(5).isVisible());
        QCOMPARE(shown.editor.text(), document);
        QTest::keyClick(&shown.edit, Qt::Key_BracketRight, Qt::ControlModifier);
        QVERIFY(!shown.edit.isFolded(3));
        shown.edit.setFolded(2, true);
        QVERIFY(shown.edit.isFolded(2));
        shown.edit.goTo(8); // opens what hides it
        QVERIFY(!shown.edit.isFolded(2));
        QVERIFY(shown.edit.document()->findBlockByNumber(7).isVisible());
        shown.edit.setFolded(4, true); // an empty element has nothing to fold
        QVERIFY(!shown.edit.isFolded(4));
    }

    void wordsAreFoundAndReplaced()
    {
        Shown shown;
        QTest::keyClick(&shown.edit, Qt::Key_H, Qt::ControlModifier);
        auto *bar = shown.editor.findChild<FindBar *>();
        QTRY_VERIFY(bar->isVisible());
        auto *words = bar->findChildren<QLineEdit *>().at(0);
        QCOMPARE(words->accessibleName(), u"Find"_s);
        QTest::keyClicks(words, u"DISK"_s);
        QTRY_COMPARE(shown.edit.textCursor().selectedText(), u"disk"_s);
        QCOMPARE(shown.edit.textCursor().blockNumber(), 3);
        QTest::keyClick(&shown.edit, Qt::Key_F3);
        QCOMPARE(shown.edit.textCursor().blockNumber(), 5);
        QTest::keyClick(&shown.edit, Qt::Key_F3, Qt::ShiftModifier);
        QCOMPARE(shown.edit.textCursor().blockNumber(), 3);
        // Case and whole words.
        const auto boxes = bar->findChildren<QCheckBox *>();
        boxes[0]->setChecked(true);
        QTest::keyClick(&shown.edit, Qt::Key_F3);
        QVERIFY(bar->findChildren<PlainLabel *>().last()->isVisible());
        boxes[0]->setChecked(false);
        words->setText(u"vd"_s);
        boxes[1]->setChecked(true);
        bar->find(false);
        QVERIFY(shown.edit.textCursor().selectedText() != u"vd"_s);
        boxes[1]->setChecked(false);
        boxes[2]->setChecked(true);
        words->setText(u"vd[ab]"_s);
        byName<QLineEdit>(bar, u"Replace with"_s)->setText(u"sdx"_s);
        byName<QPushButton>(bar, u"Replace all"_s)->click();
        QCOMPARE(shown.editor.text(),
                 QString(document).replace(u"vda"_s, u"sdx"_s).replace(u"vdb"_s, u"sdx"_s));
        shown.edit.undo();
        QCOMPARE(shown.editor.text(), document);
        words->setText(u"("_s); // no pattern: nothing happens
        bar->find(false);
    }

    void aLineIsGoneTo()
    {
        Shown shown;
        QTest::keyClick(&shown.edit, Qt::Key_G, Qt::ControlModifier);
        auto *line = shown.editor.findChild<QSpinBox *>();
        QTRY_VERIFY(line->isVisible());
        line->setValue(8);
        QCOMPARE(shown.edit.textCursor().blockNumber(), 7);
    }

    void elementsAttributesAndWordsAreCompleted()
    {
        Shown shown(document, schema);
        shown.put(6, 100);
        QTest::keyClick(&shown.edit, Qt::Key_Return);
        QTest::keyClicks(&shown.edit, u"<int"_s);
        QVERIFY(shown.isOffering());
        QCOMPARE(shown.offered(), QStringList(u"interface"_s));
        QTest::keyClick(shown.edit.completer()->popup(), Qt::Key_Return);
        QVERIFY(!shown.isOffering());
        QTest::keyClicks(&shown.edit, u" "_s);
        QVERIFY(shown.isOffering() && shown.offered().contains(u"type"_s));
        QTest::keyClicks(&shown.edit, u"ty"_s);
        QTest::keyClick(shown.edit.completer()->popup(), Qt::Key_Return);
        QVERIFY(shown.isOffering() && shown.offered().contains(u"bridge"_s));
        QTest::keyClicks(&shown.edit, u"brid"_s);
        QTest::keyClick(shown.edit.completer()->popup(), Qt::Key_Return);
        QCOMPARE(shown.edit.textCursor().block().text(), u"    <interface type='bridge'"_s);
        shown.edit.moveCursor(QTextCursor::EndOfLine);
        QTest::keyClicks(&shown.edit, u"></"_s);
        QCOMPARE(shown.offered(), QStringList(u"interface"_s));
        QTest::keyClick(shown.edit.completer()->popup(), Qt::Key_Tab);
        QCOMPARE(shown.edit.textCursor().block().text(),
                 u"    <interface type='bridge'></interface>"_s);
        // Asked for: in the middle of a tag, without what it has already.
        shown.put(4, 15);
        QTest::keyClicks(&shown.edit, u" "_s);
        QVERIFY(shown.offered().contains(u"device"_s) && !shown.offered().contains(u"type"_s));
        QTest::keyClick(shown.edit.completer()->popup(), Qt::Key_Escape);
        QTest::keyClick(&shown.edit, Qt::Key_Space, Qt::ControlModifier);
        QVERIFY(shown.isOffering());
    }

    void problemsAreListedAndAClickGoesThere()
    {
        Shown shown(QString(document).replace(u"type='block'"_s, u"typ='block'"_s), schema);
        QSignalSpy checked(&shown.editor, &XmlEditor::checked);
        QTRY_VERIFY(!checked.isEmpty() && !shown.editor.findChild<QListWidget *>()->isHidden());
        auto *list = shown.editor.findChild<QListWidget *>();
        QCOMPARE(list->count(), 1);
        QCOMPARE(list->item(0)->text(),
                 u"Line 7: <disk> has no attribute “typ”. Is “type” meant?"_s);
        QTest::mouseClick(list->viewport(), Qt::LeftButton, {},
                          list->visualItemRect(list->item(0)).center());
        QCOMPARE(shown.edit.textCursor().selectedText(), u"typ"_s);
        QTest::keyClicks(&shown.edit, u"type"_s);
        QTRY_VERIFY(list->isHidden());
        QTest::keyClicks(&shown.edit, u"<"_s);
        QTRY_COMPARE(list->count(), 1);
        QVERIFY(list->item(0)->text().contains(u"not well formed"_s));
    }

    void onlyThePauseAfterTypingIsTold()
    {
        Shown shown;
        QSignalSpy edited(&shown.editor, &XmlEditor::edited);
        shown.put(2, 9);
        QTest::keyClicks(&shown.edit, u"abcdefgh"_s);
        QVERIFY(edited.wait(patience));
        QCOMPARE(edited.size(), 1);
        shown.editor.setText(u"<other/>"_s); // not by the user
        QVERIFY(!edited.wait(400));
    }

    void fiveMegabytesComeInPiecesAndAreWrittenInWithoutWaiting()
    {
        const QString text = manyDisks(5 << 20);
        XmlEditor editor;
        editor.resize(800, 600);
        editor.show();
        XmlEdit &edit = *editor.edit();
        QElapsedTimer timer;
        timer.start();
        editor.setText(text);
        qInfo("first lines: %lld ms", timer.elapsed());
        QVERIFY(edit.isLoading());
        QVERIFY(edit.blockCount() > 100);
        QCOMPARE(editor.text(), text);
        editor.setEditable(true);
        QVERIFY(edit.isReadOnly()); // until it is whole
        // By the thread's own time: other programs may hold the computer.
        const auto spent = [] {
            timespec now = {};
            clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
            return qint64(now.tv_sec) * 1000 + now.tv_nsec / 1'000'000;
        };
        qint64 longest = 0, last = spent();
        QTimer tick; // late by what holds the window
        connect(&tick, &QTimer::timeout, this, [&] {
            longest = std::max(longest, spent() - last);
            last = spent();
        });
        tick.start(0);
        QSignalSpy loaded(&edit, &XmlEdit::loaded);
        QVERIFY(loaded.wait(120'000));
        tick.stop();
        qInfo("longest stall while loading: %lld ms", longest);
        QCOMPARE(editor.text(), text);
        QVERIFY(!edit.isReadOnly());
        // A key paints the line that it is in.
        edit.goTo(3, 100);
        edit.setFocus();
        int before = edit.highlighter()->highlighted();
        timer.restart();
        QTRY_VERIFY_WITH_TIMEOUT(!edit.highlighter()->isPending(), 120'000);
        before = edit.highlighter()->highlighted();
        timer.restart();
        QTest::keyClicks(&edit, u"x"_s);
        qInfo("a key: %lld ms, %d lines", timer.elapsed(),
              edit.highlighter()->highlighted() - before);
        QTRY_COMPARE(edit.highlighter()->highlighted() - before, 1);
        // One that changes the meaning of all that follows paints the next lines at once, and the
        // rest when there is time.
        before = edit.highlighter()->highlighted();
        edit.textCursor().insertText(u"<!--"_s);
        QVERIFY(edit.highlighter()->highlighted() - before < 1000);
        QVERIFY(edit.highlighter()->isPending());
        QTRY_VERIFY_WITH_TIMEOUT(!edit.highlighter()->isPending(), 120'000);
        QVERIFY(colorAt(edit, edit.blockCount() - 3, 4) == colorAt(edit, 3, 100)
                || edit.document()->lastBlock().userState() == InComment);
        edit.undo();
        QTRY_VERIFY_WITH_TIMEOUT(!edit.highlighter()->isPending(), 120'000);
        QCOMPARE(edit.document()->lastBlock().userState(), int(InText));
    }
};

QTEST_MAIN(TestXmlEditor)
#include "tst_xmleditor.moc"
