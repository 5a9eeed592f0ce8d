// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/cloudinit/cloudinit.h"
#include "models/cloudinit/seedimage.h"
#include "models/cloudinit/yaml.h"
#include "tests/support/patience.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>

#include <crypt.h>

using namespace Qt::StringLiterals;

class TestCloudInit : public QObject
{
    Q_OBJECT

    static CloudInitForm form()
    {
        return {.userName = u"alice"_s,
                .password = u"correct horse"_s,
                .sshKeys = {u"ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIGq me@here: \"yes\" # no"_s},
                .hostName = u"web-1"_s};
    }

    static QByteArray run(const QString &program, const QStringList &arguments,
                          const QByteArray &input = {})
    {
        QProcess process;
        process.start(program, arguments);
        process.write(input);
        process.closeWriteChannel();
        if (!process.waitForFinished(30'000) || process.exitCode() != 0)
            return process.readAllStandardError();
        return process.readAllStandardOutput();
    }

    // What cloud-init's own reader makes of it, as JSON.
    static QJsonValue read(const QByteArray &yaml)
    {
        const QByteArray json =
            run(u"/usr/bin/python3"_s,
                {u"-c"_s, u"import json, sys, yaml\n"
                          "print(json.dumps([yaml.safe_load(sys.stdin.buffer)]))"_s},
                yaml);
        return QJsonDocument::fromJson(json).array().first();
    }

private Q_SLOTS:
    void everyTextComesBackAsItWas_data()
    {
        QTest::addColumn<QString>("text");
        const QStringList texts{u"plain"_s,
                                u""_s,
                                u" "_s,
                                u"yes"_s,
                                u"null"_s,
                                u"~"_s,
                                u"1e3"_s,
                                u"0x1f"_s,
                                u"1:30"_s,
                                u"2001-01-01"_s,
                                u"- a"_s,
                                u"a: b"_s,
                                u"a #b"_s,
                                u"#cloud-config"_s,
                                u"'\""_s,
                                u"\\n\\x41\\\\"_s,
                                u"line\nline\r\n\ttab"_s,
                                u"--- a\n...\n"_s,
                                u"*a &b !!python/object"_s,
                                u"{a: [b, c]}"_s,
                                u"%TAG ! x"_s,
                                u"|\n x"_s,
                                u">-"_s,
                                u"@`"_s,
                                u"\u0001\u001b[2J"_s,
                                u"\u0085\u2028\u2029\u202e\ufeff"_s,
                                u"Grüße, 你好, 🐧"_s,
                                u"\u007f\u009f"_s,
                                QString(4000, u'a') + u" : "_s};
        for (const QString &text : texts)
            QTest::newRow(text.left(20).toUtf8().toPercentEncoding()) << text;
    }

    void everyTextComesBackAsItWas()
    {
        QFETCH(QString, text);
        const QJsonObject tree{
            {u"a"_s, text}, {text.left(200) + u'k', QJsonArray{text, QJsonObject{{u"b"_s, text}}}}};
        const QByteArray yaml = toYaml(tree);
        for (const char c : yaml)
            QVERIFY(c == '\n' || (c >= 0x20 && c < 0x7f));
        QCOMPARE(read(yaml), QJsonValue(tree));
    }

    void otherValuesKeepTheirKind()
    {
        const QJsonObject tree{{u"yes"_s, true},
                               {u"no"_s, false},
                               {u"two"_s, 2},
                               {u"none"_s, QJsonValue()},
                               {u"list"_s, QJsonArray()},
                               {u"map"_s, QJsonObject()},
                               {u"deep"_s, QJsonArray{QJsonArray{QJsonArray{1, 2}, 3}}}};
        QCOMPARE(read(toYaml(tree)), QJsonValue(tree));
        QCOMPARE(read(toYaml(u"text"_s)), QJsonValue(u"text"_s));
        QCOMPARE(read(toYaml(QString(QChar(0xd800)))), QJsonValue(QString(QChar(0xfffd))));
    }

    void aFormBecomesWhatCloudInitReads()
    {
        CloudInitForm filled = form();
        filled.fullName = u"Alice “A” O'Neil, {x}"_s;
        filled.packages = {u"qemu-guest-agent"_s, u"g++"_s};
        filled.upgrade = true;
        filled.timezone = u"Europe/Berlin"_s;
        filled.locale = u"de_DE.UTF-8"_s;
        filled.sshByPassword = true;
        filled.network = {.macAddress = u"52:54:00:AB:CD:EF"_s,
                          .address = u"192.0.2.10/24"_s,
                          .gateway = u"192.0.2.1"_s,
                          .nameServers = {u"192.0.2.53"_s, u"2001:db8::53"_s}};
        const auto files = writeCloudInit(filled, u"id-1"_s);
        QVERIFY(files);
        QVERIFY(files->user.startsWith("#cloud-config\n"));
        QVERIFY(!files->user.contains("correct horse"));
        const QJsonObject user = read(files->user).toObject();
        const QJsonObject alice = user[u"users"_s].toArray().first().toObject();
        QCOMPARE(alice[u"name"_s], QJsonValue(u"alice"_s));
        QCOMPARE(alice[u"gecos"_s], QJsonValue(filled.fullName));
        QCOMPARE(alice[u"lock_passwd"_s], QJsonValue(false));
        QCOMPARE(alice[u"ssh_authorized_keys"_s].toArray().first(), QJsonValue(filled.sshKeys[0]));
        QCOMPARE(user[u"ssh_pwauth"_s], QJsonValue(true));
        QCOMPARE(user[u"packages"_s].toArray().size(), 2);
        QCOMPARE(user[u"package_upgrade"_s], QJsonValue(true));
        QCOMPARE(user[u"timezone"_s], QJsonValue(u"Europe/Berlin"_s));
        const QByteArray hash = alice[u"passwd"_s].toString().toLatin1();
        QVERIFY(hash.startsWith("$6$"));
        crypt_data data{};
        QCOMPARE(QByteArray(crypt_r("correct horse", hash.constData(), &data)), hash);
        const QJsonObject meta = read(files->meta).toObject();
        QCOMPARE(meta[u"instance-id"_s], QJsonValue(u"id-1"_s));
        QCOMPARE(meta[u"local-hostname"_s], QJsonValue(u"web-1"_s));
        const QJsonObject network = read(files->network).toObject();
        QCOMPARE(network[u"version"_s], QJsonValue(2));
        const QJsonObject card = network[u"ethernets"_s].toObject()[u"first"_s].toObject();
        QCOMPARE(card[u"match"_s].toObject()[u"macaddress"_s], QJsonValue(u"52:54:00:ab:cd:ef"_s));
        QCOMPARE(card[u"addresses"_s].toArray().first(), QJsonValue(u"192.0.2.10/24"_s));
        QCOMPARE(card[u"gateway4"_s], QJsonValue(u"192.0.2.1"_s));
    }

    void onePasswordNeverHasTheSameHashTwice()
    {
        const auto first = passwordHash(u"x"_s), second = passwordHash(u"x"_s);
        QVERIFY(first && second);
        QVERIFY(*first != *second);
    }

    void withoutAPasswordNobodyLogsInByOne()
    {
        CloudInitForm keyOnly = form();
        keyOnly.password.clear();
        keyOnly.sshByPassword = true;
        const auto files = writeCloudInit(keyOnly, u"id"_s);
        QVERIFY(files);
        const QJsonObject user = read(files->user).toObject();
        QCOMPARE(user[u"ssh_pwauth"_s], QJsonValue(false));
        const QJsonObject alice = user[u"users"_s].toArray().first().toObject();
        QCOMPARE(alice[u"lock_passwd"_s], QJsonValue(true));
        QVERIFY(!alice.contains(u"passwd"_s));
        // Nor has it a network that it would not have by itself.
        QVERIFY(files->network.isEmpty());
        keyOnly.network = {.macAddress = u"52:54:00:ab:cd:ef"_s, .nameServers = {u"192.0.2.53"_s}};
        const auto named = writeCloudInit(keyOnly, u"id"_s);
        QVERIFY(named);
        const QJsonObject network = read(named->network).toObject();
        const QJsonObject card = network[u"ethernets"_s].toObject()[u"first"_s].toObject();
        QCOMPARE(card[u"dhcp4"_s], QJsonValue(true));
        QCOMPARE(card[u"set-name"_s], QJsonValue(u"eth0"_s));
    }

    void hostileValuesAreRefusedWithASentence_data()
    {
        QTest::addColumn<CloudInitForm>("hostile");
        const auto row = [](const char *name, auto change) {
            CloudInitForm hostile = form();
            change(hostile);
            QTest::newRow(name) << hostile;
        };
        row("no user", [](CloudInitForm &f) { f.userName.clear(); });
        row("root", [](CloudInitForm &f) { f.userName = u"root"_s; });
        row("a user of two lines", [](CloudInitForm &f) { f.userName = u"a\nb"_s; });
        row("a user with a line after", [](CloudInitForm &f) { f.userName = u"a\n"_s; });
        row("a user with a colon", [](CloudInitForm &f) { f.userName = u"a:0:0"_s; });
        row("an option as user", [](CloudInitForm &f) { f.userName = u"-o"_s; });
        row("a host with blanks", [](CloudInitForm &f) { f.hostName = u"a b"_s; });
        row("a host with a dash at the end", [](CloudInitForm &f) { f.hostName = u"a-"_s; });
        row("a host that runs a program", [](CloudInitForm &f) { f.hostName = u"$(id)"_s; });
        row("a key with a command", [](CloudInitForm &f) {
            f.sshKeys = {u"command=\"id\" ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIGq"_s};
        });
        row("a key of two lines", [](CloudInitForm &f) {
            f.sshKeys = {u"ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIGq a\nssh-rsa AAAA"_s};
        });
        row("a private key",
            [](CloudInitForm &f) { f.sshKeys = {u"-----BEGIN OPENSSH PRIVATE KEY-----"_s}; });
        row("an option as package", [](CloudInitForm &f) { f.packages = {u"--force"_s}; });
        row("a package with a command", [](CloudInitForm &f) { f.packages = {u"a; id"_s}; });
        row("a network without length",
            [](CloudInitForm &f) { f.network.address = u"192.0.2.1"_s; });
        row("a network too long", [](CloudInitForm &f) { f.network.address = u"192.0.2.1/33"_s; });
        row("a name for a gateway", [](CloudInitForm &f) { f.network.gateway = u"gw"_s; });
        row("a full name of two lines", [](CloudInitForm &f) { f.fullName = u"a\nb:c"_s; });
        row("a time zone elsewhere", [](CloudInitForm &f) { f.timezone = u"../../etc/x"_s; });
        row("no way in", [](CloudInitForm &f) {
            f.password.clear();
            f.sshKeys.clear();
        });
    }

    void hostileValuesAreRefusedWithASentence()
    {
        QFETCH(CloudInitForm, hostile);
        const QStringList problems = cloudInitProblems(hostile);
        QCOMPARE(problems.size(), 1);
        QVERIFY2(problems.first().endsWith(u'.'), qPrintable(problems.first()));
        QVERIFY(!writeCloudInit(hostile, u"id"_s));
    }

    void theImageHoldsTheFilesUnderTheirNames()
    {
        QTemporaryDir folder;
        const QString path = folder.filePath(u"seed, of a & b.iso"_s);
        CloudInitForm all = form();
        all.network.address = u"192.0.2.10/24"_s;
        const auto files = writeCloudInit(all, u"id"_s);
        QVERIFY(files);
        SeedImage image;
        const auto written = image.write(path, *files);
        QTRY_VERIFY_WITH_TIMEOUT(written.isFinished(), 30'000);
        QVERIFY2(written.result(),
                 qPrintable(written.result() ? QString() : written.result().error().detail));
        QCOMPARE(QDir(folder.path()).entryList(QDir::Files), QStringList{u"seed, of a & b.iso"_s});
        QCOMPARE(QFile(path).permissions() & (QFile::ReadGroup | QFile::ReadOther),
                 QFile::Permissions());
        QFile iso(path);
        QVERIFY(iso.open(QIODevice::ReadOnly));
        QVERIFY(iso.seek(16 * 2048 + 40));
        QVERIFY(iso.read(32).startsWith("cidata"));
        for (const auto &[name, content] : {std::pair(u"user-data"_s, files->user),
                                            {u"meta-data"_s, files->meta},
                                            {u"network-config"_s, files->network}}) {
            const QString copy = folder.filePath(name);
            run(u"/usr/bin/xorriso"_s, {u"-no_rc"_s, u"-osirrox"_s, u"on"_s, u"-indev"_s, path,
                                        u"-extract"_s, u'/' + name, copy});
            QFile file(copy);
            QVERIFY(file.open(QIODevice::ReadOnly));
            QCOMPARE(file.readAll(), content);
        }
    }

    void anImageReplacesNothing()
    {
        QTemporaryDir folder;
        const QString path = folder.filePath(u"seed.iso"_s);
        QFile there(path);
        QVERIFY(there.open(QIODevice::WriteOnly) && there.write("mine") == 4);
        there.close();
        SeedImage image;
        const auto written = image.write(path, {});
        QVERIFY(written.isFinished() && !written.result());
        QVERIFY(there.open(QIODevice::ReadOnly));
        QCOMPARE(there.readAll(), QByteArray("mine"));
        SeedImage elsewhere;
        const auto nowhere = elsewhere.write(u"/nonexistent/seed.iso"_s, {});
        QVERIFY(nowhere.isFinished() && !nowhere.result());
    }

    void aCanceledImageLeavesNothing()
    {
        QTemporaryDir folder;
        SeedImage image;
        const auto written = image.write(folder.filePath(u"seed.iso"_s), u"big"_s,
                                         {{u"big"_s, QByteArray(64 << 20, 'x')}});
        image.cancel();
        QTRY_VERIFY(written.isFinished());
        QVERIFY(!written.result());
        QCOMPARE(written.result().error().kind, Error::Kind::Canceled);
        QVERIFY(QDir(folder.path()).isEmpty());
        {
            SeedImage gone;
            gone.write(folder.filePath(u"gone.iso"_s), u"x"_s,
                       {{u"x"_s, QByteArray(1 << 20, 'x')}});
        }
        QVERIFY(QDir(folder.path()).isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestCloudInit)
#include "tst_cloudinit.moc"
