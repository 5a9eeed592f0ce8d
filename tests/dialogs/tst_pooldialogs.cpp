// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialogs/storage/deletepooldialog.h"
#include "dialogs/storage/newpooldialog.h"
#include "models/core/async.h"
#include "tests/dialogs/storagesamples.h"
#include "tests/support/byname.h"

#include <QComboBox>
#include <QPushButton>
#include <QRadioButton>
#include <QSignalSpy>

using namespace Qt::StringLiterals;
using namespace StorageSamples;

// Pools of every type are made, and deleted with care.
class TestPoolDialogs : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void poolTypesAreThoseOfTheHost()
    {
        NewPoolContext context{.host = u"my host"_s};
        context.capabilities = {{.type = u"dir"_s, .supported = true},
                                {.type = u"netfs"_s,
                                 .supported = true,
                                 .poolFormats = {u"auto"_s, u"nfs"_s, u"cifs"_s}},
                                {.type = u"zfs"_s, .supported = false}};
        NewPoolDialog dialog(context);
        auto *types = byName<QComboBox>(&dialog, u"Type"_s);
        QCOMPARE(types->count(), 2);
        dialog.setType(u"netfs"_s);
        auto *format = byName<QComboBox>(&dialog, u"Format"_s);
        QVERIFY(format->findData(u"nfs"_s) > 0);
        QCOMPARE(NewPoolDialog({.host = u"old"_s}).findChild<QComboBox *>()->count() > 0, true);
        const NewPoolDialog all({.host = u"old host"_s});
        QCOMPARE(byName<QComboBox>(&all, u"Type"_s)->count(), int(knownPoolTypes().size()));
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
                auto *line = byName<QLineEdit>(&dialog, value.key());
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
        auto *find = byName<QPushButton>(&dialog, u"Find"_s);
        QVERIFY(!find->isEnabled()); // it needs to know where
        type(dialog, u"Server"_s, u"store"_s);
        QVERIFY(find->isEnabled());
        find->click();
        auto *list = byName<QComboBox>(&dialog, u"Found"_s);
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
        byName<QRadioButton>(&dialog, u"Delete what it is made of, too"_s)->setChecked(true);
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
};

QTEST_MAIN(TestPoolDialogs)
#include "tst_pooldialogs.moc"
