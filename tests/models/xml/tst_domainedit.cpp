// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/xml/domainedit.h"
#include "tests/support/patience.h"

using namespace Qt::StringLiterals;

namespace {

const QByteArray domain =
    R"(<domain type='kvm' xmlns:qemu='http://libvirt.org/schemas/domain/qemu/1.0' id='3'>
  <name>web &amp; mail</name>
  <!-- ours -->
  <memory unit='KiB'>1048576</memory>
  <vcpu placement='static'>2</vcpu>
  <newer what='is this'><![CDATA[a < b]]></newer>
  <devices>
    <disk type='file' device='disk'>
      <driver name='qemu' type='qcow2' cache='hyper'/>
      <source file='/a&apos;b.qcow2'/>
      <target dev='vda' bus='virtio'/>
    </disk>
    <interface type='user'>
      <mac address='52:54:00:00:00:01'/>
    </interface>
    <interface type='user'>
      <mac address='52:54:00:00:00:02'/>
    </interface>
    <memballoon model='virtio'/>
  </devices>
  <qemu:commandline>
    <qemu:arg value='-foo'/>
  </qemu:commandline>
</domain>
)";

const QString disk = u"disk/vda#0"_s;

EditedDomain edited(const QList<FieldChange> &fields, const QList<ElementChange> &elements = {},
                    const QByteArray &xml = domain, bool overrule = false)
{
    const auto result = applyChanges(xml, {fields, elements}, overrule);
    return result ? *result : EditedDomain{.xml = result.error().summary.toUtf8()};
}

} // namespace

class TestDomainEdit : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nothingChangedIsTheSameBytes()
    {
        const EditedDomain same = edited({});
        QVERIFY(!same.changed);
        QCOMPARE(same.xml, domain);
        const EditedDomain already =
            edited({{.path = u"vcpu"_s, .before = u"7"_s, .after = u"2"_s}});
        QVERIFY(!already.changed && already.conflicts.isEmpty());
    }

    void oneFieldIsOneLine_data()
    {
        QTest::addColumn<FieldChange>("change");
        QTest::addColumn<QByteArray>("was");
        QTest::addColumn<QByteArray>("is");
        const auto row = [](const char *name, const FieldChange &change, const QByteArray &was,
                            const QByteArray &is) { QTest::newRow(name) << change << was << is; };
        row("an attribute", {disk, u"driver@cache"_s, u"hyper"_s, u"none"_s}, "cache='hyper'",
            "cache='none'");
        row("a new attribute", {disk, u"driver@discard"_s, {}, u"unmap"_s}, "cache='hyper'/>",
            "cache='hyper' discard='unmap'/>");
        row("an attribute that goes", {disk, u"driver@cache"_s, u"hyper"_s, {}}, " cache='hyper'",
            "");
        row("a text", {{}, u"memory"_s, u"1048576"_s, u"2097152"_s}, "1048576", "2097152");
        row("a text with signs", {{}, u"name"_s, u"web & mail"_s, u"a<b>\"'&"_s}, "web &amp; mail",
            "a&lt;b&gt;\"'&amp;");
        row("a new element", {disk, u"serial"_s, {}, u"A1"_s}, "bus='virtio'/>\n",
            "bus='virtio'/>\n      <serial>A1</serial>\n");
        row("elements in each other", {disk, u"iotune/total_iops_sec"_s, {}, u"9"_s},
            "bus='virtio'/>\n",
            "bus='virtio'/>\n      <iotune>\n        <total_iops_sec>9</total_iops_sec>\n      "
            "</iotune>\n");
        row("presence", {disk, u"readonly/*"_s, {}, QString()}, "bus='virtio'/>\n",
            "bus='virtio'/>\n      <readonly/>\n");
        row("the second of its like",
            {u"interface/52:54:00:00:00:02#0"_s, u"mtu@size"_s, {}, u"9000"_s},
            "<mac address='52:54:00:00:00:02'/>\n",
            "<mac address='52:54:00:00:00:02'/>\n      <mtu size='9000'/>\n");
        row("into an empty element", {u"memballoon/#0"_s, u"stats@period"_s, {}, u"5"_s},
            "<memballoon model='virtio'/>",
            "<memballoon model='virtio'>\n      <stats period='5'/>\n    </memballoon>");
        row("outside the devices", {{}, u"title"_s, {}, u"T"_s}, "</qemu:commandline>\n",
            "</qemu:commandline>\n  <title>T</title>\n");
    }
    void oneFieldIsOneLine()
    {
        QFETCH(const FieldChange, change);
        QFETCH(const QByteArray, was);
        QFETCH(const QByteArray, is);
        QByteArray expected = domain;
        QCOMPARE(expected.count(was), 1);
        expected.replace(was, is);
        const EditedDomain once = edited({change});
        QVERIFY(once.changed && once.conflicts.isEmpty());
        QCOMPARE(once.xml, expected);
        QCOMPARE(fieldValue(once.xml, change.item, change.path), change.after);
        // And back again.
        const EditedDomain undone =
            edited({{change.item, change.path, change.after, change.before}}, {}, once.xml);
        QVERIFY(undone.changed);
        QCOMPARE(fieldValue(undone.xml, change.item, change.path), change.before);
        if (!QByteArray(QTest::currentDataTag()).contains("goes"))
            QCOMPARE(undone.xml, domain);
    }

    void anotherFieldIsMergedTheSameFieldIsAConflict()
    {
        QByteArray theirs = domain;
        theirs.replace(">2</vcpu>", ">4</vcpu>").replace("cache='hyper'", "cache='unsafe'");
        const QList<FieldChange> mine = {{disk, u"driver@cache"_s, u"hyper"_s, u"none"_s},
                                         {{}, u"memory"_s, u"1048576"_s, u"2097152"_s}};
        const EditedDomain merged = edited(mine, {}, theirs);
        QCOMPARE(merged.xml, QByteArray(theirs).replace("1048576", "2097152"));
        QCOMPARE(merged.conflicts,
                 (QList<EditConflict>{{disk, u"driver@cache"_s, u"none"_s, u"unsafe"_s}}));
        const EditedDomain forced = edited(mine, {}, theirs, true);
        QVERIFY(forced.conflicts.isEmpty());
        QCOMPARE(fieldValue(forced.xml, disk, u"driver@cache"_s), u"none"_s);
        QCOMPARE(fieldValue(forced.xml, {}, u"vcpu"_s), u"4"_s);
    }

    void devicesComeGoAndAreWrittenAnew()
    {
        const EditedDomain more = edited({}, {{.after = "<watchdog model='itco'/>"}});
        QCOMPARE(more.xml, QByteArray(domain).replace(
                               "<memballoon model='virtio'/>\n",
                               "<memballoon model='virtio'/>\n    <watchdog model='itco'/>\n"));
        const QString second = u"interface/52:54:00:00:00:02#0"_s;
        const QByteArray card = deviceXml(domain, second);
        QVERIFY(card.startsWith("<interface") && card.contains("00:02"));
        const EditedDomain less = edited({}, {{.item = second, .before = card}});
        QCOMPARE(less.xml, QByteArray(domain).replace("    " + card + "\n", ""));
        QCOMPARE(edited({}, {{.item = second, .before = card}}, less.xml).changed, false);
        const QByteArray other = "<interface type='network'><source network='lab'/>"
                                 "<mac address='52:54:00:00:00:02'/></interface>";
        const EditedDomain anew = edited({}, {{.item = second, .before = card, .after = other}});
        QCOMPARE(anew.xml, QByteArray(domain).replace(card, other));
        // Somebody else was faster.
        QByteArray theirs = domain;
        theirs.replace("<mac address='52:54:00:00:00:02'/>",
                       "<mac address='52:54:00:00:00:02'/><mtu size='1400'/>");
        const EditedDomain late =
            edited({}, {{.item = second, .before = card, .after = other}}, theirs);
        QVERIFY(!late.changed);
        QCOMPARE(late.xml, theirs);
        QCOMPARE(late.conflicts.size(), 1);
        QVERIFY(late.conflicts.first().theirs.contains(u"1400"_s));
        QCOMPARE(edited({}, {{.item = second, .before = card}}, theirs).conflicts.size(), 1);
    }

    void oneOfManyLikeElementsIsFoundByItsAttribute()
    {
        const QString avx = u"cpu/feature[name=avx]@policy"_s;
        const QString list = u"blkiotune/device[path=/dev/a@b/c]/weight"_s;
        const EditedDomain added =
            edited({{{}, u"cpu/feature[name=sse]@policy"_s, {}, u"disable"_s},
                    {{}, avx, {}, u"require"_s},
                    {{}, list, {}, u"200"_s}});
        QVERIFY(added.changed);
        QCOMPARE(added.xml.count("<feature "), 2);
        QVERIFY(added.xml.contains("<feature name='avx' policy='require'/>"));
        QVERIFY(added.xml.contains("<device path='/dev/a@b/c'>"));
        QCOMPARE(fieldValue(added.xml, {}, avx), u"require"_s);
        QCOMPARE(fieldValue(added.xml, {}, list), u"200"_s);
        QCOMPARE(fieldValue(added.xml, {}, u"cpu/feature[name=svm]@policy"_s), std::nullopt);
        // The last thing it says goes: so does the element, and its empty parent.
        const EditedDomain one = edited({{{}, avx, u"require"_s, {}}}, {}, added.xml);
        QVERIFY(!one.xml.contains("avx") && one.xml.contains("<feature name='sse'"));
        const EditedDomain none =
            edited({{{}, u"cpu/feature[name=sse]@policy"_s, u"disable"_s, {}}}, {}, one.xml);
        QVERIFY(!none.xml.contains("<cpu"));
        const EditedDomain back = edited({{{}, list, u"200"_s, {}}}, {}, none.xml);
        QVERIFY(!back.xml.contains("<weight"));
    }

    void anElementOfADeviceIsWrittenAnew()
    {
        const QByteArray file = elementXml(domain, disk, u"source"_s);
        QVERIFY(file.startsWith("<source file="));
        const QByteArray volume = "<source pool='p' volume='v'/>";
        const EditedDomain moved =
            edited({{disk, u"@type"_s, u"file"_s, u"volume"_s}},
                   {{.item = disk, .path = u"source"_s, .before = file, .after = volume}});
        QByteArray expected = domain;
        expected.replace(file, volume).replace("<disk type='file'", "<disk type='volume'");
        QCOMPARE(moved.xml, expected);
        const EditedDomain late =
            edited({}, {{.item = disk, .path = u"source"_s, .before = volume, .after = volume}});
        QCOMPARE(late.conflicts.size(), 1);
        // One that was not there comes, and goes again without a trace.
        const EditedDomain numa = edited({}, {{.item = u"section:cpu#0"_s,
                                               .path = u"cpu/numa"_s,
                                               .after = "<numa><cell id='0'/></numa>"}});
        QVERIFY(numa.xml.contains("<cpu>") && numa.xml.contains("<numa><cell id='0'/></numa>"));
        const EditedDomain gone = edited({},
                                         {{.item = u"section:cpu#0"_s,
                                           .path = u"cpu/numa"_s,
                                           .before = "<numa><cell id='0'/></numa>"}},
                                         numa.xml);
        QCOMPARE(gone.xml, domain);
        const EditedDomain conflict =
            edited({}, {{.item = disk, .path = u"source"_s, .after = volume}});
        QCOMPARE(conflict.conflicts.size(), 1);
        QCOMPARE(conflict.conflicts.first().path, u"source"_s);
    }

    void whatWasDoneIsUndone()
    {
        const auto back = [](const EditedDomain &done) {
            const auto undone = applyChanges(done.xml, done.undo);
            return undone && undone->conflicts.isEmpty() ? undone->xml : QByteArray();
        };
        // A device that has another key afterwards, and a field outside the devices.
        const EditedDomain fields = edited({{disk, u"target@dev"_s, u"vda"_s, u"vdx"_s},
                                            {disk, u"driver@cache"_s, u"hyper"_s, u"none"_s},
                                            {{}, u"memory"_s, u"1048576"_s, u"2097152"_s}});
        QCOMPARE(fields.undo.fields.size(), 3);
        QCOMPARE(fields.undo.fields.last().item, u"disk/vdx#0"_s);
        QCOMPARE(back(fields), domain);
        // A device that was added is found again; one that was taken out comes back.
        const EditedDomain added = edited({}, {{.after = "<watchdog model='ib700'/>"}});
        QCOMPARE(added.undo.elements.size(), 1);
        QVERIFY(!added.undo.elements.first().item.isEmpty());
        QCOMPARE(back(added), domain);
        const EditedDomain removed =
            edited({}, {{.item = disk, .before = deviceXml(domain, disk)}});
        QVERIFY(deviceXml(removed.xml, disk).isEmpty());
        QCOMPARE(deviceXml(back(removed), disk), deviceXml(domain, disk));
        const EditedDomain source = edited({}, {{.item = disk,
                                                 .path = u"source"_s,
                                                 .before = elementXml(domain, disk, u"source"_s),
                                                 .after = "<source file='/other'/>"}});
        QCOMPARE(back(source), domain);
        // Nothing done, nothing to undo.
        QVERIFY(edited({{.path = u"vcpu"_s, .before = u"7"_s, .after = u"2"_s}}).undo.isEmpty());
    }

    void aDeviceThatIsGoneAndABrokenDocumentAreErrors()
    {
        QVERIFY(!applyChanges(domain, {{{u"disk/vdz#0"_s, u"serial"_s, {}, u"1"_s}}, {}}));
        QVERIFY(!applyChanges("<domain><devices>", {}));
        QVERIFY(!applyChanges(domain, {{}, {{.after = "<a><b></a>"}}}));
        QVERIFY(!applyChanges("<!DOCTYPE x [<!ENTITY a 'b'>]><domain/>", {}));
    }
};

QTEST_APPLESS_MAIN(TestDomainEdit)
#include "tst_domainedit.moc"
