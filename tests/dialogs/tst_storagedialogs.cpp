// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialogs/storage/clonevolumedialog.h"
#include "dialogs/storage/deletepooldialog.h"
#include "dialogs/storage/deletevolumesdialog.h"
#include "dialogs/storage/fieldform.h"
#include "dialogs/storage/newpooldialog.h"
#include "dialogs/storage/newsecretdialog.h"
#include "dialogs/storage/newvolumedialog.h"
#include "dialogs/storage/renamepooldialog.h"
#include "dialogs/storage/resizevolumedialog.h"
#include "dialogs/storage/secretsdialog.h"
#include "dialogs/storage/sizefield.h"
#include "dialogs/storage/uploaddialog.h"
#include "dialogs/storage/uploadoverdialog.h"
#include "dialogs/storage/volumedetailsdialog.h"
#include "dialogs/storage/wipevolumedialog.h"
#include "models/core/async.h"
#include "views/facts/factsform.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPromise>
#include <QPushButton>
#include <QRadioButton>
#include <QScreen>
#include <QSignalSpy>
#include <QTest>
#include <QTreeWidget>

using namespace Qt::StringLiterals;

namespace {

constexpr quint64 mib = 1024 * 1024, gib = 1024 * mib;
const QString hostile = u"<h1>x</h1><img src='/dev/zero'>&amp;\u202e%1%2\n"_s + QString(3000, u'w');

StoragePool pool(const QString &name = u"default"_s)
{
    StoragePool made;
    made.uuid = QUuid(u"0c3f2b52-3ad2-4a1e-8a4f-d5a0b0b1c2d3"_s);
    made.name = name;
    made.type = u"dir"_s;
    made.state = PoolState::Running;
    made.targetPath = u"/srv/images"_s;
    made.capacity = 100 * gib;
    made.available = 40 * gib;
    return made;
}

StorageVolume volume(const QString &name = u"web.qcow2"_s, quint64 capacity = 20 * gib)
{
    StorageVolume made;
    made.pool = pool().uuid;
    made.name = name;
    made.path = u"/srv/images/"_s + name;
    made.key = made.path;
    made.format = u"qcow2"_s;
    made.type = VolumeType::File;
    made.capacity = capacity;
    made.allocation = 3 * gib;
    made.described = true;
    return made;
}

VolumeUsers usedByMachine(const QString &name)
{
    VolumeUsers users;
    users.machines.append({.machine = QUuid::createUuid(), .name = name, .running = true});
    return users;
}

QFuture<VolumeUsersAnswer> answer(const QHash<VolumeRef, VolumeUsers> &users)
{
    return readyFuture(VolumeUsersAnswer(users));
}

template <class T>
T *named(const QWidget &in, const QString &name)
{
    for (T *widget : in.findChildren<T *>())
        if (widget->accessibleName() == name)
            return widget;
    return nullptr;
}

void type(const QWidget &in, const QString &field, const QString &text)
{
    auto *line = named<QLineEdit>(in, field);
    QVERIFY2(line, qPrintable(field));
    line->clear();
    QTest::keyClicks(line, text);
}

// Every sentence that is shown, with its invisible break points removed.
QString said(const QWidget &in)
{
    QStringList sentences;
    for (const QLabel *label : in.findChildren<QLabel *>())
        if (!label->isHidden() && label->parentWidget() && label->isVisibleTo(&in))
            sentences << QString(label->text()).remove(QChar(0x200b));
    return sentences.join(u'\n');
}

void checkHarmless(PlainDialog &dialog)
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
             qPrintable(u"%1: %2 × %3"_s.arg(QString::fromLatin1(dialog.metaObject()->className()),
                                             QString::number(dialog.width()),
                                             QString::number(dialog.height()))));
}

} // namespace

class TestStorageDialogs : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aSizeThatNobodyTouchedKeepsEveryByte()
    {
        SizeField field;
        for (const quint64 bytes : {quint64(0), quint64(512), quint64(1'048'577), 20 * gib,
                                    20 * gib + 512, 3 * gib / 2, quint64(5'368'709'121)}) {
            field.setBytes(bytes);
            QCOMPARE(field.bytes(), bytes);
        }
        field.setBytes(20 * gib);
        QCOMPARE(field.findChild<QComboBox *>()->currentText(), u"GiB"_s);
        field.findChild<QDoubleSpinBox *>()->setValue(1.5);
        QCOMPARE(field.bytes(), 3 * gib / 2);
        field.findChild<QDoubleSpinBox *>()->setValue(0.333);
        QCOMPARE(field.bytes() % 512, quint64(0));
        field.findChild<QComboBox *>()->setCurrentIndex(1);
        QVERIFY(field.bytes() < mib);
    }

    void aVolumeIsFreeOnlyWhenThatIsKnown()
    {
        const StorageVolume base = volume(u"base.qcow2"_s), over = volume(u"over.qcow2"_s);
        QHash<VolumeRef, VolumeUsers> users;
        QVERIFY(!whyNotFree({base}, users).isEmpty()); // no answer is no
        users[base.ref()] = {};
        QVERIFY(whyNotFree({base}, users).isEmpty());
        users[base.ref()].unknown = {u"The pool “x” cannot be read."_s};
        QVERIFY(whyNotFree({base}, users).join(u' ').contains(u"cannot be read"_s));
        users[base.ref()] = {.dependants = {{over.ref(), over.path, true}}};
        QVERIFY(!whyNotFree({base}, users).isEmpty());
        users[over.ref()] = {};
        QVERIFY(whyNotFree({base, over}, users).isEmpty()); // it goes, too
        users[over.ref()] = usedByMachine(u"web"_s);
        QVERIFY(whyNotFree({base, over}, users).join(u' ').contains(u"web"_s));
        // What is in no pool cannot be selected: it stays.
        users[base.ref()] = {.dependants = {{{}, u"/home/a/over.qcow2"_s, true}}};
        QVERIFY(!whyNotFree({base}, users).isEmpty());
    }

    void aDeletionNamesPathAndHostAndWaitsForTheAnswer()
    {
        QPromise<VolumeUsersAnswer> promise;
        promise.start();
        DeleteVolumesDialog dialog({volume()}, u"my host"_s, promise.future());
        dialog.setAttribute(Qt::WA_DeleteOnClose, false);
        QSignalSpy accepted(&dialog,
                            qOverload<const QList<VolumeRef> &>(&DeleteVolumesDialog::accepted));
        QVERIFY(dialog.heading().contains(u"my host"_s));
        QCOMPARE(dialog.findChild<QTreeWidget *>()->topLevelItem(0)->text(0),
                 u"/srv/images/web.qcow2"_s);
        QVERIFY(!dialog.acceptButton()->isEnabled());
        dialog.accept();
        QVERIFY(accepted.isEmpty());
        promise.addResult(VolumeUsersAnswer(QHash<VolumeRef, VolumeUsers>{{volume().ref(), {}}}));
        promise.finish();
        QTRY_VERIFY(dialog.acceptButton()->isEnabled());
        QVERIFY(!dialog.acceptButton()->isDefault()); // Return destroys nothing
        dialog.accept();
        QCOMPARE(accepted.size(), 1);
        QCOMPARE(accepted.first().first().value<QList<VolumeRef>>(),
                 QList<VolumeRef>{volume().ref()});
    }

    void aDeletionIsRefusedWhileSomebodyUsesTheVolume()
    {
        DeleteVolumesDialog dialog({volume()}, u"my host"_s,
                                   answer({{volume().ref(), usedByMachine(u"shop"_s)}}));
        QTRY_VERIFY(dialog.users()->verdict().contains(u"shop"_s));
        QVERIFY(!dialog.acceptButton()->isEnabled());
        QVERIFY(dialog.findChild<QTreeWidget *>()->topLevelItem(0)->text(1).contains(u"shop"_s));
    }

    void aDeletionIsRefusedWhenTheHostCannotSay()
    {
        DeleteVolumesDialog dialog(
            {volume()}, u"my host"_s,
            readyFuture(VolumeUsersAnswer(tl::unexpected(Error{.summary = u"The link broke."_s}))));
        QTRY_VERIFY(dialog.users()->verdict().contains(u"The link broke."_s));
        QVERIFY(!dialog.acceptButton()->isEnabled());
        WipeVolumeDialog wipe(volume(), u"my host"_s, answer({}));
        QTRY_VERIFY(wipe.users()->verdict().contains(u"not known"_s));
        QVERIFY(!wipe.acceptButton()->isEnabled());
    }

    void aStoppedPoolThatMakesTheAnswerUnknownIsStartedRightThere()
    {
        VolumeUsers unknown;
        unknown.unknown = {u"The pool “store” is stopped: what lies in it cannot be seen."_s};
        DeleteVolumesDialog dialog({volume()}, u"my host"_s, answer({{volume().ref(), unknown}}));
        QStringList started;
        dialog.users()->offerToStart(
            [&] {
                return QList{pool(u"other"_s), pool(u"store"_s)};
            },
            [&](const StoragePool &which) {
                started += which.name;
                return answer({{volume().ref(), {}}});
            });
        const auto offers = [&] {
            QList<QPushButton *> found = dialog.users()->findChildren<QPushButton *>();
            return found;
        };
        QTRY_COMPARE(offers().size(), 1);
        QVERIFY(offers().first()->accessibleName().contains(u"store"_s));
        QVERIFY(!dialog.acceptButton()->isEnabled());
        offers().first()->click();
        QCOMPARE(started, QStringList{u"store"_s});
        QTRY_VERIFY(dialog.acceptButton()->isEnabled());
        QVERIFY(offers().isEmpty());
    }

    void whatDoesNotFitIsNotUploadedOverAVolume()
    {
        UploadOverDialog large(volume(), u"my host"_s, u"/tmp/x"_s, volume().capacity + 1,
                               answer({{volume().ref(), {}}}));
        QTRY_VERIFY(!large.users()->verdict().contains(u"Asking"_s));
        QVERIFY(!large.acceptButton()->isEnabled());
        UploadOverDialog fits(volume(), u"my host"_s, u"/tmp/x"_s, 512,
                              answer({{volume().ref(), {}}}));
        fits.setAttribute(Qt::WA_DeleteOnClose, false);
        QSignalSpy accepted(
            &fits, qOverload<const VolumeRef &, const QString &>(&UploadOverDialog::accepted));
        QVERIFY(!fits.acceptButton()->isEnabled()); // nobody has answered yet
        QTRY_VERIFY(fits.acceptButton()->isEnabled());
        fits.accept();
        QCOMPARE(accepted.size(), 1);
    }

    void growingAsksNobody()
    {
        int asked = 0;
        ResizeVolumeDialog dialog(volume(), u"my host"_s, 40 * gib, [&](const QList<VolumeRef> &) {
            ++asked;
            return answer({});
        });
        QVERIFY(!dialog.acceptButton()->isEnabled()); // nothing has changed
        dialog.size()->findChild<QDoubleSpinBox *>()->setValue(30);
        QVERIFY(dialog.acceptButton()->isEnabled());
        QCOMPARE(dialog.spec(), (VolumeResize{30 * gib, false, false}));
        QVERIFY(dialog.warning().isEmpty());
        QCOMPARE(asked, 0);
        dialog.size()->findChild<QDoubleSpinBox *>()->setValue(100);
        QVERIFY(said(dialog).contains(u"The pool has only"_s)); // told, not forbidden
        QVERIFY(dialog.acceptButton()->isEnabled());
    }

    void shrinkingNamesTheBytesThatAreLostAndAsksTwice()
    {
        QList<VolumeRef> asked;
        ResizeVolumeDialog dialog(volume(), u"my host"_s, 40 * gib,
                                  [&](const QList<VolumeRef> &volumes) {
                                      asked += volumes;
                                      return answer({{volume().ref(), {}}});
                                  });
        dialog.setAttribute(Qt::WA_DeleteOnClose, false);
        dialog.size()->findChild<QDoubleSpinBox *>()->setValue(19);
        QCOMPARE(asked, QList<VolumeRef>{volume().ref()});
        QVERIFY2(dialog.warning().contains(QLocale().toString(gib)), qPrintable(dialog.warning()));
        QTRY_VERIFY(dialog.users()->isFree());
        QVERIFY(!dialog.acceptButton()->isEnabled());
        auto *understood = named<QCheckBox>(dialog, u"I know that this part of the disk is lost"_s);
        QVERIFY(understood);
        understood->setChecked(true);
        QVERIFY(dialog.acceptButton()->isEnabled());
        // Another size is another loss.
        dialog.size()->findChild<QDoubleSpinBox *>()->setValue(10);
        QVERIFY(!understood->isChecked());
        QVERIFY(!dialog.acceptButton()->isEnabled());
        QVERIFY(dialog.warning().contains(QLocale().toString(10 * gib)));
        understood->setChecked(true);
        QSignalSpy accepted(&dialog, qOverload<const VolumeRef &, const VolumeResize &>(
                                         &ResizeVolumeDialog::accepted));
        dialog.accept();
        QCOMPARE(accepted.size(), 1);
        QCOMPARE(accepted.first().at(1).value<VolumeResize>(),
                 (VolumeResize{10 * gib, true, false}));
        QCOMPARE(asked.size(), 1);
    }

    void shrinkingAVolumeInUseIsRefused()
    {
        ResizeVolumeDialog dialog(volume(), u"my host"_s, 0, [&](const QList<VolumeRef> &) {
            return answer({{volume().ref(), usedByMachine(u"shop"_s)}});
        });
        dialog.size()->findChild<QDoubleSpinBox *>()->setValue(19);
        QTRY_VERIFY(dialog.users()->verdict().contains(u"shop"_s));
        named<QCheckBox>(dialog, u"I know that this part of the disk is lost"_s)->setChecked(true);
        QVERIFY(!dialog.acceptButton()->isEnabled());
    }

    void aNewVolumeIsJudgedWhileItIsTyped()
    {
        NewVolumeDialog dialog({.pool = pool(),
                                .host = u"my host"_s,
                                .taken = {u"web.qcow2"_s},
                                .formats = {u"none"_s, u"raw"_s, u"dir"_s, u"qcow2"_s}});
        QVERIFY(!dialog.acceptButton()->isEnabled()); // no name yet, and no reproach for it
        QVERIFY(!said(dialog).contains(u"Enter a name"_s));
        auto *format = named<QComboBox>(dialog, u"Format"_s);
        QCOMPARE(format->count(), 2);
        type(dialog, u"Name"_s, u"web"_s);
        QVERIFY(said(dialog).contains(u"There is a volume of this name."_s));
        QVERIFY(!dialog.acceptButton()->isEnabled());
        type(dialog, u"Name"_s, u"shop"_s);
        QVERIFY(said(dialog).contains(u"/srv/images/shop.qcow2"_s));
        QVERIFY(said(dialog).contains(u"free in the pool"_s));
        QVERIFY(dialog.acceptButton()->isEnabled());
        VolumeSpec spec = dialog.spec();
        QCOMPARE(spec.name, u"shop.qcow2"_s);
        QCOMPARE(spec.format, u"qcow2"_s);
        QCOMPARE(spec.capacity, 20 * gib);
        QVERIFY(!spec.allocation);
        format->setCurrentIndex(format->findData(u"raw"_s));
        QCOMPARE(dialog.spec().name, u"shop.img"_s);
        auto *allocation = named<QComboBox>(dialog, u"Allocation"_s);
        allocation->setCurrentIndex(allocation->count() - 1);
        QCOMPARE(dialog.spec().allocation, std::optional(20 * gib));
        dialog.findChild<SizeField *>()->findChild<QDoubleSpinBox *>()->setValue(50);
        QVERIFY2(said(dialog).contains(u"The pool has only"_s), qPrintable(said(dialog)));
        QVERIFY(!dialog.acceptButton()->isEnabled());
    }

    void anOverlayHasTheSizeAndTheFormatItNeeds()
    {
        NewVolumeDialog dialog({.pool = pool(), .host = u"my host"_s});
        type(dialog, u"Name"_s, u"over"_s);
        auto *format = named<QComboBox>(dialog, u"Format"_s);
        format->setCurrentIndex(format->findData(u"raw"_s));
        dialog.setBacking(u"/srv/images/web.qcow2"_s, u"qcow2"_s, 30 * gib);
        VolumeSpec spec = dialog.spec();
        QCOMPARE(spec.format, u"qcow2"_s);
        QCOMPARE(spec.capacity, 30 * gib);
        QCOMPARE(spec.backingPath, u"/srv/images/web.qcow2"_s);
        QCOMPARE(spec.backingFormat, u"qcow2"_s);
        QVERIFY(!format->isEnabled());
        QVERIFY(dialog.acceptButton()->isEnabled());
        dialog.findChild<SizeField *>()->findChild<QDoubleSpinBox *>()->setValue(20);
        QVERIFY(!dialog.acceptButton()->isEnabled());
        dialog.setBacking(u"/somewhere"_s, {}, 0); // libvirt must not guess its format
        QVERIFY(!dialog.acceptButton()->isEnabled());
        dialog.setBacking({}, {}, 0);
        QVERIFY(dialog.spec().backingPath.isEmpty());
        QVERIFY(format->isEnabled());
        QVERIFY(dialog.acceptButton()->isEnabled());
    }

    void aSecretOfAnEncryptedVolumeIsAUuid()
    {
        NewVolumeDialog dialog({.pool = pool(), .host = u"my host"_s});
        type(dialog, u"Name"_s, u"safe"_s);
        named<QCheckBox>(dialog, u"More options"_s)->setChecked(true);
        type(dialog, u"LUKS encryption"_s, u"not one"_s);
        QVERIFY(!dialog.acceptButton()->isEnabled());
        QVERIFY(said(dialog).contains(u"This is not a UUID."_s));
        type(dialog, u"LUKS encryption"_s, u"0c3f2b52-3ad2-4a1e-8a4f-d5a0b0b1c2d3"_s);
        QVERIFY(dialog.acceptButton()->isEnabled());
        QVERIFY(!dialog.spec().encryptionSecret.isNull());
        auto *cluster = named<QComboBox>(dialog, u"Cluster size"_s);
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
        named<QCheckBox>(dialog, u"More options"_s)->setChecked(true);
        auto *choice = named<QComboBox>(dialog, u"LUKS encryption"_s);
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
        named<QPushButton>(dialog, u"New secret"_s)->click();
        QCOMPARE(wanted.size(), 1);
        QCOMPARE(wanted[0][0].toString(), u"/srv/images/safe.qcow2"_s);
        const HostSecret made{
            .uuid = QUuid::createUuid(), .usage = SecretUsage::Volume, .usageId = hostile};
        dialog.setSecret(made);
        QCOMPARE(dialog.spec().encryptionSecret, made.uuid);
        checkHarmless(dialog);

        NewPoolDialog inPool({.host = u"my host"_s, .secrets = list});
        inPool.setType(u"iscsi"_s);
        auto *secret = named<QComboBox>(inPool, u"Secret"_s);
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
            QCOMPARE(named<QLineEdit>(dialog, field)->echoMode(), QLineEdit::Password);
            type(dialog, field, u"hush"_s);
        }
        QVERIFY(dialog.acceptButton()->isEnabled());
        type(dialog, u"Passphrase again"_s, u"hus"_s);
        QVERIFY(!dialog.acceptButton()->isEnabled());
        QVERIFY(said(dialog).contains(u"The two are not the same."_s));
        auto *usage = named<QComboBox>(dialog, u"Type"_s);
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
        auto *tree = named<QTreeWidget>(dialog, u"Secrets"_s);
        QTRY_COMPARE(tree->topLevelItemCount(), 2);
        checkHarmless(dialog);
        auto *remove = named<QPushButton>(dialog, u"Delete"_s);
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
        auto *rows = named<QTreeWidget>(looking, u"Secrets"_s);
        QTRY_COMPARE(rows->topLevelItemCount(), 1);
        looking.select(known[0].uuid);
        QVERIFY(!named<QPushButton>(looking, u"Delete"_s)->isEnabled());
        QVERIFY(!named<QPushButton>(looking, u"New"_s)->isEnabled());
    }

    void aCloneHasANameOfItsOwnAndCanBeConverted()
    {
        StoragePool other = pool(u"other"_s);
        other.uuid = QUuid::createUuid();
        CloneVolumeContext context{
            .source = volume(), .host = u"my host"_s, .pools = {pool(), other}};
        context.taken = [](const QUuid &in) {
            return in == pool().uuid ? QStringList{u"web.qcow2"_s, u"web-clone.qcow2"_s}
                                     : QStringList();
        };
        CloneVolumeDialog dialog(context);
        QCOMPARE(dialog.copy().spec.name, u"web-clone2.qcow2"_s);
        QCOMPARE(dialog.copy().spec.format, u"qcow2"_s);
        QCOMPARE(dialog.copy().spec.capacity, 20 * gib);
        auto *format = named<QComboBox>(dialog, u"Format"_s);
        format->setCurrentIndex(format->findData(u"raw"_s));
        QCOMPARE(dialog.copy().spec.name, u"web-clone.img"_s);
        named<QComboBox>(dialog, u"Pool"_s)->setCurrentIndex(1);
        QCOMPARE(dialog.copy().pool, other.uuid);
        type(dialog, u"Name"_s, u"a/b"_s);
        QVERIFY(!dialog.acceptButton()->isEnabled());
    }

    void aCloneOfARunningDiskSaysWhatItIs()
    {
        CloneVolumeContext context{.source = volume(),
                                   .host = u"my host"_s,
                                   .pools = {pool()},
                                   .inUse = u"“shop” runs from it."_s};
        CloneVolumeDialog dialog(context);
        QVERIFY(said(dialog).contains(u"“shop” runs from it."_s));
        QVERIFY(dialog.acceptButton()->isEnabled());
    }

    void poolTypesAreThoseOfTheHost()
    {
        NewPoolContext context{.host = u"my host"_s};
        context.capabilities = {{.type = u"dir"_s, .supported = true},
                                {.type = u"netfs"_s,
                                 .supported = true,
                                 .poolFormats = {u"auto"_s, u"nfs"_s, u"cifs"_s}},
                                {.type = u"zfs"_s, .supported = false}};
        NewPoolDialog dialog(context);
        auto *types = named<QComboBox>(dialog, u"Type"_s);
        QCOMPARE(types->count(), 2);
        dialog.setType(u"netfs"_s);
        auto *format = named<QComboBox>(dialog, u"Format"_s);
        QVERIFY(format->findData(u"nfs"_s) > 0);
        QCOMPARE(NewPoolDialog({.host = u"old"_s}).findChild<QComboBox *>()->count() > 0, true);
        const NewPoolDialog all({.host = u"old host"_s});
        QCOMPARE(named<QComboBox>(all, u"Type"_s)->count(), int(knownPoolTypes().size()));
    }

    void aFolderPoolNeedsANameOnly()
    {
        NewPoolDialog dialog({.host = u"my host"_s, .taken = {u"default"_s}});
        QVERIFY(!dialog.acceptButton()->isEnabled());
        type(dialog, u"Name"_s, u"default"_s);
        QVERIFY(said(dialog).contains(u"There is a pool of this name."_s));
        type(dialog, u"Name"_s, u"vms"_s);
        const PoolSpec spec = dialog.spec();
        QCOMPARE(spec.targetPath, u"/var/lib/libvirt/images/vms"_s);
        QVERIFY(spec.build && spec.start && spec.autostart);
        QVERIFY(dialog.acceptButton()->isEnabled());
        type(dialog, u"Folder on the host"_s, u"relative"_s);
        QVERIFY(said(dialog).contains(u"The path has to begin with “/”."_s));
        QVERIFY(!dialog.acceptButton()->isEnabled());
        type(dialog, u"Folder on the host"_s, u"/data"_s);
        type(dialog, u"Name"_s, u"other"_s); // what was typed stays
        QCOMPARE(dialog.spec().targetPath, u"/data"_s);
    }

    void everyTypeOfPoolCanBeFilledIn()
    {
        NewPoolDialog dialog({.host = u"my host"_s});
        const QHash<QString, QString> values{{u"Server"_s, u"store.example.org:3260"_s},
                                             {u"Servers"_s, u"ceph1, [::1]:6789"_s},
                                             {u"Device"_s, u"/dev/sdb"_s},
                                             {u"Devices"_s, u"/dev/sdb, /dev/sdc"_s},
                                             {u"Target"_s, u"iqn.2004-10.org.example:disk1"_s},
                                             {u"Initiator"_s, u"iqn.2004-10.org.example:host1"_s},
                                             {u"Exported path"_s, u"/srv/images"_s},
                                             {u"Folder in the volume"_s, u"/"_s},
                                             {u"Volume group"_s, u"vg0"_s},
                                             {u"Ceph pool"_s, u"rbd"_s},
                                             {u"Gluster volume"_s, u"gv0"_s},
                                             {u"ZFS pool"_s, u"tank"_s},
                                             {u"Cluster"_s, u"vz"_s},
                                             {u"Adapter"_s, u"host1"_s}};
        for (const QString &each : knownPoolTypes()) {
            dialog.setType(each);
            type(dialog, u"Name"_s, u"made"_s);
            for (auto value = values.begin(); value != values.end(); ++value) {
                auto *line = named<QLineEdit>(dialog, value.key());
                if (line && line->isVisibleTo(&dialog))
                    type(dialog, value.key(), value.value());
            }
            QCOMPARE(dialog.spec().type, each);
            QVERIFY2(dialog.acceptButton()->isEnabled(),
                     qPrintable(each + u'\n' + poolSpecProblem(dialog.spec()) + said(dialog)));
            QCOMPARE(poolSpecProblem(dialog.spec()), QString());
        }
        dialog.setType(u"rbd"_s);
        type(dialog, u"Servers"_s, values[u"Servers"_s]);
        QCOMPARE(dialog.spec().hosts, (QList<PoolSpec::Host>{{u"ceph1"_s, 0}, {u"::1"_s, 6789}}));
        type(dialog, u"User"_s, u"admin"_s);
        QVERIFY(!dialog.acceptButton()->isEnabled()); // a user without a secret
        type(dialog, u"Secret"_s, u"0c3f2b52-3ad2-4a1e-8a4f-d5a0b0b1c2d3"_s);
        QCOMPARE(dialog.spec().authType, u"ceph"_s);
        QVERIFY(dialog.acceptButton()->isEnabled());
    }

    void hostsAndTargetsAreJudged()
    {
        QVERIFY(parsePoolHosts(u"a, b:1"_s));
        QVERIFY(parsePoolHosts(QString())->isEmpty());
        QVERIFY(!parsePoolHosts(u"a b"_s));
        QVERIFY(!parsePoolHosts(u"http://a"_s));
        QVERIFY(!parsePoolHosts(u"a:99999"_s));
        QVERIFY(!parsePoolHosts(u"::1"_s)); // brackets tell the port
        QVERIFY(iqnProblem(u"iqn.2004-10.org.example:disk1"_s).isEmpty());
        QVERIFY(iqnProblem(u"eui.02004567A425678D"_s).isEmpty());
        QVERIFY(!iqnProblem(u"disk1"_s).isEmpty());
        QVERIFY(!iqnProblem(u"iqn.2004.org:x"_s).isEmpty());
    }

    void whatTheHostFindsFillsTheFields()
    {
        NewPoolContext context{.host = u"my host"_s};
        PoolSpec askedWith;
        PoolSource found;
        found.hosts = {{u"store"_s, 0}};
        found.directory = u"/export"_s;
        found.title = u"store:/export"_s;
        context.findSources = [&](const QString &, const PoolSpec &spec) {
            askedWith = spec;
            return readyFuture(Result<QList<PoolSource>>(QList<PoolSource>{found}));
        };
        NewPoolDialog dialog(context);
        dialog.setType(u"netfs"_s);
        auto *find = named<QPushButton>(dialog, u"Find"_s);
        QVERIFY(!find->isEnabled()); // it needs to know where
        type(dialog, u"Server"_s, u"store"_s);
        QVERIFY(find->isEnabled());
        find->click();
        auto *list = named<QComboBox>(dialog, u"Found"_s);
        QTRY_COMPARE(list->count(), 1);
        QCOMPARE(askedWith.hosts.value(0).name, u"store"_s);
        list->setCurrentIndex(0);
        Q_EMIT list->activated(0);
        QCOMPARE(dialog.spec().directory, u"/export"_s);
    }

    void aPoolIsDeletedWithItsContentsOnlyWhenItsNameIsTyped()
    {
        DeletePoolDialog dialog(pool(), u"my host"_s);
        dialog.setAttribute(Qt::WA_DeleteOnClose, false);
        QVERIFY(dialog.acceptButton()->isEnabled()); // the definition only
        named<QRadioButton>(dialog, u"Delete what it is made of, too"_s)->setChecked(true);
        QVERIFY(!dialog.acceptButton()->isEnabled());
        QVERIFY(said(dialog).contains(u"/srv/images"_s));
        type(dialog, u"Type the pool's name"_s, u"Default"_s);
        QVERIFY(!dialog.acceptButton()->isEnabled());
        type(dialog, u"Type the pool's name"_s, u"default"_s);
        QVERIFY(dialog.acceptButton()->isEnabled());
        QSignalSpy accepted(&dialog, qOverload<const QUuid &, bool>(&DeletePoolDialog::accepted));
        dialog.accept();
        QCOMPARE(accepted.size(), 1);
        QCOMPARE(accepted.first().at(1).toBool(), true);
    }

    void uploadsHaveNamesThatAreFree()
    {
        UploadDialog dialog(pool(), u"my host"_s, {u"a.iso"_s},
                            {{u"/tmp/a.iso"_s, 10 * mib, {}}, {u"/tmp/x/b.iso"_s, 10 * mib, {}}});
        QVERIFY(!dialog.acceptButton()->isEnabled());
        QVERIFY(said(dialog).contains(u"There is a volume of this name."_s));
        type(dialog, u"a.iso"_s, u"b.iso"_s); // the other one's
        QVERIFY(!dialog.acceptButton()->isEnabled());
        type(dialog, u"a.iso"_s, u"c.iso"_s);
        QVERIFY(dialog.acceptButton()->isEnabled());
        QCOMPARE(dialog.files().first().name, u"c.iso"_s);
    }

    void detailsTellTheWholeChain()
    {
        StorageVolume over = volume();
        over.backingPath = u"/srv/images/mid.qcow2"_s;
        over.backingFormat = u"qcow2"_s;
        VolumeDetailsDialog dialog(
            over, pool(), u"my host"_s, {u"/srv/images/mid.qcow2"_s, u"/srv/images/base.qcow2"_s},
            usedByMachine(u"shop"_s), readyFuture(Result<QByteArray>("<volume/>")),
            readyFuture(Result<QList<ImageSnapshot>>(QList<ImageSnapshot>{
                {.name = u"before\nit <b>"_s, .taken = QDateTime::currentDateTime()}})));
        QTRY_VERIFY(dialog.facts()->fact(u"Snapshots inside"_s).startsWith(u"before"_s));
        QVERIFY(dialog.facts()->fact(u"Overlay of"_s).contains(u"base.qcow2"_s));
        QVERIFY(dialog.facts()->fact(u"Used by"_s).contains(u"shop"_s));
        QVERIFY(dialog.facts()->fact(u"Size"_s).contains(QLocale().toString(20 * gib)));
        auto *xml = named<QPlainTextEdit>(dialog, u"XML"_s);
        QTRY_COMPARE(xml->toPlainText(), u"<volume/>"_s);
    }

    void hostileNamesStayText()
    {
        StoragePool badPool = pool(hostile);
        badPool.targetPath = u"/"_s + hostile;
        StorageVolume bad = volume(hostile);
        VolumeUsers users = usedByMachine(hostile);
        users.unknown = {hostile};
        const auto answered = [&] { return answer({{bad.ref(), users}}); };
        DeleteVolumesDialog remove({bad, bad}, hostile, answered());
        QTRY_VERIFY(!remove.users()->verdict().contains(u"Asking"_s));
        checkHarmless(remove);
        WipeVolumeDialog wipe(bad, hostile, answered());
        checkHarmless(wipe);
        ResizeVolumeDialog resize(bad, hostile, 0,
                                  [&](const QList<VolumeRef> &) { return answered(); });
        resize.size()->findChild<QDoubleSpinBox *>()->setValue(1);
        checkHarmless(resize);
        NewVolumeDialog make({.pool = badPool, .host = hostile, .backing = bad});
        checkHarmless(make);
        CloneVolumeDialog copy({.source = bad, .host = hostile, .pools = {badPool}});
        checkHarmless(copy);
        NewPoolDialog newPool({.host = hostile});
        checkHarmless(newPool);
        DeletePoolDialog deletePool(badPool, hostile);
        checkHarmless(deletePool);
        RenamePoolDialog rename(badPool, hostile, {});
        checkHarmless(rename);
        UploadDialog upload(badPool, hostile, {}, {{u"/tmp/"_s + hostile, 1, {}}});
        checkHarmless(upload);
        VolumeDetailsDialog details(bad, badPool, hostile, {hostile}, users,
                                    readyFuture(Result<QByteArray>(hostile.toUtf8())),
                                    readyFuture(Result<QList<ImageSnapshot>>(
                                        QList<ImageSnapshot>(100, {.name = hostile}))));
        QTRY_VERIFY(!details.facts()->fact(u"Snapshots inside"_s).isEmpty());
        checkHarmless(details);
    }
};

QTEST_MAIN(TestStorageDialogs)
#include "tst_storagedialogs.moc"
