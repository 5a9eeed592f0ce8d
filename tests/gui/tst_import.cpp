// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialogs/newmachine/newmachinedialog.h"
#include "models/import/workfolder.h"
#include "tests/support/privatelibvirtd.h"
#include "tests/support/windowuser.h"
#include "views/basic/plainlabel.h"

#include <QCheckBox>
#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QLineEdit>
#include <QListWidget>
#include <QProcess>
#include <QRandomGenerator>
#include <QRegularExpression>
#include <QSpinBox>

using namespace Qt::StringLiterals;

namespace {

QByteArray read(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

bool write(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size() && file.flush()
           && file.setPermissions(QFile::Permissions(0x6444));
}

bool run(const QString &program, const QStringList &arguments)
{
    QProcess process;
    process.start(program, arguments);
    const bool done = process.waitForFinished(60'000) && process.exitCode() == 0;
    if (!done)
        qWarning() << program << arguments << process.readAllStandardError();
    return done;
}

bool qemuImg(const QStringList &arguments)
{
    return run(u"/usr/bin/qemu-img"_s, arguments);
}

QByteArray digest(const QByteArray &bytes)
{
    return QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex();
}

} // namespace

// Disks and packages of other programs become machines, through the real window on a private daemon.
class TestImport : public QObject
{
    Q_OBJECT

    QTemporaryDir cache;
    std::unique_ptr<PrivateLibvirtd> daemon;
    std::unique_ptr<WindowUser> user;
    QByteArray content; // of the disk, as a machine sees it
    QString raw;

    QString path(const QString &name) const { return daemon->folder() + u'/' + name; }
    QString volumes() const { return daemon->virsh({u"vol-list"_s, u"default"_s}).output; }
    QString machines() const { return daemon->virsh({u"list"_s, u"--all"_s, u"--name"_s}).output; }
    QString definition(const QString &machine) const
    {
        return daemon->virsh({u"dumpxml"_s, u"--inactive"_s, machine}).output;
    }
    // The files of its disks, in order.
    QStringList disks(const QString &machine) const
    {
        static const QRegularExpression source(u"<source file='([^']+)'"_s);
        QStringList found;
        auto each = source.globalMatch(definition(machine));
        while (each.hasNext())
            found += each.next().captured(1);
        return found;
    }
    // What a machine sees of a volume.
    QByteArray contentOf(const QString &volume, const QString &format) const
    {
        const QString copy = path(u"downloaded"_s), plain = path(u"plain"_s);
        QFile::remove(copy);
        QFile::remove(plain);
        if (!daemon->virsh({u"vol-download"_s, volume, copy}).ok()
            || !qemuImg({u"convert"_s, u"-f"_s, format, u"-O"_s, u"raw"_s, copy, plain}))
            return {};
        return read(plain);
    }
    bool nothingIsLeftHere() const
    {
        const QDir folder(WorkFolder::place());
        return WorkFolder::place().startsWith(cache.path())
               && folder.entryList(QDir::AllEntries | QDir::NoDotAndDotDot | QDir::Hidden)
                      .isEmpty();
    }
    void makePackage(const QString &name, const QByteArray &manifestDigest = {}) const
    {
        const QString folder = path(u"package"_s);
        QVERIFY(QDir().mkpath(folder));
        const QString disk = folder + u"/disk1.vmdk"_s;
        if (!QFile::exists(disk)) {
            QVERIFY(qemuImg({u"convert"_s, u"-O"_s, u"vmdk"_s, u"-o"_s,
                             u"subformat=streamOptimized"_s, raw, disk}));
        }
        QByteArray ovf =
            read(QStringLiteral(GUESTHOUSE_SOURCE_DIR "/tests/data/ovf/appliance.ovf"));
        ovf.replace("HREF", "disk1.vmdk").replace(">1536<", ">192<").replace("\"efi\"", "\"bios\"");
        QVERIFY(ovf.contains(">192<"));
        write(folder + u"/a.ovf"_s, ovf);
        const QByteArray sum = manifestDigest.isEmpty() ? digest(read(disk)) : manifestDigest;
        write(folder + u"/a.mf"_s,
              "SHA256(a.ovf)= " + digest(ovf) + "\nSHA256(disk1.vmdk)= " + sum + "\n");
        if (name.endsWith(u".ova"_s)) {
            QVERIFY(run(u"/usr/bin/tar"_s, {u"-C"_s, folder, u"--format=ustar"_s, u"-cf"_s,
                                            path(name), u"a.ovf"_s, u"a.mf"_s, u"disk1.vmdk"_s}));
        }
    }

    NewMachineDialog *open(const QString &file) const
    {
        auto *dialog = user->choose(u"New machine"_s) ? user->dialog<NewMachineDialog>() : nullptr;
        if (!dialog)
            return nullptr;
        byName<QListWidget>(dialog, u"Source"_s)->setCurrentRow(1);
        auto *field = byName<QLineEdit>(dialog, u"Disk"_s);
        field->selectAll();
        QTest::keyClicks(field, file);
        return dialog;
    }
    static bool canGoOn(const NewMachineDialog *dialog)
    {
        return byName<QPushButton>(dialog, u"Next"_s)->isEnabled();
    }
    static void goToReview(NewMachineDialog *dialog, int memory = 0)
    {
        while (dialog->currentStep() != u"Review"_s) {
            if (dialog->currentStep() == u"Resources"_s && memory > 0)
                byName<QSpinBox>(dialog, u"Memory"_s)->setValue(memory);
            QVERIFY2(WindowUser::click(dialog, u"Next"_s), qPrintable(dialog->currentStep()));
        }
    }
    void create(NewMachineDialog *dialog, const QString &name, const QString &outcome) const
    {
        auto *field = byName<QLineEdit>(dialog, u"Name"_s);
        field->selectAll();
        QTest::keyClicks(field, name);
        byName<QCheckBox>(dialog, u"Start the machine"_s)->setChecked(false);
        QVERIFY(WindowUser::click(dialog, u"Create"_s));
        QTRY_COMPARE_WITH_TIMEOUT(user->outcome(u"Create “%1”"_s.arg(name)), outcome, 60'000);
    }

private Q_SLOTS:
    void initTestCase()
    {
        qputenv("XDG_CACHE_HOME", QFile::encodeName(cache.path()));
        daemon = std::make_unique<PrivateLibvirtd>();
        QVERIFY2(daemon->start(), qPrintable(daemon->errorString()));
        QVERIFY(daemon->addPool(u"images"_s, u"default"_s));
        // Data, holes, data, and the last sector.
        content = QByteArray(4 << 20, '\0');
        QRandomGenerator random(7);
        for (const qsizetype at : {qsizetype(0), qsizetype(1 << 20), qsizetype((4 << 20) - 512)}) {
            for (qsizetype i = 0; i < 512; ++i)
                content[at + i] = char(random.generate());
        }
        raw = path(u"disk.raw"_s);
        QVERIFY(write(raw, content));
    }
    void cleanupTestCase()
    {
        daemon->quit();
        daemon.reset();
    }
    void init()
    {
        user = std::make_unique<WindowUser>();
        QVERIFY(user->startOn(daemon->uri()));
    }
    void cleanup()
    {
        QVERIFY(user->quit());
        user.reset();
    }

    void everyFormatIsImportedAndTheOriginalStaysAsItIs_data()
    {
        QTest::addColumn<QString>("format");
        QTest::addColumn<QString>("options");
        QTest::newRow("raw") << u"raw"_s << QString();
        QTest::newRow("qcow2") << u"qcow2"_s << QString();
        QTest::newRow("vmdk") << u"vmdk"_s << QString();
        QTest::newRow("vmdk, compressed") << u"vmdk"_s << u"subformat=streamOptimized"_s;
        QTest::newRow("vdi") << u"vdi"_s << QString();
        QTest::newRow("vhd") << u"vpc"_s << u"force_size=on"_s;
        QTest::newRow("vhd, fixed") << u"vpc"_s << u"subformat=fixed,force_size=on"_s;
        QTest::newRow("vhdx") << u"vhdx"_s << QString();
    }
    void everyFormatIsImportedAndTheOriginalStaysAsItIs()
    {
        QFETCH(const QString, format);
        QFETCH(const QString, options);
        const QString file = path(u"original, of %1"_s.arg(format));
        QFile::remove(file);
        QStringList arguments{u"convert"_s, u"-f"_s, u"raw"_s, u"-O"_s, format};
        if (!options.isEmpty())
            arguments += {u"-o"_s, options};
        QVERIFY(qemuImg(arguments + QStringList{raw, file}));
        QVERIFY(QFile::setPermissions(file, QFile::Permissions(0x6444)));
        const QByteArray before = digest(read(file));
        const QDateTime changed = QFileInfo(file).lastModified();

        auto *dialog = open(file);
        QVERIFY(dialog);
        auto *copy =
            byName<QCheckBox>(dialog, u"Copy the file into a storage pool of the host first"_s);
        QVERIFY(copy && copy->isVisible());
        // What no machine runs on is always converted.
        const bool runs = format == u"raw"_s || format == u"qcow2"_s;
        QCOMPARE(copy->isEnabled(), runs);
        QCOMPARE(copy->isChecked(), !runs);
        if (runs)
            copy->click();
        QTRY_VERIFY_WITH_TIMEOUT(canGoOn(dialog), 20'000);
        goToReview(dialog, 128);
        create(dialog, u"imported"_s, u"Done"_s);

        const QStringList made = disks(u"imported"_s);
        QCOMPARE(made.size(), 1);
        const QString expected = format == u"raw"_s ? u"raw"_s : u"qcow2"_s;
        QVERIFY2(definition(u"imported"_s).contains(u"type='%1'"_s.arg(expected)),
                 qPrintable(definition(u"imported"_s)));
        QVERIFY(made.first().startsWith(path(u"images/"_s)));
        QVERIFY(contentOf(made.first(), expected).startsWith(content));
        QCOMPARE(digest(read(file)), before);
        QCOMPARE(QFileInfo(file).lastModified(), changed);
        QVERIFY(runs || nothingIsLeftHere());
        QVERIFY(daemon->virsh({u"undefine"_s, u"imported"_s}).ok());
        QVERIFY(daemon->virsh({u"vol-delete"_s, made.first()}).ok());
    }

    void aPackageSaysWhatItsMachineIs_data()
    {
        QTest::addColumn<QString>("file");
        QTest::newRow("one file") << u"machine.ova"_s;
        QTest::newRow("a folder") << u"package/a.ovf"_s;
    }
    void aPackageSaysWhatItsMachineIs()
    {
        QFETCH(const QString, file);
        makePackage(file);
        const QByteArray before = digest(read(path(file)));
        auto *dialog = open(path(file));
        QVERIFY(dialog);
        QTRY_VERIFY_WITH_TIMEOUT(canGoOn(dialog), 20'000);
        while (dialog->currentStep() != u"Resources"_s)
            QVERIFY(WindowUser::click(dialog, u"Next"_s));
        QCOMPARE(byName<QSpinBox>(dialog, u"Memory"_s)->value(), 192);
        QCOMPARE(byName<QSpinBox>(dialog, u"Processors"_s)->value(), 2);
        goToReview(dialog);
        QCOMPARE(byName<QLineEdit>(dialog, u"Name"_s)->text(), u"My _appliance_"_s);
        create(dialog, u"packed"_s, u"Done"_s);
        const QStringList made = disks(u"packed"_s);
        QCOMPARE(made.size(), 2); // and a drive without a medium
        QVERIFY(contentOf(made[0], u"qcow2"_s) == content);
        QVERIFY(daemon->virsh({u"vol-info"_s, made[1]}).output.contains(u"2.00 GiB"_s));
        QVERIFY(definition(u"packed"_s).contains(u"device='cdrom'"_s));
        QCOMPARE(digest(read(path(file))), before);
        QVERIFY(nothingIsLeftHere());
        QVERIFY(daemon->virsh({u"undefine"_s, u"packed"_s}).ok());
        for (const QString &volume : made)
            QVERIFY(daemon->virsh({u"vol-delete"_s, volume}).ok());
    }

    void aDamagedPackageBecomesNoMachine()
    {
        makePackage(u"damaged.ova"_s, digest("something else"));
        const QString before = volumes(), machinesBefore = machines();
        auto *dialog = open(path(u"damaged.ova"_s));
        QVERIFY(dialog);
        QTRY_VERIFY_WITH_TIMEOUT(canGoOn(dialog), 20'000);
        goToReview(dialog);
        create(dialog, u"broken"_s, u"The package is not imported."_s);
        QCOMPARE(volumes(), before);
        QCOMPARE(machines(), machinesBefore);
        QTRY_VERIFY(dialog->isVisible());
        dialog->close();
    }

    void anImageThatVanishesLeavesNothingBehind()
    {
        const QString file = path(u"vanishes.vmdk"_s);
        QVERIFY(qemuImg({u"convert"_s, u"-O"_s, u"vmdk"_s, raw, file}));
        const QString before = volumes(), machinesBefore = machines();
        auto *dialog = open(file);
        QVERIFY(dialog);
        QTRY_VERIFY_WITH_TIMEOUT(canGoOn(dialog), 20'000);
        goToReview(dialog);
        QVERIFY(QFile::remove(file));
        create(dialog, u"gone"_s, u"Cannot read “%1”."_s.arg(file));
        QCOMPARE(volumes(), before);
        QCOMPARE(machines(), machinesBefore);
        QVERIFY(nothingIsLeftHere());
        dialog->close();
    }

    void whatIsCanceledWhileItIsSentLeavesNothingBehind()
    {
        const QString file = path(u"unwanted.vdi"_s);
        QVERIFY(qemuImg({u"convert"_s, u"-O"_s, u"vdi"_s, raw, file}));
        const QString before = volumes(), machinesBefore = machines();
        auto *dialog = open(file);
        QVERIFY(dialog);
        QTRY_VERIFY_WITH_TIMEOUT(canGoOn(dialog), 20'000);
        goToReview(dialog);
        QVERIFY(user->showTasks());
        byName<QLineEdit>(dialog, u"Name"_s)->selectAll();
        QTest::keyClicks(byName<QLineEdit>(dialog, u"Name"_s), u"unwanted"_s);
        daemon->stop(); // so that it is under way
        QVERIFY(WindowUser::click(dialog, u"Create"_s));
        QTRY_VERIFY(!user->outcome(u"Create “unwanted”"_s).isEmpty());
        QVERIFY(user->chooseInTask(u"Create “unwanted”"_s));
        daemon->cont();
        QTRY_COMPARE_WITH_TIMEOUT(user->outcome(u"Create “unwanted”"_s), u"Canceled"_s, 60'000);
        QCOMPARE(volumes(), before);
        QCOMPARE(machines(), machinesBefore);
        QTRY_VERIFY(nothingIsLeftHere());
        dialog->close();
    }

    void aDiskOfAnotherMachineIsUsedOnlyWhenThatIsAccepted()
    {
        const QByteArray other =
            "<domain type='qemu'><name>owner</name><memory>65536</memory>"
            "<os><type>hvm</type></os><devices><disk type='file'><source file='"
            + raw.toUtf8() + "'/><target dev='vda' bus='virtio'/></disk></devices></domain>";
        QVERIFY(daemon->define(other).ok());
        auto *dialog = open(raw);
        QVERIFY(dialog);
        QCheckBox *accept = nullptr;
        QTRY_VERIFY_WITH_TIMEOUT((accept = byName<QCheckBox>(dialog, u"Use it all the same"_s))
                                     && accept->isVisible(),
                                 20'000);
        const auto *note = byName<PlainLabel>(dialog, u"Who uses the disk"_s);
        QVERIFY2(note && note->text().contains(u"owner"_s), qPrintable(note->text()));
        QVERIFY(!canGoOn(dialog));
        accept->click();
        QVERIFY(canGoOn(dialog));
        // A copy disturbs nobody.
        byName<QCheckBox>(dialog, u"Copy the file into a storage pool of the host first"_s)
            ->click();
        QTRY_VERIFY(!accept->isVisible());
        QTRY_VERIFY_WITH_TIMEOUT(canGoOn(dialog), 20'000);
        // And one that nobody uses is just taken.
        const QString free = path(u"free.raw"_s);
        QVERIFY(write(free, content));
        auto *field = byName<QLineEdit>(dialog, u"Disk"_s);
        field->selectAll();
        QTest::keyClicks(field, free);
        QTRY_VERIFY_WITH_TIMEOUT(canGoOn(dialog), 20'000);
        QVERIFY(!accept->isVisible());
        dialog->close();
        QVERIFY(daemon->virsh({u"undefine"_s, u"owner"_s}).ok());
    }
};

QTEST_MAIN(TestImport)
#include "tst_import.moc"
