// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/sharing/folderdialog.h"
#include "console/sharing/foldersharing.h"
#include "tests/support/byname.h"
#include "tests/support/fakeviewer.h"
#include "views/basic/plainlabel.h"

#include <QDir>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>

using namespace Qt::StringLiterals;
using Wire::FolderState;

class TestFolderSharing : public QObject
{
    Q_OBJECT

    struct Fixture
    {
        FakeViewer fake;
        ViewerProcess viewer;
        FolderSharing sharing;

        bool start(const Wire::Features &features = {.folder = true})
        {
            QSignalSpy known(&viewer, &ViewerProcess::featuresChanged);
            fake.says(features);
            fake.start(viewer);
            sharing.setViewer(&viewer);
            return known.wait(20000);
        }
    };

private Q_SLOTS:
    void aFolderIsSharedWhenTheUserSaysSoAndRemembered()
    {
        Fixture f;
        f.fake.answers<Wire::ShareFolder>(Wire::FolderShared{FolderState::Shared, true, {}});
        QVERIFY(f.start());
        const QSignalSpy chosen(&f.sharing, &FolderSharing::choiceMade);
        QVERIFY(!f.sharing.isShared());
        f.sharing.share({u"/srv"_s, true, false});
        QTRY_VERIFY(f.sharing.isReady());
        QCOMPARE(chosen.size(), 1);
        const auto heard = f.fake.heard<Wire::ShareFolder>();
        QCOMPARE(heard.size(), 1);
        QCOMPARE(heard.first().path, QByteArray("/srv"));
        QVERIFY(heard.first().readOnly);
        QVERIFY(f.sharing.statusText().contains(u"can read “/srv”"_s));
    }

    void nothingIsSharedByItselfUnlessThatWasChosen_data()
    {
        QTest::addColumn<bool>("again");
        QTest::newRow("remembered only") << false;
        QTest::newRow("to be shared again") << true;
    }

    void nothingIsSharedByItselfUnlessThatWasChosen()
    {
        QFETCH(bool, again);
        Fixture f;
        f.fake.answers<Wire::ShareFolder>(Wire::FolderShared{FolderState::Connecting, false, {}});
        f.sharing.setChoice({u"/srv"_s, true, again});
        QVERIFY(f.start());
        QCOMPARE(f.sharing.isShared(), again);
        if (again)
            QTRY_COMPARE(f.fake.heard<Wire::ShareFolder>().size(), 1);
        f.sharing.setViewer(nullptr);
        QVERIFY(!f.sharing.isShared());
    }

    void stoppingAlsoMeansNotAgainByItself()
    {
        Fixture f;
        f.fake.answers<Wire::ShareFolder>(Wire::FolderShared{FolderState::None, false, {}});
        f.sharing.setChoice({u"/srv"_s, true, true});
        QVERIFY(f.start());
        f.sharing.stop();
        QTRY_VERIFY(!f.sharing.isShared());
        QVERIFY(!f.sharing.choice().again);
        QCOMPARE(f.sharing.choice().folder, u"/srv"_s);
    }

    void aRefusalIsSaid()
    {
        Fixture f;
        f.fake.answers<Wire::ShareFolder>(Wire::FolderShared{FolderState::None, false, u"gone"_s});
        QVERIFY(f.start());
        const QSignalSpy failed(&f.sharing, &FolderSharing::failed);
        f.sharing.share({u"/srv"_s, true, false});
        QTRY_COMPARE(failed.size(), 1);
        QVERIFY(!f.sharing.isShared());
    }

    void whatIsNotPossibleSaysWhatIsMissing()
    {
        Fixture f;
        QVERIFY(f.start({}));
        QVERIFY(f.sharing.whyNot().contains(u"org.spice-space.webdav.0"_s));
    }

    void dangerousFoldersAreWarnedOf()
    {
        const QString home = QDir::homePath();
        QVERIFY(FolderSharing::warning(u"/"_s, true).contains(u"whole file system"_s));
        QVERIFY(!FolderSharing::warning(home, true).isEmpty());
        QVERIFY(!FolderSharing::warning(home + u'/', true).isEmpty());
        QVERIFY(!FolderSharing::warning(QFileInfo(home).absolutePath(), true).isEmpty());
        QVERIFY(!FolderSharing::warning(home + u"/.ssh"_s, true).isEmpty());
        QVERIFY(FolderSharing::warning(home + u"/Documents"_s, true).isEmpty());
        QVERIFY(FolderSharing::warning(home + u"/Documents"_s, false).isEmpty());
        QVERIFY(FolderSharing::warning(home, false).contains(u"delete"_s));
        QVERIFY(!FolderSharing::warning(home, true).contains(u"delete"_s));
    }

    void theDialogSharesAndStops()
    {
        QTemporaryDir folder;
        Fixture f;
        f.fake.answers<Wire::ShareFolder>(Wire::FolderShared{FolderState::Shared, false, {}});
        QVERIFY(f.start());
        FolderDialog dialog(u"web"_s, f.sharing);
        dialog.show();
        QPushButton *share = byName<QPushButton>(&dialog, u"Share"_s),
                    *stop = byName<QPushButton>(&dialog, u"Stop sharing"_s);
        QVERIFY(!share->isEnabled() && !stop->isVisible());
        const auto *warning = byName<PlainLabel>(&dialog, u"Warning"_s);
        QVERIFY(warning && !warning->isVisible()); // nothing is chosen yet
        dialog.setFolder(folder.filePath(u"nothing"_s));
        QVERIFY(!share->isEnabled());
        dialog.setFolder(folder.path());
        QVERIFY(share->isEnabled());
        share->click();
        QVERIFY(stop->isVisible());
        QTRY_COMPARE(f.fake.heard<Wire::ShareFolder>().size(), 1);
        QVERIFY(f.sharing.choice().readOnly);
        stop->click();
        QTRY_COMPARE(f.fake.heard<Wire::ShareFolder>().size(), 2);
        QVERIFY(f.fake.heard<Wire::ShareFolder>().last().path.isEmpty());
    }
};

QTEST_MAIN(TestFolderSharing)
#include "tst_foldersharing.moc"
