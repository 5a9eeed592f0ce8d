// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/xml/xmladmission.h"
#include "tests/support/patience.h"

using namespace Qt::StringLiterals;

static QByteArray nested(int depth)
{
    return QByteArray("<a>").repeated(depth) + QByteArray("</a>").repeated(depth);
}

class TestXmlAdmission : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void honestDocumentsPass_data()
    {
        QTest::addColumn<QByteArray>("xml");
        QTest::newRow("plain") << QByteArray("<domain><name>web</name></domain>");
        QTest::newRow("declaration")
            << QByteArray("<?xml version='1.0' encoding='UTF-8'?>\n<!-- x -->\n<a/>");
        QTest::newRow("a declared encoding that is not so")
            << QByteArray("<?xml version='1.0' encoding='ISO-8859-1'?><a>\xc3\xa4</a>");
        QTest::newRow("byte order mark") << QByteArray("\xef\xbb\xbf<a/>");
        QTest::newRow("DOCTYPE as text")
            << QByteArray("<a><!-- <!DOCTYPE a> --><![CDATA[<!DOCTYPE a>]]></a>");
        QTest::newRow("a > in an attribute") << QByteArray("<a b='1>2' c=\"it's\"/>");
        QTest::newRow("foreign namespaces")
            << QByteArray("<a xmlns:q='urn:q'><q:b q:c='d'/><d xmlns='urn:d'/></a>");
        QTest::newRow("deep, but not too deep") << nested(256);
        QTest::newRow("a name of 4,000 characters")
            << "<a><name>" + QByteArray(4000, 'n') + "</name></a>";
    }
    void honestDocumentsPass()
    {
        QFETCH(QByteArray, xml);
        const auto outcome = XmlAdmission::admit(xml);
        QVERIFY2(outcome, outcome ? "" : qPrintable(outcome.error().detail));
    }

    void hostileDocumentsAreRefusedWithAReason_data()
    {
        QTest::addColumn<QByteArray>("xml");
        QTest::addColumn<QString>("reason"); // a part of the summary
        QByteArray bomb = "<?xml version='1.0'?>\n<!DOCTYPE a [<!ENTITY a0 'ha'>";
        for (int i = 1; i < 30; ++i) {
            const QByteArray n = QByteArray::number(i), p = QByteArray::number(i - 1);
            bomb += "<!ENTITY a" + n + " '&a" + p + ";&a" + p + ";'>";
        }
        QTest::newRow("entity bomb") << bomb + "]><a>&a29;</a>" << u"document type"_s;
        QTest::newRow("external entity")
            << QByteArray("<!DOCTYPE a SYSTEM 'file:///etc/passwd'><a/>") << u"document type"_s;
        QTest::newRow("depth 257") << nested(257) << u"too deeply"_s;
        QTest::newRow("depth 5,000") << nested(5000) << u"too deeply"_s;
        QTest::newRow("depth 100,000") << nested(100'000) << u"too deeply"_s;
        QTest::newRow("never closed") << QByteArray("<a>").repeated(100'000) << u"too deeply"_s;
        QTest::newRow("attribute of 64 MB")
            << "<a b='" + QByteArray(64'000'000, 'x') + "'/>" << u"too long"_s;
        QTest::newRow("attribute of 10 MB")
            << "<a b='" + QByteArray(10'000'000, 'x') + "'/>" << u"too long"_s;
        QTest::newRow("attribute that never ends")
            << "<a b='" + QByteArray(10'000'000, 'x') << u"too long"_s;
        QTest::newRow("text of 10 MB")
            << "<a>" + QByteArray(10'000'000, 'x') + "</a>" << u"too long"_s;
        QTest::newRow("comment of 10 MB")
            << "<a><!--" + QByteArray(10'000'000, 'x') + "--></a>" << u"too long"_s;
        QTest::newRow("name of 10,000 characters")
            << "<" + QByteArray(10'000, 'x') + "/>" << u"name is too long"_s;
        QTest::newRow("prefix of 5,000 characters")
            << "<a><" + QByteArray(5000, 'x') + ":b/></a>" << u"name is too long"_s;
        QTest::newRow("attribute name of 5,000 characters")
            << "<a " + QByteArray(4090, 'x') + ":" + QByteArray(10, 'y') + "='1'/>"
            << u"name is too long"_s;
        QByteArray attributes = "<a";
        for (int i = 0; i < 100'000; ++i)
            attributes += " a" + QByteArray::number(i) + "=''";
        QTest::newRow("100,000 attributes") << attributes + "/>" << u"too many attributes"_s;
        QTest::newRow("a million elements")
            << "<a>" + QByteArray("<b/>").repeated(1'000'000) + "</a>" << u"too many elements"_s;
        QTest::newRow("namespaces")
            << "<a>" + QByteArray("<b xmlns:x='y'/>").repeated(1001) + "</a>" << u"namespaces"_s;
        QTest::newRow("NUL") << QByteArray("<a>\n\0</a>", 9) << u"NUL"_s;
        QTest::newRow("bad UTF-8") << QByteArray("<a>\xff\xfe</a>") << u"UTF-8"_s;
        QTest::newRow("overlong UTF-8") << QByteArray("<a>\xc0\xaf</a>") << u"UTF-8"_s;
        QTest::newRow("lone surrogate") << QByteArray("<a>\xed\xa0\x80</a>") << u"UTF-8"_s;
        QTest::newRow("empty") << QByteArray() << u"empty"_s;
        QTest::newRow("blank") << QByteArray(" \n\t") << u"empty"_s;
        QTest::newRow("no XML") << QByteArray("hello") << u"not well formed"_s;
        QTest::newRow("only a <") << QByteArray("<") << u"not well formed"_s;
        QTest::newRow("undeclared entity") << QByteArray("<a>&b;</a>") << u"not well formed"_s;
        QTest::newRow("control character") << QByteArray("<a>\x01</a>") << u"not well formed"_s;
        QTest::newRow("its reference") << QByteArray("<a>&#0;</a>") << u"not well formed"_s;
        QTest::newRow("undeclared prefix") << QByteArray("<q:a/>") << u"not well formed"_s;
        QTest::newRow("two roots") << QByteArray("<a/><a/>") << u"not well formed"_s;
    }
    void hostileDocumentsAreRefusedWithAReason()
    {
        QFETCH(QByteArray, xml);
        QFETCH(QString, reason);
        const auto outcome = XmlAdmission::admit(xml);
        QVERIFY(!outcome);
        QVERIFY2(outcome.error().summary.contains(reason), qPrintable(outcome.error().summary));
        QVERIFY(outcome.error().detail.size() < 1000);
    }

    void anErrorNamesItsLine()
    {
        const auto outcome = XmlAdmission::admit("<a>\n<b>\n</c></a>");
        QVERIFY(!outcome);
        QVERIFY(outcome.error().detail.startsWith(u"Line 3"_s));
    }

    void spansAreTheElementsInDocumentOrder()
    {
        const QByteArray xml = "<?pi <x> ?><a b='>'>t<!-- <n/> --><b /><c><![CDATA[<d>]]></c ></a>";
        const auto spans = XmlAdmission::outline(xml);
        QVERIFY(spans);
        QList<QByteArray> slices;
        for (const auto &span : *spans)
            slices += xml.mid(span.begin, span.end - span.begin);
        QCOMPARE(slices, QList<QByteArray>({xml.sliced(11), "<b />", "<c><![CDATA[<d>]]></c >"}));
    }
};

QTEST_GUILESS_MAIN(TestXmlAdmission)
#include "tst_xmladmission.moc"
