// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialogs/storage/clonevolumedialog.h"
#include "dialogs/storage/deletepooldialog.h"
#include "dialogs/storage/deletevolumesdialog.h"
#include "dialogs/storage/newpooldialog.h"
#include "dialogs/storage/newvolumedialog.h"
#include "dialogs/storage/renamepooldialog.h"
#include "dialogs/storage/resizevolumedialog.h"
#include "dialogs/storage/sizefield.h"
#include "dialogs/storage/uploaddialog.h"
#include "dialogs/storage/volumedetailsdialog.h"
#include "dialogs/storage/wipevolumedialog.h"
#include "models/core/async.h"
#include "tests/dialogs/storagesamples.h"
#include "tests/support/byname.h"
#include "views/facts/factsform.h"

#include <QDoubleSpinBox>
#include <QPlainTextEdit>

using namespace Qt::StringLiterals;
using namespace StorageSamples;

// What holds for all dialogs of storage, and the one that only tells.
class TestStorageDialogs : public QObject
{
    Q_OBJECT

private Q_SLOTS:
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
        auto *xml = byName<QPlainTextEdit>(&dialog, u"XML"_s);
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
