// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/items/devicelistmodel.h"
#include "models/xml/domaindescriptionreader.h"
#include "tests/support/byname.h"
#include "tests/support/patience.h"
#include "views/basic/messagepage.h"
#include "views/facts/factsform.h"
#include "views/hardware/devicepage.h"
#include "views/hardware/hardwarepage.h"
#include "views/xmleditor/xmledit.h"

#include <QAbstractButton>
#include <QLineEdit>
#include <QListView>
#include <QStackedWidget>
#include <QTabWidget>

using namespace Qt::StringLiterals;

static Result<DomainDescription> machine(const QByteArray &devices)
{
    return readDomain(
        "<domain type='qemu'><name>web</name><memory>1024</memory><vcpu>1</vcpu><devices>" + devices
        + "</devices></domain>");
}

static const QByteArray disk = "<disk type='file'><target dev='vda' bus='virtio'/>"
                               "<driver cache='none'/><source file='/a'/></disk>";
static const QByteArray nic = "<interface type='network'><mac address='52:54:00:00:00:01'/>"
                              "<source network='default'/></interface>";

class TestHardwarePage : public QObject
{
    Q_OBJECT

    static QListView *list(const HardwarePage &page)
    {
        return byName<QListView>(&page, u"Hardware"_s);
    }
    static void choose(const HardwarePage &page, const QString &title)
    {
        QVERIFY2(chooseRow(&page, u"Hardware"_s, title), qPrintable(title));
    }
    static QAbstractButton *button(const HardwarePage &page, const QString &text)
    {
        for (auto *candidate : page.findChildren<QAbstractButton *>()) {
            if (candidate->text() == text)
                return candidate;
        }
        return nullptr;
    }
    static QString title(const HardwarePage &page)
    {
        return page.findChild<DevicePage *>()->title();
    }
    static QString fact(const HardwarePage &page, const QString &label)
    {
        return page.findChild<DevicePage *>()->findChild<FactsForm *>()->fact(label);
    }

private Q_SLOTS:
    void theFirstSectionIsShownAtOnce()
    {
        HardwarePage page;
        page.setReadings({}, machine(disk));
        QCOMPARE(title(page), u"Machine"_s);
        QCOMPARE(fact(page, u"Name"_s), u"web"_s);
    }

    void whatTheDocumentDoesNotSpeakOfCanBeSetAllTheSame()
    {
        HardwarePage page;
        page.setReadings({}, machine(disk));
        choose(page, u"Security"_s);
        choose(page, u"Resource limits"_s);
        QVERIFY(page.changes().isEmpty());
    }

    // With hundreds of them that took seconds.
    void rowsThatGoAreNotLookedAtOneAfterTheOther()
    {
        HardwarePage page;
        page.setReadings({}, machine(disk + nic));
        choose(page, u"Disk vda"_s);
        page.setLoading();
        QCOMPARE(title(page), u"Disk vda"_s);
        page.setReadings({}, machine(nic));
        QCOMPARE(title(page), u"Machine"_s);
    }

    void whatWasChosenInASearchIsInSightAfterIt()
    {
        QByteArray many;
        for (int i = 0; i < 100; ++i)
            many += "<channel type='unix'><target type='virtio' name='c" + QByteArray::number(i)
                    + "'/></channel>";
        HardwarePage page;
        page.resize(800, 500);
        page.setReadings({}, machine(many));
        page.show();
        auto *search = byName<QLineEdit>(&page, u"Search hardware"_s);
        search->setText(u"c99"_s);
        choose(page, u"Channel c99"_s);
        search->clear();
        QCOMPARE(title(page), u"Channel c99"_s);
        const QRect row = list(page)->visualRect(list(page)->currentIndex());
        QVERIFY(list(page)->viewport()->rect().contains(row));
    }

    void theSelectionSurvivesASecondReading()
    {
        HardwarePage page;
        page.setReadings({}, machine(disk + nic));
        choose(page, u"Network interface"_s);
        page.setReadings({}, machine(disk + "<watchdog model='ib700'/>" + nic));
        QCOMPARE(list(page)->currentIndex().data().toString(), u"Network interface"_s);
        QCOMPARE(title(page), u"Network interface"_s);
        QByteArray unplugged = nic;
        unplugged.replace("</interface>", "<link state='down'/></interface>");
        page.setReadings({}, machine(disk + unplugged));
        QCOMPARE(fact(page, u"Link"_s), u"Unplugged"_s);
    }

    void aNewDeviceIsSelectedOnceItIsRead()
    {
        const QByteArray second = QByteArray(disk).replace("vda", "vdb");
        HardwarePage page;
        page.setReadings({}, machine(disk));
        page.showNew(u"disk/vdb#0"_s);
        QCOMPARE(title(page), u"Machine"_s);
        page.setReadings({}, machine(disk + second));
        QCOMPARE(title(page), u"Disk vdb"_s);
        // Once: a later reading leaves the user where they are.
        choose(page, u"Disk vda"_s);
        page.setReadings({}, machine(disk + second + nic));
        QCOMPARE(title(page), u"Disk vda"_s);
        // Nor is anybody taken away who went on meanwhile.
        page.showNew(u"watchdog/#0"_s);
        choose(page, u"Network interface"_s);
        page.setReadings({}, machine(disk + second + nic + "<watchdog model='ib700'/>"));
        QCOMPARE(title(page), u"Network interface"_s);
        // In the copy that has it.
        page.setReadings(machine(disk), machine(disk + nic));
        QCOMPARE(title(page), u"Disk vda"_s);
        page.showNew(u"interface/52:54:00:00:00:01#0"_s);
        QCOMPARE(title(page), u"Network interface"_s);
    }

    void whatIsEnteredIsMarkedInTheListUntilItIsTakenBack()
    {
        HardwarePage page;
        page.setReadings({}, machine(disk + nic));
        const auto marked = [&page] {
            QStringList titles;
            const auto *model = list(page)->model();
            for (int i = 0; i < model->rowCount(); ++i) {
                const QModelIndex row = model->index(i, 0);
                if (row.data(DeviceListModel::EditedRole).toBool())
                    titles += row.data().toString();
            }
            return titles;
        };
        QCOMPARE(marked(), QStringList());
        page.setChanges({.fields = {{u"disk/vda#0"_s, u"driver@cache"_s, u"none"_s, u"unsafe"_s}}});
        QCOMPARE(marked(), QStringList(u"Disk vda"_s));
        page.setChanges({});
        QCOMPARE(marked(), QStringList());
    }

    void theSearchFindsWordsOnPages()
    {
        HardwarePage page;
        page.setReadings({}, machine(disk + nic));
        auto *search = byName<QLineEdit>(&page, u"Search hardware"_s);
        search->setText(u"detect zeroes"_s);
        QCOMPARE(list(page)->model()->rowCount(), 1);
        QCOMPARE(title(page), u"Disk vda"_s);
        search->setText(u"cACHE"_s); // what is set, and what could be
        QVERIFY(list(page)->model()->rowCount() > 1);
        choose(page, u"Disk vda"_s);
        search->setText(u"serial number"_s); // could be set, and is not
        QCOMPARE(title(page), u"Disk vda"_s);
        search->setText(u"52:54"_s);
        QCOMPARE(title(page), u"Network interface"_s);
        search->setText(u"flux compensator"_s);
        QCOMPARE(list(page)->model()->rowCount(), 0);
        search->clear();
        QVERIFY(list(page)->model()->rowCount() > 3);
    }

    void theCopyAfterTheNextStartIsOneClickAway()
    {
        HardwarePage page;
        QByteArray later = disk;
        later.replace("none", "unsafe");
        page.setReadings(machine(disk), machine(later));
        choose(page, u"Disk vda"_s);
        QVERIFY(fact(page, u"Cache"_s).startsWith(u"None"_s));
        button(page, u"After next start"_s)->click();
        QVERIFY(fact(page, u"Cache"_s).startsWith(u"Unsafe"_s));
        page.setReadings(machine(disk), machine(later)); // a reading does not switch back
        QVERIFY(fact(page, u"Cache"_s).startsWith(u"Unsafe"_s));
        page.setReadings({}, machine(disk)); // it was shut off: one copy, no switch
        QVERIFY(button(page, u"Now"_s)->parentWidget()->isHidden());
        QVERIFY(fact(page, u"Cache"_s).startsWith(u"None"_s));
    }

    void theXmlIsTheElementsOwn()
    {
        HardwarePage page;
        page.show();
        page.setReadings({}, machine(disk));
        choose(page, u"Disk vda"_s);
        page.findChild<QTabWidget *>()->setCurrentIndex(2);
        const auto *text = page.findChild<XmlEdit *>();
        QVERIFY(text->isReadOnly());
        QCOMPARE(text->text().toUtf8(), disk);
    }

    void badXmlIsSaidAndGoodXmlComesBack()
    {
        HardwarePage page;
        page.setReadings({}, readDomain("<domain>\n<name>web"));
        auto *message = page.findChild<MessagePage *>();
        QCOMPARE(message->title(), u"The machine’s XML cannot be read"_s);
        QVERIFY(message->text().contains(u"Line 2"_s));
        page.setReadings({}, machine(disk));
        QVERIFY(message->isHidden());
        page.setUnavailable(u"The host is away."_s);
        QVERIFY(!message->isHidden());
        QCOMPARE(message->text(), u"The host is away."_s);
    }

    void aHostileNameIsPlainText()
    {
        HardwarePage page;
        page.setReadings(
            {},
            readDomain("<domain><name>&lt;img src='/dev/zero'&gt;&#10;&#x202e;x</name></domain>"));
        page.grab(); // would hang if it became markup
        QCOMPARE(fact(page, u"Name"_s), u"<img src='/dev/zero'>\n\u202ex"_s);
    }

    void aMachineOf300DevicesIsShown()
    {
        QByteArray devices;
        for (int i = 0; i < 300; ++i)
            devices += "<disk type='file'><target dev='d" + QByteArray::number(i) + "'/></disk>";
        HardwarePage page;
        page.setReadings({}, machine(devices));
        page.grab();
        QVERIFY(list(page)->model()->rowCount() >= 300);
    }
};

QTEST_MAIN(TestHardwarePage)
#include "tst_hardwarepage.moc"
