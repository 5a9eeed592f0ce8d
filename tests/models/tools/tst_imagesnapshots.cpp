// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/tools/imagesnapshots.h"
#include "tests/support/answers.h"
#include "tests/support/patience.h"

#include <QFile>
#include <QProcess>
#include <QSignalSpy>
#include <QTemporaryDir>

using namespace Qt::StringLiterals;

class TestImageSnapshots : public QObject
{
    Q_OBJECT

    QTemporaryDir folder;

    static bool qemuImg(const QStringList &arguments)
    {
        QProcess process;
        QSignalSpy finished(&process, &QProcess::finished);
        process.start(u"/usr/bin/qemu-img"_s, arguments);
        return finished.wait(30'000) && process.exitCode() == 0;
    }
    static Result<QList<ImageSnapshot>> read(const QString &path)
    {
        return answerOf(readImageSnapshots(path));
    }

private Q_SLOTS:
    void thoseInsideAnImageAreReadAndNothingInItChanges()
    {
        const QString path = folder.filePath(u"a,b=c.qcow2"_s); // as an option it needs care
        QVERIFY(qemuImg({u"create"_s, u"-f"_s, u"qcow2"_s, path, u"1M"_s}));
        QCOMPARE(read(path)->size(), 0);
        const QString hostile = u"<b>x</b> %1"_s;
        QVERIFY(qemuImg({u"snapshot"_s, u"-c"_s, u"before"_s, path}));
        QVERIFY(qemuImg({u"snapshot"_s, u"-c"_s, hostile, path}));
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray before = file.readAll();
        const auto found = read(path);
        QVERIFY(found);
        QCOMPARE(found->size(), 2);
        QCOMPARE(found->at(0).name, u"before"_s);
        QVERIFY(found->at(0).taken.isValid());
        QCOMPARE(found->at(0).memory, 0U);
        QCOMPARE(found->at(1).name, hostile);
        QVERIFY(file.seek(0));
        QCOMPARE(file.readAll(), before);
    }

    void whatIsNoSuchImageIsRefused()
    {
        QVERIFY(!read(u"relative.qcow2"_s));
        QVERIFY(!read(folder.filePath(u"missing"_s)));
        QFile raw(folder.filePath(u"raw"_s));
        QVERIFY(raw.open(QIODevice::WriteOnly) && raw.resize(65536));
        QVERIFY(!read(raw.fileName()));
    }
};

QTEST_GUILESS_MAIN(TestImageSnapshots)
#include "tst_imagesnapshots.moc"
