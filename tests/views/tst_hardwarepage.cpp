// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/xml/domaindescriptionreader.h"
#include "views/basic/messagepage.h"
#include "views/facts/factsform.h"
#include "views/hardware/devicepage.h"
#include "views/hardware/hardwarepage.h"

#include <QAbstractButton>
#include <QLineEdit>
#include <QListView>
#include <QPlainTextEdit>
#include <QStackedWidget>
#include <QTabWidget>
#include <QTest>

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

    // What the tests look for by the names that people and assistive programs know.
    static QListView *list(const HardwarePage &page) { return page.findChild<QListView *>(); }
    static void choose(const HardwarePage &page, const QString &title)
    {
        const auto *model = list(page)->model();
        for (int i = 0; i < model->rowCount(); ++i) {
            if (model->index(i, 0).data().toString() == title)
                list(page)->setCurrentIndex(model->index(i, 0));
        }
        QCOMPARE(list(page)->currentIndex().data().toString(), title);
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

    void theSearchFindsWordsOnPages()
    {
        HardwarePage page;
        page.setReadings({}, machine(disk + nic));
        auto *search = page.findChild<QLineEdit *>();
        search->setText(u"cACHE"_s);
        QCOMPARE(list(page)->model()->rowCount(), 1);
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
        page.setReadings({}, machine(disk));
        choose(page, u"Disk vda"_s);
        page.findChild<QTabWidget *>()->setCurrentIndex(1);
        const auto *text = page.findChild<QPlainTextEdit *>();
        QVERIFY(text->isReadOnly());
        QCOMPARE(text->toPlainText().toUtf8(), disk);
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
