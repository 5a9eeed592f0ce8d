// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/core/async.h"
#include "models/download/treeprobe.h"
#include "tests/support/httpserver.h"
#include "tests/support/patience.h"

#include <QUrl>

using namespace Qt::StringLiterals;

// Folders on a server in this process, with and without something to install from.
class TestTreeProbe : public QObject
{
    Q_OBJECT

    HttpServer server;

    Result<InstallTree> look(const QString &url, const InstallTree &hint = {})
    {
        TreeProbe probe(url, u"x86_64"_s, hint);
        Result<InstallTree> answer;
        bool done = false;
        whenDone(probe.run(), this, [&](const Result<InstallTree> &result) {
            answer = result;
            done = true;
        });
        [&] { QTRY_VERIFY_WITH_TIMEOUT(done, 30'000); }();
        return answer;
    }
    QString at(const QString &folder) const { return server.url(folder).toString(); }

private Q_SLOTS:
    void aTreeThatTellsIsBelieved()
    {
        server.serve("/fedora/.treeinfo",
                     {.body = "[general]\nfamily=Fedora\nversion=36\narch=x86_64\n"
                              "[images-x86_64]\nkernel=k/vmlinuz\ninitrd=k/initrd.img\n"});
        const auto tree = look(at(u"/fedora/"_s));
        QVERIFY(tree);
        QCOMPARE(tree->kernelUrl, at(u"/fedora/k/vmlinuz"_s));
        QCOMPARE(tree->arguments(), u"inst.repo="_s + at(u"/fedora"_s));
    }

    void aTreeThatTellsNothingIsKnownByItsLayout_data()
    {
        QTest::addColumn<QString>("kernel");
        QTest::addColumn<QString>("initrd");
        QTest::addRow("Debian") << u"current/images/netboot/debian-installer/amd64/linux"_s
                                << u"current/images/netboot/debian-installer/amd64/initrd.gz"_s;
        QTest::addRow("a CD of Debian") << u"install.amd/vmlinuz"_s << u"install.amd/initrd.gz"_s;
        QTest::addRow("SUSE") << u"boot/x86_64/loader/linux"_s << u"boot/x86_64/loader/initrd"_s;
    }
    void aTreeThatTellsNothingIsKnownByItsLayout()
    {
        QFETCH(QString, kernel);
        QFETCH(QString, initrd);
        const QString folder = u"/tree%1"_s.arg(kernel.size());
        server.serve((folder + u'/' + kernel).toUtf8(), {.body = "k"});
        const auto tree = look(at(folder));
        QVERIFY(tree);
        QCOMPARE(tree->kernelUrl, at(folder + u'/' + kernel));
        QCOMPARE(tree->initrdUrl, at(folder + u'/' + initrd));
        // It was only looked at.
        QCOMPARE(server.requests((folder + u'/' + kernel).toUtf8()).first().method,
                 QByteArray("HEAD"));
    }

    void whatIsKnownOfAFolderHelps()
    {
        server.serve("/odd/boot/kernel", {.body = "k"});
        const auto tree = look(at(u"/odd"_s), {.url = at(u"/odd"_s),
                                               .kernelUrl = at(u"/odd/boot/kernel"_s),
                                               .initrdUrl = at(u"/odd/boot/ramdisk"_s)});
        QVERIFY(tree);
        QCOMPARE(tree->initrdUrl, at(u"/odd/boot/ramdisk"_s));
    }

    void anEmptyFolderAndADeadServerAreSaid()
    {
        const auto empty = look(at(u"/empty"_s));
        QVERIFY(!empty);
        QCOMPARE(empty.error().kind, Error::Kind::NotFound);
        const auto dead = look(u"http://127.0.0.1:1/x"_s);
        QVERIFY(!dead);
        QVERIFY(dead.error().summary.contains(u"cannot be reached"));
    }
};

QTEST_GUILESS_MAIN(TestTreeProbe)
#include "tst_treeprobe.moc"
