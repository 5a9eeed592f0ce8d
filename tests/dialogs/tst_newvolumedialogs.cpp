// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialogs/storage/clonevolumedialog.h"
#include "dialogs/storage/newvolumedialog.h"
#include "dialogs/storage/sizefield.h"
#include "dialogs/storage/uploaddialog.h"
#include "tests/dialogs/storagesamples.h"
#include "tests/support/byname.h"

#include <QComboBox>
#include <QDoubleSpinBox>
#include <QPushButton>

using namespace Qt::StringLiterals;
using namespace StorageSamples;

// Volumes that come: new ones, overlays, clones and uploads.
class TestNewVolumeDialogs : public QObject
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

    void aNewVolumeIsJudgedWhileItIsTyped()
    {
        NewVolumeDialog dialog({.pool = pool(),
                                .host = u"my host"_s,
                                .taken = {u"web.qcow2"_s},
                                .formats = {u"none"_s, u"raw"_s, u"dir"_s, u"qcow2"_s}});
        QVERIFY(!dialog.acceptButton()->isEnabled()); // no name yet, and no reproach for it
        QVERIFY(!said(dialog).contains(u"Enter a name"_s));
        auto *format = byName<QComboBox>(&dialog, u"Format"_s);
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
        auto *allocation = byName<QComboBox>(&dialog, u"Allocation"_s);
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
        auto *format = byName<QComboBox>(&dialog, u"Format"_s);
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
        auto *format = byName<QComboBox>(&dialog, u"Format"_s);
        format->setCurrentIndex(format->findData(u"raw"_s));
        QCOMPARE(dialog.copy().spec.name, u"web-clone.img"_s);
        byName<QComboBox>(&dialog, u"Pool"_s)->setCurrentIndex(1);
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
};

QTEST_MAIN(TestNewVolumeDialogs)
#include "tst_newvolumedialogs.moc"
