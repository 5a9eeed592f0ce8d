// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/schema/editablefields.h"
#include "models/xml/domaindescriptionreader.h"
#include "models/xml/domainedit.h"
#include "tests/support/corpus.h"
#include "tests/support/patience.h"

#include <pugixml.hpp>

#include <algorithm>

using namespace Qt::StringLiterals;
using Editor = EditableField::Editor;

namespace {

// Every value of a document by its place: what an edit may change is one of them.
void collect(const pugi::xml_node &node, const QByteArray &path, QByteArrayList &values)
{
    for (const pugi::xml_attribute &attribute : node.attributes())
        values += path + '@' + attribute.name() + '=' + attribute.value();
    QByteArray text;
    for (const pugi::xml_node &child : node.children()) {
        if (child.type() == pugi::node_element)
            collect(child, path + '/' + child.name(), values);
        else if (child.type() == pugi::node_pcdata || child.type() == pugi::node_cdata)
            text += child.value();
        else
            values += path + "/?" + child.name() + '=' + child.value();
    }
    values += path + '=' + text.trimmed();
}

QByteArrayList canonical(const QByteArray &xml)
{
    QByteArrayList values;
    pugi::xml_document document;
    if (document.load_buffer(xml.constData(), size_t(xml.size()),
                             pugi::parse_full | pugi::parse_ws_pcdata | pugi::parse_fragment))
        collect(document, {}, values);
    std::sort(values.begin(), values.end());
    return values;
}

// What is in `a` and not in `b`; both sorted.
QByteArrayList without(const QByteArrayList &a, const QByteArrayList &b)
{
    QByteArrayList rest;
    std::set_difference(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(rest));
    return rest;
}

// Another value that the field takes.
std::optional<QString> another(const EditableField &field)
{
    if (field.editor == Editor::Presence)
        return field.value ? std::nullopt : std::optional(QString());
    for (const EditableField::Word &word : field.words) {
        if (word.raw != field.value.value_or(QString()))
            return word.raw;
    }
    if (field.editor == Editor::Number)
        return field.value == u"7" ? u"8"_s : u"7"_s;
    return u"it's <7> & \"more\""_s;
}

// Where two texts begin to differ, and how much of each until they are the same again.
QByteArray differing(const QByteArray &a, const QByteArray &b)
{
    const qsizetype most = qMin(a.size(), b.size());
    qsizetype front = 0, back = 0;
    while (front < most && a[front] == b[front])
        ++front;
    while (back < most - front && a[a.size() - 1 - back] == b[b.size() - 1 - back])
        ++back;
    return a.mid(front, a.size() - front - back);
}

} // namespace

// Over all machines of tests/data/domains: what no edit names stays, byte by byte.
class TestLosslessEdits : public QObject
{
    Q_OBJECT

    std::shared_ptr<const DomainSchema> schema;
    int edits = 0, restored = 0;

    void documents() const
    {
        QTest::addColumn<QString>("path");
        for (const QString &path : Corpus::documents())
            QTest::newRow(qPrintable(Corpus::name(path))) << path;
    }

private Q_SLOTS:
    void initTestCase()
    {
        const auto read = DomainSchema::read();
        QVERIFY(read);
        schema = *read;
    }

    void nothingChangedIsNoChange_data() { documents(); }
    void nothingChangedIsNoChange()
    {
        QFETCH(const QString, path);
        const QByteArray xml = Corpus::read(path);
        const auto same = applyChanges(xml, {});
        QVERIFY(same && !same->changed);
        QCOMPARE(same->xml, xml);
    }

    // The whole document is written once with one edit at its end, and that is taken back by hand.
    void everyByteThatIsNotEditedStays_data() { documents(); }
    void everyByteThatIsNotEditedStays()
    {
        QFETCH(const QString, path);
        const QByteArray xml = Corpus::read(path);
        const auto edited = applyChanges(xml, {{{.path = u"@nobodys"_s, .after = u"1"_s}}, {}});
        QVERIFY(edited && edited->changed);
        QCOMPARE(edited->xml.count(" nobodys='1'"), 1);
        QCOMPARE(QByteArray(edited->xml).replace(" nobodys='1'", ""), xml);
    }

    // Each field of each section and device: another legal value, none, and what it was again.
    void aFieldThatIsSetClearedAndSetBackChangesItselfAlone_data() { documents(); }
    void aFieldThatIsSetClearedAndSetBackChangesItselfAlone()
    {
        QFETCH(const QString, path);
        const QByteArray xml = Corpus::read(path);
        const auto read = readDomain(xml);
        if (!read) {
            QVERIFY(path.endsWith("foreign-namespaces.xml"_L1)); // no machine of libvirt's
            return;
        }
        const QByteArrayList all = canonical(xml);
        const auto items = read->sections + read->devices;
        for (qsizetype at = 0; at<items.size(); at += items.size()> 60 ? 17 : 1) {
            const HardwareItem &item = items[at];
            if (item.key.startsWith("section:"_L1) && item.key.section(u'#', 1) != "0"_L1)
                continue;
            for (const EditableField &field : editableFields(xml, item.key, schema.get())) {
                const QByteArray where = (item.key + u' ' + field.path).toUtf8();
                const auto value = fieldValue(xml, item.key, field.path);
                if (field.editor != Editor::Secret)
                    QCOMPARE(field.value, value);
                const auto after = another(field);
                const auto set = applyChanges(
                    xml, {{{.item = item.key, .path = field.path, .before = value, .after = after}},
                          {}});
                QVERIFY2(set && set->changed && set->conflicts.isEmpty(), where);
                // Nothing else was said before, and one thing is said now.
                const QByteArrayList now = canonical(set->xml);
                QByteArrayList gone = without(all, now);
                const QByteArrayList come = without(now, all);
                if (!value) // an element that said nothing says something
                    gone.removeIf([](const QByteArray &one) { return one.endsWith('='); });
                // A text or a presence takes what is inside with it; a field makes its parents.
                const bool clears = !after;
                QVERIFY2(value ? gone.size() >= 1 : gone.isEmpty(), where + ": " + gone.join('|'));
                if (!clears) {
                    QVERIFY2(gone.size() <= 1, where + ": " + gone.join('|'));
                    QVERIFY2(!come.isEmpty() && come.size() <= 6, where + ": " + come.join('|'));
                }
                const QByteArray piece = differing(set->xml, xml);
                QVERIFY2(piece.size() < 400, where + ": " + piece);
                // What tells a device from its like gives it another key.
                QString key = item.key;
                if (fieldValue(set->xml, key, field.path) != after) {
                    const auto again = readDomain(set->xml);
                    QVERIFY2(again, where);
                    const auto devices = read->devices;
                    for (qsizetype i = 0; i < devices.size() && i < again->devices.size(); ++i) {
                        if (devices[i].key == item.key)
                            key = again->devices[i].key;
                    }
                    if (fieldValue(set->xml, key, field.path) != after)
                        continue;
                }
                const auto back = applyChanges(
                    set->xml,
                    {{{.item = key, .path = field.path, .before = after, .after = value}}, {}});
                QVERIFY2(back && back->conflicts.isEmpty(), where);
                // Blanks around a text, comments in it, and what an element held besides are not a
                // field's own; all else is what it was.
                if (back->xml == xml) {
                    ++restored;
                } else if (!clears) {
                    const QByteArrayList then = canonical(back->xml);
                    QVERIFY2(without(then, all).isEmpty(), where);
                    // An element that says nothing goes with the last thing said in it.
                    for (const QByteArray &lost : without(all, then))
                        QVERIFY2(lost.endsWith('='), where + ": " + lost);
                }
                ++edits;
                // And none.
                if (!value || !after)
                    continue;
                const auto cleared = applyChanges(
                    xml,
                    {{{.item = item.key, .path = field.path, .before = value, .after = {}}}, {}});
                QVERIFY2(cleared && cleared->changed, where);
                QVERIFY2(without(canonical(cleared->xml), all).isEmpty(), where);
            }
        }
    }

    void mostAreWhatTheyWereByteByByte()
    {
        QVERIFY2(edits > 0, "run it after the fields");
        QVERIFY2(restored * 100 > edits * 80, qPrintable(u"%1 of %2"_s.arg(restored).arg(edits)));
    }

    void aDeviceTakenOutAndPutBackIsWhatItWas_data() { documents(); }
    void aDeviceTakenOutAndPutBackIsWhatItWas()
    {
        QFETCH(const QString, path);
        const QByteArray xml = Corpus::read(path);
        const auto read = readDomain(xml);
        if (!read)
            return;
        const qsizetype many = read->devices.size();
        for (qsizetype i = 0; i<many; i += many> 40 ? 17 : 1) {
            const QString key = read->devices[i].key;
            const QByteArray device = deviceXml(xml, key);
            QVERIFY2(!device.isEmpty(), qPrintable(key));
            const auto less = applyChanges(xml, {{}, {{.item = key, .before = device}}});
            QVERIFY2(less && less->changed && less->conflicts.isEmpty(), qPrintable(key));
            const auto fewer = readDomain(less->xml);
            QVERIFY(fewer);
            QCOMPARE(fewer->devices.size(), many - 1);
            const auto more = applyChanges(less->xml, {{}, {{.after = device}}});
            QVERIFY(more && more->changed);
            const auto again = readDomain(more->xml);
            QVERIFY(again);
            QCOMPARE(again->devices.size(), many);
            // Written anew as it is: no change.
            const auto same =
                applyChanges(xml, {{}, {{.item = key, .before = device, .after = device}}});
            QVERIFY(same && !same->changed);
        }
    }
};

QTEST_GUILESS_MAIN(TestLosslessEdits)
#include "tst_losslessedits.moc"
