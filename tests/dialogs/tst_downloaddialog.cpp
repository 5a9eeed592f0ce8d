// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialogs/newmachine/downloaddialog.h"
#include "tests/support/byname.h"
#include "tests/support/httpserver.h"
#include "tests/support/patience.h"
#include "views/basic/plainlabel.h"

#include <QCryptographicHash>
#include <QFile>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryDir>

using namespace Qt::StringLiterals;

// The choice of a release, and its way into a folder, with a server in this process.
class TestDownloadDialog : public QObject
{
    Q_OBJECT

    SystemCatalog catalog;
    std::unique_ptr<QTemporaryDir> folder;
    std::unique_ptr<HttpServer> server;
    std::unique_ptr<DownloadDialog> dialog;

    void open(DownloadDialog::Kind kind)
    {
        dialog = std::make_unique<DownloadDialog>(catalog, kind, u"x86_64"_s);
        dialog->setAttribute(Qt::WA_DeleteOnClose, false);
        dialog->setFolder(folder->path());
        dialog->show();
        QVERIFY(QTest::qWaitForWindowExposed(dialog.get()));
    }
    bool says(const QString &words) const
    {
        const auto labels = dialog->findChildren<PlainLabel *>();
        for (const PlainLabel *label : labels) {
            if (label->isVisible() && QString(label->text()).remove(QChar(0x200b)).contains(words))
                return true;
        }
        return false;
    }

private Q_SLOTS:
    void init()
    {
        folder = std::make_unique<QTemporaryDir>();
        server = std::make_unique<HttpServer>();
        server->serve("/pub/tiny.iso", {.body = QByteArray(200'000, 'i'), .etag = "\"1\""});
    }
    void cleanup() { dialog.reset(); }

    void aReleaseIsFoundByItsName_data()
    {
        QTest::addColumn<bool>("images");
        QTest::addRow("to install from") << false;
        QTest::addRow("cloud images") << true;
    }
    void aReleaseIsFoundByItsName()
    {
        QFETCH(bool, images);
        open(images ? DownloadDialog::Kind::Images : DownloadDialog::Kind::Media);
        auto *list = byName<QListWidget>(dialog.get(), u"Releases"_s);
        QTRY_VERIFY_WITH_TIMEOUT(list->count() > 20, 60'000);
        const int all = list->count();
        QVERIFY(!dialog->acceptButton()->isEnabled());
        QTest::keyClicks(byName<QLineEdit>(dialog.get(), u"Search releases"_s), u"debian 11"_s);
        QTRY_VERIFY(list->count() > 0 && list->count() < all);
        for (int row = 0; row < list->count(); ++row)
            QVERIFY2(list->item(row)->text().startsWith(u"Debian 11"_s),
                     qPrintable(list->item(row)->text()));
        list->setCurrentRow(0);
        const QString address = byName<QLineEdit>(dialog.get(), u"Address"_s)->text();
        QVERIFY2(address.startsWith(u"http"_s), qPrintable(address));
        QVERIFY(dialog->acceptButton()->isEnabled());
    }

    void anAddressBecomesAFileWithWhatIsKnownOfIt()
    {
        open(DownloadDialog::Kind::Media);
        QSignalSpy downloaded(dialog.get(), &DownloadDialog::downloaded);
        auto *address = byName<QLineEdit>(dialog.get(), u"Address"_s);
        address->setText(u"ftp://example.org/x"_s);
        QVERIFY(!dialog->acceptButton()->isEnabled());
        address->setText(server->url(u"/pub/tiny.iso"_s).toString());
        QVERIFY(says(u"not protected"_s));
        byName<QLineEdit>(dialog.get(), u"Checksum"_s)->setText(u"12"_s);
        QVERIFY(!dialog->acceptButton()->isEnabled());
        byName<QLineEdit>(dialog.get(), u"Checksum"_s)->clear();
        QTest::mouseClick(dialog->acceptButton(), Qt::LeftButton);
        QTRY_COMPARE(downloaded.size(), 1);
        QCOMPARE(downloaded.first().at(0).toString(), folder->filePath(u"tiny.iso"_s));
        QVERIFY(downloaded.first().at(1).toString().contains(u"could not be checked"));
        QVERIFY(!dialog->isVisible());

        // The second time it is there.
        open(DownloadDialog::Kind::Media);
        QSignalSpy again(dialog.get(), &DownloadDialog::downloaded);
        byName<QLineEdit>(dialog.get(), u"Address"_s)
            ->setText(server->url(u"/pub/tiny.iso"_s).toString());
        QCOMPARE(dialog->acceptButton()->accessibleName(), u"Use this file"_s);
        QTest::mouseClick(dialog->acceptButton(), Qt::LeftButton);
        QCOMPARE(again.size(), 1);
        QCOMPARE(server->requests("/pub/tiny.iso").size(), 1);
    }

    void aWrongChecksumIsSaidAndTheDialogStays()
    {
        open(DownloadDialog::Kind::Media);
        byName<QLineEdit>(dialog.get(), u"Address"_s)
            ->setText(server->url(u"/pub/tiny.iso"_s).toString());
        byName<QLineEdit>(dialog.get(), u"Checksum"_s)->setText(QString(64, u'0'));
        QTest::mouseClick(dialog->acceptButton(), Qt::LeftButton);
        QVERIFY(!dialog->acceptButton()->isEnabled());
        QTRY_VERIFY(says(u"checksum is another one"_s));
        QVERIFY(dialog->isVisible());
        QVERIFY(dialog->acceptButton()->isEnabled());
        QVERIFY(!QFile::exists(folder->filePath(u"tiny.iso"_s)));
    }

    void cancelEndsTheDownloadFirstAndKeepsWhatCame()
    {
        server->file("/pub/tiny.iso").breakAfter = 50'000;
        server->file("/pub/tiny.iso").stall = true;
        open(DownloadDialog::Kind::Media);
        byName<QLineEdit>(dialog.get(), u"Address"_s)
            ->setText(server->url(u"/pub/tiny.iso"_s).toString());
        QTest::mouseClick(dialog->acceptButton(), Qt::LeftButton);
        const QString part = folder->filePath(u"tiny.iso.part"_s);
        QTRY_COMPARE(QFile(part).size(), 50'000);
        QVERIFY(!byName<QLineEdit>(dialog.get(), u"Address"_s)->isEnabled());
        dialog->reject();
        QTRY_VERIFY(byName<QLineEdit>(dialog.get(), u"Address"_s)->isEnabled());
        QVERIFY(dialog->isVisible());
        QVERIFY(says(u"goes on from there"_s));
        dialog->reject();
        QVERIFY(!dialog->isVisible());
        QVERIFY(QFile::exists(part));
    }
};

QTEST_MAIN(TestDownloadDialog)
#include "tst_downloaddialog.moc"
