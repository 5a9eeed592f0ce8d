// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialogs/storage/deletevolumesdialog.h"
#include "dialogs/storage/resizevolumedialog.h"
#include "dialogs/storage/sizefield.h"
#include "dialogs/storage/uploadoverdialog.h"
#include "dialogs/storage/wipevolumedialog.h"
#include "models/core/async.h"
#include "tests/dialogs/storagesamples.h"
#include "tests/support/byname.h"

#include <QCheckBox>
#include <QDoubleSpinBox>
#include <QPromise>
#include <QPushButton>
#include <QSignalSpy>
#include <QTreeWidget>

using namespace Qt::StringLiterals;
using namespace StorageSamples;

// What would destroy data waits for the word of who uses it.
class TestVolumeUseDialogs : public QObject
{
    Q_OBJECT

private Q_SLOTS:
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
        auto *understood =
            byName<QCheckBox>(&dialog, u"I know that this part of the disk is lost"_s);
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
        byName<QCheckBox>(&dialog, u"I know that this part of the disk is lost"_s)
            ->setChecked(true);
        QVERIFY(!dialog.acceptButton()->isEnabled());
    }
};

QTEST_MAIN(TestVolumeUseDialogs)
#include "tst_volumeusedialogs.moc"
