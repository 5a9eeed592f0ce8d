// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/values/unattended.h"
#include "tests/support/patience.h"

#include <QFile>
#include <QProcess>
#include <QTemporaryDir>

using namespace Qt::StringLiterals;

// Installations without questions: which can be offered, and what is taken.
class TestUnattended : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void onlyWhatReachesTheInstallerIsOffered()
    {
        const InstallScript preseed{.outputName = u"preseed.cfg"_s, .byInitrd = true};
        const InstallScript kickstart{
            .outputName = u"fedora.ks"_s, .byInitrd = true, .byCdrom = true};
        const InstallScript windows{
            .outputName = u"autounattend.xml"_s, .byFloppy = true, .byCdrom = true};
        const InstallScript old{.outputName = u"winnt.sif"_s, .byFloppy = true};
        using Origin = MachineOrigin;
        QCOMPARE(injectionOf(preseed, Origin::Tree), Injection::Initrd);
        QCOMPARE(injectionOf(preseed, Origin::Installer), Injection::None);
        QCOMPARE(injectionOf(kickstart, Origin::Tree), Injection::Initrd);
        QCOMPARE(injectionOf(kickstart, Origin::Installer), Injection::OemDrive);
        QCOMPARE(injectionOf(windows, Origin::Installer), Injection::Cdrom);
        QCOMPARE(injectionOf(windows, Origin::Tree), Injection::None);
        QCOMPARE(injectionOf(old, Origin::Installer), Injection::None);
        QCOMPARE(injectionOf(kickstart, Origin::Blank), Injection::None);
    }

    void whatWouldBreakTheAnswersIsNotTaken()
    {
        QVERIFY(installPasswordProblem(u"s3cret!pass"_s).isEmpty());
        for (const QString &bad : {QString(), u"two words"_s, u"new\nline"_s, u"a\"quote"_s,
                                   u"back\\slash"_s, u"short"_s, u"über-alles"_s, u"a#comment"_s})
            QVERIFY2(!installPasswordProblem(bad).isEmpty(), qPrintable(bad));
        QVERIFY(installUserProblem(u"alice"_s).isEmpty());
        QVERIFY(!installUserProblem(u"root"_s).isEmpty());
        QVERIFY(!installUserProblem(u"a b"_s).isEmpty());
        QVERIFY(installHostNameProblem(u"web-1"_s).isEmpty());
        QVERIFY(!installHostNameProblem(u"web 1"_s).isEmpty());
        QVERIFY(productKeyProblem({}, false).isEmpty());
        QVERIFY(!productKeyProblem({}, true).isEmpty());
        QVERIFY(productKeyProblem(u"ABCDE-12345-ABCDE-12345-ABCDE"_s, true).isEmpty());
        QVERIFY(!productKeyProblem(u"ABCDE"_s, false).isEmpty());
        QCOMPARE(installHostName(u"My web server (old)"_s, false), u"My-web-server-old"_s);
        QCOMPARE(installHostName(u"My web server (old)"_s, true), u"My-web-server-o"_s);
        QCOMPARE(installHostName(u"…"_s, false), u"machine"_s);
        QCOMPARE(installLanguageOf(u"de_DE"_s), u"de_DE.UTF-8"_s);
        QCOMPARE(installLanguageOf(u"C"_s), u"en_US.UTF-8"_s);
    }

    // By the program that made such archives first.
    void anAdditionToTheRamDiskIsAnArchive()
    {
        const QByteArray archive = initrdAddition(u"preseed.cfg"_s, "d-i passwd/x string y\n");
        QCOMPARE(archive.size() % 512, 0);
        QTemporaryDir folder;
        QFile file(folder.filePath(u"a.cpio"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(archive);
        file.close();
        QProcess cpio;
        cpio.setWorkingDirectory(folder.path());
        cpio.start(u"/usr/bin/cpio"_s, {u"-i"_s, u"-F"_s, file.fileName()});
        QVERIFY2(cpio.waitForFinished() && cpio.exitCode() == 0, cpio.readAllStandardError());
        QFile out(folder.filePath(u"preseed.cfg"_s));
        QVERIFY(out.open(QIODevice::ReadOnly));
        QCOMPARE(out.readAll(), QByteArray("d-i passwd/x string y\n"));
        QCOMPARE(out.permissions() & QFile::Permissions(0x0077), QFile::Permissions());
    }
};

QTEST_GUILESS_MAIN(TestUnattended)
#include "tst_unattended.moc"
