// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialogs/newmachine/newmachinedialog.h"
#include "models/inventory/inventory.h"
#include "models/inventory/lane.h"
#include "models/virt/eventloop.h"

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
#include <QTest>

using namespace Qt::StringLiterals;

// The New machine wizard on libvirt's test driver: its steps, and what it lets pass.
class TestNewMachineDialog : public QObject
{
    Q_OBJECT

    EventLoop loop;
    std::unique_ptr<Inventory> inventory;
    std::unique_ptr<NewMachineDialog> dialog;
    QTemporaryDir folder;

    template <class Widget>
    Widget *named(const QString &name) const
    {
        const auto all = dialog->findChildren<Widget *>();
        for (Widget *widget : all) {
            if (widget->accessibleName() == name && widget->isVisible())
                return widget;
        }
        return nullptr;
    }
    bool canGoOn() const
    {
        const auto *button = named<QPushButton>(u"Next"_s);
        return button && button->isEnabled();
    }
    QString file(const QString &name) const
    {
        QFile made(folder.filePath(name));
        return made.open(QIODevice::WriteOnly) && made.write("QFI\xfb") == 4 ? made.fileName()
                                                                             : QString();
    }
    void choose(const QString &source)
    {
        auto *sources = named<QListWidget>(u"Source"_s);
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
        named<QLineEdit>(u"Cloud image"_s)->setText(file(u"cloud.qcow2"_s));
        Q_EMIT named<QLineEdit>(u"Cloud image"_s)->textEdited({});
        QTRY_VERIFY(canGoOn());
        dialog->next();
        QCOMPARE(dialog->currentStep(), u"System"_s);
        auto *user = named<QLineEdit>(u"User name"_s);
        auto *password = named<QLineEdit>(u"Password"_s);
        auto *key = named<QLineEdit>(u"SSH key"_s);
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

    void aFileThatIsDroppedIsWhatItLooksLike()
    {
        QMimeData data;
        data.setUrls({QUrl::fromLocalFile(file(u"old.qcow2"_s))});
        choose(u"Empty machine"_s);
        auto *sources = named<QListWidget>(u"Source"_s);
        drop(sources->parentWidget(), data);
        QCOMPARE(sources->currentItem()->text(), u"Existing disk"_s);
        QTRY_VERIFY(canGoOn());
        data.setUrls({QUrl::fromLocalFile(file(u"new.ISO"_s))});
        drop(sources->parentWidget(), data);
        QCOMPARE(sources->currentItem()->text(), u"Installation image"_s);
        QCOMPARE(named<QLineEdit>(u"Image"_s)->text(), folder.filePath(u"new.ISO"_s));
    }

    void aDefinitionIsReadBeforeItIsReviewed()
    {
        choose(u"From XML"_s);
        auto *xml = named<QPlainTextEdit>(u"XML"_s);
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
        QCOMPARE(named<QLineEdit>(u"Name"_s)->text(), u"another"_s);
    }
};

QTEST_MAIN(TestNewMachineDialog)
#include "tst_newmachinedialog.moc"
