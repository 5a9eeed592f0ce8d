// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/newmachines.h"
#include "dialogs/newmachine/newmachinedialog.h"
#include "dialogs/newmachine/reviewpage.h"
#include "tests/support/httpserver.h"
#include "tests/support/privatelibvirtd.h"
#include "tests/support/windowuser.h"
#include "views/basic/plainlabel.h"
#include "views/facts/factsform.h"

#include <QCheckBox>
#include <QDir>
#include <QFile>
#include <QLineEdit>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QProcess>
#include <QRadioButton>
#include <QSpinBox>
#include <QTreeView>
#include <QUrl>

#include <fcntl.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace {

// What a firmware starts without an operating system: says a word on the first serial port, for ever.
QByteArray bootProgram(const QByteArray &word)
{
    // push cs; pop ds; call +0; pop bx; L: lea si,[bx+25]; M: lodsb; or al,al; jz L; push ax;
    // mov dx,3fd; W: in al,dx; test al,20; jz W; pop ax; mov dx,3f8; out dx,al; jmp M
    return QByteArray::fromHex("0e1fe800005b8d7719ac08c074f850bafd03eca82074fb58baf803eeebeb")
           + word + "\r\n" + '\0';
}

} // namespace

// The New machine wizard through the real window, on a private daemon that runs real machines.
class TestNewMachine : public QObject
{
    Q_OBJECT

    std::unique_ptr<PrivateLibvirtd> daemon;
    std::unique_ptr<WindowUser> user;
    QString iso, disk;

    NewMachineDialog *wizard() const { return user->dialog<NewMachineDialog>(); }
    NewMachineDialog *open() const { return user->choose(u"New machine"_s) ? wizard() : nullptr; }
    static bool next(NewMachineDialog *dialog)
    {
        const QString before = dialog->currentStep();
        // At once, except where the host is asked first.
        return WindowUser::click(dialog, u"Next"_s)
               && QTest::qWaitFor([&] { return dialog->currentStep() != before; }, patience);
    }
    static bool create(NewMachineDialog *dialog) { return WindowUser::click(dialog, u"Create"_s); }
    static void type(NewMachineDialog *dialog, const QString &field, const QString &text)
    {
        auto *edit = byName<QLineEdit>(dialog, field);
        QVERIFY(edit && edit->isVisible());
        edit->selectAll();
        QTest::keyClicks(edit, text);
        QCOMPARE(edit->text(), text);
    }
    // To the review, with little memory: the computer that tests may have little.
    static void goToReview(NewMachineDialog *dialog)
    {
        QVERIFY(next(dialog));
        while (dialog->currentStep() != u"Review"_s) {
            if (dialog->currentStep() == u"Resources"_s)
                byName<QSpinBox>(dialog, u"Memory"_s)->setValue(128);
            QVERIFY2(next(dialog), qPrintable(dialog->currentStep()));
        }
    }
    void fromIso(const QString &name)
    {
        auto *dialog = open();
        QVERIFY(dialog);
        type(dialog, u"Image"_s, iso);
        goToReview(dialog);
        type(dialog, u"Name"_s, name);
    }
    QString volumes() const { return daemon->virsh({u"vol-list"_s, u"default"_s}).output; }
    QString machines() const { return daemon->virsh({u"list"_s, u"--all"_s, u"--name"_s}).output; }
    QString state(const QString &machine) const
    {
        return daemon->virsh({u"domstate"_s, machine}).output.trimmed();
    }
    // What the machine says on its first serial port, which is a terminal.
    bool says(const QString &machine, const QByteArray &word) const
    {
        const QString path = daemon->virsh({u"ttyconsole"_s, machine}).output.trimmed();
        const int terminal =
            ::open(QFile::encodeName(path).constData(), O_RDONLY | O_NOCTTY | O_NONBLOCK);
        if (terminal < 0)
            return false;
        QByteArray heard;
        const bool said = QTest::qWaitFor(
            [&] {
                char buffer[4096];
                const ssize_t some = ::read(terminal, buffer, sizeof buffer);
                if (some > 0)
                    heard.append(buffer, some);
                return heard.contains(word);
            },
            60'000);
        ::close(terminal);
        return said;
    }
    // Of the small Linux that other tests boot; empty when nobody has built it.
    static QString kernelFolder()
    {
        const QString cache = qEnvironmentVariable(
            "GUESTHOUSE_CACHE",
            qEnvironmentVariable("XDG_CACHE_HOME", QDir::home().filePath(u".cache"_s))
                + u"/guesthouse"_s);
        const QString folder = cache + u"/demo"_s;
        return QFile::exists(folder + u"/vmlinuz"_s) ? folder : QString();
    }
    void remove(const QString &machine) const
    {
        daemon->virsh({u"destroy"_s, machine});
        daemon->virsh({u"undefine"_s, machine});
    }

private Q_SLOTS:
    void initTestCase()
    {
        daemon = std::make_unique<PrivateLibvirtd>();
        QVERIFY2(daemon->start(), qPrintable(daemon->errorString()));
        const QString folder = daemon->folder();
        QVERIFY(daemon->addPool(u"images"_s, u"default"_s));

        QVERIFY(QDir().mkpath(folder + u"/cd"_s));
        QFile program(folder + u"/cd/boot.bin"_s);
        QVERIFY(program.open(QIODevice::WriteOnly));
        program.write(bootProgram("STARTED FROM THE CD").leftJustified(2048, '\0'));
        program.close();
        iso = folder + u"/Tiny system.iso"_s;
        QProcess xorriso;
        xorriso.start(u"/usr/bin/xorriso"_s, {u"-as"_s, u"mkisofs"_s, u"-o"_s, iso, u"-V"_s,
                                              u"TINY"_s, u"-b"_s, u"boot.bin"_s, u"-no-emul-boot"_s,
                                              u"-boot-load-size"_s, u"4"_s, folder + u"/cd"_s});
        QVERIFY(xorriso.waitForFinished());
        QVERIFY2(xorriso.exitCode() == 0, xorriso.readAllStandardError());
        QVERIFY(QFile::setPermissions(iso, QFile::Permissions(0x6444)));

        disk = folder + u"/installed.img"_s;
        QFile image(disk);
        QVERIFY(image.open(QIODevice::WriteOnly));
        image.write(bootProgram("STARTED FROM THE DISK").leftJustified(510, '\0') + "\x55\xaa");
        QVERIFY(image.resize(1 << 20));
        image.close();
        QVERIFY(QFile::setPermissions(disk, QFile::Permissions(0x6666)));
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

    void aNewcomerPressesNextFromAnImageToAMachineThatBoots()
    {
        auto *dialog = open();
        QVERIFY(dialog);
        QCOMPARE(dialog->currentStep(), u"Source"_s);
        QVERIFY(!byName<QPushButton>(dialog, u"Next"_s)->isEnabled());
        type(dialog, u"Image"_s, iso);
        QStringList seen{dialog->currentStep()};
        while (dialog->currentStep() != u"Review"_s) {
            if (dialog->currentStep() == u"Resources"_s)
                byName<QSpinBox>(dialog, u"Memory"_s)->setValue(128);
            QVERIFY2(next(dialog), qPrintable(dialog->currentStep()));
            seen += dialog->currentStep();
        }
        QCOMPARE(seen, (QStringList{u"Source"_s, u"System"_s, u"Resources"_s, u"Storage"_s,
                                    u"Review"_s}));
        const QString name = byName<QLineEdit>(dialog, u"Name"_s)->text();
        QCOMPARE(name, u"Tiny system"_s);
        const QString xml =
            byName<QPlainTextEdit>(dialog->findChild<ReviewPage *>(), u"XML"_s)->toPlainText();
        QVERIFY2(xml.contains(u"<name>Tiny system</name>"_s), qPrintable(xml));
        QVERIFY(create(dialog));
        QVERIFY(!dialog->isVisible());
        QTRY_COMPARE_WITH_TIMEOUT(user->outcome(u"Create “Tiny system”"_s), u"Done"_s, 60'000);

        QCOMPARE(state(name), u"running"_s);
        QVERIFY2(volumes().contains(u"Tiny system.qcow2"_s), qPrintable(volumes()));
        QVERIFY(says(name, "STARTED FROM THE CD"));
        // Its console has opened by itself, and the wizard has gone.
        QTRY_COMPARE(user->tree()->selectedMachines().size(), 1);
        QTRY_COMPARE(user->window().machinePages()->currentPage(), MachinePages::Console);
        QTRY_VERIFY(user->window().findChildren<NewMachineDialog *>().isEmpty());
        // The reboot after an installation finds the disk first.
        const QString defined = daemon->virsh({u"dumpxml"_s, u"--inactive"_s, name}).output;
        const qsizetype diskAt = defined.indexOf(u"Tiny system.qcow2"_s);
        const qsizetype cdAt = defined.indexOf(u"Tiny system.iso"_s);
        QVERIFY(diskAt > 0 && cdAt > 0);
        const QString afterDisk = defined.mid(diskAt, 400), afterCd = defined.mid(cdAt, 400);
        QVERIFY2(afterDisk.contains(u"<boot order='1'/>"_s), qPrintable(defined));
        QVERIFY2(afterCd.contains(u"<boot order='2'/>"_s), qPrintable(defined));
        remove(name);
    }

    void itsHardwareIsChangedBeforeTheFirstStart()
    {
        fromIso(u"changed-first"_s);
        auto *wizard = user->dialog<NewMachineDialog>();
        auto *first = byName<QCheckBox>(wizard, u"Change its hardware before the first start"_s);
        QVERIFY(first && !first->isChecked());
        first->click();
        QVERIFY(!byName<QCheckBox>(wizard, u"Start the machine"_s)->isEnabled());
        QVERIFY(create(wizard));
        QListView *hardware = nullptr;
        QTRY_VERIFY_WITH_TIMEOUT((hardware = byName<QListView>(&user->window(), u"Hardware"_s))
                                     && hardware->isVisible(),
                                 60'000);
        QCOMPARE(state(u"changed-first"_s), u"shut off"_s);
        QLineEdit *title = nullptr;
        QTRY_VERIFY((title = byName<QLineEdit>(&user->window(), u"Title"_s)) && title->isVisible());
        QTest::keyClicks(title, u"Made to measure"_s);
        QVERIFY(WindowUser::click(&user->window(), u"Apply"_s));
        QTRY_COMPARE(daemon->virsh({u"desc"_s, u"changed-first"_s, u"--title"_s}).output.trimmed(),
                     u"Made to measure"_s);
        QVERIFY(user->choose(u"Start"_s));
        QTRY_COMPARE_WITH_TIMEOUT(state(u"changed-first"_s), u"running"_s, 60'000);
        QVERIFY(says(u"changed-first"_s, "STARTED FROM THE CD"));
        remove(u"changed-first"_s);
    }

    void anInstalledDiskIsUsedAsItIs()
    {
        const QString before = volumes();
        auto *dialog = open();
        QVERIFY(dialog);
        byName<QListWidget>(dialog, u"Source"_s)->setCurrentRow(1);
        QCOMPARE(dialog->steps(),
                 (QStringList{u"Source"_s, u"System"_s, u"Resources"_s, u"Review"_s}));
        type(dialog, u"Disk"_s, disk);
        goToReview(dialog);
        type(dialog, u"Name"_s, u"imported"_s);
        QVERIFY(create(dialog));
        QTRY_COMPARE_WITH_TIMEOUT(user->outcome(u"Create “imported”"_s), u"Done"_s, 60'000);
        QVERIFY(says(u"imported"_s, "STARTED FROM THE DISK"));
        QCOMPARE(volumes(), before);
        remove(u"imported"_s);
    }

    void aNameThatIsTakenIsToldUnderTheField()
    {
        fromIso(u"first"_s);
        QVERIFY(create(wizard()));
        QTRY_COMPARE_WITH_TIMEOUT(user->outcome(u"Create “first”"_s), u"Done"_s, 60'000);
        QTRY_VERIFY(user->row(u"first"_s).isValid());
        fromIso(u"first"_s);
        QVERIFY(!byName<QPushButton>(wizard(), u"Create"_s)->isEnabled());
        type(wizard(), u"Name"_s, u"second"_s);
        QVERIFY(byName<QPushButton>(wizard(), u"Create"_s)->isEnabled());
        wizard()->close();
        remove(u"first"_s);
    }

    void aNameThatIsTakenMeanwhileLeavesNothingBehind()
    {
        fromIso(u"raced"_s);
        QPointer<NewMachineDialog> dialog = wizard();
        const QString before = volumes();
        QVERIFY(daemon
                    ->define("<domain type='qemu'><name>raced</name><memory>65536</memory>"
                             "<os><type>hvm</type></os></domain>")
                    .ok());
        const QString uuid = daemon->virsh({u"domuuid"_s, u"raced"_s}).output;
        QVERIFY(create(dialog));
        QTRY_VERIFY_WITH_TIMEOUT(user->outcome(u"Create “raced”"_s).contains(u"already"_s), 60'000);
        QCOMPARE(volumes(), before);
        QCOMPARE(daemon->virsh({u"domuuid"_s, u"raced"_s}).output, uuid);
        // The wizard is back, with its values.
        QTRY_VERIFY(dialog && dialog->isVisible());
        QCOMPARE(dialog->currentStep(), u"Review"_s);
        QCOMPARE(byName<QLineEdit>(dialog, u"Name"_s)->text(), u"raced"_s);
        type(dialog, u"Name"_s, u"raced again"_s);
        QVERIFY(create(dialog));
        QTRY_COMPARE_WITH_TIMEOUT(user->outcome(u"Create “raced again”"_s), u"Done"_s, 60'000);
        remove(u"raced"_s);
        remove(u"raced again"_s);
    }

    void aMachineThatDoesNotStartIsRemovedWithItsVolume()
    {
        const QString gone = daemon->folder() + u"/vanishes.iso"_s;
        QVERIFY(QFile::copy(iso, gone));
        const QString before = volumes(), machinesBefore = machines();
        auto *dialog = open();
        QVERIFY(dialog);
        type(dialog, u"Image"_s, gone);
        goToReview(dialog);
        type(dialog, u"Name"_s, u"stillborn"_s);
        QVERIFY(QFile::remove(gone));
        QVERIFY(create(dialog));
        QTRY_VERIFY_WITH_TIMEOUT(dialog->isVisible(), 60'000); // it is back
        QVERIFY2(user->outcome(u"Create “stillborn”"_s).contains(u"Cannot start"_s),
                 qPrintable(user->outcome(u"Create “stillborn”"_s)));
        QCOMPARE(volumes(), before);
        QCOMPARE(machines(), machinesBefore);
        dialog->close();
    }

    void whatIsCanceledLeavesNothingBehind()
    {
        fromIso(u"unwanted"_s);
        QPointer<NewMachineDialog> dialog = wizard();
        const QString before = volumes(), machinesBefore = machines();
        QVERIFY(user->showTasks());
        daemon->stop(); // so that the first step is under way
        QVERIFY(create(dialog));
        QTRY_VERIFY(user->outcome(u"Create “unwanted”"_s) != QString());
        QVERIFY(user->chooseInTask(u"Create “unwanted”"_s));
        daemon->cont();
        QTRY_COMPARE_WITH_TIMEOUT(user->outcome(u"Create “unwanted”"_s), u"Canceled"_s, 60'000);
        QCOMPARE(volumes(), before);
        QCOMPARE(machines(), machinesBefore);
        QTRY_VERIFY(dialog && dialog->isVisible());
        dialog->close();
    }

    void whatACloudImageIsToldIsGoneAfterItsFirstBoot()
    {
        const QString before = volumes();
        auto *dialog = open();
        QVERIFY(dialog);
        byName<QListWidget>(dialog, u"Source"_s)->setCurrentRow(2);
        type(dialog, u"Cloud image"_s, disk);
        QVERIFY(next(dialog));
        type(dialog, u"User name"_s, u"alice"_s);
        byName<QLineEdit>(dialog, u"Password"_s)->setText(u"secret"_s);
        while (dialog->currentStep() != u"Review"_s) {
            if (dialog->currentStep() == u"Resources"_s)
                byName<QSpinBox>(dialog, u"Memory"_s)->setValue(128);
            QVERIFY2(next(dialog), qPrintable(dialog->currentStep()));
        }
        type(dialog, u"Name"_s, u"cloudy"_s);
        QVERIFY(create(dialog));
        QTRY_COMPARE_WITH_TIMEOUT(user->outcome(u"Create “cloudy”"_s), u"Done"_s, 60'000);
        QVERIFY2(volumes().contains(u"cloudy-settings.iso"_s), qPrintable(volumes()));
        QVERIFY(says(u"cloudy"_s, "STARTED FROM THE DISK"));
        QVERIFY(daemon->virsh({u"dumpxml"_s, u"cloudy"_s}).output.contains(u"settings.iso"_s));
        QVERIFY(!daemon->virsh({u"dumpxml"_s, u"--inactive"_s, u"cloudy"_s})
                     .output.contains(u"settings.iso"_s));
        QVERIFY(daemon->virsh({u"destroy"_s, u"cloudy"_s}).ok());
        QTRY_VERIFY_WITH_TIMEOUT(!volumes().contains(u"settings.iso"_s), 60'000);
        QCOMPARE(state(u"cloudy"_s), u"shut off"_s); // it is not started again
        remove(u"cloudy"_s);
        QVERIFY(daemon->virsh({u"vol-delete"_s, u"cloudy.img"_s, u"default"_s}).ok());
        QCOMPARE(volumes(), before);
    }

    void aNetworkInstallEndsInAMachineThatBootsFromItsDisk()
    {
        if (kernelFolder().isEmpty())
            QSKIP("the demo guest (app/demo/make-guest.sh) has not been built");
        HttpServer server;
        QVERIFY(server.ok());
        const auto content = [](const QString &name) {
            QFile file(kernelFolder() + u'/' + name);
            return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
        };
        server.serve("/os/.treeinfo",
                     {.body = "[general]\nfamily=Fedora\nversion=36\nvariant=Server\n"
                              "arch=x86_64\n[images-x86_64]\nkernel=vmlinuz\n"
                              "initrd=initrd.img\n"});
        server.serve("/os/vmlinuz", {.body = content(u"vmlinuz"_s), .etag = "\"k\""});
        server.serve("/os/initrd.img", {.body = content(u"initrd.img"_s), .etag = "\"i\""});
        const QString before = volumes();

        auto *dialog = open();
        QVERIFY(dialog);
        byName<QListWidget>(dialog, u"Source"_s)->setCurrentRow(3);
        QVERIFY(!byName<QPushButton>(dialog, u"Next"_s)->isEnabled());
        type(dialog, u"Address"_s, server.url(u"/os/"_s).toString());
        type(dialog, u"Kernel arguments"_s, u"console=ttyS0"_s);
        QTRY_VERIFY_WITH_TIMEOUT(byName<QPushButton>(dialog, u"Next"_s)->isEnabled(), 30'000);
        QVERIFY(next(dialog));
        // Its questions are answered beforehand.
        QTRY_VERIFY(byName<QCheckBox>(dialog, u"Install without questions"_s)->isVisible());
        byName<QCheckBox>(dialog, u"Install without questions"_s)->setChecked(true);
        byName<QLineEdit>(dialog, u"Password"_s)->setText(u"Tr0ubadour"_s);
        while (dialog->currentStep() != u"Review"_s) {
            if (dialog->currentStep() == u"Resources"_s)
                byName<QSpinBox>(dialog, u"Memory"_s)->setValue(512);
            QVERIFY2(next(dialog), qPrintable(dialog->currentStep()));
        }
        type(dialog, u"Name"_s, u"netinst"_s);
        QVERIFY(create(dialog));
        QTRY_COMPARE_WITH_TIMEOUT(user->outcome(u"Create “netinst”"_s), u"Done"_s, 120'000);
        QVERIFY2(volumes().contains(u"netinst-installer-kernel"_s), qPrintable(volumes()));
        const QString live = daemon->virsh({u"dumpxml"_s, u"netinst"_s}).output;
        QVERIFY2(live.contains(u"inst.ks=file:/fedora.ks"_s), qPrintable(live));
        QVERIFY2(live.contains(server.url(u"/os"_s).toString())
                     && live.contains(u"console=ttyS0"_s),
                 qPrintable(live));
        QVERIFY(!live.contains(u"Tr0ubadour"_s));
        QFile ramDisk(daemon->folder() + u"/images/netinst-installer-initrd"_s);
        QVERIFY(ramDisk.open(QIODevice::ReadOnly));
        const QByteArray own = content(u"initrd.img"_s), whole = ramDisk.readAll();
        QVERIFY(whole.startsWith(own));
        QVERIFY(whole.mid(own.size()).contains("fedora.ks"));
        QVERIFY(whole.mid(own.size()).contains("Tr0ubadour"));
        // The next start is from the disk, whatever becomes of this program.
        const QString defined = daemon->virsh({u"dumpxml"_s, u"--inactive"_s, u"netinst"_s}).output;
        QVERIFY2(!defined.contains(u"<kernel>"_s), qPrintable(defined));
        QVERIFY(defined.contains(u"<on_reboot>restart</on_reboot>"_s));
        QVERIFY(says(u"netinst"_s, "GUEST-READY"));

        // The installer reboots: the machine starts again, without it, and its kernel is gone.
        const QString first = daemon->virsh({u"domid"_s, u"netinst"_s}).output.trimmed();
        QVERIFY(daemon
                    ->virsh({u"send-key"_s, u"netinst"_s, u"KEY_LEFTCTRL"_s, u"KEY_LEFTALT"_s,
                             u"KEY_DELETE"_s})
                    .ok());
        const auto again = [&] {
            const QString now = daemon->virsh({u"domid"_s, u"netinst"_s}).output.trimmed();
            return now != first && now != u"-"_s && !now.isEmpty();
        };
        QTRY_VERIFY_WITH_TIMEOUT(again(), 120'000);
        QVERIFY(!daemon->virsh({u"dumpxml"_s, u"netinst"_s}).output.contains(u"<kernel>"_s));
        QTRY_VERIFY_WITH_TIMEOUT(!volumes().contains(u"installer"_s), 60'000);
        remove(u"netinst"_s);
        QVERIFY(daemon->virsh({u"vol-delete"_s, u"netinst.qcow2"_s, u"default"_s}).ok());
        QCOMPARE(volumes(), before);
    }

    void aKernelThatCannotBeFetchedLeavesNothingBehind()
    {
        HttpServer server;
        server.serve("/os/.treeinfo", {.body = "[general]\nfamily=Fedora\narch=x86_64\n"
                                               "[images-x86_64]\nkernel=vmlinuz\n"
                                               "initrd=initrd.img\n"});
        server.serve("/os/vmlinuz", {.body = "kernel"});
        const QString before = volumes(), machinesBefore = machines();
        auto *dialog = open();
        QVERIFY(dialog);
        byName<QListWidget>(dialog, u"Source"_s)->setCurrentRow(3);
        type(dialog, u"Address"_s, server.url(u"/os"_s).toString());
        QTRY_VERIFY_WITH_TIMEOUT(byName<QPushButton>(dialog, u"Next"_s)->isEnabled(), 30'000);
        goToReview(dialog);
        type(dialog, u"Name"_s, u"half"_s);
        QVERIFY(create(dialog));
        QTRY_VERIFY_WITH_TIMEOUT(
            user->outcome(u"Create “half”"_s).startsWith(u"The installer could not be fetched"_s),
            60'000);
        QCOMPARE(volumes(), before);
        QCOMPARE(machines(), machinesBefore);
        QTRY_VERIFY(dialog->isVisible());
        QCOMPARE(dialog->currentStep(), u"Review"_s);
        dialog->close();
    }

    void aDefinitionIsTakenAsItIs()
    {
        auto *dialog = open();
        QVERIFY(dialog);
        byName<QListWidget>(dialog, u"Source"_s)->setCurrentRow(6);
        QCOMPARE(dialog->steps(), (QStringList{u"Source"_s, u"Review"_s}));
        auto *xml = byName<QPlainTextEdit>(dialog, u"XML"_s);
        QVERIFY(xml && xml->isVisible());
        xml->setPlainText(u"<domain type='qemu'><name>written"_s);
        QVERIFY(!byName<QPushButton>(dialog, u"Next"_s)->isEnabled());
        xml->setPlainText(u"<domain type='qemu'><name>written</name><memory>65536</memory>"
                          "<os><type>hvm</type></os></domain>"_s);
        const QString before = machines();
        QVERIFY(next(dialog));
        // What the host adds is shown before it is there, and in words.
        auto *lines = byName<QPlainTextEdit>(dialog, u"What the host makes of it"_s);
        QVERIFY(lines);
        const QStringList compared = lines->toPlainText().split(u'\n');
        QVERIFY2(compared.contains(u"    <name>written</name>"_s),
                 qPrintable(lines->toPlainText()));
        QCOMPARE(compared.filter(u"on_poweroff"_s),
                 QStringList{u"+   <on_poweroff>destroy</on_poweroff>"_s});
        QVERIFY2(compared.filter(u"guesthouse-check"_s).isEmpty(),
                 qPrintable(lines->toPlainText()));
        QVERIFY(dialog->findChild<FactsForm *>()->fact(u"Memory"_s).startsWith(u"64"_s));
        QCOMPARE(machines(), before);
        QVERIFY(create(dialog));
        QTRY_COMPARE_WITH_TIMEOUT(user->outcome(u"Create “written”"_s), u"Done"_s, 60'000);
        QCOMPARE(state(u"written"_s), u"running"_s);
        remove(u"written"_s);
    }

    void whatTheHostRefusesIsToldUnderTheDefinition()
    {
        const QString before = machines();
        auto *dialog = open();
        QVERIFY(dialog);
        auto *sources = byName<QListWidget>(dialog, u"Source"_s);
        sources->setCurrentItem(sources->findItems(u"From XML"_s, Qt::MatchExactly).value(0));
        auto *xml = byName<QPlainTextEdit>(dialog, u"XML"_s);
        const auto says = [&](const QString &words) {
            const auto labels = dialog->findChildren<PlainLabel *>();
            return std::any_of(labels.begin(), labels.end(), [&](const PlainLabel *label) {
                return label->isVisible() && label->text().contains(words);
            });
        };
        const QString written = u"<domain type='qemu'><name>refused</name><memory>65536</memory>"
                                "<os><type>hvm</type></os>%1</domain>"_s;
        // Not in libvirt's schema, and in it but impossible.
        for (const auto &[part, words] :
             {std::pair{u"<nonsense/>"_s, u"nonsense"_s},
              std::pair{u"<devices><disk type='file'><target dev='vda' bus='ide'/></disk>"
                        "<emulator>/nonexistent</emulator></devices>"_s,
                        u"/nonexistent"_s}}) {
            xml->setPlainText(written.arg(part));
            QVERIFY(!says(u"does not take this definition"_s));
            QVERIFY(WindowUser::click(dialog, u"Next"_s));
            QTRY_VERIFY_WITH_TIMEOUT(says(u"The host does not take this definition."_s), patience);
            QVERIFY2(says(words), qPrintable(part));
            QCOMPARE(dialog->currentStep(), u"Source"_s);
        }
        QCOMPARE(machines(), before);
        xml->setPlainText(written.arg(QString()));
        QVERIFY(next(dialog));
        dialog->close();
        QCOMPARE(machines(), before);
    }
};

QTEST_MAIN(TestNewMachine)
#include "tst_newmachine.moc"
