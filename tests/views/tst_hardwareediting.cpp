// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/xml/domaindescriptionreader.h"
#include "models/xml/domainedit.h"
#include "tests/support/byname.h"
#include "tests/support/patience.h"
#include "views/facts/noticepanel.h"
#include "views/hardware/hardwarepage.h"
#include "views/hardware/itemsettings.h"

#include <QAbstractButton>
#include <QComboBox>
#include <QLineEdit>
#include <QListView>
#include <QSignalSpy>

using namespace Qt::StringLiterals;

namespace {

const QByteArray document = R"(<domain type='qemu'>
  <name>web</name>
  <memory unit='KiB'>1024</memory>
  <vcpu>1</vcpu>
  <devices>
    <disk type='file' device='disk'>
      <driver name='qemu' cache='none'/>
      <source file='/a'/>
      <target dev='vda' bus='virtio'/>
      <serial>A&amp;B</serial>
    </disk>
  </devices>
</domain>
)";
const QString disk = u"disk/vda#0"_s;

} // namespace

// What is entered on the page, until it is applied or taken back.
class TestHardwareEditing : public QObject
{
    Q_OBJECT

    std::unique_ptr<HardwarePage> page;

    void choose(const QString &title) const
    {
        QVERIFY2(chooseRow(page.get(), u"Hardware"_s, title), qPrintable(title));
    }
    void read(const QByteArray &xml) const { page->setReadings({}, readDomain(xml)); }
    QByteArray applied(const QByteArray &xml = document) const
    {
        const auto result = applyChanges(xml, page->changes());
        return result ? result->xml : QByteArray();
    }
    void type(const QString &field, const QString &text) const
    {
        QVERIFY2(typeInto(page.get(), field, text), qPrintable(field));
    }

private Q_SLOTS:
    void init()
    {
        const auto schema = DomainSchema::read();
        QVERIFY(schema);
        page = std::make_unique<HardwarePage>();
        page->setSchema(*schema);
        read(document);
    }
    void cleanup() { page.reset(); }

    void lookingAtEverythingChangesNothing()
    {
        QSignalSpy wanted(page.get(), &HardwarePage::applyWanted);
        auto *list = byName<QListView>(page.get(), u"Hardware"_s);
        for (int i = 0; i < list->model()->rowCount(); ++i)
            list->setCurrentIndex(list->model()->index(i, 0));
        QVERIFY(page->changes().isEmpty());
        QVERIFY(byName<QAbstractButton>(page.get(), u"Apply"_s)->isHidden()
                || !byName<QAbstractButton>(page.get(), u"Apply"_s)->isEnabled());
        QCOMPARE(wanted.size(), 0);
    }

    void everyButtonHasAKeyOfItsOwn()
    {
        const QString menus = u"FMOVCH"_s; // of the main window: Alt+F opens its first one
        QHash<QChar, QString> taken;
        QStringList without;
        for (const QString &name :
             {u"Apply"_s, u"Revert"_s, u"Show changes"_s, u"Undo"_s, u"Redo"_s,
              u"Apply at the next start"_s, u"Add hardware"_s, u"Remove"_s, u"History"_s,
              u"Discard"_s, u"Restart now"_s, u"Bring back"_s}) {
            bool found = false;
            for (const auto *button : page->findChildren<QAbstractButton *>()) {
                if (button->accessibleName() != name)
                    continue;
                const QString text = button->text();
                const qsizetype mark = text.indexOf(u'&');
                if (mark < 0 || text.at(mark + 1) == u'&')
                    continue;
                found = true;
                const QChar key = text.at(mark + 1).toUpper();
                QVERIFY2(!menus.contains(key), qPrintable(name));
                QVERIFY2(!taken.contains(key), qPrintable(name + u" and "_s + taken.value(key)));
                taken.insert(key, name);
            }
            if (!found)
                without += name;
        }
        QCOMPARE(without, QStringList());
    }

    void whatIsEnteredWaitsForApply()
    {
        choose(u"Disk vda"_s);
        type(u"Serial number"_s, u"X<1>"_s);
        QCOMPARE(page->changes().fields,
                 (QList<FieldChange>{{disk, u"serial"_s, u"A&B"_s, u"X<1>"_s}}));
        QByteArray expected = document;
        expected.replace("A&amp;B", "X&lt;1&gt;");
        QCOMPARE(applied(), expected);
        QSignalSpy wanted(page.get(), &HardwarePage::applyWanted);
        QVERIFY(byName<QAbstractButton>(page.get(), u"Apply"_s)->isEnabled());
        byName<QAbstractButton>(page.get(), u"Apply"_s)->click();
        QCOMPARE(wanted.size(), 1);
        QCOMPARE(wanted.first().first().value<DomainChanges>(), page->changes());
        // Applied: nothing waits any more.
        read(expected);
        page->take(EditOutcome{.nextStart = true});
        QVERIFY(page->changes().isEmpty());
        QCOMPARE(byName<QLineEdit>(page.get(), u"Serial number"_s)->text(), u"X<1>"_s);
    }

    void whatIsTypedBackIsNoChange()
    {
        choose(u"Disk vda"_s);
        type(u"Serial number"_s, u"C"_s);
        QCOMPARE(page->changes().fields.size(), 1);
        type(u"Serial number"_s, u"A&B"_s);
        QVERIFY(page->changes().isEmpty());
        auto *cache = byName<QComboBox>(page.get(), u"Cache"_s);
        const int none = cache->currentIndex();
        cache->setCurrentIndex(0); // the default: the attribute goes
        QCOMPARE(applied(), QByteArray(document).replace(" cache='none'", ""));
        cache->setCurrentIndex(none);
        QVERIFY(page->changes().isEmpty());
    }

    void anotherPageAndANewReadingKeepWhatIsEntered()
    {
        choose(u"Disk vda"_s);
        type(u"Serial number"_s, u"C"_s);
        choose(u"Machine"_s);
        type(u"Title"_s, u"T"_s);
        QByteArray newer = document;
        newer.replace("<vcpu>1<", "<vcpu>2<");
        read(newer);
        QCOMPARE(page->changes().fields.size(), 2);
        QCOMPARE(byName<QLineEdit>(page.get(), u"Title"_s)->text(), u"T"_s);
        choose(u"Disk vda"_s);
        QCOMPARE(byName<QLineEdit>(page.get(), u"Serial number"_s)->text(), u"C"_s);
        QVERIFY(applied(newer).contains("<serial>C</serial>"));
        // Another machine's page, and back.
        const DomainChanges kept = page->changes();
        page->setLoading();
        QVERIFY(page->changes().isEmpty());
        page->setChanges(kept);
        read(newer);
        choose(u"Disk vda"_s);
        QCOMPARE(byName<QLineEdit>(page.get(), u"Serial number"_s)->text(), u"C"_s);
        byName<QAbstractButton>(page.get(), u"Revert"_s)->click();
        QVERIFY(page->changes().isEmpty());
        QCOMPARE(byName<QLineEdit>(page.get(), u"Serial number"_s)->text(), u"A&B"_s);
        // That was a slip of the mouse.
        seenByName<QAbstractButton>(page.get(), u"Bring back"_s)->click();
        QCOMPARE(page->changes(), kept);
        QCOMPARE(byName<QLineEdit>(page.get(), u"Serial number"_s)->text(), u"C"_s);
        QVERIFY(!seenByName<QAbstractButton>(page.get(), u"Bring back"_s));
        seenByName<QAbstractButton>(page.get(), u"Revert"_s)->click();
        page->setLoading();
        read(newer);
        QVERIFY(!seenByName<QAbstractButton>(page.get(), u"Bring back"_s)); // another machine's
    }

    void aReadingDoesNotDisturbWhoTypes()
    {
        choose(u"Disk vda"_s);
        auto *edit = byName<QLineEdit>(page.get(), u"Serial number"_s);
        edit->setCursorPosition(1);
        read(document);
        QCOMPARE(byName<QLineEdit>(page.get(), u"Serial number"_s), edit);
        QCOMPARE(edit->cursorPosition(), 1);
        QTest::keyClicks(edit, u"z"_s);
        read(document);
        QCOMPARE(byName<QLineEdit>(page.get(), u"Serial number"_s), edit);
        QCOMPARE(edit->text(), u"Az&B"_s);
    }

    void nothingCanBeEnteredWhereNothingMayBeChanged()
    {
        choose(u"Disk vda"_s);
        page->setReadOnly(true, u"Only to look at."_s);
        QVERIFY(!byName<QLineEdit>(page.get(), u"Serial number"_s)->isEnabled());
        const auto *why = page->findChild<ItemSettings *>()->findChild<NoticePanel *>();
        QVERIFY(!why->isHidden());
        QCOMPARE(why->text(), u"Only to look at."_s);
        page->setReadOnly(false);
        QVERIFY(byName<QLineEdit>(page.get(), u"Serial number"_s)->isEnabled());
        QVERIFY(why->isHidden());
    }

    void aFailedApplyKeepsWhatWasEntered()
    {
        choose(u"Disk vda"_s);
        type(u"Serial number"_s, u"C"_s);
        byName<QAbstractButton>(page.get(), u"Apply"_s)->click();
        QVERIFY(!byName<QAbstractButton>(page.get(), u"Apply"_s)->isEnabled());
        page->take(tl::unexpected(Error{.summary = u"no"_s}));
        QCOMPARE(page->changes().fields.size(), 1);
        QVERIFY(byName<QAbstractButton>(page.get(), u"Apply"_s)->isEnabled());
        QCOMPARE(byName<QLineEdit>(page.get(), u"Serial number"_s)->text(), u"C"_s);
    }
};

QTEST_MAIN(TestHardwareEditing)
#include "tst_hardwareediting.moc"
