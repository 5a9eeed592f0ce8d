// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/schema/editablefields.h"
#include "models/xml/domaindescriptionreader.h"
#include "models/xml/domainedit.h"
#include "models/xml/xmlnode.h"
#include "tests/support/corpus.h"
#include "tests/support/patience.h"

#include <QRandomGenerator>

using namespace Qt::StringLiterals;

namespace {

const QByteArrayList spices{"<",
                            ">",
                            "</disk>",
                            "&",
                            "&#0;",
                            "&#x10ffff;",
                            "\xff",
                            "'",
                            "\"",
                            "/>",
                            "<!--",
                            "-->",
                            "]]>",
                            "<![CDATA[",
                            "<?x ?>",
                            " xmlns='x'",
                            " xmlns:q='q'",
                            "<disk>",
                            "<a xmlns='q'>",
                            "=",
                            "\r",
                            "-1",
                            "99999999999999999999",
                            "\xef\xbb\xbf"};

// A whole element of the document, from its '<' to its end; empty where there is none.
QByteArray element(const QByteArray &xml, QRandomGenerator &random)
{
    const auto tree = readTree(xml);
    if (!tree)
        return {};
    const XmlNode *node = &*tree;
    while (!node->children.isEmpty() && random.bounded(4) > 0)
        node = &node->children[random.bounded(int(node->children.size()))];
    return xml.mid(node->span.begin, node->span.end - node->span.begin);
}

QByteArray mutated(QByteArray xml, QRandomGenerator &random)
{
    for (int i = random.bounded(1, 4); i > 0 && !xml.isEmpty(); --i) {
        const int at = random.bounded(int(xml.size()));
        switch (random.bounded(7)) {
        case 0:
            xml.insert(at, spices[random.bounded(int(spices.size()))]);
            break;
        case 1:
            xml[at] = char(random.bounded(256));
            break;
        case 2:
            xml.remove(at, random.bounded(1, 60));
            break;
        case 3: { // an element twice
            const QByteArray part = element(xml, random);
            if (!part.isEmpty() && xml.size() < 500'000)
                xml.insert(xml.indexOf(part), part);
            break;
        }
        case 4: { // in itself
            const QByteArray part = element(xml, random);
            const qsizetype inside = part.indexOf("</");
            if (inside > 0 && xml.size() < 500'000)
                xml.insert(xml.indexOf(part) + inside, part);
            break;
        }
        case 5: { // gone
            const QByteArray part = element(xml, random);
            if (!part.isEmpty() && part.size() < xml.size() / 2)
                xml.remove(xml.indexOf(part), part.size());
            break;
        }
        case 6: { // a huge value
            const qsizetype quote = xml.indexOf('\'', at);
            if (quote > 0)
                xml.insert(quote + 1, QByteArray(random.bounded(70'000), 'x'));
            break;
        }
        }
    }
    return xml;
}

} // namespace

// XML, its fields, and XML again, with machines that something has bitten into. The same in every
// run; GUESTHOUSE_FUZZ_ROUNDS makes it longer.
class TestEditFuzz : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatIsReadCanBeEditedAndReadAgain()
    {
        const auto schema = DomainSchema::read();
        QVERIFY(schema);
        bool set = false;
        int rounds = qEnvironmentVariableIntValue("GUESTHOUSE_FUZZ_ROUNDS", &set);
        if (!set)
            rounds = 600;
        QRandomGenerator random(20261121);
        const QStringList paths = Corpus::documents();
        int read = 0, edits = 0;
        for (int round = 0; round < rounds; ++round) {
            const QString path = paths[random.bounded(int(paths.size()))];
            const QByteArray original = Corpus::read(path);
            if (original.size() > 200'000)
                continue;
            const QByteArray xml = mutated(original, random);
            const auto domain = readDomain(xml);
            const auto untouched = applyChanges(xml, {});
            if (!domain) {
                QVERIFY(!domain.error().summary.isEmpty());
                continue;
            }
            ++read;
            QVERIFY2(untouched, qPrintable(path));
            QCOMPARE(untouched->xml, xml);
            const auto items = domain->sections + domain->devices;
            for (int i = 0; i < 2 && !items.isEmpty(); ++i) {
                const HardwareItem &item = items[random.bounded(int(items.size()))];
                const auto fields = editableFields(xml, item.key, schema->get());
                if (fields.isEmpty())
                    continue;
                const EditableField &field = fields[random.bounded(int(fields.size()))];
                const auto value = fieldValue(xml, item.key, field.path);
                const std::optional<QString> after =
                    random.bounded(3) ? std::optional(u"9 <&>'\"\r\n]]>"_s) : std::nullopt;
                const auto edited = applyChanges(
                    xml,
                    {{{.item = item.key, .path = field.path, .before = value, .after = after}}, {}},
                    true);
                const QByteArray where = QByteArray::number(round) + ' ' + path.toUtf8() + ' '
                                         + item.key.toUtf8() + ' ' + field.path.toUtf8();
                QVERIFY2(edited, where);
                QVERIFY2(edited->xml.size() <= xml.size() + 1000, where);
                const auto again = readTree(edited->xml);
                QVERIFY2(again, where + ": " + (again ? "" : again.error().detail.toUtf8()));
                ++edits;
            }
            if (!domain->devices.isEmpty()) {
                const QString key = domain->devices[0].key;
                const QByteArray device = deviceXml(xml, key);
                const auto less = applyChanges(xml, {{}, {{.item = key, .before = device}}}, true);
                QVERIFY2(less, qPrintable(path + u' ' + key));
                QVERIFY(readTree(less->xml));
            }
        }
        QVERIFY2(read > rounds / 10 && edits > rounds / 10,
                 qPrintable(u"%1 read, %2 edits"_s.arg(read).arg(edits)));
    }
};

QTEST_GUILESS_MAIN(TestEditFuzz)
#include "tst_editfuzz.moc"
