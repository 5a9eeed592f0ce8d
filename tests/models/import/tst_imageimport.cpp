// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/import/appliance.h"
#include "models/import/imagecopy.h"
#include "models/import/imageimport.h"
#include "models/import/tararchive.h"
#include "tests/support/answers.h"
#include "tests/support/patience.h"

#include <QBuffer>
#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QRandomGenerator>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QtEndian>

using namespace Qt::StringLiterals;

namespace {

QByteArray tarEntry(const QByteArray &name, char type, const QByteArray &content,
                    std::optional<quint64> size = {})
{
    QByteArray header(512, '\0');
    const auto put = [&header](qsizetype at, const QByteArray &what) {
        header.replace(at, what.size(), what);
    };
    put(0, name.left(100));
    put(100, "0000644");
    put(124, QByteArray::number(size.value_or(quint64(content.size())), 8).rightJustified(11, '0'));
    put(148, "        ");
    header[156] = type;
    put(257, QByteArray("ustar\0"
                        "00",
                        8));
    unsigned sum = 0;
    for (const char c : header)
        sum += uchar(c);
    put(148, QByteArray::number(sum, 8).rightJustified(6, '0') + '\0' + ' ');
    return header + content + QByteArray((512 - content.size() % 512) % 512, '\0');
}

const QByteArray tarEnd(1024, '\0');

Result<QList<TarEntry>> listed(QByteArray archive)
{
    QBuffer buffer(&archive);
    buffer.open(QIODevice::ReadOnly);
    return listTar(buffer);
}

} // namespace

class TestImageImport : public QObject
{
    Q_OBJECT

    QTemporaryDir folder;
    QByteArray content;    // of the disk
    QByteArray descriptor; // of the appliance; its file is called HREF

    QString path(const QString &name) const { return folder.filePath(name); }
    QString write(const QString &name, const QByteArray &bytes) const
    {
        QFile file(path(name));
        return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size()
                   ? file.fileName()
                   : QString();
    }
    static QByteArray read(const QString &name)
    {
        QFile file(name);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    static QByteArray digest(const QByteArray &bytes)
    {
        return QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex();
    }
    static bool qemuImg(const QStringList &arguments)
    {
        QProcess process;
        process.start(u"/usr/bin/qemu-img"_s, arguments);
        return process.waitForFinished(60'000) && process.exitCode() == 0;
    }
    // Imported as qcow2, and what the guest would read from it.
    QByteArray imported(const ImageFile &file, QString *problem)
    {
        ImageImport import;
        const auto info = answerOf(import.inspect(file));
        if (!info) {
            *problem = info.error().summary + u' ' + info.error().detail;
            return {};
        }
        const QString target = path(u"imported, of %1.qcow2"_s.arg(imageFormatName(info->format)));
        const QString plain = path(u"imported.raw"_s);
        QFile::remove(target);
        QFile::remove(plain);
        const QSignalSpy progress(&import, &ImageImport::progressed);
        const auto done = answerOf(import.convert(file, *info, target, ImageFormat::Qcow2));
        if (!done || progress.isEmpty()) {
            *problem = done ? u"no progress"_s : done.error().detail;
            return {};
        }
        if (!qemuImg({u"convert"_s, u"-f"_s, u"qcow2"_s, u"-O"_s, u"raw"_s, target, plain}))
            *problem = u"no qcow2 was made"_s;
        return read(plain);
    }
    bool makeAppliance(const QString &name, const QByteArray &href, const QByteArray &disk,
                       QByteArray *manifest = nullptr)
    {
        const QByteArray ovf = QByteArray(descriptor).replace("HREF", href);
        QByteArray mf =
            "SHA256(a.ovf)= " + digest(ovf) + "\nSHA256(" + href + ")= " + digest(disk) + "\n";
        if (manifest)
            mf = *manifest;
        return !write(name, tarEntry("a.ovf", '0', ovf) + tarEntry("a.mf", '0', mf)
                                + tarEntry("disk1.vmdk", '0', disk) + tarEnd)
                    .isEmpty();
    }

    static QStringList workFolders()
    {
        return QDir(WorkFolder::place()).entryList(QDir::AllEntries | QDir::NoDotAndDotDot);
    }

private Q_SLOTS:
    void initTestCase()
    {
        qputenv("XDG_CACHE_HOME", QFile::encodeName(path(u"cache"_s)));
        descriptor = read(QStringLiteral(GUESTHOUSE_SOURCE_DIR "/tests/data/ovf/appliance.ovf"));
        QVERIFY(!descriptor.isEmpty());
        // Data, holes, data, and the last sector.
        content = QByteArray(4 << 20, '\0');
        QRandomGenerator random(4);
        for (const qsizetype at : {qsizetype(0), qsizetype(1 << 20), qsizetype((4 << 20) - 512)}) {
            for (qsizetype i = 0; i < 512; ++i)
                content[at + i] = char(random.generate());
        }
        QVERIFY(!write(u"disk.raw"_s, content).isEmpty());
    }

    void everyFormatIsImportedBitByBit_data()
    {
        QTest::addColumn<QStringList>("options");
        QTest::addColumn<ImageFormat>("format");
        QTest::newRow("raw") << QStringList{u"-O"_s, u"raw"_s} << ImageFormat::Raw;
        QTest::newRow("qcow2") << QStringList{u"-O"_s, u"qcow2"_s} << ImageFormat::Qcow2;
        QTest::newRow("qcow2 of old")
            << QStringList{u"-O"_s, u"qcow2"_s, u"-o"_s, u"compat=0.10"_s} << ImageFormat::Qcow2;
        QTest::newRow("compressed qcow2")
            << QStringList{u"-c"_s, u"-O"_s, u"qcow2"_s} << ImageFormat::Qcow2;
        QTest::newRow("vmdk") << QStringList{u"-O"_s, u"vmdk"_s} << ImageFormat::Vmdk;
        QTest::newRow("vmdk for streams")
            << QStringList{u"-O"_s, u"vmdk"_s, u"-o"_s, u"subformat=streamOptimized"_s}
            << ImageFormat::Vmdk;
        QTest::newRow("vdi") << QStringList{u"-O"_s, u"vdi"_s} << ImageFormat::Vdi;
        QTest::newRow("vhdx") << QStringList{u"-O"_s, u"vhdx"_s} << ImageFormat::Vhdx;
        QTest::newRow("vpc") << QStringList{u"-O"_s, u"vpc"_s, u"-o"_s, u"force_size=on"_s}
                             << ImageFormat::Vpc;
        QTest::newRow("fixed vpc")
            << QStringList{u"-O"_s, u"vpc"_s, u"-o"_s, u"subformat=fixed,force_size=on"_s}
            << ImageFormat::Vpc;
    }

    void everyFormatIsImportedBitByBit()
    {
        QFETCH(QStringList, options);
        QFETCH(ImageFormat, format);
        // A name that would be something else to a program that is not careful.
        const QString source = path(u"a, file.driver=nbd & 'b'.img"_s);
        QFile::remove(source);
        QVERIFY(qemuImg(QStringList{u"convert"_s, u"-f"_s, u"raw"_s} + options
                        + QStringList{path(u"disk.raw"_s), source}));
        ImageImport import;
        const auto info = answerOf(import.inspect({.path = source}));
        QVERIFY2(info, qPrintable(whyNot(info)));
        QCOMPARE(info->format, format);
        QCOMPARE(info->virtualBytes, quint64(content.size()));
        QString problem;
        QCOMPARE(digest(imported({.path = source}, &problem)), digest(content));
        QVERIFY2(problem.isEmpty(), qPrintable(problem));
    }

    void imagesThatPointElsewhereAreRefused_data()
    {
        QTest::addColumn<QByteArray>("image");
        QTest::addColumn<QString>("word");
        const auto made = [this](const QStringList &arguments) {
            const QString name = path(u"hostile.img"_s);
            QFile::remove(name);
            qemuImg(QStringList{u"create"_s} + arguments + QStringList{name, u"1M"_s});
            return read(name);
        };
        const QString base = path(u"disk.raw"_s);
        const QString parent = path(u"parent.vmdk"_s);
        qemuImg({u"create"_s, u"-f"_s, u"vmdk"_s, parent, u"1M"_s});
        QTest::newRow("a backing file")
            << made({u"-f"_s, u"qcow2"_s, u"-b"_s, base, u"-F"_s, u"raw"_s}) << u"backing"_s;
        QTest::newRow("data elsewhere")
            << made({u"-f"_s, u"qcow2"_s, u"-o"_s, u"data_file="_s + path(u"data"_s)})
            << u"another file"_s;
        QTest::newRow("a parent") << made({u"-f"_s, u"vmdk"_s, u"-b"_s, parent, u"-F"_s, u"vmdk"_s})
                                  << u"parent"_s;
        QTest::newRow("extents by name")
            << made({u"-f"_s, u"vmdk"_s, u"-o"_s, u"subformat=monolithicFlat"_s})
            << u"other files"_s;
        QByteArray extents = read(parent);
        extents.replace(12, 8, QByteArray(8, '\0'));
        QTest::newRow("extents by name, hidden") << extents << u"other files"_s;
        QByteArray encrypted = made({u"-f"_s, u"qcow2"_s});
        encrypted[35] = 2;
        QTest::newRow("encryption") << encrypted << u"encrypted"_s;
        QByteArray old = made({u"-f"_s, u"qcow2"_s});
        old[7] = 1;
        QTest::newRow("the first qcow") << old << u"version"_s;
        QByteArray difference = made({u"-f"_s, u"vdi"_s});
        difference[0x4c] = 4;
        QTest::newRow("a VDI with a parent") << difference << u"parent"_s;
        QByteArray child = made({u"-f"_s, u"vpc"_s});
        child[63] = 4;
        QTest::newRow("a VPC with a parent") << child << u"parent"_s;
    }

    void imagesThatPointElsewhereAreRefused()
    {
        QFETCH(QByteArray, image);
        QFETCH(QString, word);
        QVERIFY(!image.isEmpty());
        ImageImport import;
        const auto info = answerOf(import.inspect({.path = write(u"hostile.img"_s, image)}));
        QVERIFY(!info);
        QVERIFY2(info.error().detail.contains(word), qPrintable(info.error().detail));
    }

    void rubbishIsRawOrRefusedAndNeverMore()
    {
        const QList<QByteArray> magics{"QFI\xfb",      "KDMV",       "vhdxfile",
                                       "conectix",     "<<< Oracle", "# Disk DescriptorFile",
                                       "LUKS\xba\xbe", "COWD",       ""};
        QRandomGenerator random(7);
        for (const QByteArray &magic : magics) {
            for (const qsizetype size : {1, 4, 16, 63, 64, 80, 511, 512, 4096}) {
                QByteArray image(size, '\0');
                for (char &c : image)
                    c = char(random.generate());
                image.replace(0, qMin(size, magic.size()), magic.left(size));
                const auto format = recogniseImage({image, image.right(512)});
                QVERIFY(format || !format.error().detail.isEmpty());
            }
        }
        ImageImport import;
        QVERIFY(!answerOf(import.inspect({.path = write(u"empty"_s, {})})));
        QVERIFY(!answerOf(import.inspect({.path = path(u"not there"_s)})));
        QVERIFY(!answerOf(import.inspect({.path = u"relative"_s})));
        QVERIFY(!answerOf(import.inspect({.path = folder.path()})));
    }

    void anImportReplacesNothingAndLeavesNothing()
    {
        const QString there = write(u"there.qcow2"_s, "mine");
        ImageImport import;
        const ImageFile file{.path = path(u"disk.raw"_s)};
        const auto info = answerOf(import.inspect(file));
        QVERIFY(info);
        QVERIFY(!answerOf(import.convert(file, *info, there, ImageFormat::Qcow2)));
        QCOMPARE(read(there), QByteArray("mine"));
        QVERIFY(QFile::link(path(u"nowhere"_s), path(u"link.qcow2"_s)));
        QVERIFY(!answerOf(import.convert(file, *info, path(u"link.qcow2"_s), ImageFormat::Qcow2)));
        QVERIFY(!answerOf(import.convert(file, *info, path(u"x.vdi"_s), ImageFormat::Vdi)));
        QVERIFY(QDir(folder.path()).entryList({u"*.part"_s, u"new.*"_s}).isEmpty());
    }

    void whatIsCutOffIsFoundOut_data()
    {
        QTest::addColumn<QString>("format");
        for (const char *format : {"qcow2", "vmdk", "vdi", "vhdx", "vpc"})
            QTest::newRow(format) << QString::fromLatin1(format);
    }

    void whatIsCutOffIsFoundOut()
    {
        QFETCH(QString, format);
        const QString cut = write(u"cut"_s, {});
        QVERIFY(
            qemuImg({u"convert"_s, u"-f"_s, u"raw"_s, u"-O"_s, format, path(u"disk.raw"_s), cut}));
        QVERIFY(QFile::resize(cut, QFileInfo(cut).size() * 2 / 3));
        ImageImport import;
        const auto info = answerOf(import.inspect({.path = cut}));
        if (info) {
            QVERIFY(!answerOf(
                import.convert({.path = cut}, *info, path(u"new.qcow2"_s), ImageFormat::Qcow2)));
        }
        QVERIFY(QDir(folder.path()).entryList({u"*.part"_s, u"new.*"_s}).isEmpty());
    }

    void anImportCanBeCanceled()
    {
        // Large enough to be still at it.
        const QString large = path(u"large.raw"_s);
        QFile file(large);
        QVERIFY(file.open(QIODevice::WriteOnly));
        const QByteArray piece(1 << 20, 'x');
        for (int i = 0; i < 256; ++i)
            QVERIFY(file.write(piece) == piece.size());
        file.close();
        const QString target = path(u"canceled.qcow2"_s);
        {
            ImageImport import;
            const auto info = answerOf(import.inspect({.path = large}));
            QVERIFY(info);
            const auto done = import.convert({.path = large}, *info, target, ImageFormat::Qcow2);
            import.cancel();
            const auto answer = answerOf(done);
            QVERIFY(!answer);
            QCOMPARE(answer.error().kind, Error::Kind::Canceled);
            QVERIFY(QDir(folder.path()).entryList({u"canceled.*"_s}).isEmpty());
            import.convert({.path = large}, *info, target, ImageFormat::Qcow2);
        } // goes away in the middle
        QVERIFY(QDir(folder.path()).entryList({u"canceled.*"_s}).isEmpty());
        QVERIFY(QFile::remove(large));
    }

    void anApplianceIsReadWhereItLies()
    {
        const QString vmdk = path(u"stream.vmdk"_s);
        QFile::remove(vmdk);
        QVERIFY(qemuImg({u"convert"_s, u"-f"_s, u"raw"_s, u"-O"_s, u"vmdk"_s, u"-o"_s,
                         u"subformat=streamOptimized"_s, path(u"disk.raw"_s), vmdk}));
        const QString ova = path(u"a, b.ova"_s);
        QVERIFY(makeAppliance(u"a, b.ova"_s, "disk1.vmdk", read(vmdk)));
        const auto appliance = openAppliance(ova);
        QVERIFY2(appliance, qPrintable(whyNot(appliance)));
        const MachineSpec &spec = appliance->machine.spec;
        QCOMPARE(spec.name, u"My <appliance>"_s);
        QCOMPARE(spec.description, u"Two\nlines"_s);
        QCOMPARE(spec.vcpus, 2);
        QCOMPARE(spec.memoryKiB, 1536ull * 1024);
        QCOMPARE(spec.firmware, std::optional(Firmware::Uefi));
        QCOMPARE(appliance->machine.systemName, u"Debian GNU/Linux (64 bit)"_s);
        QCOMPARE(appliance->machine.networks, QStringList{u"VM Network"_s});
        QCOMPARE(spec.disks.size(), 3);
        QCOMPARE(appliance->machine.disks[0].capacity, 4ull << 20);
        QCOMPARE(appliance->machine.disks[1].capacity, 2ull << 30);
        QVERIFY(appliance->files[1].path.isEmpty());
        QVERIFY(appliance->machine.disks[2].cdrom);
        QVERIFY(verifyAppliance(*appliance, {}));
        QString problem;
        QCOMPARE(digest(imported(appliance->files[0], &problem)), digest(content));
        QVERIFY2(problem.isEmpty(), qPrintable(problem));
        // The same as files of a folder.
        write(u"a.ovf"_s, QByteArray(descriptor).replace("HREF", "stream.vmdk"));
        const auto loose = openAppliance(path(u"a.ovf"_s));
        QVERIFY(loose);
        QCOMPARE(digest(imported(loose->files[0], &problem)), digest(content));
    }

    void aDamagedApplianceIsFoundOut()
    {
        QByteArray manifest = "SHA256(disk1.vmdk)= " + digest("other") + "\n";
        QVERIFY(makeAppliance(u"bad.ova"_s, "disk1.vmdk", "disk", &manifest));
        const auto appliance = openAppliance(path(u"bad.ova"_s));
        QVERIFY(appliance);
        const auto verified = verifyAppliance(*appliance, {});
        QVERIFY(!verified);
        QVERIFY(verified.error().detail.contains(u"checksum"_s));
        const auto canceled = verifyAppliance(*appliance, [] { return true; });
        QCOMPARE(canceled.error().kind, Error::Kind::Canceled);
    }

    void namesThatLeadElsewhereAreRefused_data()
    {
        QTest::addColumn<QByteArray>("name");
        for (const char *name : {"../disk1.vmdk", "/etc/passwd", "a/../../b", "..",
                                 "sub/disk1.vmdk", "a\\b", "file:///etc/passwd", "stolen", ""})
            QTest::newRow(name) << QByteArray(name);
    }

    void namesThatLeadElsewhereAreRefused()
    {
        QFETCH(QByteArray, name);
        // As the name of a file in an archive …
        if (name != "stolen")
            QVERIFY(!listed(tarEntry(name, '0', "x") + tarEnd));
        // … and as what a description refers to, in an archive or in a folder.
        if (!name.isEmpty()) {
            QVERIFY(makeAppliance(u"c.ova"_s, name, "x"));
            QVERIFY(!openAppliance(path(u"c.ova"_s)));
            QFile::remove(path(u"stolen"_s));
            QVERIFY(QFile::link(u"/etc/passwd"_s, path(u"stolen"_s)));
            write(u"c.ovf"_s, QByteArray(descriptor).replace("HREF", name));
            QVERIFY(!openAppliance(path(u"c.ovf"_s)));
        }
    }

    void hostileArchivesAreRefused()
    {
        const QByteArray good = tarEntry("a", '0', "x");
        QCOMPARE(listed(good + tarEnd)->size(), 1);
        QCOMPARE(listed(tarEntry("./a", '0', "x") + tarEnd)->first().name, u"a"_s);
        for (const char link : {'1', '2', '3', '4', '6'})
            QVERIFY(!listed(tarEntry("a", link, {}) + tarEnd));
        QVERIFY(!listed({}));
        QVERIFY(!listed(tarEnd));
        QVERIFY(!listed(good + good + tarEnd)); // twice
        QVERIFY(!listed(tarEntry("a", '0', "x", 1ull << 32) + tarEnd));
        QByteArray damaged = good;
        damaged[0] = 'b';
        QVERIFY(!listed(damaged + tarEnd));
        QVERIFY(!listed(tarEntry("a\nb", '0', "x") + tarEnd));
        QVERIFY(!listed(tarEntry("x", 'x', "99 path=a\n") + good + tarEnd));
        QVERIFY(!listed(tarEntry("x", 'x', "17 path=../../a\n\n") + good + tarEnd));
        QVERIFY(!listed(tarEntry("x", 'L', "/etc/passwd") + good + tarEnd));
        QVERIFY(!listed(tarEntry("x", 'x', QByteArray(80'000, ' ')) + good + tarEnd));
        const auto renamed = listed(tarEntry("x", 'x', "11 path=bb\n") + good + tarEnd);
        QVERIFY(renamed);
        QCOMPARE(renamed->first().name, u"bb"_s);
        QByteArray many;
        for (int i = 0; i < 1100; ++i)
            many += tarEntry(QByteArray::number(i), '0', {});
        QVERIFY(!listed(many + tarEnd));
        // Any cut: never beyond the end.
        for (qsizetype size = 0; size < good.size(); size += 13)
            QVERIFY(!listed(good.first(size)) || size >= 513);
    }

    void descriptionsAreBounded()
    {
        QVERIFY(!readOvf({}));
        QVERIFY(!readOvf("<domain/>"));
        QVERIFY(!readOvf("<Envelope/>"));
        QVERIFY(!readOvf("<Envelope><VirtualSystem/><VirtualSystem/></Envelope>"));
        const auto huge = readOvf(
            "<Envelope><VirtualSystem><VirtualHardwareSection><Item><ResourceType>4</ResourceType>"
            "<AllocationUnits>byte * 2^99</AllocationUnits>"
            "<VirtualQuantity>18446744073709551615</VirtualQuantity></Item><Item><ResourceType>3"
            "</ResourceType><VirtualQuantity>2147483647</VirtualQuantity></Item>"
            "</VirtualHardwareSection></VirtualSystem></Envelope>");
        QVERIFY(huge);
        QCOMPARE(huge->spec.memoryKiB, (1ull << 60) / 1024);
        QCOMPARE(huge->spec.vcpus, 4096);
    }

    // --- copies of a short life

    void aCopyGoesWithWhatMadeIt()
    {
        QVERIFY(qemuImg({u"convert"_s, u"-O"_s, u"vdi"_s, path(u"disk.raw"_s), path(u"a.vdi"_s)}));
        auto copy = std::make_unique<ImageCopy>();
        const auto made = answerOf(copy->make({path(u"a.vdi"_s)}, u"vdi"_s, ImageFormat::Qcow2));
        QVERIFY(made);
        QVERIFY(QFile::exists(*made));
        QVERIFY(made->startsWith(WorkFolder::place()));
        copy.reset();
        QCOMPARE(workFolders(), QStringList());
    }
    void aCopyThatIsCanceledOrForgottenLeavesNothing()
    {
        QVERIFY(qemuImg({u"convert"_s, u"-O"_s, u"vdi"_s, path(u"disk.raw"_s), path(u"b.vdi"_s)}));
        ImageCopy canceled;
        const auto answer = canceled.make({path(u"b.vdi"_s)}, u"vdi"_s, ImageFormat::Qcow2);
        canceled.cancel();
        const auto done = answerOf(answer);
        QVERIFY(!done && done.error().kind == Error::Kind::Canceled);
        QCOMPARE(workFolders(), QStringList());
        for (const bool begun : {false, true}) {
            auto forgotten = std::make_unique<ImageCopy>();
            const auto never = forgotten->make({path(u"b.vdi"_s)}, u"vdi"_s, ImageFormat::Qcow2);
            if (begun)
                QTRY_VERIFY(!workFolders().isEmpty() || never.isFinished());
            forgotten.reset();
            QCOMPARE(workFolders(), QStringList());
        }
    }
    void anImageThatIsAnotherOneMeanwhileIsNotCopied()
    {
        ImageCopy copy;
        const auto made = answerOf(copy.make({path(u"disk.raw"_s)}, u"vmdk"_s, ImageFormat::Qcow2));
        QVERIFY(!made);
        QVERIFY2(made.error().summary.contains(u"has changed"_s), qPrintable(made.error().summary));
    }
    void whatACrashLeftGoesAndWhatIsInUseStays()
    {
        const QString left = WorkFolder::place() + u"/6a1c1f1e-7a53-4c1b-9d3f-6d8f0a2a9e11"_s;
        QVERIFY(QDir().mkpath(left));
        QVERIFY(QDir().mkpath(WorkFolder::place() + u"/not ours"_s));
        const auto used = WorkFolder::make();
        QVERIFY(used);
        QVERIFY(!QFile::exists(left));
        const auto another = WorkFolder::make();
        QVERIFY(another);
        QVERIFY(QFile::exists((*used)->path(QString())));
        QVERIFY(QFile::exists(WorkFolder::place() + u"/not ours"_s));
        QVERIFY(QDir().rmdir(WorkFolder::place() + u"/not ours"_s));
    }
};

QTEST_GUILESS_MAIN(TestImageImport)
#include "tst_imageimport.moc"
