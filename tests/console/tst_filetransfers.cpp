// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/sharing/filedrop.h"
#include "console/sharing/filetransfers.h"
#include "console/sharing/transferstrip.h"
#include "tests/support/fakeviewer.h"
#include "views/basic/plainlabel.h"

#include <QDropEvent>
#include <QMimeData>
#include <QPushButton>
#include <QSignalSpy>

#include <sys/stat.h>

using namespace Qt::StringLiterals;
using Wire::TransferOutcome;

class TestFileTransfers : public QObject
{
    Q_OBJECT

    QTemporaryDir folder;

    QUrl file(const QString &name, int size = 10) const
    {
        QFile made(folder.filePath(name));
        if (!made.open(QIODevice::WriteOnly) || made.write(QByteArray(size, 'x')) != size)
            return {};
        return QUrl::fromLocalFile(made.fileName());
    }

    // Files that are copied into the machine "web", by a viewer that does what the test says.
    struct Fixture
    {
        FakeViewer fake;
        ViewerProcess viewer;
        FileTransfers files;
        QList<ConsoleJob> jobs;
        QStringList refusals;

        explicit Fixture(bool possible = true)
        {
            fake.says(Wire::Features{.agent = possible, .files = possible});
            files.setMachine(u"web"_s);
            connect(&files, &FileTransfers::jobStarted, &files,
                    [this](const ConsoleJob &job) { jobs.append(job); });
            connect(&files, &FileTransfers::refused, &files, [this](const Error &error) {
                refusals.append(error.summary + error.detail + error.advice);
            });
        }
        bool start()
        {
            QSignalSpy known(&viewer, &ViewerProcess::featuresChanged);
            fake.start(viewer);
            files.setViewer(&viewer);
            return known.wait(20000);
        }
        bool isOver(int job) const { return jobs.size() > job && jobs.at(job).future.isFinished(); }
        Result<> result(int job) const { return jobs.at(job).future.result(); }
    };

private Q_SLOTS:
    void filesGoOneAfterTheOtherAsOneJob()
    {
        Fixture f;
        f.fake.answers<Wire::SendFile>(Wire::TransferEnded{0, TransferOutcome::Done, {}}, true);
        QVERIFY(f.start());
        const QList<QUrl> urls{file(u"one"_s), file(u"two"_s), file(u"empty"_s, 0)};
        f.files.copy(urls);
        QTRY_VERIFY(f.isOver(0));
        QVERIFY(f.result(0).has_value());
        QCOMPARE(f.jobs.size(), 1);
        QVERIFY(f.jobs.first().title.contains(u"web"_s));
        const auto sent = f.fake.heard<Wire::SendFile>();
        QCOMPARE(sent.size(), 3);
        QCOMPARE(sent.first().path, QFile::encodeName(urls.first().toLocalFile()));
        QVERIFY(!f.files.progress().isActive());
    }

    void progressCountsTheWholeJob()
    {
        Fixture f;
        f.fake.answers<Wire::SendFile>(Wire::TransferProgress{0, 400, 1000}, true);
        QVERIFY(f.start());
        QWidget screen;
        screen.resize(800, 600);
        auto *strip = new TransferStrip(f.files, &screen);
        screen.show();
        QVERIFY(!strip->isVisible());
        f.files.copy({file(u"a"_s, 1000), file(u"b"_s, 3000)});
        QTRY_COMPARE(f.files.progress().done, 400u);
        QCOMPARE(f.files.progress().total, 4000u);
        QCOMPARE(f.files.progress().number, 1);
        QVERIFY(strip->isVisible());
        QVERIFY(strip->accessibleDescription().contains(u"file 1 of 2"_s));
        QCOMPARE(strip->geometry().bottom(), screen.height() - 1);
        const auto [share, step] = f.jobs.first().progress();
        QCOMPARE(share, 0.1);
        QCOMPARE(step, f.files.progress().text());
        f.files.setViewer(nullptr);
        QVERIFY(!strip->isVisible());
        QVERIFY(f.isOver(0) && !f.result(0));
        QCOMPARE(f.jobs.first().progress().first, -1.0); // no harm after the end
        f.jobs.first().cancel();
    }

    void cancelEndsTheJobAndTheNextOneGoesOn()
    {
        Fixture f;
        f.fake.answers<Wire::CancelTransfer>(Wire::TransferEnded{0, TransferOutcome::Canceled, {}},
                                             true);
        QVERIFY(f.start());
        f.files.copy({file(u"a"_s), file(u"b"_s)});
        QTRY_COMPARE(f.jobs.size(), 1);
        f.files.copy({file(u"c"_s)});
        QTRY_COMPARE(f.jobs.size(), 2);
        f.jobs.first().cancel();
        QTRY_VERIFY(f.isOver(0));
        QCOMPARE(f.result(0).error().kind, Error::Kind::Canceled);
        QTRY_COMPARE(f.fake.heard<Wire::SendFile>().size(), 2); // a and c, never b
        QVERIFY(f.fake.heard<Wire::SendFile>().last().path.endsWith("/c"));
        QVERIFY(!f.isOver(1));
    }

    void aJobThatWaitsIsCanceledWithoutAWordToTheViewer()
    {
        Fixture f;
        QVERIFY(f.start());
        f.files.copy({file(u"a"_s)});
        QTRY_COMPARE(f.jobs.size(), 1);
        f.files.copy({file(u"b"_s)});
        QTRY_COMPARE(f.jobs.size(), 2);
        f.jobs.last().cancel();
        QVERIFY(f.isOver(1) && !f.isOver(0));
        QVERIFY(f.fake.heard<Wire::CancelTransfer>().isEmpty());
    }

    void aFileThatFailsIsNamedAndTheOthersGoOn()
    {
        Fixture f;
        f.fake.answers<Wire::SendFile>(
            Wire::TransferEnded{0, TransferOutcome::Failed, u"no room <b>left</b>"_s}, true);
        QVERIFY(f.start());
        f.files.copy({file(u"a"_s), file(u"b"_s)});
        QTRY_VERIFY(f.isOver(0));
        QCOMPARE(f.fake.heard<Wire::SendFile>().size(), 2);
        const Error error = f.result(0).error();
        QVERIFY(error.detail.contains(u"“a”: no room <b>left</b>"_s));
        QVERIFY(error.detail.contains(u"“b”"_s));
    }

    void anAgentThatHasGoneEndsTheWholeJob()
    {
        Fixture f;
        f.fake.answers<Wire::SendFile>(Wire::TransferEnded{0, TransferOutcome::NoAgent, {}}, true);
        QVERIFY(f.start());
        f.files.copy({file(u"a"_s), file(u"b"_s)});
        QTRY_VERIFY(f.isOver(0));
        QCOMPARE(f.fake.heard<Wire::SendFile>().size(), 1);
    }

    void whatIsNoFileOfThisComputerIsRefusedInWords()
    {
        Fixture f;
        QVERIFY(f.start());
        QVERIFY(QDir(folder.path()).mkdir(u"folder"_s));
        QCOMPARE(mkfifo(QFile::encodeName(folder.filePath(u"pipe"_s)).constData(), 0600), 0);
        const LocalFiles files =
            LocalFiles::examineNow({QUrl::fromLocalFile(folder.filePath(u"folder"_s)),
                                    QUrl::fromLocalFile(folder.filePath(u"pipe"_s)),
                                    QUrl::fromLocalFile(folder.filePath(u"gone"_s)),
                                    QUrl(u"sftp://host/file"_s), file(u"good"_s)});
        QCOMPARE(files.files.size(), 1);
        QCOMPARE(files.refusals.size(), 4);
        QVERIFY(files.refusals.at(0).contains(u"is a folder"_s));
        QVERIFY(files.refusals.at(1).contains(u"not an ordinary file"_s));
        QVERIFY(files.refusals.at(2).contains(u"not there"_s));
        QVERIFY(files.refusals.at(3).contains(u"not on this computer"_s));
        f.files.copy({QUrl(u"sftp://host/file"_s)});
        QTRY_COMPARE(f.refusals.size(), 1);
        QVERIFY(f.jobs.isEmpty());
    }

    void theScreenSaysWhatADropWouldDo()
    {
        Fixture f;
        QVERIFY(f.start());
        QWidget screen;
        screen.resize(800, 600);
        screen.show();
        const FileDrop drop(&screen, f.files);
        QMimeData data;
        data.setUrls({file(u"a"_s), file(u"b"_s)});
        QDragEnterEvent enter(QPoint(5, 5), Qt::CopyAction, &data, Qt::LeftButton, {});
        QCoreApplication::sendEvent(&screen, &enter);
        QVERIFY(enter.isAccepted());
        QVERIFY(drop.text().contains(u"2 files"_s) && drop.text().contains(u"web"_s));
        QDragLeaveEvent leave;
        QCoreApplication::sendEvent(&screen, &leave);
        QCOMPARE(drop.text(), QString());
        QCoreApplication::sendEvent(&screen, &enter);
        QDropEvent dropped(QPoint(5, 5), Qt::CopyAction, &data, Qt::LeftButton, {});
        QCoreApplication::sendEvent(&screen, &dropped);
        QTRY_COMPARE(f.jobs.size(), 1);
        QCOMPARE(drop.text(), QString());
        QMimeData text;
        text.setText(u"words"_s);
        QDragEnterEvent other(QPoint(5, 5), Qt::CopyAction, &text, Qt::LeftButton, {});
        QCoreApplication::sendEvent(&screen, &other);
        QVERIFY(!other.isAccepted());
    }

    void withoutTheAgentADropSaysWhatToInstallAndDoesNothing()
    {
        Fixture f(false);
        QVERIFY(f.start());
        QWidget screen;
        screen.resize(800, 600);
        screen.show();
        const FileDrop drop(&screen, f.files);
        QMimeData data;
        data.setUrls({file(u"a"_s)});
        QDragEnterEvent enter(QPoint(5, 5), Qt::CopyAction, &data, Qt::LeftButton, {});
        QCoreApplication::sendEvent(&screen, &enter);
        QVERIFY(drop.text().contains(u"spice-vdagent"_s));
        QCOMPARE(enter.dropAction(), Qt::IgnoreAction);
        QDropEvent dropped(QPoint(5, 5), Qt::CopyAction, &data, Qt::LeftButton, {});
        QCoreApplication::sendEvent(&screen, &dropped);
        QVERIFY(f.jobs.isEmpty());
    }
};

QTEST_MAIN(TestFileTransfers)
#include "tst_filetransfers.moc"
