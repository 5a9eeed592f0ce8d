// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/xml/handwritten.h"
#include "tests/support/patience.h"

using namespace Qt::StringLiterals;

namespace {

const QByteArray domain = R"(<domain type='kvm'>
  <name>web</name>
  <memory unit='KiB'>1048576</memory>
  <vcpu placement='static'>2</vcpu>
  <cpu mode='host-model'>
    <feature policy='require' name='avx'/>
    <feature policy='disable' name='vmx'/>
  </cpu>
  <devices>
    <disk type='file' device='disk'>
      <driver name='qemu' type='qcow2'/>
      <source file='/a.qcow2'/>
      <target dev='vda' bus='virtio'/>
    </disk>
    <interface type='user'>
      <mac address='52:54:00:00:00:01'/>
    </interface>
    <graphics type='vnc' port='-1'/>
  </devices>
</domain>
)";

const QByteArray shownDisk = R"(<disk type='file' device='disk'>
  <driver name='qemu' type='qcow2'/>
  <source file='/a.qcow2'/>
  <target dev='vda' bus='virtio'/>
</disk>)";

const QString disk = u"disk/vda#0"_s;

QByteArray with(QByteArray xml, const QByteArray &before, const QByteArray &after)
{
    Q_ASSERT(xml.contains(before));
    return xml.replace(before, after);
}

DomainChanges document(const QByteArray &after)
{
    return {.document = DocumentChange{domain, after}};
}

DomainChanges device(const QByteArray &after)
{
    return {.elements = {{.item = disk, .before = shownDisk, .after = after}}};
}

} // namespace

class TestHandwritten : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aDocumentIsPutInPlaceAsItIsWritten()
    {
        const QByteArray mine = with(domain, "<name>", "<!-- mine -->\n  <name>");
        const auto result = applyChanges(domain, document(mine));
        QVERIFY(result && result->changed);
        QCOMPARE(result->xml, mine);
        const auto nothing = applyChanges(domain, document(with(domain, "'kvm'", "\"kvm\"")));
        QVERIFY(nothing && !nothing->changed);
        QCOMPARE(nothing->xml, domain);
    }

    void whatIsNoDefinitionIsRefused()
    {
        QVERIFY(!applyChanges(domain, document("<domain>")));
        QVERIFY(!applyChanges(domain, document("<network/>")));
        QVERIFY(!applyChanges(domain, device("<disk")));
    }

    void anotherFieldThatSomebodyElseChangedIsMerged()
    {
        const QByteArray theirs = with(domain, "'virtio'", "'scsi'");
        const QByteArray mine = with(with(domain, "1048576", "2097152"), "'static'", "'auto'");
        const auto result = applyChanges(theirs, document(mine));
        QVERIFY(result && result->conflicts.isEmpty());
        QCOMPARE(result->xml, with(mine, "'virtio'", "'scsi'"));
    }

    void theSameFieldIsAConflict()
    {
        const QByteArray theirs = with(domain, "1048576", "5");
        const QByteArray mine = with(domain, "1048576", "2097152");
        const auto result = applyChanges(theirs, document(mine));
        QVERIFY(result);
        QCOMPARE(result->conflicts.size(), 1);
        QCOMPARE(result->conflicts.first().path, u"memory"_s);
        QCOMPARE(result->conflicts.first().theirs, u"5"_s);
        const auto forced = applyChanges(theirs, document(mine), true);
        QVERIFY(forced && forced->conflicts.isEmpty());
        QCOMPARE(forced->xml, mine);
    }

    void anotherOrderIsNotMergedInSilence()
    {
        const QByteArray card = "    <interface type='user'>\n      <mac "
                                "address='52:54:00:00:00:01'/>\n    </interface>\n";
        const QByteArray mine = with(with(domain, card, {}), "<devices>\n", "<devices>\n" + card);
        QVERIFY(!changesBetween(domain, mine));
        const auto alone = applyChanges(domain, document(mine));
        QVERIFY(alone && alone->xml == mine);
        const auto both = applyChanges(with(domain, "1048576", "5"), document(mine));
        QVERIFY(both);
        QCOMPARE(both->conflicts.size(), 1);
    }

    void devicesComeAndGo()
    {
        const QByteArray mine =
            with(with(domain, "<graphics type='vnc' port='-1'/>", "<watchdog model='ib700'/>"),
                 "/a.qcow2", "/b.qcow2");
        const auto parts = changesBetween(domain, mine);
        QVERIFY(parts);
        QCOMPARE(parts->fields,
                 (QList<FieldChange>{{disk, u"source@file"_s, u"/a.qcow2"_s, u"/b.qcow2"_s}}));
        QCOMPARE(parts->elements.size(), 2);
        QCOMPARE(parts->elements[0].item, u"graphics/vnc#0"_s);
        QVERIFY(parts->elements[0].after.isEmpty());
        QCOMPARE(parts->elements[1].after, "<watchdog model='ib700'/>");
        const auto result = applyChanges(domain, *parts);
        QVERIFY(result && saysTheSame(result->xml, mine));
    }

    void whatHasManyLikeItIsToldAsOneElement()
    {
        const auto parts = changesBetween(domain, with(domain, "'disable'", "'force'"));
        QVERIFY(parts && parts->fields.isEmpty());
        QCOMPARE(parts->elements.size(), 1);
        QCOMPARE(parts->elements.first().path, u"cpu"_s);
    }

    void aDeviceTakesTheLinesOfItsDocument()
    {
        const auto result = applyChanges(
            domain, device(with(shownDisk, "type='qcow2'", "type='qcow2' cache='none'")));
        QVERIFY(result && result->changed);
        QCOMPARE(result->xml, with(domain, "type='qcow2'", "type='qcow2' cache='none'"));
    }

    void fieldsStandOnTopOfWhatIsWrittenByHand()
    {
        DomainChanges changes = document(with(domain, "'virtio'", "'scsi'"));
        changes.elements +=
            device(with(with(shownDisk, "'virtio'", "'scsi'"), "'qcow2'", "'raw'")).elements;
        changes.elements.last().before = with(shownDisk, "'virtio'", "'scsi'");
        changes.fields += {disk, u"driver@type"_s, u"raw"_s, u"qed"_s};
        const auto result = applyChanges(domain, changes);
        QVERIFY(result && result->conflicts.isEmpty());
        QCOMPARE(result->xml, with(with(domain, "'virtio'", "'scsi'"), "'qcow2'", "'qed'"));
    }

    void aMergedDeviceKeepsWhatOthersSet()
    {
        const QByteArray theirs = with(domain, "'virtio'", "'scsi'");
        const auto result = applyChanges(theirs, device(with(shownDisk, "'qcow2'", "'raw'")));
        QVERIFY(result && result->conflicts.isEmpty());
        QCOMPARE(result->xml, with(theirs, "'qcow2'", "'raw'"));
        const auto conflict = applyChanges(theirs, device(with(shownDisk, "'virtio'", "'sata'")));
        QVERIFY(conflict);
        QCOMPARE(conflict->conflicts.size(), 1);
        QCOMPARE(conflict->conflicts.first().theirs, u"scsi"_s);
        QVERIFY(!applyChanges(with(domain, "vda", "vdz"), device("<disk/>")));
    }

    void passwordsThatWereNotShownStay()
    {
        const QByteArray secure =
            with(with(domain, "port='-1'/>", "port='-1' passwd='secret' passwdValidTo='2030'/>"),
                 "<source file='/a.qcow2'/>",
                 "<source file='/a.qcow2'><cookies><cookie name='k'>v</cookie></cookies></source>");
        const QByteArray mine = with(domain, "1048576", "2097152");
        const auto result = applyChanges(secure, document(mine), false, domain);
        QVERIFY(result && result->conflicts.isEmpty());
        QVERIFY(saysTheSame(result->xml, with(secure, "1048576", "2097152")));
        // His own, and not those of another server.
        const QByteArray other =
            with(with(domain, "port='-1'/>", "port='-1' passwd='new'/>"), "/a.qcow2", "/b");
        const auto replaced = applyChanges(secure, document(other), false, domain);
        QVERIFY(replaced);
        QVERIFY(replaced->xml.contains("passwd='new'") && !replaced->xml.contains("cookie"));
        const auto ofDevice =
            applyChanges(secure, device(with(shownDisk, "'virtio'", "'sata'")), false, domain);
        QVERIFY(ofDevice && ofDevice->conflicts.isEmpty());
        QVERIFY(ofDevice->xml.contains("'secret'") && ofDevice->xml.contains("cookie"));
        // A masked one is not written as a password.
        const QByteArray masked = with(domain, "port='-1'/>", "port='-1' passwd='*****'/>");
        const auto kept = applyChanges(
            secure, {.document = DocumentChange{masked, with(masked, "1048576", "2097152")}}, false,
            masked);
        QVERIFY(kept && kept->xml.contains("passwd='secret'") && !kept->xml.contains("***"));
    }

    void anEmptyPasswordTakesOneOut()
    {
        const QByteArray secure = with(domain, "port='-1'/>", "port='-1' passwd='secret'/>");
        const QByteArray mine = with(domain, "port='-1'/>", "port='-1' passwd=''/>");
        const auto result = applyChanges(secure, document(mine), false, domain);
        QVERIFY(result && result->changed);
        QVERIFY(saysTheSame(result->xml, domain));
        const DomainChanges alone{
            .elements = {{.item = u"graphics/vnc#0"_s,
                          .before = "<graphics type='vnc' port='-1'/>",
                          .after = "<graphics type='vnc' port='-1' passwd=''/>"}}};
        const auto device = applyChanges(secure, alone, false, domain);
        QVERIFY(device && saysTheSame(device->xml, domain));
        // It is never given to libvirt, and one that is there already stays with other edits.
        const auto none = applyChanges(domain, alone, false, domain);
        QVERIFY(none && saysTheSame(none->xml, domain));
        const QByteArray locked = with(domain, "port='-1'/>", "port='-1' passwd=''/>");
        const auto stays =
            applyChanges(locked, document(with(domain, "1048576", "5")), false, domain);
        QVERIFY(stays && saysTheSame(stays->xml, with(locked, "1048576", "5")));
        // And back.
        const auto undone = applyChanges(device->xml, device->undo);
        QVERIFY(undone && saysTheSame(undone->xml, secure));
    }

    void aDeviceMayUsePrefixesOfItsDocument()
    {
        const QByteArray there =
            with(with(domain, "<domain type='kvm'>", "<domain type='kvm' xmlns:my='urn:my&amp;1'>"),
                 "<source file='/a.qcow2'/>",
                 "<source file='/a.qcow2'/>\n      <my:note my:by='me'>kept</my:note>");
        const QByteArray before = itemSource(there, disk);
        QVERIFY(before.contains("<my:note my:by='me'>"));
        QCOMPARE(declarationsOf(there), " xmlns:my=\"urn:my&amp;1\"");
        const auto change = [&](const QByteArray &after) {
            return DomainChanges{.elements = {{.item = disk, .before = before, .after = after}}};
        };
        const QByteArray after = with(with(before, ">kept<", ">new<"), "'virtio'", "'scsi'");
        const auto result = applyChanges(there, change(after));
        QVERIFY2(result, result ? "" : qPrintable(result.error().detail));
        QCOMPARE(result->xml, with(with(there, ">kept<", ">new<"), "'virtio'", "'scsi'"));
        QVERIFY(saysTheSame(applyChanges(result->xml, result->undo)->xml, there));
        // Merged with what somebody else changed meanwhile.
        const QByteArray theirs = with(there, "type='qcow2'", "type='raw'");
        const auto merged = applyChanges(theirs, change(after));
        QVERIFY(merged && merged->conflicts.isEmpty());
        QCOMPARE(merged->xml, with(with(theirs, ">kept<", ">new<"), "'virtio'", "'scsi'"));
        // As told in parts, for the running machine.
        const auto parts = inParts(change(after));
        QVERIFY(parts && applyChanges(there, *parts)->xml == result->xml);
        // One that nobody declares is refused, and one that it declares itself is not.
        const auto unknown = applyChanges(there, change(with(before, "my:", "your:")));
        QVERIFY(!unknown && unknown.error().summary.contains(u"not well formed"));
        const auto own = applyChanges(
            there, change(with(with(with(before, "<my:note ", "<your:note xmlns:your='urn:2' "),
                                    "</my:note>", "</your:note>"),
                               "my:by", "your:by")));
        QVERIFY(own && own->xml.contains("xmlns:your='urn:2'"));
    }

    void aSectionIsItsElements()
    {
        QCOMPARE(itemSource(domain, u"section:memory#0"_s),
                 "<memory unit='KiB'>1048576</memory>\n");
        QCOMPARE(itemSource(domain, u"section:cpu#0"_s),
                 "<vcpu placement='static'>2</vcpu>\n<cpu mode='host-model'>\n"
                 "  <feature policy='require' name='avx'/>\n"
                 "  <feature policy='disable' name='vmx'/>\n</cpu>\n");
        QCOMPARE(itemSource(domain, u"section:tuning#0"_s), QByteArray());
        QCOMPARE(itemSource(domain, u"section:machine#0"_s), domain);
    }

    void aSectionChangesItsElementsOnly()
    {
        const QString cpu = u"section:cpu#0"_s;
        const QByteArray before = itemSource(domain, cpu);
        const auto change = [&](const QByteArray &after) {
            return DomainChanges{.elements = {{.item = cpu, .before = before, .after = after}}};
        };
        // One element in place, its neighbours byte for byte.
        const auto one = applyChanges(domain, change(with(before, ">2<", ">4<")));
        QVERIFY(one && one->changed);
        QCOMPARE(one->xml, with(domain, ">2<", ">4<"));
        const auto feature = applyChanges(domain, change(with(before, "'disable'", "'forbid'")));
        QCOMPARE(feature->xml, with(domain, "'disable'", "'forbid'"));
        // Elements that come and go, each at its place.
        const auto more = applyChanges(
            domain,
            change(with(with(before, "<cpu mode", "<iothreads>2</iothreads>\n<cpu mode"),
                        "</cpu>\n", "</cpu>\n<cputune>\n  <shares>5</shares>\n</cputune>\n")));
        QCOMPARE(more->xml,
                 with(with(domain, "  <cpu mode", "  <iothreads>2</iothreads>\n  <cpu mode"),
                      "  </cpu>\n",
                      "  </cpu>\n  <cputune>\n    <shares>5</shares>\n  </cputune>\n"));
        QVERIFY(saysTheSame(applyChanges(more->xml, more->undo)->xml, domain));
        const auto less = applyChanges(domain, change("<vcpu placement='static'>2</vcpu>\n"));
        QCOMPARE(less->xml, QByteArray(domain).replace(domain.indexOf("  <cpu mode"),
                                                       domain.indexOf("</cpu>\n") + 7
                                                           - domain.indexOf("  <cpu mode"),
                                                       {}));
        // Another order or other quotes are no change; a comment goes with what follows it.
        const auto none = applyChanges(
            domain, change("<cpu mode=\"host-model\">\n<feature policy='require' name='avx'/>"
                           "<feature policy='disable' name='vmx'/></cpu><vcpu "
                           "placement='static'>2</vcpu>"));
        QVERIFY(none && !none->changed && none->xml == domain);
        const auto remark = applyChanges(domain, change(with(before, "<cpu mode='host-model'",
                                                             "<!-- mine -->\n"
                                                             "<cpu mode='maximum'")));
        QCOMPARE(remark->xml,
                 with(domain, "<cpu mode='host-model'", "<!-- mine -->\n  <cpu mode='maximum'"));
        // What is not of it, or no XML.
        for (const QByteArray &wrong :
             {QByteArray("<memory>5</memory>"), QByteArray("<cpu>"), QByteArray("text<cpu/>"),
              QByteArray("</domain><domain>"), QByteArray("<cpu a:b='c'/>")})
            QVERIFY2(!applyChanges(domain, change(wrong)), wrong.constData());
    }

    void aSectionThatWasNotThereComes()
    {
        const QString tuning = u"section:tuning#0"_s;
        const DomainChanges wanted{
            .elements = {
                {.item = tuning, .after = "<blkiotune>\n  <weight>500</weight>\n</blkiotune>"}}};
        const auto result = applyChanges(domain, wanted);
        QVERIFY(result);
        QCOMPARE(result->xml,
                 with(domain, "</domain>",
                      "  <blkiotune>\n    <weight>500</weight>\n  </blkiotune>\n</domain>"));
        QCOMPARE(applyChanges(result->xml, result->undo)->xml, domain);
        QVERIFY(split(wanted).handwritten == wanted);
    }

    void aSectionIsMergedOrAsked()
    {
        const QString cpu = u"section:cpu#0"_s;
        const QByteArray before = itemSource(domain, cpu);
        const QByteArray theirs = with(domain, "host-model", "maximum");
        const auto merged =
            applyChanges(theirs, {.elements = {{cpu, {}, before, with(before, ">2<", ">4<")}}});
        QVERIFY(merged && merged->conflicts.isEmpty());
        QCOMPARE(merged->xml, with(theirs, ">2<", ">4<"));
        const DomainChanges mode{
            .elements = {{cpu, {}, before, with(before, "host-model", "host-passthrough")}}};
        const auto conflict = applyChanges(theirs, mode);
        QVERIFY(conflict);
        QCOMPARE(conflict->conflicts.size(), 1);
        QCOMPARE(conflict->conflicts.first().path, u"cpu@mode"_s);
        QCOMPARE(conflict->conflicts.first().theirs, u"maximum"_s);
        const auto forced = applyChanges(theirs, mode, true);
        QCOMPARE(forced->xml, with(domain, "host-model", "host-passthrough"));
        // Others of the same names, which cannot be told in parts.
        const QByteArray labels = "  <seclabel model='dac'/>\n  <seclabel model='selinux'/>\n";
        const QByteArray labelled = with(domain, "</domain>", labels + "</domain>");
        const QString security = u"section:security#0"_s;
        const QByteArray two = itemSource(labelled, security);
        const DomainChanges third{
            .elements = {{security, {}, two, two + "<seclabel model='apparmor'/>\n"}}};
        const auto added = applyChanges(labelled, third);
        QCOMPARE(added->xml, with(labelled, labels, labels + "  <seclabel model='apparmor'/>\n"));
        const auto both = applyChanges(with(labelled, "'dac'", "'none'"), third);
        QVERIFY(both);
        QCOMPARE(both->conflicts.size(), 1);
        QVERIFY(both->conflicts.first().path.isEmpty());
        QCOMPARE(both->conflicts.first().item, security);
    }

    void aSectionOfSomebodyElsesMayUseItsPrefix()
    {
        const QByteArray there = with(
            with(domain, "<domain type='kvm'>",
                 "<domain type='kvm' xmlns:qemu='http://libvirt.org/schemas/domain/qemu/1.0'>"),
            "</domain>",
            "  <qemu:commandline>\n    <qemu:arg value='-foo'/>\n  </qemu:commandline>\n"
            "</domain>");
        const QString item = u"section:qemu:commandline#0"_s;
        const QByteArray before = itemSource(there, item);
        QCOMPARE(before, "<qemu:commandline>\n  <qemu:arg value='-foo'/>\n</qemu:commandline>\n");
        const auto result =
            applyChanges(there, {.elements = {{item, {}, before, with(before, "-foo", "-bar")}}});
        QVERIFY2(result, result ? "" : qPrintable(result.error().detail));
        QCOMPARE(result->xml, with(there, "-foo", "-bar"));
        const auto gone = applyChanges(there, {.elements = {{item, {}, before, {}}}});
        QVERIFY(gone && !gone->xml.contains("commandline"));
        QCOMPARE(gone->xml, with(with(there, "    <qemu:arg value='-foo'/>\n", {}),
                                 "  <qemu:commandline>\n  </qemu:commandline>\n", {}));
    }
};

QTEST_APPLESS_MAIN(TestHandwritten)
#include "tst_handwritten.moc"
