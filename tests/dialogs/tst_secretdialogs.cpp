// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialogs/storage/newpooldialog.h"
#include "dialogs/storage/newsecretdialog.h"
#include "dialogs/storage/newvolumedialog.h"
#include "dialogs/storage/secretsdialog.h"
#include "models/core/async.h"
#include "tests/dialogs/storagesamples.h"
#include "tests/support/byname.h"

#include <QCheckBox>
#include <QComboBox>
#include <QPushButton>
#include <QSignalSpy>
#include <QTreeWidget>

using namespace Qt::StringLiterals;
using namespace StorageSamples;

// Secrets are chosen and made, and their values never seen.
class TestSecretDialogs : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aSecretOfAnEncryptedVolumeIsAUuid()
    {
        NewVolumeDialog dialog({.pool = pool(), .host = u"my host"_s});
        type(dialog, u"Name"_s, u"safe"_s);
        byName<QCheckBox>(&dialog, u"More options"_s)->setChecked(true);
        type(dialog, u"LUKS encryption"_s, u"not one"_s);
        QVERIFY(!dialog.acceptButton()->isEnabled());
        QVERIFY(said(dialog).contains(u"This is not a UUID."_s));
        type(dialog, u"LUKS encryption"_s, u"0c3f2b52-3ad2-4a1e-8a4f-d5a0b0b1c2d3"_s);
        QVERIFY(dialog.acceptButton()->isEnabled());
        QVERIFY(!dialog.spec().encryptionSecret.isNull());
        auto *cluster = byName<QComboBox>(&dialog, u"Cluster size"_s);
        cluster->setCurrentIndex(cluster->count() - 1);
        QCOMPARE(dialog.spec().clusterSize, 2 * mib);
    }

    void aSecretIsChosenFromThoseThatFitOrMadeOnTheSpot()
    {
        const HostSecret disk{.uuid = QUuid::createUuid(),
                              .usage = SecretUsage::Volume,
                              .usageId = u"/srv/safe"_s,
                              .description = u"The safe"_s};
        const HostSecret chap{
            .uuid = QUuid::createUuid(), .usage = SecretUsage::Iscsi, .usageId = u"nas"_s};
        const ListSecrets list = [&] {
            return readyFuture(Result<QList<HostSecret>>(QList<HostSecret>{disk, chap}));
        };
        NewVolumeDialog dialog(
            {.pool = pool(), .host = u"my host"_s, .secrets = list, .canMakeSecrets = true});
        type(dialog, u"Name"_s, u"safe"_s);
        byName<QCheckBox>(&dialog, u"More options"_s)->setChecked(true);
        auto *choice = byName<QComboBox>(&dialog, u"LUKS encryption"_s);
        QVERIFY(choice);
        QTRY_COMPARE(choice->count(), 1);
        QVERIFY(dialog.spec().encryptionSecret.isNull()); // none is chosen unasked
        QVERIFY(dialog.acceptButton()->isEnabled());
        choice->setCurrentIndex(0);
        QCOMPARE(choice->currentText(), u"The safe (/srv/safe)"_s);
        QCOMPARE(dialog.spec().encryptionSecret, disk.uuid);
        QVERIFY(dialog.acceptButton()->isEnabled());
        // Half of its name is no secret.
        choice->setEditText(u"The safe"_s);
        QVERIFY(!dialog.acceptButton()->isEnabled());
        QSignalSpy wanted(&dialog, &NewVolumeDialog::secretWanted);
        byName<QPushButton>(&dialog, u"New secret"_s)->click();
        QCOMPARE(wanted.size(), 1);
        QCOMPARE(wanted[0][0].toString(), u"/srv/images/safe.qcow2"_s);
        const HostSecret made{
            .uuid = QUuid::createUuid(), .usage = SecretUsage::Volume, .usageId = hostile};
        dialog.setSecret(made);
        QCOMPARE(dialog.spec().encryptionSecret, made.uuid);
        checkHarmless(dialog);

        NewPoolDialog inPool({.host = u"my host"_s, .secrets = list});
        inPool.setType(u"iscsi"_s);
        auto *secret = byName<QComboBox>(&inPool, u"Secret"_s);
        QTRY_COMPARE(secret->count(), 1);
        type(inPool, u"User"_s, u"me"_s);
        secret->setCurrentIndex(0);
        QCOMPARE(inPool.spec().secret, chap.uuid);
        QCOMPARE(inPool.spec().authType, u"chap"_s);
        inPool.setType(u"rbd"_s); // what fitted there does not fit here
        QCOMPARE(secret->count(), 0);
        QVERIFY(inPool.spec().secret.isNull());
    }

    void theValueOfASecretIsTypedTwiceAndHidden()
    {
        const HostSecret taken{
            .uuid = QUuid::createUuid(), .usage = SecretUsage::Volume, .usageId = u"/srv/a"_s};
        NewSecretDialog dialog(hostile, {}, u"/srv/a"_s, {taken});
        checkHarmless(dialog);
        QVERIFY(said(dialog).contains(u"The host has a secret for this already."_s));
        type(dialog, u"Used for"_s, u"/srv/b"_s);
        QVERIFY(!dialog.acceptButton()->isEnabled());
        for (const QString &field : {u"Passphrase"_s, u"Passphrase again"_s}) {
            QCOMPARE(byName<QLineEdit>(&dialog, field)->echoMode(), QLineEdit::Password);
            type(dialog, field, u"hush"_s);
        }
        QVERIFY(dialog.acceptButton()->isEnabled());
        type(dialog, u"Passphrase again"_s, u"hus"_s);
        QVERIFY(!dialog.acceptButton()->isEnabled());
        QVERIFY(said(dialog).contains(u"The two are not the same."_s));
        auto *usage = byName<QComboBox>(&dialog, u"Type"_s);
        usage->setCurrentIndex(usage->findData(int(SecretUsage::Ceph)));
        type(dialog, u"Ceph key"_s, u"no base64!"_s);
        QVERIFY(said(dialog).contains(u"told in base64"_s));
        type(dialog, u"Ceph key"_s, u"aGVsbG8="_s);
        type(dialog, u"Ceph key again"_s, u"aGVsbG8="_s);
        SecretSpec made;
        QByteArray value;
        connect(&dialog,
                qOverload<const SecretSpec &, const SecretValue &>(&NewSecretDialog::accepted),
                this, [&](const SecretSpec &spec, const SecretValue &given) {
                    made = spec;
                    value = given.bytes().toByteArray();
                });
        dialog.acceptButton()->click();
        QCOMPARE(made.usage, SecretUsage::Ceph);
        QCOMPARE(made.usageId, u"/srv/b"_s);
        QCOMPARE(value, QByteArray("hello"));
    }

    void theSecretsOfAHostAreListedWithoutTheirValues()
    {
        QList<HostSecret> known{{.uuid = QUuid::createUuid(),
                                 .usage = SecretUsage::Volume,
                                 .usageId = hostile,
                                 .description = hostile},
                                {.uuid = QUuid::createUuid(),
                                 .usage = SecretUsage::Iscsi,
                                 .usageId = u"nas"_s,
                                 .description = u"Disks"_s}};
        const ListSecrets list = [&] { return readyFuture(Result<QList<HostSecret>>(known)); };
        SecretsDialog dialog(u"my host"_s, list, false);
        auto *tree = byName<QTreeWidget>(&dialog, u"Secrets"_s);
        QTRY_COMPARE(tree->topLevelItemCount(), 2);
        checkHarmless(dialog);
        auto *remove = byName<QPushButton>(&dialog, u"Delete"_s);
        QVERIFY(!remove->isEnabled());
        dialog.select(known[1].uuid);
        QVERIFY(remove->isEnabled());
        QCOMPARE(tree->currentItem()->text(1), u"iSCSI"_s);
        QSignalSpy wanted(&dialog, &SecretsDialog::deleteWanted);
        remove->click();
        QCOMPARE(wanted.size(), 1);
        QCOMPARE(wanted[0][0].value<HostSecret>(), known[1]);
        // Reading them again keeps what is selected, and drops what is gone.
        known.removeFirst();
        dialog.refresh();
        QTRY_COMPARE(tree->topLevelItemCount(), 1);
        QVERIFY(remove->isEnabled());

        SecretsDialog looking(u"my host"_s, list, true);
        auto *rows = byName<QTreeWidget>(&looking, u"Secrets"_s);
        QTRY_COMPARE(rows->topLevelItemCount(), 1);
        looking.select(known[0].uuid);
        QVERIFY(!byName<QPushButton>(&looking, u"Delete"_s)->isEnabled());
        QVERIFY(!byName<QPushButton>(&looking, u"New"_s)->isEnabled());
    }
};

QTEST_MAIN(TestSecretDialogs)
#include "tst_secretdialogs.moc"
