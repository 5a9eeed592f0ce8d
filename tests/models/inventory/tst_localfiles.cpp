// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/core/partfile.h"
#include "models/inventory/journal.h"
#include "models/inventory/localfiles.h"
#include "tests/support/patience.h"

#include <QFile>
#include <QProcess>
#include <QRandomGenerator>
#include <QTemporaryDir>

#include <sys/stat.h>

using namespace Qt::StringLiterals;

// Files of this computer: headers of images, parts of downloads, the journal.
class TestLocalFiles : public QObject
{
    Q_OBJECT

    QTemporaryDir folder;

    QString at(const QString &name) const { return folder.filePath(name); }
    static bool run(const QStringList &arguments)
    {
        QProcess process;
        process.start(u"/usr/bin/qemu-img"_s, arguments);
        return process.waitForFinished() && process.exitCode() == 0;
    }
    bool write(const QString &name, const QByteArray &bytes) const
    {
        QFile file(at(name));
        return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size();
    }
    QByteArray read(const QString &name) const
    {
        QFile file(at(name));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

private Q_SLOTS:
    void theHeaderTellsWhatAnImageLiesOn_data()
    {
        QTest::addColumn<QString>("format");
        QTest::addColumn<QString>("option");
        QTest::newRow("qcow2") << u"qcow2"_s << u"compat=1.1"_s;
        QTest::newRow("qcow2, version 2") << u"qcow2"_s << u"compat=0.10"_s;
        QTest::newRow("qcow") << u"qcow"_s << QString();
        QTest::newRow("qed") << u"qed"_s << QString();
        QTest::newRow("vmdk") << u"vmdk"_s << QString();
    }
    void theHeaderTellsWhatAnImageLiesOn()
    {
        QFETCH(QString, format);
        QFETCH(QString, option);
        const bool vmdk = format == "vmdk"_L1;
        const QString base = at(u"base."_s + format), top = at(u"top."_s + format);
        QFile::remove(top);
        const QString baseFormat = vmdk ? format : u"raw"_s;
        QVERIFY(run({u"create"_s, u"-f"_s, baseFormat, base, u"1M"_s}));
        QStringList arguments{u"create"_s, u"-f"_s, format, u"-b"_s, base, u"-F"_s, baseFormat};
        if (!option.isEmpty())
            arguments += {u"-o"_s, option};
        QVERIFY(run(arguments + QStringList{top}));
        const auto header = LocalFiles::readHeader(top);
        QVERIFY(header);
        QCOMPARE(header->backingPath, base);
        if (format == "qcow2"_L1)
            QCOMPARE(header->backingFormat, u"raw"_s);
        QCOMPARE(LocalFiles::readHeader(base)->backingPath, QString());
    }

    void anImageOnNothingSaysSo()
    {
        QVERIFY(run({u"create"_s, u"-f"_s, u"qcow2"_s, at(u"alone"_s), u"1M"_s}));
        QCOMPARE(LocalFiles::readHeader(at(u"alone"_s))->backingPath, QString());
        QVERIFY(write(u"text"_s, "no image"));
        QCOMPARE(LocalFiles::readHeader(at(u"text"_s))->backingPath, QString());
    }

    void whatCannotBeReadIsNotSaidToLieOnNothing()
    {
        QVERIFY(!LocalFiles::readHeader(at(u"missing"_s)));
        QVERIFY(LocalFiles::isMissing(at(u"missing"_s)));
        QCOMPARE(mkfifo(qPrintable(at(u"pipe"_s)), 0600), 0);
        QVERIFY(!LocalFiles::readHeader(at(u"pipe"_s)));
        QVERIFY(!LocalFiles::isMissing(at(u"pipe"_s)));
        QVERIFY(!LocalFiles::parseHeader(QByteArray("QFI\xfb\0\0\0\3", 8)));
    }

    void noiseInAHeaderDoesNoHarm()
    {
        QVERIFY(run({u"create"_s, u"-f"_s, u"qcow2"_s, u"-b"_s, u"/some/base"_s, u"-F"_s, u"raw"_s,
                     u"-u"_s, at(u"noisy"_s), u"1M"_s}));
        const QByteArray good = read(u"noisy"_s).first(4096);
        QCOMPARE(LocalFiles::parseHeader(good)->backingPath, u"/some/base"_s);
        QRandomGenerator random(1);
        for (int i = 0; i < 20'000; ++i) {
            QByteArray bad = good.first(random.bounded(4, 4096));
            for (int byte = 0; byte < 4; ++byte)
                bad[random.bounded(4, 200) % bad.size()] = char(random.bounded(256));
            (void)LocalFiles::parseHeader(bad);
        }
    }

    void twoNamesOfAFileAreOneIdentity()
    {
        QVERIFY(write(u"one"_s, "x"));
        QVERIFY(write(u"other"_s, "x"));
        QVERIFY(QFile::link(at(u"one"_s), at(u"link"_s)));
        QCOMPARE(LocalFiles::identityOf(at(u"one"_s)), LocalFiles::identityOf(at(u"link"_s)));
        QVERIFY(LocalFiles::identityOf(at(u"one"_s)) != LocalFiles::identityOf(at(u"other"_s)));
        QVERIFY(LocalFiles::identityOf(at(u"missing"_s)).isNull());
    }

    void aPartTakesItsNameOnlyWhenItIsWholeAndNeverAnothers()
    {
        PartFile part(at(u"d"_s));
        QVERIFY(part.open(PartFile::MustBeNew, 4));
        QVERIFY(part.write(0, "abcdef", 6));
        QVERIFY(part.settle(8));
        QVERIFY(!QFile::exists(at(u"d"_s)));
        QVERIFY(write(u"d"_s, "another's"));
        QVERIFY(!part.finish(false));
        QCOMPARE(read(u"d"_s), "another's");
        QVERIFY(part.finish(true));
        QCOMPARE(read(u"d"_s), QByteArray("abcdef\0\0", 8));
        QVERIFY(!QFile::exists(at(u"d.part"_s)));
    }

    void aPartIsContinuedAtAWholePieceAndThroughNoLink()
    {
        QVERIFY(write(u"e.part"_s, "abcdefghij"));
        {
            PartFile part(at(u"e"_s));
            QVERIFY(!part.open(PartFile::MustBeNew, 4));
            QVERIFY(part.open(PartFile::Continue, 4));
            QCOMPARE(part.size(), 8u);
            QVERIFY(part.open(PartFile::StartAnew, 4));
            QCOMPARE(part.size(), 0u);
            part.remove();
        }
        QVERIFY(!QFile::exists(at(u"e.part"_s)));
        QVERIFY(write(u"precious"_s, "p"));
        QVERIFY(QFile::link(at(u"precious"_s), at(u"f.part"_s)));
        PartFile part(at(u"f"_s));
        QVERIFY(!part.open(PartFile::MustBeNew, 4));
        QVERIFY(!part.open(PartFile::StartAnew, 4));
        part.remove();
        QCOMPARE(read(u"precious"_s), "p");
    }

    void theJournalOutlivesTheProgram()
    {
        const ConnectionId host = QUuid::createUuid();
        const VolumeRef volume{QUuid::createUuid(), u"a\nb"_s};
        {
            Journal journal(at(u"journal"_s));
            QVERIFY(journal.begin(
                {.kind = Journal::Kind::Upload, .connection = host, .volume = volume}));
            const auto ended = journal.begin({.kind = Journal::Kind::Download, .file = u"/f"_s});
            QVERIFY(ended);
            QCOMPARE(journal.open().size(), 2);
            journal.end(*ended);
            QVERIFY(journal.leftBehind().isEmpty());
        }
        Journal later(at(u"journal"_s));
        QCOMPARE(later.leftBehind().size(), 1);
        QCOMPARE(later.leftBehind().first().volume, volume);
        QVERIFY(later.find(host, volume));
        QVERIFY(!later.find(QUuid::createUuid(), volume));
        later.settle(host, volume);
        QVERIFY(later.open().isEmpty() && later.leftBehind().isEmpty());
        QVERIFY(Journal(at(u"journal"_s)).open().isEmpty());
    }

    void nothingBeginsWhenTheJournalCannotBeWritten()
    {
        Journal journal(at(u"no/such/folder/journal"_s));
        QVERIFY(!journal.begin({.kind = Journal::Kind::Upload}));
        QVERIFY(journal.open().isEmpty());
        QVERIFY(write(u"broken"_s, "[{\"id\": 5}, 7, {"));
        QVERIFY(Journal(at(u"broken"_s)).open().isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestLocalFiles)
#include "tst_localfiles.moc"
