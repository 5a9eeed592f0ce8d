// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialogs/newmachine/newmachinedialog.h"
#include "models/inventory/inventory.h"
#include "models/inventory/lane.h"
#include "models/virt/eventloop.h"
#include "tests/support/byname.h"
#include "tests/support/patience.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDropEvent>
#include <QFile>
#include <QLineEdit>
#include <QListWidget>
#include <QMimeData>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QSignalSpy>
#include <QTemporaryDir>

using namespace Qt::StringLiterals;

// The New machine wizard on libvirt's test driver: its steps, and what it lets pass.
class TestNewMachineDialog : public QObject
{
    Q_OBJECT

    EventLoop loop;
    std::unique_ptr<Inventory> inventory;
    std::unique_ptr<NewMachineDialog> dialog;
    QTemporaryDir folder;

    bool canGoOn() const
    {
        const auto *button = seenByName<QPushButton>(dialog.get(), u"Next"_s);
        return button && button->isEnabled();
    }
    QString file(const QString &name) const
    {
        QFile made(folder.filePath(name));
        return made.open(QIODevice::WriteOnly) && made.resize(1 << 20) ? made.fileName()
                                                                       : QString();
    }
    void choose(const QString &source)
    {
        auto *sources = seenByName<QListWidget>(dialog.get(), u"Source"_s);
        QVERIFY(sources);
        const auto found = sources->findItems(source, Qt::MatchExactly);
        QCOMPARE(found.size(), 1);
        sources->setCurrentItem(found.first());
    }
    static void drop(QWidget *target, const QMimeData &data)
    {
        QDragEnterEvent enter({5, 5}, Qt::CopyAction, &data, Qt::LeftButton, {});
        QCoreApplication::sendEvent(target, &enter);
        QVERIFY(enter.isAccepted());
        QDropEvent event({5, 5}, Qt::CopyAction, &data, Qt::LeftButton, {});
        QCoreApplication::sendEvent(target, &event);
    }

private Q_SLOTS:
    void init()
    {
        inventory = std::make_unique<Inventory>();
        Connection *host = inventory->add({.uri = u"test:///default"_s});
        host->open();
        QTRY_COMPARE(host->status().state, ConnectionState::Connected);
        dialog = std::make_unique<NewMachineDialog>(*inventory, host->id());
        dialog->setAttribute(Qt::WA_DeleteOnClose, false);
        dialog->show();
        QVERIFY(QTest::qWaitForWindowExposed(dialog.get()));
    }
    void cleanup()
    {
        dialog.reset();
        inventory.reset();
        QVERIFY(waitForWorkers(30'000));
    }

    void nothingGoesOnWithoutAnImage()
    {
        QCOMPARE(dialog->currentStep(), u"Source"_s);
        QVERIFY(!canGoOn());
        dialog->setImage(folder.filePath(u"missing.iso"_s));
        QVERIFY(!canGoOn());
        dialog->setImage(file(u"there.iso"_s));
        QTRY_VERIFY(canGoOn());
        dialog->next();
        QCOMPARE(dialog->currentStep(), u"System"_s);
        dialog->back();
        QCOMPARE(dialog->currentStep(), u"Source"_s);
        QVERIFY(canGoOn()); // it is still there
    }

    void everySourceHasTheStepsThatItNeeds()
    {
        const QStringList all{u"Source"_s, u"System"_s, u"Resources"_s, u"Storage"_s, u"Review"_s};
        QCOMPARE(dialog->steps(), all);
        choose(u"Existing disk"_s);
        QCOMPARE(dialog->steps(), (QStringList{all[0], all[1], all[2], all[4]}));
        choose(u"Cloud image"_s);
        QCOMPARE(dialog->steps(), all);
        choose(u"From XML"_s);
        QCOMPARE(dialog->steps(), (QStringList{all[0], all[4]}));
        choose(u"Empty machine"_s);
        QCOMPARE(dialog->steps(), all);
        QTRY_VERIFY(canGoOn());
    }

    void aCloudImageNeedsSomebodyWhoMayLogIn()
    {
        choose(u"Cloud image"_s);
        seenByName<QLineEdit>(dialog.get(), u"Cloud image"_s)->setText(file(u"cloud.qcow2"_s));
        Q_EMIT seenByName<QLineEdit>(dialog.get(), u"Cloud image"_s)->textEdited({});
        QTRY_VERIFY(canGoOn());
        dialog->next();
        QCOMPARE(dialog->currentStep(), u"System"_s);
        auto *user = seenByName<QLineEdit>(dialog.get(), u"User name"_s);
        auto *password = seenByName<QLineEdit>(dialog.get(), u"Password"_s);
        auto *key = seenByName<QLineEdit>(dialog.get(), u"SSH key"_s);
        QVERIFY(user && password && key);
        user->setText(u"alice"_s);
        key->clear();
        QVERIFY(!canGoOn());
        password->setText(u"secret"_s);
        QVERIFY(canGoOn());
        QCOMPARE(password->echoMode(), QLineEdit::Password);
        user->setText(u"not a name"_s);
        QVERIFY(!canGoOn());
        user->setText(u"alice"_s);
        key->setText(u"no key"_s);
        QVERIFY(!canGoOn());
    }

    void aCloudImageCanHaveAFixedAddressAndPackages()
    {
        choose(u"Cloud image"_s);
        seenByName<QLineEdit>(dialog.get(), u"Cloud image"_s)->setText(file(u"cloud.qcow2"_s));
        Q_EMIT seenByName<QLineEdit>(dialog.get(), u"Cloud image"_s)->textEdited({});
        QTRY_VERIFY(canGoOn());
        dialog->next();
        seenByName<QLineEdit>(dialog.get(), u"User name"_s)->setText(u"alice"_s);
        seenByName<QLineEdit>(dialog.get(), u"Password"_s)->setText(u"secret"_s);
        QVERIFY(canGoOn());
        QVERIFY(!seenByName<QLineEdit>(dialog.get(), u"Address"_s)); // DHCP needs none
        seenByName<QComboBox>(dialog.get(), u"Network"_s)->setCurrentIndex(1);
        auto *address = seenByName<QLineEdit>(dialog.get(), u"Address"_s);
        auto *gateway = seenByName<QLineEdit>(dialog.get(), u"Gateway"_s);
        auto *servers = seenByName<QLineEdit>(dialog.get(), u"Name servers"_s);
        auto *packages = seenByName<QLineEdit>(dialog.get(), u"Packages"_s);
        QVERIFY(address && gateway && servers && packages);
        QVERIFY(!canGoOn());
        address->setText(u"192.0.2.10"_s); // of which network?
        QVERIFY(!canGoOn());
        address->setText(u"192.0.2.10/24"_s);
        QVERIFY(canGoOn());
        gateway->setText(u"198.51.100.1"_s);
        QVERIFY(!canGoOn());
        gateway->setText(u"192.0.2.1"_s);
        servers->setText(u"192.0.2.1, 2001:db8::1"_s);
        packages->setText(u"vim qemu-guest-agent"_s);
        QVERIFY(canGoOn());
        packages->setText(u"vim; rm -rf"_s);
        QVERIFY(!canGoOn());
        packages->setText(u"vim qemu-guest-agent"_s);
        while (dialog->currentStep() != u"Review"_s) {
            const QString before = dialog->currentStep();
            QTRY_VERIFY2(canGoOn(), qPrintable(before));
            dialog->next();
            QVERIFY2(dialog->currentStep() != before, qPrintable(before));
        }
        QSignalSpy wanted(dialog.get(), &NewMachineDialog::creationWanted);
        dialog->next();
        QCOMPARE(wanted.size(), 1);
        const auto cloud = wanted.first().at(2).value<InstallAnswers>().cloud;
        QCOMPARE(cloud.packages, (QStringList{u"vim"_s, u"qemu-guest-agent"_s}));
        QCOMPARE(cloud.network.address, u"192.0.2.10/24"_s);
        QCOMPARE(cloud.network.nameServers, (QStringList{u"192.0.2.1"_s, u"2001:db8::1"_s}));
        const auto plan = wanted.first().at(1).value<MachinePlan>();
        if (!plan.spec.networks.isEmpty())
            QCOMPARE(cloud.network.macAddress, plan.spec.networks.first().macAddress);
    }

    void anInstallationWithoutQuestionsIsOfferedWhereItReachesTheInstaller()
    {
        dialog->setImage(file(u"fedora.iso"_s));
        QTRY_VERIFY(canGoOn());
        dialog->next();
        auto *search = seenByName<QLineEdit>(dialog.get(), u"Search systems"_s);
        auto *list = seenByName<QListWidget>(dialog.get(), u"System"_s);
        QVERIFY(search && list);
        const auto pick = [&](const QString &system) {
            search->setText(system);
            const auto found = [&] { return list->findItems(system, Qt::MatchExactly); };
            QTRY_VERIFY_WITH_TIMEOUT(!found().isEmpty(), 30'000);
            list->setCurrentItem(found().first());
        };
        const QString wanted = u"Install without questions"_s;
        pick(u"Debian 11"_s); // by its kernel only
        QTRY_VERIFY(canGoOn());
        QVERIFY(!seenByName<QCheckBox>(dialog.get(), wanted));
        pick(u"Microsoft Windows 10"_s);
        QTRY_VERIFY(seenByName<QCheckBox>(dialog.get(), wanted));
        QTRY_VERIFY(canGoOn());
        seenByName<QCheckBox>(dialog.get(), wanted)->setChecked(true);
        QVERIFY(!canGoOn());
        seenByName<QLineEdit>(dialog.get(), u"User name"_s)->setText(u"alice"_s);
        seenByName<QLineEdit>(dialog.get(), u"Password"_s)->setText(u"Tr0ubadour"_s);
        QVERIFY(seenByName<QLineEdit>(dialog.get(), u"Product key"_s));
        QVERIFY(!canGoOn());
        pick(u"Fedora Linux 36"_s);
        QTRY_VERIFY(seenByName<QLineEdit>(dialog.get(), u"Password"_s)
                    && !seenByName<QLineEdit>(dialog.get(), u"Product key"_s));
        QVERIFY(canGoOn());
        QCOMPARE(seenByName<QLineEdit>(dialog.get(), u"Password"_s)->echoMode(),
                 QLineEdit::Password);
        while (dialog->currentStep() != u"Review"_s) {
            const QString before = dialog->currentStep();
            QTRY_VERIFY2(canGoOn(), qPrintable(before));
            dialog->next();
            QVERIFY2(dialog->currentStep() != before, qPrintable(before));
        }
        QSignalSpy creation(dialog.get(), &NewMachineDialog::creationWanted);
        const QString xml = dialog->findChild<QPlainTextEdit *>(u"reviewXml"_s)->toPlainText();
        QVERIFY(!xml.contains(u"Tr0ubadour"_s));
        QVERIFY2(xml.contains(u"-settings.iso"_s), qPrintable(xml));
        dialog->next();
        QCOMPARE(creation.size(), 1);
        const auto answers = creation.first().at(2).value<InstallAnswers>();
        QVERIFY(!answers.scriptId.isEmpty());
        QCOMPARE(answers.unattended.injection, Injection::OemDrive);
        QCOMPARE(answers.unattended.password, u"Tr0ubadour"_s);
        QVERIFY(!answers.unattended.hostName.isEmpty());
        QVERIFY2(answers.unattended.targetDisk.startsWith(u"/dev/"_s),
                 qPrintable(answers.unattended.targetDisk));
    }

    void aFileThatIsDroppedIsWhatItLooksLike()
    {
        QMimeData data;
        data.setUrls({QUrl::fromLocalFile(file(u"old.qcow2"_s))});
        choose(u"Empty machine"_s);
        auto *sources = seenByName<QListWidget>(dialog.get(), u"Source"_s);
        drop(sources->parentWidget(), data);
        QCOMPARE(sources->currentItem()->text(), u"Existing disk"_s);
        QTRY_VERIFY(canGoOn());
        data.setUrls({QUrl::fromLocalFile(file(u"new.ISO"_s))});
        drop(sources->parentWidget(), data);
        QCOMPARE(sources->currentItem()->text(), u"Installation image"_s);
        QCOMPARE(seenByName<QLineEdit>(dialog.get(), u"Image"_s)->text(),
                 folder.filePath(u"new.ISO"_s));
    }

    void aDefinitionIsReadBeforeItIsReviewed()
    {
        choose(u"From XML"_s);
        auto *xml = seenByName<QPlainTextEdit>(dialog.get(), u"XML"_s);
        QVERIFY(xml);
        QVERIFY(!canGoOn());
        xml->setPlainText(u"<domain><name>x</domain>"_s);
        QVERIFY(!canGoOn());
        xml->setPlainText(u"<network><name>x</name></network>"_s);
        QVERIFY(!canGoOn());
        xml->setPlainText(u"<domain type='test'><name>test</name></domain>"_s);
        QVERIFY(!canGoOn()); // the test driver has a machine of this name
        xml->setPlainText(u"<domain type='test'><name>another</name><memory>65536</memory>"
                          "<os><type>hvm</type></os></domain>"_s);
        QVERIFY(canGoOn());
        dialog->next();
        QVERIFY(!canGoOn()); // the host looks at it first
        QTRY_COMPARE(dialog->currentStep(), u"Review"_s);
        QSignalSpy wanted(dialog.get(), &NewMachineDialog::creationWanted);
        dialog->next();
        QCOMPARE(wanted.size(), 1);
        QCOMPARE(wanted.first().at(1).value<MachinePlan>().spec.name, u"another"_s);
        QVERIFY(!dialog->isVisible());
        dialog->showFailure({.summary = u"It did <b>not</b> work."_s});
        QVERIFY(dialog->isVisible());
        QCOMPARE(seenByName<QLineEdit>(dialog.get(), u"Name"_s)->text(), u"another"_s);
    }
};

QTEST_MAIN(TestNewMachineDialog)
#include "tst_newmachinedialog.moc"
