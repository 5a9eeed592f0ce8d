// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/views/hardware/editorrig.h"
#include "views/basic/plainlabel.h"
#include "views/xmleditor/xmledit.h"

#include <QPushButton>

using namespace Qt::StringLiterals;

class TestMetadataEditor : public QObject
{
    Q_OBJECT

    const QString section = u"section:metadata#0"_s;
    static QByteArray machine(const QByteArray &inside)
    {
        return "<domain type='qemu'>\n  <name>m</name>\n  <metadata>\n" + inside
               + "  </metadata>\n</domain>\n";
    }
    static QByteArray mine(const QByteArray &value)
    {
        return "    <a:app xmlns:a='urn:a'>\n      <a:one  x = \"1\"/><!-- kept -->\n      <a:two>"
               + value + "</a:two>\n    </a:app>\n";
    }
    static const QByteArray theirs() { return "    <b:app xmlns:b='urn:b'  y = \"2\"/>\n"; }
    static void write(const EditorRig &rig, const QByteArray &from, const QByteArray &to)
    {
        auto *edit = rig.find<XmlEdit>(u"XML of a:app"_s);
        QVERIFY(edit);
        QTextCursor cursor = edit->document()->find(QString::fromUtf8(from));
        QVERIFY2(!cursor.isNull(), from);
        cursor.insertText(QString::fromUtf8(to));
    }
    static QString texts(const EditorRig &rig)
    {
        QStringList all;
        for (const auto *label : rig.settings.findChildren<PlainLabel *>()) {
            if (!label->isHidden())
                all += label->text();
        }
        return all.join(u'\n');
    }

private Q_SLOTS:
    void everyElementIsShownWithItsNamespaceAndNotEditedByLooking()
    {
        EditorRig rig;
        rig.show(machine(mine("2") + theirs()), section);
        QVERIFY(texts(rig).contains(u"urn:a"_s));
        QVERIFY(texts(rig).contains(u"urn:b"_s));
        const auto *edit = rig.find<XmlEdit>(u"XML of a:app"_s);
        QVERIFY(edit && edit->isReadOnly());
        QVERIFY2(edit->text().contains(u"\n  <a:two>2</a:two>\n"_s), qPrintable(edit->text()));
        QCOMPARE(rig.edits, 0);
    }

    void anElementIsWrittenByHandAndTheOthersStay()
    {
        EditorRig rig;
        rig.show(machine(mine("2") + theirs()), section);
        rig.find<QPushButton>(u"Edit a:app"_s)->click();
        QVERIFY(!rig.find<XmlEdit>(u"XML of a:app"_s)->isReadOnly());
        write(rig, ">2<", ">three<");
        const QByteArray wanted = rig.wanted();
        QVERIFY2(wanted.contains("\n      <a:two>three</a:two>\n"), wanted);
        QVERIFY2(wanted.contains("<!-- kept -->"), wanted);
        QVERIFY2(wanted.contains(theirs()), wanted);
        write(rig, ">three<", ">2<");
        QVERIFY(rig.changes.isEmpty());
    }

    void whatIsNotFinishedWaits()
    {
        EditorRig rig;
        rig.show(machine(mine("2")), section);
        rig.find<QPushButton>(u"Edit a:app"_s)->click();
        write(rig, "</a:two>", "<");
        QVERIFY(rig.changes.isEmpty());
        QVERIFY2(texts(rig).contains(u"Not taken yet"_s), qPrintable(texts(rig)));
        write(rig, "2<", "2</a:two>");
        QVERIFY(!texts(rig).contains(u"Not taken"_s));
        // Another's name is another element.
        write(rig, "urn:a", "urn:b");
        QVERIFY(texts(rig).contains(u"Not taken"_s));
        QVERIFY(rig.changes.isEmpty());
    }

    void anElementIsTakenOut()
    {
        EditorRig rig;
        rig.show(machine(mine("2") + theirs()), section);
        rig.find<QPushButton>(u"Remove a:app"_s)->click();
        QTRY_COMPARE(rig.wanted(), machine(theirs()));
        QVERIFY(!rig.find<XmlEdit>(u"XML of a:app"_s));
    }

    void theOperatingSystemHasAPageOfItsOwn()
    {
        EditorRig rig;
        rig.show(machine("    <libosinfo:libosinfo xmlns:libosinfo='http://libosinfo.org/xmlns/"
                         "libvirt/domain/1.0'>\n      <libosinfo:os id='x'/>\n"
                         "    </libosinfo:libosinfo>\n"),
                 section);
        QVERIFY(texts(rig).contains(u"page of the operating system"_s));
        QVERIFY(rig.find<QPushButton>(u"Edit libosinfo:libosinfo"_s)->isHidden());
    }
};

QTEST_MAIN(TestMetadataEditor)
#include "tst_metadataeditor.moc"
