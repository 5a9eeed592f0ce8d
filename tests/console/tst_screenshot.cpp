// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/screenshot.h"
#include "tests/support/patience.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>

using namespace Qt::StringLiterals;

static QImage picture()
{
    QImage image(20, 10, QImage::Format_RGB32);
    image.fill(Qt::blue);
    image.setPixel(3, 4, 0xffff0000u);
    return image;
}

class TestScreenshot : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void itIsWrittenAsItWasSeen()
    {
        const QTemporaryDir folder;
        const QString path = folder.filePath(u"a.png"_s);
        QVERIFY(Screenshot::save(picture(), path));
        const QImage read(path);
        QCOMPARE(read.size(), QSize(20, 10));
        QCOMPARE(read.pixel(3, 4), 0xffff0000u);
        QCOMPARE(QDir(folder.path()).entryList(QDir::Files | QDir::Hidden), {u"a.png"_s});
    }

    void aSymbolicLinkIsReplacedAndNotFollowed()
    {
        const QTemporaryDir folder;
        QFile victim(folder.filePath(u"victim"_s));
        QVERIFY(victim.open(QIODevice::WriteOnly) && victim.write("precious") == 8);
        victim.close();
        const QString path = folder.filePath(u"a.png"_s);
        QVERIFY(QFile::link(victim.fileName(), path));
        QVERIFY(Screenshot::save(picture(), path));
        QVERIFY(!QFileInfo(path).isSymLink());
        QVERIFY(victim.open(QIODevice::ReadOnly));
        QCOMPARE(victim.readAll(), QByteArray("precious"));
    }

    void aFailureSaysWhatAndWhy()
    {
        const QTemporaryDir folder;
        const auto saved = Screenshot::save(picture(), folder.filePath(u"nowhere/a.png"_s));
        QVERIFY(!saved);
        QVERIFY(saved.error().summary.contains(u"a.png"_s));
        QVERIFY(!saved.error().detail.isEmpty());
        QVERIFY(!Screenshot::save({}, folder.filePath(u"a.png"_s)));
        QVERIFY(!QFile::exists(folder.filePath(u"a.png"_s)));
    }

    void theBackgroundGivesTheSameAnswer()
    {
        const QTemporaryDir folder;
        const QString path = folder.filePath(u"a.png"_s);
        QFuture<Result<>> future = Screenshot::saveInBackground(picture(), path);
        future.waitForFinished();
        QVERIFY(future.result());
        QVERIFY(QFile::exists(path));
    }

    void whatIsThereIsNeverReplaced()
    {
        const QTemporaryDir folder;
        QStringList names;
        for (int i = 0; i < 3; ++i) {
            const auto path = Screenshot::saveNew(picture(), folder.path(), u"web"_s);
            QVERIFY(path);
            names += QFileInfo(*path).fileName();
        }
        QCOMPARE(names, (QStringList{u"web.png"_s, u"web (2).png"_s, u"web (3).png"_s}));
        QFile precious(folder.filePath(u"db.png"_s));
        QVERIFY(precious.open(QIODevice::WriteOnly) && precious.write("precious") == 8);
        precious.close();
        QVERIFY(Screenshot::saveNew(picture(), folder.path(), u"db"_s));
        QVERIFY(precious.open(QIODevice::ReadOnly));
        QCOMPARE(precious.readAll(), QByteArray("precious"));
        QCOMPARE(QDir(folder.path()).entryList(QDir::Files | QDir::Hidden).size(), 5);
        const auto nowhere = Screenshot::saveNew(picture(), folder.filePath(u"no"_s), u"web"_s);
        QVERIFY(!nowhere);
    }

    void theNameStaysInItsFolder()
    {
        const QString name = Screenshot::fileName(u"../../etc/passwd"_s);
        QVERIFY(!name.contains(u'/'));
        QVERIFY(!name.startsWith(u'.'));
        QVERIFY(name.endsWith(u".png"_s));
    }
};

QTEST_GUILESS_MAIN(TestScreenshot)
#include "tst_screenshot.moc"
