// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/wizarduser.h"

#include <QCheckBox>
#include <QComboBox>
#include <QRadioButton>

#include <unistd.h>

using namespace Qt::StringLiterals;

// Containers by the New machine wizard, on a libvirtd of our own with the LXC driver. Whether one
// can start depends on the computer: in a container itself, most often not.
class TestNewContainer : public QObject
{
    Q_OBJECT

    QTemporaryDir folder;
    QProcess daemon;
    PrivateLibvirtd virsh; // never started: its virsh is what we want
    std::unique_ptr<WindowUser> user;
    NewMachineDialog *dialog = nullptr;

    QString uri() const
    {
        return "lxc+unix:///system?socket="_L1 + folder.path() + "/run/libvirt-sock"_L1;
    }
    QString xml(const QString &name) const
    {
        return virsh.virsh({u"dumpxml"_s, name}, uri()).output;
    }
    QString names() const
    {
        return virsh.virsh({u"list"_s, u"--all"_s, u"--name"_s}, uri()).output.trimmed();
    }
    void goToReview(const QString &name, bool start)
    {
        QVERIFY(WizardUser::next(dialog));
        QCOMPARE(dialog->currentStep(), u"Resources"_s);
        QVERIFY(!byName<QComboBox>(dialog, u"Firmware"_s)->isVisible());
        byName<QSpinBox>(dialog, u"Memory"_s)->setValue(64);
        auto *network = byName<QComboBox>(dialog, u"Network"_s);
        network->setCurrentIndex(network->findText(u"No network"_s));
        Q_EMIT network->activated(network->currentIndex());
        QVERIFY(WizardUser::next(dialog));
        QCOMPARE(dialog->currentStep(), u"Review"_s);
        WizardUser::type(dialog, u"Name"_s, name);
        byName<QCheckBox>(dialog, u"Start the machine"_s)->setChecked(start);
    }
    // It is there, or the wizard has come back.
    bool ends(const QString &name) const
    {
        const QPointer<NewMachineDialog> wizard = dialog;
        return WindowUser::click(wizard, u"Create"_s)
               && QTest::qWaitFor(
                   [&] {
                       return user->outcome(u"Create “%1”"_s.arg(name)) == u"Done"_s
                              || (wizard && wizard->isVisible());
                   },
                   60'000);
    }

private Q_SLOTS:
    void initTestCase()
    {
        if (geteuid() != 0)
            QSKIP("only root can have a daemon for containers");
        if (!QFile::exists(u"/usr/lib/libvirt/libvirt_lxc"_s))
            QSKIP("the package libvirt-daemon-driver-lxc is not installed");
        folder.setAutoRemove(true);
        daemon.setProcessChannelMode(QProcess::MergedChannels);
        daemon.start(u"/usr/bin/unshare"_s,
                     {u"--mount"_s,
                      QStringLiteral(GUESTHOUSE_SOURCE_DIR "/tests/support/lxc-daemon.sh"),
                      folder.path()});
        const QString socket = folder.path() + u"/run/libvirt-sock"_s;
        QVERIFY(QTest::qWaitFor(
            [&] { return QFile::exists(socket) || daemon.state() == QProcess::NotRunning; },
            patience));
        if (daemon.state() == QProcess::NotRunning)
            QSKIP("this computer gives nobody a view of the disks of their own (unshare --mount)");
        QTRY_VERIFY_WITH_TIMEOUT(virsh.virsh({u"uri"_s}, uri()).ok(), patience);
    }
    void cleanupTestCase()
    {
        if (daemon.state() == QProcess::NotRunning)
            return;
        daemon.terminate();
        QVERIFY(QTest::qWaitFor([this] { return daemon.state() == QProcess::NotRunning; },
                                patience));
    }
    void init()
    {
        user = std::make_unique<WindowUser>();
        user->start({uri()});
        QVERIFY(QTest::qWaitForWindowExposed(&user->window()));
        QTRY_COMPARE_WITH_TIMEOUT(user->connection(uri())->status().state,
                                  ConnectionState::Connected, patience);
        QVERIFY(user->choose(u"New machine"_s));
        dialog = user->dialog<NewMachineDialog>();
        QVERIFY(dialog);
        // No machine can be made here, and that is not asked.
        auto *sources = byName<QListWidget>(dialog, u"Source"_s);
        QTRY_COMPARE_WITH_TIMEOUT(sources->currentItem()->text(), u"Container"_s,
                                  patience);
        QStringList offered;
        for (int i = 0; i < sources->count(); ++i) {
            if (!sources->item(i)->isHidden())
                offered += sources->item(i)->text();
        }
        QCOMPARE(offered, (QStringList{u"From XML"_s, u"Container"_s}));
        QCOMPARE(dialog->steps(), (QStringList{u"Source"_s, u"Resources"_s, u"Review"_s}));
    }
    void cleanup()
    {
        QVERIFY(user->quit());
        user.reset();
    }

    void oneProgramBecomesAContainer()
    {
        WizardUser::type(dialog, u"First program"_s, u"bin/sh"_s);
        QVERIFY(!byName<QPushButton>(dialog, u"Next"_s)->isEnabled());
        WizardUser::type(dialog, u"First program"_s, u"/bin/sh"_s);
        goToReview(u"program"_s, false);
        QVERIFY(ends(u"program"_s));
        QCOMPARE(user->outcome(u"Create “program”"_s), u"Done"_s);
        const QString made = xml(u"program"_s);
        QVERIFY2(made.contains(u"<domain type='lxc'>"_s), qPrintable(made));
        QVERIFY2(made.contains(u"<init>/bin/sh</init>"_s), qPrintable(made));
        // "No network" is none: not the host's.
        QVERIFY2(made.contains(u"<privnet"_s), qPrintable(made));
        QVERIFY(!made.contains(u"<filesystem"_s));
        QVERIFY(virsh.virsh({u"undefine"_s, u"program"_s}, uri()).ok());
    }

    void aFolderWithASystemBecomesAContainer()
    {
        const QString root = folder.path() + u"/a system"_s;
        byName<QRadioButton>(dialog, u"A whole system, in a folder of the host"_s)
            ->setChecked(true);
        QCOMPARE(byName<QLineEdit>(dialog, u"First program"_s)->text(), u"/sbin/init"_s);
        WizardUser::type(dialog, u"Root folder"_s, root);
        QVERIFY(!byName<QPushButton>(dialog, u"Next"_s)->isEnabled());
        QVERIFY(QDir().mkpath(root));
        WizardUser::type(dialog, u"Root folder"_s, root);
        goToReview(u"system"_s, false);
        QVERIFY(ends(u"system"_s));
        QCOMPARE(user->outcome(u"Create “system”"_s), u"Done"_s);
        const QString made = xml(u"system"_s);
        QVERIFY2(made.contains(u"<source dir='%1'/>"_s.arg(root)), qPrintable(made));
        QVERIFY2(made.contains(u"<target dir='/'/>"_s), qPrintable(made));
        QVERIFY(virsh.virsh({u"undefine"_s, u"system"_s}, uri()).ok());
    }

    void whatStartsRunsAndWhatDoesNotIsGone()
    {
        // Whether this computer lets a container start, by one that is not ours.
        QFile other(folder.path() + u"/other.xml"_s);
        QVERIFY(other.open(QIODevice::WriteOnly));
        other.write("<domain type='lxc'><name>other</name><memory>65536</memory>"
                    "<os><type>exe</type><init>/bin/sh</init></os><features><privnet/></features>"
                    "<devices><console type='pty'/></devices></domain>");
        other.close();
        const VirshAnswer can = virsh.virsh({u"create"_s, other.fileName()}, uri());
        virsh.virsh({u"destroy"_s, u"other"_s}, uri());
        goToReview(u"started"_s, true);
        QVERIFY(ends(u"started"_s));
        if (can.ok()) {
            QCOMPARE(user->outcome(u"Create “started”"_s), u"Done"_s);
            QCOMPARE(virsh.virsh({u"domstate"_s, u"started"_s}, uri()).output.trimmed(),
                     u"running"_s);
            virsh.virsh({u"destroy"_s, u"started"_s}, uri());
            virsh.virsh({u"undefine"_s, u"started"_s}, uri());
        } else {
            qInfo("containers do not start here: %s", qPrintable(can.error.trimmed()));
            QVERIFY(user->outcome(u"Create “started”"_s) != u"Done"_s);
            QCOMPARE(names(), QString());
            QTRY_VERIFY(dialog->isVisible());
        }
    }
};

QTEST_MAIN(TestNewContainer)
#include "tst_newcontainer.moc"
