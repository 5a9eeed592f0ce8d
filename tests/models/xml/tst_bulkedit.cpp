// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/xml/bulkedit.h"
#include "models/xml/domaindescriptionreader.h"
#include "models/xml/domainedit.h"
#include "tests/support/patience.h"

using namespace Qt::StringLiterals;

static const QByteArray domain = R"(<domain type='qemu' xmlns:x='urn:x'>
  <name>web</name>
  <metadata>
    <x:note>theirs</x:note>
  </metadata>
  <memory unit='KiB'>1048576</memory>
  <currentMemory unit='KiB'>524288</currentMemory>
  <vcpu placement='static' current='2'>4</vcpu>
  <devices>
    <interface type='network'>
      <mac address='52:54:00:00:00:01'/>
      <source network='default'/>
    </interface>
    <interface type='bridge'>
      <mac address='52:54:00:00:00:02'/>
      <source bridge='br0'/>
    </interface>
  </devices>
</domain>
)";

class TestBulkEdit : public QObject
{
    Q_OBJECT

    static QByteArray applied(const BulkWish &wish, const QByteArray &xml = domain)
    {
        const BulkPlan plan = planBulkEdit(wish, {}, xml);
        const auto edited = applyChanges(xml, plan.changes);
        return plan.isPossible() && edited && edited->conflicts.isEmpty() ? edited->xml
                                                                          : QByteArray();
    }
    static QStringList problems(const BulkWish &wish, const QByteArray &xml = domain)
    {
        QStringList found;
        for (const BulkPlan::Row &row : planBulkEdit(wish, {}, xml).rows) {
            if (!row.problem.isEmpty())
                found += row.problem;
        }
        return found;
    }

private Q_SLOTS:
    void memoryAndProcessorsChangeAndNothingElse()
    {
        QCOMPARE(applied({.maximumMemoryKiB = 2097152}),
                 QByteArray(domain).replace(">1048576<", ">2097152<"));
        QCOMPARE(applied({.memoryKiB = 262144}), QByteArray(domain).replace("524288", "262144"));
        QCOMPARE(applied({.vcpus = 3}), QByteArray(domain).replace("current='2'", "current='3'"));
        QCOMPARE(applied({.vcpus = 4}), QByteArray(domain).replace(" current='2'", ""));
        QCOMPARE(applied({.maximumVcpus = 8}), QByteArray(domain).replace(">4<", ">8<"));
        QByteArray inMiB = domain;
        inMiB.replace("<memory unit='KiB'>1048576", "<memory unit='MiB'>1024");
        QVERIFY(applied({.maximumMemoryKiB = 2097152}, inMiB)
                    .contains("<memory unit='KiB'>2097152</memory>"));
    }

    void aSmallerMaximumTakesWhatIsAtStartWithIt()
    {
        const QByteArray less = applied({.maximumMemoryKiB = 262144, .maximumVcpus = 1});
        QVERIFY(less.contains("<currentMemory unit='KiB'>262144<"));
        QVERIFY(less.contains("<vcpu placement='static'>1</vcpu>"));
        QCOMPARE(planBulkEdit({.maximumMemoryKiB = 262144}, {}, domain).rows.size(), 2);
    }

    void whatIsSoAlreadyIsNoChange()
    {
        const BulkPlan plan = planBulkEdit({.maximumMemoryKiB = 1048576,
                                            .memoryKiB = 524288,
                                            .maximumVcpus = 4,
                                            .vcpus = 2,
                                            .autostart = false,
                                            .network = u"default"_s,
                                            .removeTags = {u"x"_s}},
                                           {}, domain);
        QVERIFY(plan.rows.isEmpty() && plan.changes.isEmpty() && !plan.autostart);
        QVERIFY(!plan.isPossible());
    }

    void whatCannotBeSaysWhy()
    {
        QCOMPARE(problems({.memoryKiB = 2097152}).size(), 1);
        QCOMPARE(problems({.vcpus = 5}).size(), 1);
        QByteArray topology = domain;
        topology.replace("  <devices>",
                         "  <cpu><topology sockets='2' cores='2' threads='1'/></cpu>\n  <devices>");
        QCOMPARE(problems({.maximumVcpus = 8}, topology).size(), 1);
        QCOMPARE(problems({.vcpus = 3}, topology).size(), 0);
        QCOMPARE(problems({.network = u"lab"_s, .everyInterface = true}).size(), 1);
        QCOMPARE(problems({.network = u"lab"_s}, "<domain><name>a</name></domain>").size(), 1);
        QCOMPARE(problems({.vcpus = 3}, "<domain").size(), 1);
    }

    void theFirstInterfaceGoesToAnotherNetwork()
    {
        QCOMPARE(applied({.network = u"lab"_s}),
                 QByteArray(domain).replace("network='default'", "network='lab'"));
    }

    void tagsComeAndGoAndForeignMetadataStays()
    {
        const QByteArray tagged = applied({.addTags = {u"a<b>"_s, u"two"_s}});
        QCOMPARE(readDomain(tagged)->tags, QStringList({u"a<b>"_s, u"two"_s}));
        QVERIFY(tagged.contains("theirs"));
        const QByteArray fewer = applied({.addTags = {u"new"_s}, .removeTags = {u"two"_s}}, tagged);
        QCOMPARE(readDomain(fewer)->tags, QStringList({u"a<b>"_s, u"new"_s}));
        QCOMPARE(applied({.removeTags = {u"a<b>"_s, u"two"_s}}, tagged), domain);
        QCOMPARE(tagsOf(u" a, b ,,a,  c  d"_s), QStringList({u"a"_s, u"b"_s, u"c d"_s}));
    }

    void autostartIsNoPartOfTheDefinition()
    {
        const BulkPlan plan = planBulkEdit({.autostart = true}, {}, domain);
        QCOMPARE(plan.autostart, std::optional(true));
        QVERIFY(plan.changes.isEmpty() && plan.isPossible());
    }
};

QTEST_GUILESS_MAIN(TestBulkEdit)
#include "tst_bulkedit.moc"
