// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/xml/domaindescriptionreader.h"
#include "models/xml/domainedit.h"
#include "tests/support/byname.h"
#include "tests/support/patience.h"
#include "views/diff/diffview.h"
#include "views/diff/sidebyside.h"
#include "views/hardware/conflictsbox.h"
#include "views/hardware/hardwarepage.h"
#include "views/xmleditor/xmledit.h"

#include <QAbstractButton>
#include <QListView>
#include <QPlainTextEdit>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTabWidget>

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
    </disk>
    <watchdog model='itco'/>
  </devices>
</domain>
)";
const QByteArray shownDisk = R"(<disk type='file' device='disk'>
  <driver name='qemu' cache='none'/>
  <source file='/a'/>
  <target dev='vda' bus='virtio'/>
</disk>)";

QByteArray with(QByteArray xml, const QByteArray &before, const QByteArray &after)
{
    Q_ASSERT(xml.contains(before));
    return xml.replace(before, after);
}

} // namespace

// The XML tab: what is written there waits for Apply like all else.
class TestXmlPage : public QObject
{
    Q_OBJECT

    std::unique_ptr<HardwarePage> page;

    void choose(const QString &title) const
    {
        QVERIFY2(chooseRow(page.get(), u"Hardware"_s, title), qPrintable(title));
        page->findChild<QTabWidget *>()->setCurrentIndex(2);
    }
    XmlEdit *edit() const { return page->findChild<XmlEdit *>(); }
    void write(const QByteArray &before, const QByteArray &after) const
    {
        const QString text = edit()->text();
        const auto at = text.indexOf(QString::fromUtf8(before));
        QVERIFY(at >= 0);
        QTextCursor cursor(edit()->document());
        cursor.setPosition(int(at));
        cursor.setPosition(int(at + before.size()), QTextCursor::KeepAnchor);
        cursor.insertText(QString::fromUtf8(after));
    }
    QByteArray applied(const QByteArray &xml = document) const
    {
        const auto result = applyChanges(xml, page->changes());
        return result ? result->xml : QByteArray();
    }

private Q_SLOTS:
    void init()
    {
        page = std::make_unique<HardwarePage>();
        page->resize(900, 600);
        page->show();
        page->setReadings({}, readDomain(document));
    }

    void toLookChangesNothing()
    {
        for (const char16_t *title : {u"Machine", u"Disk vda"}) {
            choose(QString::fromUtf16(title));
            QVERIFY(edit()->isReadOnly());
            byName<QAbstractButton>(page.get(), u"Edit"_s)->click();
            QVERIFY(!edit()->isReadOnly());
            QCOMPARE(edit()->text().toUtf8(), title[0] == u'M' ? document : shownDisk);
            byName<QAbstractButton>(page.get(), u"Edit"_s)->click();
            QVERIFY(edit()->isReadOnly());
        }
        QVERIFY(page->changes().isEmpty());
    }

    void whatIsAPartOfTheMetadataIsWrittenThere()
    {
        choose(u"Operating system"_s);
        QVERIFY(edit()->text().isEmpty());
        QVERIFY(!byName<QAbstractButton>(page.get(), u"Edit"_s)->isEnabled());

        const QByteArray system =
            "<l:libosinfo xmlns:l=\"http://libosinfo.org/xmlns/libvirt/domain/1.0\">\n"
            "  <l:os id=\"http://debian.org/debian/12\"/>\n</l:libosinfo>";
        page->setReadings({}, readDomain(with(document, "<vcpu>",
                                              "<metadata>" + system + "</metadata>\n  <vcpu>")));
        QCOMPARE(edit()->text().toUtf8(), system);
        QVERIFY(edit()->isReadOnly());
        QVERIFY(!byName<QAbstractButton>(page.get(), u"Edit"_s)->isEnabled());
        choose(u"Metadata"_s);
        QVERIFY(byName<QAbstractButton>(page.get(), u"Edit"_s)->isEnabled());
    }

    void aDeviceIsWrittenAnew()
    {
        choose(u"Disk vda"_s);
        byName<QAbstractButton>(page.get(), u"Edit"_s)->click();
        write("'none'", "'unsafe'");
        QTRY_VERIFY(!page->changes().isEmpty());
        QCOMPARE(applied(), with(document, "'none'", "'unsafe'"));
        // It is there again after another page, and the settings show it.
        const QByteArray mine = edit()->text().toUtf8();
        choose(u"Memory"_s);
        choose(u"Disk vda"_s);
        QCOMPARE(edit()->text().toUtf8(), mine);
        QVERIFY(!edit()->isReadOnly());
        QSignalSpy wanted(page.get(), &HardwarePage::applyWanted);
        byName<QAbstractButton>(page.get(), u"Apply"_s)->click();
        QCOMPARE(wanted.size(), 1);
        page->take(EditOutcome{.nextStart = true});
        QVERIFY(page->changes().isEmpty() && edit()->isReadOnly());
    }

    void aSectionIsWrittenAnewByItself()
    {
        choose(u"Memory"_s);
        seenByName<QAbstractButton>(page.get(), u"Edit"_s)->click();
        QCOMPARE(edit()->text().toUtf8(), "<memory unit='KiB'>1024</memory>\n");
        write("1024", "2048");
        QTRY_VERIFY(!page->changes().isEmpty());
        QCOMPARE(applied(), with(document, "1024", "2048"));
        // It is there after another page, and in the whole definition.
        choose(u"Disk vda"_s);
        choose(u"Memory"_s);
        QCOMPARE(edit()->text().toUtf8(), "<memory unit='KiB'>2048</memory>\n");
        write("</memory>", "</memory>\n<memoryBacking><hugepages/></memoryBacking>");
        QTRY_VERIFY(applied().contains("<hugepages/>"));
        // Unfinished it is kept, and not applied.
        write("<hugepages/>", "<hugepages");
        QTRY_VERIFY(!page->wanted());
        const QByteArray draft = edit()->text().toUtf8();
        choose(u"Disk vda"_s);
        choose(u"Memory"_s);
        QCOMPARE(edit()->text().toUtf8(), draft);
        seenByName<QAbstractButton>(page.get(), u"Revert"_s)->click();
        QVERIFY(page->changes().isEmpty() && edit()->isReadOnly());
        QCOMPARE(edit()->text().toUtf8(), "<memory unit='KiB'>1024</memory>\n");
        // What somebody has written for an hour is not gone.
        seenByName<QAbstractButton>(page.get(), u"Bring back"_s)->click();
        QCOMPARE(edit()->text().toUtf8(), draft);
        QVERIFY(!edit()->isReadOnly());
    }

    void aSectionThatIsNotThereIsWritten()
    {
        choose(u"Resource limits"_s);
        QCOMPARE(edit()->text(), QString());
        seenByName<QAbstractButton>(page.get(), u"Edit"_s)->click();
        QVERIFY(!edit()->isReadOnly());
        edit()->textCursor().insertText(u"<blkiotune>\n  <weight>300</weight>\n</blkiotune>"_s);
        QTRY_VERIFY(!page->changes().isEmpty());
        QCOMPARE(applied(),
                 with(document, "</domain>",
                      "  <blkiotune>\n    <weight>300</weight>\n  </blkiotune>\n</domain>"));
    }

    void theWholeDefinitionIsWrittenAnewOverWhatWaited()
    {
        choose(u"Disk vda"_s);
        byName<QAbstractButton>(page.get(), u"Edit"_s)->click();
        write("'none'", "'unsafe'");
        QTRY_VERIFY(!page->changes().isEmpty());
        choose(u"Machine"_s);
        byName<QAbstractButton>(page.get(), u"Edit"_s)->click();
        QCOMPARE(edit()->text().toUtf8(), with(document, "'none'", "'unsafe'"));
        write("1024", "2048");
        QTRY_VERIFY(page->changes().document.has_value());
        QVERIFY(page->changes().elements.isEmpty());
        QCOMPARE(applied(), with(with(document, "'none'", "'unsafe'"), "1024", "2048"));
        // Written back: nothing waits.
        write("2048", "1024");
        write("'unsafe'", "'none'");
        QTRY_VERIFY(page->changes().isEmpty());
    }

    void whatIsUnfinishedIsKeptAndNotApplied()
    {
        choose(u"Disk vda"_s);
        byName<QAbstractButton>(page.get(), u"Edit"_s)->click();
        write("<driver", "<dri<ver");
        QTRY_VERIFY(!page->changes().isEmpty());
        const QByteArray draft = edit()->text().toUtf8();
        page->setReadings({}, readDomain(with(document, "1024", "4096"))); // somebody else
        choose(u"Memory"_s);
        choose(u"Disk vda"_s);
        QCOMPARE(edit()->text().toUtf8(), draft);
        QVERIFY(!page->wanted());
        byName<QAbstractButton>(page.get(), u"Revert"_s)->click();
        QVERIFY(page->changes().isEmpty());
        QVERIFY(edit()->isReadOnly());
        QCOMPARE(edit()->text().toUtf8(), shownDisk);
    }

    void whatSomebodyElseSetMeanwhileIsAskedAbout()
    {
        choose(u"Machine"_s);
        byName<QAbstractButton>(page.get(), u"Edit"_s)->click();
        write("1024", "2048");
        QTRY_VERIFY(page->changes().document.has_value());
        const QByteArray other = with(document, "'none'", "'unsafe'");
        page->setReadings({}, readDomain(other)); // is merged
        QVERIFY(page->changes().document.has_value());
        QCOMPARE(applied(other), with(other, "1024", "2048"));
        const QByteArray same = with(document, "1024", "4096");
        page->setReadings({}, readDomain(same));
        auto *box = page->findChild<ConflictsBox *>();
        QCOMPARE(box->rows().size(), 1);
        QVERIFY(box->rows().first().theirs.contains(u"4096"_s)
                || box->rows().first().theirs.contains(u"MiB"_s));
        Q_EMIT box->resolved(box->rows().first().item, box->rows().first().path, true);
        QCOMPARE(applied(same), with(document, "1024", "2048"));
        QVERIFY(box->rows().isEmpty());
    }

    void theDifferenceIsShownBeforeItIsApplied()
    {
        choose(u"Machine"_s);
        byName<QAbstractButton>(page.get(), u"Edit"_s)->click();
        write("1024", "2048");
        QTRY_VERIFY(!page->changes().isEmpty());
        QSignalSpy shown(page.get(), &HardwarePage::comparisonWanted);
        byName<QAbstractButton>(page.get(), u"Show changes"_s)->click();
        QCOMPARE(shown.size(), 1);
        DiffView view;
        view.compare(QString::fromUtf8(shown[0][0].toByteArray()),
                     QString::fromUtf8(shown[0][1].toByteArray()));
        QCOMPARE(view.added(), 1);
        QCOMPARE(view.removed(), 1);
        const QString text = view.toPlainText();
        QVERIFY(text.contains(u"\u2212   <memory unit='KiB'>1024"_s));
        QVERIFY(text.contains(u"+   <memory unit='KiB'>2048"_s));
        QVERIFY(text.contains(u"…"_s) && !text.contains(u"watchdog"_s));
    }

    void bothCopiesStandBesideEachOther()
    {
        QVERIFY(byName<QAbstractButton>(page.get(), u"Compare both copies"_s)->isHidden());
        page->setReadings(
            readDomain(document),
            readDomain(with(document, "<driver", "<boot order='1'/>\n      <driver")));
        choose(u"Machine"_s);
        auto *compare = byName<QAbstractButton>(page.get(), u"Compare both copies"_s);
        QVERIFY(compare->isVisible());
        compare->click();
        auto *sides = page->findChild<SideBySide *>();
        QVERIFY(sides->isVisible());
        const auto texts = sides->findChildren<QPlainTextEdit *>();
        QCOMPARE(texts.size(), 2);
        QCOMPARE(texts[0]->blockCount(), texts[1]->blockCount());
        QCOMPARE(texts[0]->extraSelections().size(), 1);
        QVERIFY(texts[0]->extraSelections().first().cursor.block().text().isEmpty());
        QVERIFY(texts[1]->extraSelections().first().cursor.block().text().contains(u"boot"_s));
        page->resize(900, 260);
        QTRY_VERIFY(texts[0]->verticalScrollBar()->maximum() > 2);
        texts[0]->verticalScrollBar()->setValue(2);
        QCOMPARE(texts[1]->verticalScrollBar()->value(), 2);
        compare->click();
        QVERIFY(edit()->isVisible());
    }

    void whoMayNotChangeTheMachineMayLook()
    {
        page->setReadOnly(true);
        choose(u"Disk vda"_s);
        QVERIFY(!byName<QAbstractButton>(page.get(), u"Edit"_s)->isEnabled());
        QCOMPARE(edit()->text().toUtf8(), shownDisk);
    }
};

QTEST_MAIN(TestXmlPage)
#include "tst_xmlpage.moc"
