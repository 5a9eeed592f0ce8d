// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/schema/domainvalidator.h"
#include "tests/support/patience.h"

#include <QDir>
#include <QFile>

using namespace Qt::StringLiterals;

// Against the grammar that the installed libvirt brings.
class TestDomainValidator : public QObject
{
    Q_OBJECT

    std::unique_ptr<DomainValidator> validator;

    static QByteArray machine(const QByteArray &inside)
    {
        return "<domain type='qemu'>\n<name>x</name>\n<memory>1</memory>\n"
               "<os><type>hvm</type></os>\n"
               + inside + "</domain>\n";
    }
    // "line:column length sentence" of each.
    QStringList said(const QByteArray &xml, const QStringList &parents = {}) const
    {
        QStringList all;
        for (const XmlProblem &one : validator->check(xml, {.parents = parents}))
            all += u"%1:%2 %3 %4"_s.arg(QString::number(one.line), QString::number(one.column),
                                        QString::number(one.length), one.sentence);
        return all;
    }
    const QStringList inDevices{u"domain"_s, u"devices"_s};

private Q_SLOTS:
    void initTestCase()
    {
        const auto schema = DomainSchema::read();
        QVERIFY2(schema, "libvirt's schemas are not installed");
        validator = std::make_unique<DomainValidator>(*schema);
    }

    void whatLibvirtTakesIsNotComplainedOf_data()
    {
        QTest::addColumn<QByteArray>("xml");
        for (const char *name :
             {"configured-qemu", "minimal", "running-qemu", "xen-paravirtual-2006"}) {
            QFile file(QStringLiteral(GUESTHOUSE_SOURCE_DIR) + u"/tests/data/xml/"_s
                       + QLatin1StringView(name) + u".xml"_s);
            QVERIFY(file.open(QIODevice::ReadOnly));
            QTest::newRow(name) << file.readAll();
        }
        QTest::newRow("short") << machine({});
    }
    void whatLibvirtTakesIsNotComplainedOf()
    {
        QFETCH(QByteArray, xml);
        const QStringList problems = said(xml);
        QVERIFY2(problems.isEmpty(), qPrintable(problems.join(u'\n')));
    }

    void whatIsNotWellFormedHasItsPlace()
    {
        const auto problems = validator->check("<domain>\n<name>x</nam>\n</domain>");
        QCOMPARE(problems.size(), 1);
        QCOMPARE(problems.first().line, 2);
        QVERIFY(problems.first().sentence.contains(u"not well formed"_s));
    }

    void unknownNamesAndWordsAreToldInPlace()
    {
        QCOMPARE(said(machine("<devices>\n  <disk typ='file'>\n    <target dev='vda'/>\n"
                              "    <drvier name='é' cache='x'/></disk>\n</devices>")),
                 (QStringList{u"6:9 3 <disk> has no attribute “typ”. Is “type” meant?"_s,
                              u"8:6 6 There is no <drvier> in <disk>. Is <driver> meant?"_s}));
        const QStringList word = said(machine("<vcpu placement='outside'>2</vcpu>"));
        QCOMPARE(word.size(), 1);
        QVERIFY2(word.first().startsWith(u"5:18 7 “outside” is not one of: "_s),
                 qPrintable(word.first()));
        QCOMPARE(said(machine("<vcpu current='many'>2</vcpu>")),
                 QStringList(u"5:16 4 “many” is not a number."_s));
        QCOMPARE(said(machine("<devices>text</devices>")),
                 QStringList(u"5:2 7 <devices> holds no text."_s));
    }

    void whatDoesNotGoTogetherIsFound()
    {
        // An attribute that is right elsewhere, an element that is one too many.
        const auto volume = said(machine("<devices><interface type='user' "
                                         "managed='yes'/></devices>"));
        QVERIFY2(volume.size() == 1 && volume.first().contains(u"“managed” of <interface>"_s),
                 qPrintable(volume.join(u'\n')));
        const auto twice =
            said(machine("<devices>\n<disk type='file'>\n<target dev='vda'/>\n<target dev='vdb'/>\n"
                         "</disk></devices>"));
        QVERIFY2(twice.size() == 1 && twice.first().contains(u"<target> here"_s),
                 qPrintable(twice.join(u'\n')));
        const auto missing = said(machine("<devices>\n<disk type='file'/>\n</devices>"));
        QVERIFY2(missing.size() == 1 && missing.first().startsWith(u"6:2 4 "_s)
                     && missing.first().contains(u"missing"_s),
                 qPrintable(missing.join(u'\n')));
    }

    void oneDeviceIsReadAlone()
    {
        QCOMPARE(said("<disk type='file'>\n<target dev='vda'/></disk>", inDevices), QStringList());
        QCOMPARE(said("<dick/>", inDevices).size(), 1);
        const auto wrong =
            said("\n<disk type='file'>\n<target dev='vda' size='1'/>\n</disk>", inDevices);
        QCOMPARE(wrong, QStringList(u"3:19 4 <target> has no attribute “size”."_s));
        const auto twice =
            said("<disk type='file'>\n<target dev='vda'/><target dev='vdb'/></disk>", inDevices);
        QVERIFY2(twice.size() == 1 && twice.first().startsWith(u"2:2 6"_s),
                 qPrintable(twice.join(u'\n')));
    }

    void whatOthersPutInIsLeftAlone()
    {
        QCOMPARE(said(machine("<metadata><x:y xmlns:x='urn:x' z='1'><x:q/>text</x:y></metadata>")),
                 QStringList());
        QByteArray qemu = machine("<q:commandline><q:arg value='-s'/></q:commandline>");
        qemu.replace("type='qemu'",
                     "type='qemu' xmlns:q='http://libvirt.org/schemas/domain/qemu/1.0'");
        QCOMPARE(said(qemu), QStringList());
    }

    void hostileDocumentsAreBounded()
    {
        QVERIFY(said("<!DOCTYPE x [<!ENTITY a 'aa'><!ENTITY b '&a;&a;'>]><domain>&b;</domain>")
                    .first()
                    .contains(u"DTD"_s));
        QCOMPARE(said("<domain>&unknown;</domain>").size(), 1);
        QByteArray deep;
        for (int i = 0; i < 100'000; ++i)
            deep += "<a>";
        QCOMPARE(said(deep).size(), 1);
        QByteArray many;
        for (int i = 0; i < 50'000; ++i)
            many += "<x/>";
        QCOMPARE(said(machine(many)).size(), DomainValidator::mostProblems);
        QCOMPARE(said(QByteArray(17 << 20, ' ')).size(), 1);
        QCOMPARE(said({}).size(), 1);
    }

    void fiveMegabytesAreReadToTheEnd()
    {
        QByteArray devices = "<devices>\n";
        const QByteArray metadata = "<description>" + QByteArray(1000, 'd') + "</description>\n";
        while (devices.size() < (5 << 20))
            devices += "<hostdev mode='subsystem' type='usb'><source><vendor id='0x1234'/>"
                       "<product id='0xbeef'/></source></hostdev>\n";
        const auto problems = said(machine(metadata + devices + "<nonsense/>\n</devices>\n"));
        QVERIFY(!problems.isEmpty());
        QVERIFY(problems.filter(u"There is no <nonsense>"_s).size() == 1);
    }

    void aSectionIsSeveralElements()
    {
        const auto told = [this](const QByteArray &xml, const QStringList &elements) {
            QStringList all;
            for (const XmlProblem &one :
                 validator->check(xml, {.parents = {u"domain"_s}, .elements = elements}))
                all += u"%1:%2 %3"_s.arg(QString::number(one.line), QString::number(one.column),
                                         one.sentence);
            return all;
        };
        const QStringList cpu{u"vcpu"_s, u"cpu"_s, u"cputune"_s};
        QCOMPARE(told("<vcpu>2</vcpu>\n<cpu mode='host-model'/>\n", cpu), QStringList());
        QCOMPARE(told("", cpu), QStringList());
        QCOMPARE(told("<vcpu plcement='static'>2</vcpu>", cpu),
                 QStringList{u"1:7 <vcpu> has no attribute “plcement”. Is “placement” meant?"_s});
        QCOMPARE(told("<vcpu>2</vcpu>\n<memory>5</memory>", cpu),
                 QStringList{u"2:2 <memory> is not of this section."_s});
        QCOMPARE(told("<cpu>\n<feature/>\n</cpu>", cpu).size(), 1);
        QCOMPARE(told("<vcpu>2</vcpu> words", cpu),
                 QStringList{u"1:1 There is text between the elements."_s});
        QCOMPARE(told("<cpu>", cpu).size(), 1);
        QCOMPARE(told("</domain><domain>", cpu).size(), 1);
        const QStringList boot{u"os"_s};
        QCOMPARE(told("<os><type>hvm</type></os>", boot), QStringList());
        QCOMPARE(told("<os/>", boot),
                 QStringList{u"1:1 Something that libvirt needs is missing here, or does not go "
                             "together."_s});
    }

    void prefixesOfTheDocumentAround()
    {
        const XmlFrame declared{.parents = inDevices, .declarations = " xmlns:my=\"urn:my\""};
        const QByteArray disk = "<disk type='file'><target dev='vda'/><my:note/></disk>";
        const auto wrong = validator->check(disk, {.parents = inDevices});
        QCOMPARE(wrong.size(), 1);
        QVERIFY(wrong.first().sentence.contains(u"not well formed"_s));
        for (const XmlProblem &one : validator->check(disk, declared))
            QVERIFY2(!one.sentence.contains(u"well formed"_s), qPrintable(one.sentence));
        // Columns are those of the text.
        const auto typo = validator->check("<disk tpe='file'><target dev='vda'/></disk>", declared);
        QVERIFY(!typo.isEmpty());
        QCOMPARE(typo.first().line, 1);
        QCOMPARE(typo.first().column, 7);
        // It stays one element.
        QVERIFY(!validator->check("<disk/></devices><devices><disk/>", declared).isEmpty());
    }

    void aPasswordThatIsTakenOutIsTold()
    {
        const auto told =
            validator->check("<graphics type='vnc' passwd=''/>", {.parents = inDevices});
        QCOMPARE(told.size(), 1);
        QVERIFY(told.first().remark);
        QCOMPARE(told.first().sentence, u"This takes the password out."_s);
    }

    void itStopsWhenNobodyWantsTheAnswer()
    {
        const std::atomic_bool stop = true;
        QCOMPARE(validator->check(machine("<devices><bad/></devices>"), {}, &stop),
                 QList<XmlProblem>());
    }

    void withoutAGrammarItIsStillWellFormedOrNot()
    {
        const DomainValidator plain({}, u"/nowhere"_s);
        QCOMPARE(plain.check("<whatever/>"), QList<XmlProblem>());
        QCOMPARE(plain.check("<whatever>").size(), 1);
    }
};

QTEST_APPLESS_MAIN(TestDomainValidator)
#include "tst_domainvalidator.moc"
