// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/xml/definitioncopy.h"
#include "models/xml/xmlcomparison.h"
#include "models/xml/xmlnode.h"
#include "tests/support/patience.h"

using namespace Qt::StringLiterals;

// What a definition becomes on a host: the copy that is tried, and what differs then.
class TestXmlComparison : public QObject
{
    Q_OBJECT

    static QStringList compared(const QByteArray &first, const QByteArray &second)
    {
        QStringList lines;
        const auto differences = compareXml(first, second);
        for (const XmlDifference &one : differences.value_or(QList<XmlDifference>())) {
            const QChar mark = one.kind == XmlDifference::Kind::Same        ? u' '
                               : one.kind == XmlDifference::Kind::OnlyFirst ? u'-'
                                                                            : u'+';
            lines += mark + one.text;
        }
        return lines;
    }

private Q_SLOTS:
    void layoutAndOrderOfAttributesMakeNoDifference()
    {
        QCOMPARE(compared("<a><!-- remark --><b y='2' x=\"1\"/></a>",
                          "<a>\n  <b x='1'\n y='2'/>\n</a>\n"),
                 (QStringList{u" <a>"_s, u"   <b y=\"2\" x=\"1\"/>"_s, u" </a>"_s}));
    }

    void whatIsAddedAndLeftOutIsNamed()
    {
        QCOMPARE(compared("<a><b/><gone/><d>1 &amp; 2</d></a>",
                          "<a><b/><d>1 &amp; 2</d><new z='&lt;'/></a>"),
                 (QStringList{u" <a>"_s, u"   <b/>"_s, u"-  <gone/>"_s, u"   <d>1 &amp; 2</d>"_s,
                              u"+  <new z=\"&lt;\"/>"_s, u" </a>"_s}));
        QCOMPARE(compared("<a><m unit='MiB'>1</m></a>", "<a><m unit='KiB'>1024</m></a>"),
                 (QStringList{u" <a>"_s, u"-  <m unit=\"MiB\">1</m>"_s,
                              u"+  <m unit=\"KiB\">1024</m>"_s, u" </a>"_s}));
    }

    void whatIsNoXmlOrTooLargeIsRefused()
    {
        QVERIFY(!compareXml("<a>", "<a/>"));
        QByteArray one = "<a>", other = "<a>";
        for (int i = 0; i < 5000; ++i) {
            one += "<x n='" + QByteArray::number(i) + "'/>";
            other += "<y n='" + QByteArray::number(i) + "'/>";
        }
        const auto refused = compareXml(one + "</a>", other + "</a>");
        QVERIFY(!refused);
        QCOMPARE(refused.error().kind, Error::Kind::Unsupported);
        // Equal ones are compared however large they are.
        QVERIFY(compareXml(one + "</a>", one + "</a>"));
    }

    void aCopyHasAnotherNameAndUuidAndGoesBackToTheOriginal_data()
    {
        QTest::addColumn<QByteArray>("xml");
        const QByteArray uuid = "<uuid>8f3b4f46-7a0f-4d2c-8c5a-3f1d2e4b5a69</uuid>";
        QTest::newRow("with a UUID")
            << QByteArray("<domain><name>a &amp; b</name>" + uuid + "</domain>");
        QTest::newRow("the UUID first")
            << QByteArray("<domain>" + uuid + "<name> a &amp; b </name></domain>");
        QTest::newRow("without one") << QByteArray("<domain><name>a &amp; b</name></domain>");
        QTest::newRow("with a firmware's") << QByteArray(
            "<domain><name>a &amp; b</name>" + uuid
            + "<sysinfo type='smbios'><system><entry name='uuid'>"
              "8f3b4f46-7a0f-4d2c-8c5a-3f1d2e4b5a69</entry></system></sysinfo></domain>");
    }

    void aCopyHasAnotherNameAndUuidAndGoesBackToTheOriginal()
    {
        QFETCH(QByteArray, xml);
        const auto copy = copyDefinition(xml, u"check-1"_s);
        QVERIFY(copy);
        QCOMPARE(copy->name, u"a & b"_s);
        const auto tree = readTree(copy->xml);
        QVERIFY(tree);
        QCOMPARE(tree->value(u"name"), u"check-1"_s);
        QCOMPARE(QUuid(tree->value(u"uuid")), copy->copyUuid);
        QVERIFY(!copy->xml.contains("8f3b4f46"));
        const auto back = readTree(copy->original(copy->xml));
        QVERIFY(back);
        QCOMPARE(back->value(u"name"), u"a & b"_s);
        QCOMPARE(back->value(u"uuid").isEmpty(), copy->uuid.isNull());
        QCOMPARE(copy->original(copy->xml).count("8f3b4f46"), xml.count("8f3b4f46"));
    }

    void whatIsNoMachineHasNoCopy()
    {
        QVERIFY(!copyDefinition("<network><name>n</name></network>", u"check"_s));
        QVERIFY(!copyDefinition("<domain/>", u"check"_s));
        QVERIFY(!copyDefinition("<domain>", u"check"_s));
    }
};

QTEST_APPLESS_MAIN(TestXmlComparison)
#include "tst_xmlcomparison.moc"
