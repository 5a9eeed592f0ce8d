// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialogs/aboutdialog.h"
#include "dialogs/confirmdialog.h"
#include "dialogs/coredumpdialog.h"
#include "dialogs/credentialsdialog.h"
#include "dialogs/deletedialog.h"
#include "dialogs/errordialog.h"
#include "dialogs/hostkeydialog.h"
#include "dialogs/machinetextdialog.h"
#include "dialogs/preferencesdialog.h"
#include "dialogs/readonlytext.h"
#include "tests/support/byname.h"
#include "tests/support/patience.h"
#include "views/basic/plainlabel.h"

#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QGuiApplication>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QPointer>
#include <QPushButton>
#include <QScreen>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTemporaryDir>

using namespace Qt::StringLiterals;

namespace {

const QString hostile = u"<h1>x</h1><img src='/dev/zero'>&amp;\u202e%1%2\n"_s + QString(5000, u'w');

Machine machine(const QString &name = u"web"_s)
{
    Machine made;
    made.uuid = QUuid(u"6695eb01-f6a4-8304-79aa-97f2502e193f"_s);
    made.name = name;
    made.title = u"Web"_s;
    return made;
}

// Nothing shown may be taken for markup, and all of it fits on a screen.
void checkHarmless(QDialog &dialog)
{
    dialog.setAttribute(Qt::WA_DeleteOnClose, false);
    dialog.show();
    QTRY_VERIFY(dialog.isVisible());
    for (const QLabel *label : dialog.findChildren<QLabel *>()) {
        QCOMPARE(label->textFormat(), Qt::PlainText);
        QVERIFY2(!label->text().contains(QChar(0x202e)), qPrintable(label->text()));
    }
    const QSize screen = dialog.screen()->size();
    QVERIFY2(dialog.width() <= screen.width() && dialog.height() <= screen.height(),
             qPrintable(u"%1 × %2"_s.arg(dialog.width()).arg(dialog.height())));
    for (const QPushButton *part : dialog.findChildren<QPushButton *>())
        QVERIFY2(dialog.rect().contains(QRect(part->mapTo(&dialog, QPoint()), part->size())),
                 qPrintable(part->text()));
}

} // namespace

class TestDialogs : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void cancelIsTheDefaultWhereDataIsLost()
    {
        Question question;
        question.title = u"Force off"_s;
        question.text = u"Force off “web”?"_s;
        question.verb = u"&Force off"_s;
        question.confirmation = &Preferences::confirmForceOff;
        ConfirmDialog dialog(question);
        dialog.setAttribute(Qt::WA_DeleteOnClose, false);
        dialog.open();
        QCOMPARE(dialog.acceptButton()->accessibleName(), u"Force off"_s);
        QVERIFY(!dialog.acceptButton()->isDefault());
        QTest::keyClick(&dialog, Qt::Key_Return);
        QCOMPARE(dialog.result(), int(QDialog::Rejected));
        QVERIFY(!dialog.isVisible());
        QVERIFY(!dialog.dontAskAgain());
    }

    void theVerbIsTheDefaultWhereNothingIsLost()
    {
        Question question;
        question.verb = u"&Quit"_s;
        question.losesData = false;
        ConfirmDialog dialog(question);
        QVERIFY(dialog.acceptButton()->isDefault());
        QVERIFY(!dialog.findChild<QCheckBox *>());
    }

    void aNameIsJudgedWhileItIsTyped()
    {
        MachineTextDialog dialog(MachineAction::Rename, machine(), u"host"_s);
        dialog.setAttribute(Qt::WA_DeleteOnClose, false);
        QSignalSpy accepted(&dialog,
                            qOverload<const MachineRequest &>(&MachineTextDialog::accepted));
        dialog.open();
        auto *field = dialog.findChild<QLineEdit *>();
        QTest::keyClicks(field, u"a/b"_s); // the old name was selected
        QVERIFY(!dialog.acceptButton()->isEnabled());
        QTest::keyClick(field, Qt::Key_Return);
        QCOMPARE(accepted.count(), 0);
        field->clear();
        QTest::keyClicks(field, u" db"_s);
        QVERIFY(dialog.acceptButton()->isEnabled()); // a remark only
        QTest::keyClick(field, Qt::Key_Return);
        QCOMPARE(accepted.count(), 1);
        QCOMPARE(accepted.at(0).at(0).value<MachineRequest>(),
                 (MachineRequest{MachineAction::Rename, ShutdownMode::Automatic, true, u" db"_s}));
    }

    void whatWasNotChangedIsNotAskedFor()
    {
        for (const MachineAction action :
             {MachineAction::Rename, MachineAction::EditTitle, MachineAction::EditDescription}) {
            MachineTextDialog dialog(action, machine(), u"host"_s);
            dialog.setAttribute(Qt::WA_DeleteOnClose, false);
            QSignalSpy accepted(&dialog,
                                qOverload<const MachineRequest &>(&MachineTextDialog::accepted));
            dialog.open();
            dialog.acceptButton()->click();
            QCOMPARE(accepted.count(), 0);
            QVERIFY(!dialog.isVisible());
        }
    }

    void aDescriptionHasLines()
    {
        MachineTextDialog dialog(MachineAction::EditDescription, machine(), u"host"_s);
        dialog.setAttribute(Qt::WA_DeleteOnClose, false);
        QSignalSpy accepted(&dialog,
                            qOverload<const MachineRequest &>(&MachineTextDialog::accepted));
        dialog.open();
        QTest::keyClicks(dialog.findChild<QPlainTextEdit *>(), u"one"_s);
        QTest::keyClick(dialog.findChild<QPlainTextEdit *>(), Qt::Key_Return);
        QTest::keyClicks(dialog.findChild<QPlainTextEdit *>(), u"two"_s);
        dialog.acceptButton()->click();
        QCOMPARE(accepted.at(0).at(0).value<MachineRequest>().text, u"one\ntwo"_s);
    }

    void deletingSaysWhichMachineAndWhatStays()
    {
        DeleteSubject subject;
        subject.machine = machine();
        subject.key = {QUuid::createUuid(), subject.machine.uuid};
        subject.host = u"alice@host"_s;
        subject.disks = {u"/images/web\n.qcow2"_s};
        DeleteDialog dialog({subject});
        dialog.setAttribute(Qt::WA_DeleteOnClose, false);
        QSignalSpy accepted(&dialog, qOverload<const MachineKey &, const MachineRequest &>(
                                         &DeleteDialog::accepted));
        dialog.open();
        QCOMPARE(dialog.heading(), u"Delete “web” (6695eb01) on “alice@host”?"_s);
        QVERIFY(dialog.text().contains(u"Only the definition"_s));
        QCOMPARE(dialog.findChild<QListWidget *>()->item(0)->text(), u"/images/web\\n.qcow2"_s);
        QVERIFY(!dialog.acceptButton()->isDefault());
        dialog.acceptButton()->click();
        QCOMPARE(accepted.count(), 1);
        QCOMPARE(accepted.at(0).at(0).value<MachineKey>(), subject.key);
        const auto request = accepted.at(0).at(1).value<MachineRequest>();
        QCOMPARE(request.action, MachineAction::Delete);
        QVERIFY(request.keepSavedState); // there was none to agree to
    }

    void whatIsLostWithTheDefinitionMustBeTicked()
    {
        DeleteSubject one;
        one.machine = machine();
        one.machine.savedState = true;
        one.snapshots = 2;
        DeleteSubject two;
        two.machine = machine(u"db"_s);
        two.nvram = true;
        DeleteDialog dialog({one, two});
        dialog.setAttribute(Qt::WA_DeleteOnClose, false);
        QSignalSpy accepted(&dialog, qOverload<const MachineKey &, const MachineRequest &>(
                                         &DeleteDialog::accepted));
        dialog.open();
        QCOMPARE(dialog.heading(), u"Delete these 2 machines?"_s);
        const QList<QCheckBox *> losses = dialog.findChildren<QCheckBox *>();
        QCOMPARE(losses.size(), 3);
        for (QCheckBox *loss : losses) {
            QVERIFY(!dialog.acceptButton()->isEnabled());
            dialog.accept();
            loss->click();
        }
        QCOMPARE(accepted.count(), 0);
        dialog.acceptButton()->click();
        QCOMPARE(accepted.count(), 2);
        QVERIFY(!accepted.at(0).at(1).value<MachineRequest>().keepSavedState);
        QVERIFY(accepted.at(1).at(1).value<MachineRequest>().keepSavedState);
    }

    void aDumpGoesToAnAbsolutePath()
    {
        CoreDumpDialog dialog(machine(u"../x"_s), u"host"_s);
        dialog.setAttribute(Qt::WA_DeleteOnClose, false);
        QSignalSpy accepted(&dialog, qOverload<const MachineRequest &>(&CoreDumpDialog::accepted));
        dialog.open();
        auto *path = dialog.findChild<QLineEdit *>();
        QVERIFY(!path->text().contains(u"/../"_s));
        path->setText(u"relative"_s);
        QVERIFY(!dialog.acceptButton()->isEnabled());
        path->setText(u"/var/tmp/a.core"_s);
        dialog.findChild<QCheckBox *>()->click();
        dialog.acceptButton()->click();
        const auto request = accepted.at(0).at(0).value<MachineRequest>();
        QCOMPARE(request.action, MachineAction::CoreDump);
        QCOMPARE(request.path, u"/var/tmp/a.core"_s);
        QVERIFY(!request.memoryOnly);
    }

    void anErrorIsShownInFull()
    {
        Error error;
        error.summary = u"Cannot start “web”."_s;
        error.advice = u"Try:\nsudo true"_s;
        error.detail = u"Requested operation is not valid: <b>domain</b> is running\u202e"_s;
        error.code = 55;
        error.domain = 10;
        QCOMPARE(errorCodeText(error), u"VIR_ERR_OPERATION_INVALID (55) from VIR_FROM_QEMU (10)"_s);
        ErrorDialog dialog(error);
        QCOMPARE(dialog.windowModality(), Qt::NonModal);
        byName<QPushButton>(&dialog, u"Copy"_s)->click();
        const QString copied = QGuiApplication::clipboard()->text();
        for (const QString &part :
             {error.summary, error.advice, u"<b>domain</b> is running\\u202e"_s,
              u"VIR_ERR_OPERATION_INVALID (55)"_s})
            QVERIFY2(copied.contains(part), qPrintable(copied));
    }

    void anUnknownErrorNumberIsShownAsItIs()
    {
        Error error;
        error.code = 999;
        QCOMPARE(errorCodeText(error), u"999"_s);
        error.domain = 10;
        QCOMPARE(errorCodeText(error), u"999 from VIR_FROM_QEMU (10)"_s);
        QCOMPARE(errorCodeText({}), QString());
    }

    void secretsAreHiddenAndWiped()
    {
        ConnectionConfig connection;
        connection.uri = u"qemu+tcp://host/system"_s;
        CredentialsDialog dialog(
            connection, {{u"Name"_s, {}, u"alice"_s, true}, {u"Password"_s, {}, {}, false}});
        dialog.setAttribute(Qt::WA_DeleteOnClose, false);
        QSignalSpy accepted(&dialog, qOverload<const QStringList &>(&CredentialsDialog::accepted));
        dialog.open();
        QVERIFY(dialog.heading().contains(u"host"_s));
        const QList<QLineEdit *> fields = dialog.findChildren<QLineEdit *>();
        QCOMPARE(fields.size(), 2);
        QCOMPARE(fields[0]->echoMode(), QLineEdit::Normal);
        QCOMPARE(fields[1]->echoMode(), QLineEdit::Password);
        QCOMPARE(fields[1]->accessibleName(), u"Password"_s);
        QTest::keyClicks(fields[1], u"secret"_s);
        dialog.acceptButton()->click();
        QCOMPARE(accepted.at(0).at(0).toStringList(), (QStringList{u"alice"_s, u"secret"_s}));
        QVERIFY(fields[1]->text().isEmpty());
        fields[1]->undo();
        QVERIFY(!fields[1]->text().contains(u"secret"_s));
    }

    void givingUpAnswersNothing()
    {
        CredentialsDialog dialog({}, {{u"Password"_s, {}, {}, false}});
        dialog.setAttribute(Qt::WA_DeleteOnClose, false);
        QSignalSpy accepted(&dialog, qOverload<const QStringList &>(&CredentialsDialog::accepted));
        QSignalSpy rejected(&dialog, &QDialog::rejected);
        dialog.open();
        QTest::keyClicks(dialog.findChild<QLineEdit *>(), u"secret"_s);
        QTest::keyClick(&dialog, Qt::Key_Escape);
        QCOMPARE(accepted.count(), 0);
        QCOMPARE(rejected.count(), 1);
        QVERIFY(dialog.findChild<QLineEdit *>()->text().isEmpty());
    }

    void preferencesAreStoredWhenAccepted()
    {
        QTemporaryDir folder;
        Settings settings(folder.filePath(u"x.conf"_s));
        settings.set(Preferences::confirmReset, false);
        {
            PreferencesDialog dialog(settings);
            dialog.setAttribute(Qt::WA_DeleteOnClose, false);
            dialog.open();
            dialog.findChild<QSpinBox *>(u"statsSeconds"_s)->setValue(10);
            dialog.findChild<QComboBox *>(u"scaling"_s)->setCurrentIndex(1);
            dialog.reject();
        }
        QCOMPARE(Preferences::statsInterval(settings), 3000);
        {
            PreferencesDialog dialog(settings);
            dialog.setAttribute(Qt::WA_DeleteOnClose, false);
            dialog.open();
            dialog.findChild<QSpinBox *>(u"statsSeconds"_s)->setValue(10);
            dialog.findChild<QComboBox *>(u"scaling"_s)->setCurrentIndex(1);
            dialog.findChild<QComboBox *>(u"shutdownMode"_s)->setCurrentIndex(2);
            dialog.findChild<QCheckBox *>(u"connectAtStart"_s)->click();
            dialog.findChild<QPushButton *>(u"askAgain"_s)->click();
            dialog.acceptButton()->click();
        }
        QCOMPARE(Preferences::statsInterval(settings), 10000);
        QCOMPARE(Preferences::consoleScaling(settings), Preferences::ConsoleScaling::OneToOne);
        QCOMPARE(Preferences::shutdownMode(settings), ShutdownMode::Acpi);
        QVERIFY(!settings.get(Preferences::connectAtStart));
        QVERIFY(settings.get(Preferences::confirmReset));
    }

    void everyConfirmationHasItsCheckBox()
    {
        QStringList seen;
        for (const Setting<bool> *confirmation : Preferences::confirmations) {
            const QString text = confirmationText(*confirmation);
            QVERIFY2(!text.contains(u"confirm/"_s), qPrintable(text));
            QVERIFY(!seen.contains(text));
            seen << text;
        }
    }

    void aboutNamesTheVersionsAndTheLicence()
    {
        AboutDialog dialog({u"libvirt 9.0.0"_s});
        QVERIFY(dialog.report().contains(u"libvirt 9.0.0"_s));
        QVERIFY(dialog.report().contains(u"Qt 6"_s));
        QVERIFY(dialog.heading().contains(u"0."_s));
    }

    void anUnknownHostIsNotTrustedByReturn()
    {
        HostKeyDialog dialog({.host = u"root@lab"_s,
                              .keyHost = u"jump"_s,
                              .keyType = u"ED25519"_s,
                              .fingerprint = u"SHA256:abc"_s,
                              .remarks = u"but keys of different type are already known"_s});
        dialog.setAttribute(Qt::WA_DeleteOnClose, false);
        dialog.open();
        QVERIFY(dialog.heading().contains(u"root@lab"_s));
        QCOMPARE(dialog.findChild<ReadOnlyText *>()->toPlainText(), u"SHA256:abc"_s);
        QStringList said;
        for (const PlainLabel *label : dialog.findChildren<PlainLabel *>())
            said += label->text().remove(QChar(0x200b));
        QVERIFY(said.contains(u"ED25519 key of jump:"_s));
        QVERIFY(said.contains(u"ssh adds: but keys of different type are already known"_s));
        QCOMPARE(dialog.acceptButton()->accessibleName(), u"Trust and connect"_s);
        QTest::keyClick(&dialog, Qt::Key_Return);
        QCOMPARE(dialog.result(), int(QDialog::Rejected));
    }

    void hostileTextsStayTextAndOnTheScreen_data()
    {
        QTest::addColumn<int>("which");
        QTest::newRow("confirm") << 0;
        QTest::newRow("rename") << 1;
        QTest::newRow("description") << 2;
        QTest::newRow("delete") << 3;
        QTest::newRow("dump") << 4;
        QTest::newRow("error") << 5;
        QTest::newRow("sign in") << 6;
        QTest::newRow("about") << 7;
        QTest::newRow("unknown host") << 8;
    }

    void hostileTextsStayTextAndOnTheScreen()
    {
        QFETCH(const int, which);
        Question question{hostile, hostile, hostile.left(600), u"&Go"_s};
        Error error;
        error.summary = error.detail = error.advice = hostile;
        error.code = 1;
        DeleteSubject subject;
        subject.machine = machine(hostile);
        subject.machine.savedState = true;
        subject.host = hostile;
        subject.disks = {hostile, hostile + u'2', hostile + u'3'};
        ConnectionConfig connection;
        connection.name = connection.uri = hostile;
        std::unique_ptr<QDialog> dialog;
        switch (which) {
        case 0:
            dialog = std::make_unique<ConfirmDialog>(question);
            break;
        case 1:
            dialog = std::make_unique<MachineTextDialog>(MachineAction::Rename, machine(hostile),
                                                         hostile);
            break;
        case 2:
            dialog = std::make_unique<MachineTextDialog>(MachineAction::EditDescription,
                                                         machine(hostile), hostile);
            break;
        case 3:
            dialog = std::make_unique<DeleteDialog>(QList<DeleteSubject>{subject, subject});
            break;
        case 4:
            dialog = std::make_unique<CoreDumpDialog>(machine(hostile), hostile);
            break;
        case 5:
            dialog = std::make_unique<ErrorDialog>(error);
            break;
        case 6:
            dialog = std::make_unique<CredentialsDialog>(
                connection, QList<Credential>{{hostile, hostile, hostile, true}});
            break;
        case 8:
            dialog = std::make_unique<HostKeyDialog>(
                HostKeyOffer{hostile, hostile, hostile, hostile, hostile});
            break;
        default:
            dialog = std::make_unique<AboutDialog>(QStringList{hostile});
            break;
        }
        checkHarmless(*dialog);
    }
};

QTEST_MAIN(TestDialogs)
#include "tst_dialogs.moc"
