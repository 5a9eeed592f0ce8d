// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/answers.h"
#include "tests/support/storagetest.h"

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QSignalSpy>
#include <QTemporaryFile>

using namespace Qt::StringLiterals;

namespace {

// What qemu-img says of a file that it cannot open.
QJsonObject imageInfo(const QString &path)
{
    QProcess process;
    QSignalSpy finished(&process, &QProcess::finished);
    process.start(u"/usr/bin/qemu-img"_s, {u"info"_s, u"-U"_s, u"--output=json"_s, path});
    return finished.wait(60'000) ? QJsonDocument::fromJson(process.readAllStandardOutput()).object()
                                 : QJsonObject();
}

// Whether the passphrase, in a file as qemu-img wants it, opens an encrypted image.
bool opensWith(const QString &path, const QString &format, const QString &passphrase)
{
    QTemporaryFile secret;
    if (!secret.open() || secret.write(passphrase.toUtf8()) <= 0 || !secret.flush())
        return false;
    const QString image =
        format == "qcow2"_L1
            ? u"driver=qcow2,file.filename=%1,encrypt.key-secret=s,encrypt.format=luks"_s.arg(path)
            : u"driver=luks,file.filename=%1,key-secret=s"_s.arg(path);
    QProcess process;
    QSignalSpy finished(&process, &QProcess::finished);
    // A copy reads the contents, for which the key is needed.
    process.start(u"/usr/bin/qemu-img"_s,
                  {u"convert"_s, u"--object"_s, u"secret,id=s,file="_s + secret.fileName(),
                   u"--image-opts"_s, image, u"-O"_s, u"raw"_s, secret.fileName() + u".raw"_s});
    const bool done = finished.wait(60'000) && process.exitCode() == 0;
    QFile::remove(secret.fileName() + u".raw"_s);
    return done;
}

} // namespace

// Secrets of a host, and the volumes that they open.
class TestStorageSecrets : public StorageTest
{
    Q_OBJECT

    // QEMU measures the processor before it derives a key, and gives up on one that is busy: about
    // one time in eight with 7.2. That says nothing of us.
    Result<StorageVolume> makeEncrypted(const QString &name, const QString &format,
                                        const QUuid &secret)
    {
        Result<StorageVolume> made = tl::unexpected(Error());
        for (int attempt = 0; attempt < 20 && !made; ++attempt) {
            made = answerOf(storage->createVolume(
                pool,
                {.name = name, .format = format, .capacity = 4 * mib, .encryptionSecret = secret}));
            if (!made && !made.error().detail.contains("accurate CPU usage"_L1))
                break;
        }
        return made;
    }

private Q_SLOTS:
    void anEncryptedVolumeIsOpenedByASecretMadeHereThatNobodyReadsBack()
    {
        const auto passphrase = u"nobody reads this: ü"_s;
        const SecretSpec spec{.usage = SecretUsage::Volume,
                              .usageId = pathOf(u"safe.qcow2"_s),
                              .description = u"of <b> & the safe"_s};
        const auto made =
            answerOf(storage->createSecret(spec, secretValue(spec.usage, passphrase)));
        QVERIFY2(made, qPrintable(whyNot(made)));
        const auto listed = answerOf(storage->secrets());
        QVERIFY2(listed, qPrintable(whyNot(listed)));
        QCOMPARE(*listed, QList<HostSecret>{*made});
        QCOMPARE(made->description, spec.description);
        const QString uuid = made->uuid.toString(QUuid::WithoutBraces);
        // Private: not even virsh gets it.
        QVERIFY(!daemon.virsh({u"secret-get-value"_s, uuid}).ok());
        QVERIFY(daemon.virsh({u"secret-dumpxml"_s, uuid}).output.contains("private='yes'"_L1));
        // A second one for the same is refused, and one whose value cannot be is not made.
        QVERIFY(!answerOf(storage->createSecret(spec, secretValue(spec.usage, u"x"_s))));
        SecretSpec other = spec;
        other.usageId = u"other"_s;
        QVERIFY(!answerOf(storage->createSecret(other, {})));
        QCOMPARE(answerOf(storage->secrets())->size(), 1);

        for (const QString &format : {u"qcow2"_s, u"raw"_s}) {
            const QString name = u"safe."_s + format;
            const auto volume = makeEncrypted(name, format, made->uuid);
            QVERIFY2(volume, qPrintable(whyNot(volume)));
            QCOMPARE(volume->encryption, u"luks"_s);
            QCOMPARE(volume->secret, made->uuid);
            // The file itself says so to somebody who knows nothing of libvirt, and opens with the
            // passphrase alone.
            QVERIFY(anybodyMayRead(pathOf(name)));
            const QJsonObject info = imageInfo(pathOf(name));
            if (format == "qcow2"_L1) {
                QCOMPARE(info.value("encrypted"_L1).toBool(), true);
                const QJsonObject specific =
                    info.value("format-specific"_L1)["data"_L1]["encrypt"_L1].toObject();
                QCOMPARE(specific.value("format"_L1).toString(), u"luks"_s);
            } else {
                QCOMPARE(info.value("format"_L1).toString(), u"luks"_s);
            }
            QVERIFY(opensWith(pathOf(name), format, passphrase));
        }

        QVERIFY(!opensWith(pathOf(u"safe.qcow2"_s), u"qcow2"_s, u"something else"_s));
        QVERIFY(answerOf(storage->deleteSecret(made->uuid)));
        QVERIFY(answerOf(storage->deleteSecret(made->uuid))); // gone already
        QVERIFY(answerOf(storage->secrets())->isEmpty());
        const auto without =
            answerOf(storage->createVolume(pool, {.name = u"no.qcow2"_s,
                                                  .format = u"qcow2"_s,
                                                  .capacity = mib,
                                                  .encryptionSecret = made->uuid}));
        QVERIFY(!without);
        QVERIFY(!QFile::exists(pathOf(u"no.qcow2"_s)));
    }

    void secretsOfEveryUsageAreTakenByTheHost()
    {
        const QByteArray key = "AQBkeyOfCephAAAAAAAAAA==";
        for (const SecretUsage usage : {SecretUsage::Volume, SecretUsage::Ceph, SecretUsage::Iscsi,
                                        SecretUsage::Tls, SecretUsage::Vtpm}) {
            const SecretSpec spec{.usage = usage, .usageId = u"what it is for"_s};
            const auto made =
                answerOf(storage->createSecret(spec, secretValue(usage, QString::fromLatin1(key))));
            QVERIFY2(made, qPrintable(whyNot(made)));
        }
        const auto listed = answerOf(storage->secrets());
        QVERIFY(listed);
        QCOMPARE(listed->size(), 5);
        for (const HostSecret &secret : *listed) {
            QCOMPARE(secret.usageId, u"what it is for"_s);
            QVERIFY(secret.usage != SecretUsage::Unknown && secret.usage != SecretUsage::None);
            QVERIFY(answerOf(storage->deleteSecret(secret.uuid)));
        }
        // What Ceph calls a key is base64; other text is none.
        QCOMPARE(secretValue(SecretUsage::Ceph, u" aGVsbG8= "_s).bytes(), QByteArrayView("hello"));
        QVERIFY(secretValue(SecretUsage::Ceph, u"not a key!"_s).isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestStorageSecrets)
#include "tst_storagesecrets.moc"
