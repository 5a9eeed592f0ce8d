// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/xml/devicewords.h"
#include "tests/views/hardware/editorrig.h"

using namespace Qt::StringLiterals;

class TestPerfEventsEditor : public QObject
{
    Q_OBJECT

    const QString tuning = u"section:tuning#0"_s, fold = u"Performance counters"_s;
    std::shared_ptr<const DomainSchema> schema;

    static QByteArray machine(const QByteArray &events)
    {
        return "<domain type='kvm'>\n  <name>m</name>\n"
               + (events.isEmpty() ? events : "  <perf>\n" + events + QByteArray("  </perf>\n"))
               + "</domain>\n";
    }
    static QByteArray event(const QByteArray &attributes)
    {
        return "    <event " + attributes + "/>\n";
    }

private Q_SLOTS:
    void initTestCase()
    {
        const auto read = DomainSchema::read();
        QVERIFY(read);
        schema = *read;
    }

    void everyEventOfTheGrammarHasWords()
    {
        const auto names =
            schema->attribute({u"domain"_s, u"perf"_s, u"event"_s}, u"name"_s)->words;
        QVERIFY(names.size() > 20);
        for (const QString &name : names)
            QVERIFY2(Fields::word(name, Words::perfEvent) != name, qPrintable(name));
    }

    void whatIsOnlyShownIsNotEdited()
    {
        for (const QByteArray &events :
             {QByteArray(), event("name='cmt' enabled='yes'"),
              event("name='newer' enabled='yes'") + event("name='cpu_cycles' enabled='maybe'")
                  + event("name='cpu_cycles' enabled='no'") + event("enabled='no'")}) {
            EditorRig rig;
            rig.schema = schema;
            rig.show(machine(events), tuning);
            rig.press(fold);
            rig.press(fold);
            QCOMPARE(rig.edits, 0);
        }
    }

    void countersWaitBehindAButton()
    {
        EditorRig rig;
        rig.schema = schema;
        rig.show(machine({}), tuning);
        QVERIFY(!rig.shows(u"CPU cycles"_s));
        QVERIFY(rig.press(fold));
        QVERIFY(rig.chooseValue(u"CPU cycles"_s, u"yes"_s));
        QVERIFY(rig.chooseValue(u"Page faults with disk access"_s, u"no"_s));
        QCOMPARE(rig.wanted(),
                 machine({}).replace("</domain>",
                                     "  <perf>\n    <event name='cpu_cycles' enabled='yes'/>\n"
                                     "    <event name='page_faults_maj' enabled='no'/>\n"
                                     "  </perf>\n</domain>"));
        QVERIFY(rig.press(fold));
        QVERIFY(rig.shows(u"CPU cycles"_s)); // what is set is seen
        QVERIFY(!rig.shows(u"Instructions"_s));
        QVERIFY(rig.chooseValue(u"CPU cycles"_s, {}));
        QVERIFY(rig.chooseValue(u"Page faults with disk access"_s, {}));
        QVERIFY(rig.changes.isEmpty());
        QVERIFY(!rig.shows(u"CPU cycles"_s));
    }

    void oneOfSeveralIsChangedAlone()
    {
        const QByteArray other = event("name='cache_misses' enabled='yes'");
        EditorRig rig;
        rig.schema = schema;
        rig.show(machine(event("newer='x' name='instructions' enabled='no'") + other), tuning);
        QVERIFY(rig.chooseValue(u"Instructions"_s, u"yes"_s));
        QCOMPARE(rig.wanted(),
                 machine(event("newer='x' name='instructions' enabled='yes'") + other));
    }

    void anEventThatIsNewerThanOurWordsCanBeSwitched()
    {
        EditorRig rig;
        rig.schema = schema;
        rig.show(machine(event("name='newer_event' enabled='yes'")), tuning);
        QVERIFY(rig.chooseValue(u"newer_event"_s, u"no"_s));
        QCOMPARE(rig.wanted(), machine(event("name='newer_event' enabled='no'")));
        rig.show(machine({}), tuning);
        QVERIFY(rig.press(fold));
        QVERIFY(!rig.shows(u"newer_event"_s)); // this libvirt does not know it
        QVERIFY(rig.shows(u"Instructions"_s));
    }

    void whoSearchesForACounterFindsIt()
    {
        EditorRig rig;
        rig.schema = schema;
        rig.show(machine({}), tuning);
        rig.settings.setHighlight(u"cache mis"_s);
        QVERIFY(rig.shows(u"Cache misses"_s));
    }
};

QTEST_MAIN(TestPerfEventsEditor)
#include "tst_perfeventseditor.moc"
