// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialogs/connectiondialog.h"
#include "models/values/connectionchoice.h"
#include "tests/support/patience.h"

#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPointer>
#include <QPushButton>
#include <QSignalSpy>
#include <QSpinBox>

using namespace Qt::StringLiterals;

class TestConnectionDialog : public QObject
{
    Q_OBJECT

    template <class T>
    static T *part(const ConnectionDialog &dialog, const char *name)
    {
        return dialog.findChild<T *>(QString::fromLatin1(name));
    }

    static void choose(const ConnectionDialog &dialog, const char *box, int index)
    {
        auto *combo = part<QComboBox>(dialog, box);
        combo->setCurrentIndex(index);
        Q_EMIT combo->activated(index);
    }

    static void type(const ConnectionDialog &dialog, const char *field, const QString &text)
    {
        auto *line = part<QLineEdit>(dialog, field);
        line->clear();
        QTest::keyClicks(line, text);
    }

    static QString note(const ConnectionDialog &dialog, const char *name)
    {
        return part<QLabel>(dialog, name)->text().remove(QChar(0x200b));
    }

    static int typed() { return int(hypervisorChoices().size()) - 1; }

private Q_SLOTS:
    void theFirstOfferIsThisComputer()
    {
        ConnectionDialog dialog;
        QCOMPARE(dialog.config().uri, u"qemu:///system"_s);
        QVERIFY(dialog.acceptButton()->isEnabled());
        QCOMPARE(part<QLineEdit>(dialog, "name")->placeholderText(), u"This computer (system)"_s);
        QVERIFY(part<QWidget>(dialog, "host")->isHidden());
    }

    void theUriIsComposedWhileOneTypes()
    {
        ConnectionDialog dialog;
        choose(dialog, "transport", 1);
        QVERIFY(!dialog.acceptButton()->isEnabled()); // no host yet, and no reproach for it
        QVERIFY(note(dialog, "hostNote").isEmpty());
        type(dialog, "host", u"host.example.org"_s);
        type(dialog, "user", u"alice"_s);
        part<QSpinBox>(dialog, "port")->setValue(2222);
        QCOMPARE(dialog.config().uri, u"qemu+ssh://alice@host.example.org:2222/system"_s);
        choose(dialog, "hypervisor", 1);
        QCOMPARE(dialog.config().uri, u"qemu+ssh://alice@host.example.org:2222/session"_s);
        type(dialog, "host", u"[fe80::1%eth0]"_s);
        QCOMPARE(dialog.config().uri, u"qemu+ssh://alice@[fe80::1%25eth0]:2222/session"_s);
        choose(dialog, "transport", 2); // TLS knows no user
        QCOMPARE(dialog.config().uri, u"qemu+tls://[fe80::1%25eth0]:2222/session"_s);
        QVERIFY(dialog.acceptButton()->isEnabled());
    }

    void aBadHostIsNamedUnderItsField()
    {
        ConnectionDialog dialog;
        choose(dialog, "transport", 1);
        type(dialog, "host", u"-oProxyCommand=x"_s);
        QVERIFY(note(dialog, "hostNote").contains(u"dash"_s));
        QVERIFY(!dialog.acceptButton()->isEnabled());
        type(dialog, "host", u"alice@host"_s);
        QVERIFY(note(dialog, "hostNote").contains(u"user"_s));
        type(dialog, "host", u"host:22"_s);
        QVERIFY(note(dialog, "hostNote").contains(u"port"_s));
        type(dialog, "host", u"host"_s);
        QVERIFY(note(dialog, "hostNote").isEmpty());
        QVERIFY(dialog.acceptButton()->isEnabled());
        part<QLineEdit>(dialog, "host")->setFocus();
        QTest::keyClick(part<QLineEdit>(dialog, "host"), Qt::Key_A, Qt::ControlModifier);
        QTest::keyClick(part<QLineEdit>(dialog, "host"), Qt::Key_Delete);
        QVERIFY(note(dialog, "hostNote").contains(u"Enter the host"_s));
    }

    void whatWeakensTheConnectionMustBeWanted()
    {
        ConnectionDialog dialog;
        choose(dialog, "hypervisor", typed());
        type(dialog, "uri", u"qemu+ssh://h/system?command=/bin/x"_s);
        QVERIFY(!part<QWidget>(dialog, "warning")->isHidden());
        QVERIFY(note(dialog, "warnings").contains(u"/bin/x"_s));
        QVERIFY(!dialog.acceptButton()->isEnabled());
        part<QCheckBox>(dialog, "understood")->click();
        QVERIFY(dialog.acceptButton()->isEnabled());
        type(dialog, "uri", u"qemu+ssh://h/system?command=/bin/y"_s); // another one
        QVERIFY(!dialog.acceptButton()->isEnabled());
        type(dialog, "uri", u"qemu+ssh://h/system"_s);
        QVERIFY(part<QWidget>(dialog, "warning")->isHidden());
        QVERIFY(dialog.acceptButton()->isEnabled());
    }

    void plainTcpMustBeWanted()
    {
        ConnectionDialog dialog;
        choose(dialog, "transport", 3);
        type(dialog, "host", u"h"_s);
        QVERIFY(note(dialog, "warnings").contains(u"not encrypted"_s));
        QVERIFY(!dialog.acceptButton()->isEnabled());
    }

    void whatWasWantedBeforeIsNotAskedAgain()
    {
        ConnectionConfig config;
        config.uri = u"qemu+tcp://h/system"_s;
        const ConnectionDialog dialog(config);
        QVERIFY(part<QCheckBox>(dialog, "understood")->isChecked());
        QVERIFY(dialog.acceptButton()->isEnabled());
    }

    void everyUriIsEditedWithoutChangingIt_data()
    {
        QTest::addColumn<QString>("uri");
        for (const char *uri :
             {"qemu:///system", "qemu:///session?socket=/run/x", "xen+ssh://root@h/system",
              "test:///default", "test:///some/file.xml",
              "qemu+ssh://a@[::1]:22/session?no_tty=1&mode=direct", "qemu+unix:///system",
              "qemu+ext:///system?command=/x", "esx://h/?no_verify=1", "qemu://h/system",
              "nonsense"})
            QTest::newRow(uri) << QString::fromLatin1(uri);
    }

    void everyUriIsEditedWithoutChangingIt()
    {
        QFETCH(const QString, uri);
        ConnectionConfig config;
        config.id = QUuid::createUuid();
        config.name = u"mine"_s;
        config.uri = uri;
        config.autoconnect = false;
        config.readOnly = true;
        const ConnectionDialog dialog(config);
        QCOMPARE(dialog.config(), config);
    }

    void aConnectionIsNotAddedTwice()
    {
        ConnectionDialog dialog({}, {u"qemu:///system"_s});
        QVERIFY(!dialog.acceptButton()->isEnabled());
        QVERIFY(note(dialog, "uriNote").contains(u"already"_s));
        choose(dialog, "hypervisor", 1);
        QVERIFY(dialog.acceptButton()->isEnabled());
    }

    void badParametersAreNamed()
    {
        ConnectionDialog dialog;
        type(dialog, "parameters", u"a=[1]"_s);
        QVERIFY(!note(dialog, "parametersNote").isEmpty());
        QVERIFY(!dialog.acceptButton()->isEnabled());
        type(dialog, "parameters", u"no_tty=1"_s);
        QCOMPARE(dialog.config().uri, u"qemu:///system?no_tty=1"_s);
        type(dialog, "socket", u"relative"_s);
        QVERIFY(note(dialog, "uriNote").contains(u"absolute"_s));
    }

    void whatWasTypedArrivesOnce()
    {
        QPointer<ConnectionDialog> dialog = new ConnectionDialog;
        QSignalSpy accepted(dialog,
                            qOverload<const ConnectionConfig &>(&ConnectionDialog::accepted));
        dialog->open();
        type(*dialog, "name", u"mine"_s);
        part<QCheckBox>(*dialog, "autoconnect")->click();
        part<QCheckBox>(*dialog, "readOnly")->click();
        dialog->acceptButton()->click();
        QCOMPARE(accepted.count(), 1);
        const auto config = accepted.at(0).at(0).value<ConnectionConfig>();
        QCOMPARE(config, (ConnectionConfig{{}, u"mine"_s, u"qemu:///system"_s, false, true}));
        QTRY_VERIFY(!dialog);
    }

    void aConnectionIsAddedBeginningWithAnother()
    {
        ConnectionConfig like;
        like.name = u"Lab"_s;
        like.uri = u"qemu+ssh://lab/system"_s;
        const ConnectionDialog fresh(like);
        QCOMPARE(fresh.windowTitle(), u"Add connection"_s);
        QCOMPARE(fresh.config(), like);
        QVERIFY(fresh.acceptButton()->isEnabled());
        const ConnectionDialog again(like, {like.uri});
        QVERIFY(!again.acceptButton()->isEnabled());
        QVERIFY(note(again, "uriNote").contains(u"already"_s));
    }

    void returnDoesNotAcceptWhatIsNotReady()
    {
        ConnectionDialog dialog;
        dialog.setAttribute(Qt::WA_DeleteOnClose, false);
        QSignalSpy accepted(&dialog,
                            qOverload<const ConnectionConfig &>(&ConnectionDialog::accepted));
        dialog.open();
        choose(dialog, "transport", 1);
        QTest::keyClick(part<QLineEdit>(dialog, "host"), Qt::Key_Return);
        dialog.accept();
        QCOMPARE(accepted.count(), 0);
        QVERIFY(dialog.isVisible());
    }
};

QTEST_MAIN(TestConnectionDialog)
#include "tst_connectiondialog.moc"
