// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/values/installtree.h"
#include "tests/support/patience.h"

using namespace Qt::StringLiterals;

// What a folder on a server says that can be booted of it.
class TestInstallTree : public QObject
{
    Q_OBJECT

    static QByteArray info(const QByteArray &family, const QByteArray &version,
                           const QByteArray &kernel = "images/pxeboot/vmlinuz")
    {
        return "[checksums]\nimages/pxeboot/vmlinuz = sha256:" + QByteArray(64, 'a')
               + "\n\n[general]\n; a remark\narch = x86_64\nfamily = " + family
               + "\nversion = " + version + "\n[images-x86_64]\nkernel = " + kernel
               + "\ninitrd = images/pxeboot/initrd.img\n[images-xen]\nkernel = other\n";
    }

private Q_SLOTS:
    void aTreeTellsItsKernel()
    {
        const InstallTree tree =
            readTreeInfo(info("Fedora", "36"), u"https://x/os/"_s, u"x86_64"_s);
        QCOMPARE(tree.url, u"https://x/os"_s);
        QCOMPARE(tree.kernelUrl, u"https://x/os/images/pxeboot/vmlinuz"_s);
        QCOMPARE(tree.initrdUrl, u"https://x/os/images/pxeboot/initrd.img"_s);
        QCOMPARE(tree.kernelSha256, QByteArray(64, 'a'));
        QCOMPARE(tree.initrdSha256, QByteArray());
        QCOMPARE(tree.arguments(), u"inst.repo=https://x/os"_s);
    }

    void everyInstallerIsToldInItsWords_data()
    {
        QTest::addColumn<QByteArray>("family");
        QTest::addColumn<QByteArray>("version");
        QTest::addColumn<QString>("arguments");
        const auto row = [](const char *family, const char *version, const QString &arguments) {
            QTest::addRow("%s %s", family, version)
                << QByteArray(family) << QByteArray(version) << arguments;
        };
        row("Fedora", "18", u"method=u://x"_s);
        row("Fedora", "rawhide", u"inst.repo=u://x"_s);
        row("Red Hat Enterprise Linux", "6.9", u"method=u://x"_s);
        row("CentOS Stream", "9", u"inst.repo=u://x"_s);
        row("openSUSE Leap", "15.4", u"install=u://x"_s);
        row("Something", "1", QString());
    }
    void everyInstallerIsToldInItsWords()
    {
        QFETCH(QByteArray, family);
        QFETCH(QByteArray, version);
        QFETCH(QString, arguments);
        const InstallTree tree = readTreeInfo(info(family, version), u"u://x"_s, u"x86_64"_s);
        QVERIFY(!tree.isEmpty());
        QCOMPARE(tree.arguments(), arguments);
    }

    void aKernelOutsideTheTreeIsNotTaken_data()
    {
        QTest::addColumn<QByteArray>("kernel");
        for (const char *kernel : {"../../etc/passwd", "/vmlinuz", "http://other/vmlinuz", "a b",
                                   "", "images/../../x", "file?query"})
            QTest::addRow("%s", kernel) << QByteArray(kernel);
    }
    void aKernelOutsideTheTreeIsNotTaken()
    {
        QFETCH(QByteArray, kernel);
        QVERIFY(readTreeInfo(info("Fedora", "36", kernel), u"https://x"_s, u"x86_64"_s).isEmpty());
    }

    void aTreeOfAnotherArchitectureIsNotTaken()
    {
        QVERIFY(readTreeInfo(info("Fedora", "36"), u"https://x"_s, u"aarch64"_s).isEmpty());
        QVERIFY(readTreeInfo("<html>not found</html>", u"https://x"_s, u"x86_64"_s).isEmpty());
    }

    void foldersWithoutAWordAreTriedByTheirLayout()
    {
        const auto trees = likelyTrees(u"http://x/installer-amd64/"_s, u"x86_64"_s);
        QCOMPARE(trees.first().kernelUrl,
                 u"http://x/installer-amd64/current/images/netboot/debian-installer/amd64/linux"_s);
        QCOMPARE(trees.first().arguments(), QString());
        QVERIFY(std::any_of(trees.cbegin(), trees.cend(), [](const InstallTree &tree) {
            return tree.kernelUrl.endsWith("/boot/x86_64/loader/linux"_L1)
                   && tree.arguments() == "install=http://x/installer-amd64"_L1;
        }));
    }
};

QTEST_GUILESS_MAIN(TestInstallTree)
#include "tst_installtree.moc"
