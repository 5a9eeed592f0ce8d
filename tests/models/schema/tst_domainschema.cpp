// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/schema/domainschema.h"
#include "tests/support/patience.h"

#include <QTemporaryDir>

using namespace Qt::StringLiterals;

class TestDomainSchema : public QObject
{
    Q_OBJECT

    std::shared_ptr<const DomainSchema> schema;
    const QStringList disk{u"domain"_s, u"devices"_s, u"disk"_s};

private Q_SLOTS:
    void initTestCase()
    {
        const auto read = DomainSchema::read();
        QVERIFY2(read, read ? "" : qPrintable(read.error().summary + read.error().detail));
        schema = *read;
    }

    void whatMayStandWhere()
    {
        const QStringList devices = schema->elements({u"domain"_s, u"devices"_s});
        for (const QString &device : {u"disk"_s, u"interface"_s, u"vsock"_s, u"tpm"_s})
            QVERIFY2(devices.contains(device), qPrintable(device));
        QVERIFY(schema->elements(disk).contains(u"driver"_s));
        QVERIFY(!schema->elements(disk).contains(u"mac"_s));
        QVERIFY(schema->attributes(disk + QStringList{u"driver"_s}).contains(u"discard"_s));
        QVERIFY(schema->has(disk + QStringList{u"source"_s, u"host"_s}));
        QVERIFY(!schema->has({u"domain"_s, u"disk"_s}));
        QVERIFY(!schema->has({u"network"_s}));
    }

    void whichWords()
    {
        const auto cache = schema->attribute(disk + QStringList{u"driver"_s}, u"cache"_s);
        QVERIFY(cache);
        for (const QString &word : {u"none"_s, u"writeback"_s, u"unsafe"_s, u"directsync"_s})
            QVERIFY2(cache->words.contains(word), qPrintable(word));
        QVERIFY(!cache->open);
        const auto copyOnRead =
            schema->attribute(disk + QStringList{u"driver"_s}, u"copy_on_read"_s);
        QVERIFY(copyOnRead && copyOnRead->isOnOff());
        const auto removable = schema->attribute(disk + QStringList{u"target"_s}, u"removable"_s);
        QVERIFY(removable && removable->isOnOff());
        const auto queues = schema->attribute(disk + QStringList{u"driver"_s}, u"queues"_s);
        QVERIFY(queues && queues->open && queues->type == DomainSchema::Content::Type::Number);
        const auto serial = schema->text(disk + QStringList{u"serial"_s});
        QVERIFY(serial && serial->open && serial->type == DomainSchema::Content::Type::Text);
        const auto reboot = schema->text({u"domain"_s, u"on_reboot"_s});
        QVERIFY(reboot && reboot->words.contains(u"restart"_s) && !reboot->open);
        QVERIFY(!schema->attribute(disk, u"nothing"_s));
        QVERIFY(!schema->text(disk + QStringList{u"driver"_s}));
    }

    void everythingIsAThousandPathsAndMore()
    {
        const QStringList all = schema->everything();
        QVERIFY2(all.size() > 1500, qPrintable(QString::number(all.size())));
        QVERIFY(all.contains(u"domain/devices/disk/driver@cache"_s));
        QVERIFY(all.contains(u"domain/cpu/topology@cores"_s));
        QCOMPARE(QSet<QString>(all.begin(), all.end()).size(), all.size());
    }

    void aFolderWithoutItIsAnError()
    {
        const QTemporaryDir nothing;
        const auto read = DomainSchema::read(nothing.path());
        QVERIFY(!read && read.error().kind == Error::Kind::NotFound);
    }
};

QTEST_APPLESS_MAIN(TestDomainSchema)
#include "tst_domainschema.moc"
