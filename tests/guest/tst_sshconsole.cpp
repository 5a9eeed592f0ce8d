// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/consoles.h"
#include "console/consolepage.h"
#include "console/displayview.h"
#include "dialogs/credentialsdialog.h"
#include "dialogs/hostkeydialog.h"
#include "dialogs/readonlytext.h"
#include "tests/support/privatelibvirtd.h"
#include "tests/support/sshserver.h"
#include "tests/support/windowuser.h"

#include <QDir>
#include <QFile>
#include <QLineEdit>

using namespace Qt::StringLiterals;

static const QString passphrase = u"correct horse"_s;

// The whole program and a host reached by ssh: one login for libvirt and three consoles, the
// questions on the way, a line that is cut, and nothing left behind.
class TestSshConsole : public QObject
{
    Q_OBJECT

    PrivateLibvirtd daemon;
    SshServer server{passphrase};
    WindowUser user;
    bool failed = false;
    const QStringList names{u"alpha"_s, u"beta"_s, u"gamma"_s};

    QString uri() const { return u"qemu+ssh://%1/session"_s.arg(server.authority()); }
    Connection *host() const { return user.connection(uri()); }

    // A machine of one sector that says a letter; the display of one of them is a socket.
    bool make(const QString &name)
    {
        QByteArray code = QByteArray::fromHex("31c08ed8b84b0ecd10f4ebfd");
        code.append(QByteArray(510 - code.size(), '\0')).append(QByteArray::fromHex("55aa"));
        const QString start = daemon.folder() + u'/' + name;
        QFile disk(start + u".img"_s);
        if (!disk.open(QIODevice::WriteOnly))
            return false;
        disk.write(code);
        disk.close();
        disk.setPermissions(QFile::Permissions(0x6666));
        const QString listen = name == names.last()
                                   ? u"<listen type='socket' socket='%1.sock'/>"_s.arg(start)
                                   : u"<listen type='address' address='127.0.0.1'/>"_s;
        const QByteArray xml =
            u"<domain type='qemu'><name>%1</name><memory unit='MiB'>32</memory>"
            "<os><type arch='x86_64' machine='pc'>hvm</type></os><devices>"
            "<disk type='file'><driver name='qemu' type='raw'/><source file='%2'/>"
            "<target dev='hda' bus='ide'/></disk>"
            "<graphics type='spice' autoport='yes'>%3</graphics>"
            "<video><model type='vga'/></video></devices></domain>"_s
                .arg(name, disk.fileName(), listen)
                .toUtf8();
        return daemon.define(xml).ok() && daemon.virsh({u"start"_s, name}).ok();
    }

    MachineKey key(const QString &name) const
    {
        return user.row(name).data(MachineTreeModel::KeyRole).value<MachineKey>();
    }
    ConsolePage *page(const QString &name) const
    {
        return user.window().consoles().existing(key(name));
    }
    bool allConnected() const
    {
        return QTest::qWaitFor(
            [this] {
                return std::all_of(names.begin(), names.end(), [this](const QString &name) {
                    const ConsolePage *console = page(name);
                    return console && console->displayState() == ConsoleState::Connected
                           && !console->displayView()->image().isNull();
                });
            },
            patience);
    }
    QString states() const
    {
        QStringList all;
        for (const QString &name : names)
            all.append(page(name) ? page(name)->displayStateText() : u"none"_s);
        return all.join(u", "_s);
    }
    // Types into the dialog that asks for a secret; false when there is none.
    bool enter(const QString &secret, QString *said = nullptr)
    {
        auto *dialog = user.dialog<CredentialsDialog>();
        if (!dialog)
            return false;
        if (said)
            *said = dialog->heading() + u'\n' + dialog->text();
        dialog->findChild<QLineEdit *>()->setText(secret);
        return user.answer(u"Sign in"_s);
    }

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY2(daemon.start(), qPrintable(daemon.errorString()));
        for (const QString &name : names)
            QVERIFY2(make(name), qPrintable(name));
        QVERIFY2(server.start({SshServer::relayTo(daemon.socket())}),
                 qPrintable(server.errorString()));
        server.useForProgram();
        user.start({uri()});
        QVERIFY(QTest::qWaitForWindowExposed(&user.window()));
    }

    // Each test goes on from where the one before left the program.
    void init()
    {
        if (failed)
            QFAIL("an earlier test failed");
    }
    void cleanup() { failed |= QTest::currentTestFailed(); }

    void cleanupTestCase()
    {
        QVERIFY(user.quit());
        daemon.quit();
    }

    void anUnknownHostIsShownByItsFingerprintAndLeftInSilence()
    {
        auto *dialog = user.dialog<HostKeyDialog>();
        QVERIFY(dialog);
        QVERIFY2(dialog->heading().contains(server.authority()), qPrintable(dialog->heading()));
        QCOMPARE(dialog->findChild<ReadOnlyText *>()->toPlainText(), server.fingerprint());
        QVERIFY(!dialog->acceptButton()->isDefault());
        QVERIFY(user.answer(u"Cancel"_s));
        QTRY_COMPARE(host()->status().state, ConnectionState::Disconnected);
        QCOMPARE(user.notice(), QString());
        QVERIFY(!server.isTrusted());
        QCOMPARE(server.logins(), 0);
    }

    void theQuestionsComeOnceAndAWrongAnswerIsSaidSo()
    {
        QVERIFY(user.select(connectionDisplayName(host()->config())));
        QVERIFY(user.choose(u"Connect"_s));
        QVERIFY(user.dialog<HostKeyDialog>());
        QVERIFY(user.answer(u"Trust and connect"_s));
        QString said;
        QVERIFY(enter(u"wrong"_s, &said));
        QVERIFY2(said.contains(server.authority()), qPrintable(said));
        QVERIFY(!said.contains(u"not accepted"_s));
        QVERIFY(enter(passphrase, &said));
        QVERIFY2(said.contains(u"not accepted"_s), qPrintable(said));
        QTRY_COMPARE_WITH_TIMEOUT(host()->status().state, ConnectionState::Connected, patience);
        QVERIFY(!user.hasDialog());
        QCOMPARE(server.logins(), 1);
    }

    void libvirtAndThreeConsolesAreOneLogin()
    {
        for (const QString &name : names) {
            QTRY_VERIFY(user.state(name).startsWith(u"Running"_s));
            user.window().consoles().tearOff(key(name));
        }
        QVERIFY2(allConnected(), qPrintable(states()));
        qInfo("logins: %d, connections: %d", server.logins(), server.connections());
        QCOMPARE(server.logins(), 1);
        QCOMPARE(server.connections(), 1);
        QVERIFY(!user.hasDialog());
    }

    void aCutLineBringsEverythingBackWithOneMoreLogin()
    {
        server.cut();
        QTRY_COMPARE_WITH_TIMEOUT(host()->status().state, ConnectionState::Lost, patience);
        QVERIFY(enter(passphrase)); // no agent holds the key
        QTRY_COMPARE_WITH_TIMEOUT(host()->status().state, ConnectionState::Connected, patience);
        QTRY_VERIFY2(server.connections() == 1, qPrintable(QString::number(server.connections())));
        QVERIFY2(allConnected(), qPrintable(states()));
        QCOMPARE(server.logins(), 2);
        QCOMPARE(server.connections(), 1);
        QVERIFY(!user.hasDialog());
    }

    void whatStoppedMeanwhileIsNotConnectedTo()
    {
        QVERIFY(daemon.virsh({u"destroy"_s, names.first()}).ok());
        QTRY_COMPARE_WITH_TIMEOUT(page(names.first())->displayState(), ConsoleState::Off, patience);
        for (const QString &name : names.mid(1))
            QCOMPARE(page(name)->displayState(), ConsoleState::Connected);
        QCOMPARE(server.logins(), 2);
    }

    void nothingIsLeftBehind()
    {
        QVERIFY(user.quit());
        QTRY_COMPARE(server.connections(), 0);
        QCOMPARE(QDir(server.runtimeFolder()).entryList(QDir::AllEntries | QDir::NoDotAndDotDot),
                 QStringList());
    }
};

QTEST_MAIN(TestSshConsole)
#include "tst_sshconsole.moc"
