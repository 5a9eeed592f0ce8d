// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/values/storagerules.h"
#include "models/values/volumeusers.h"
#include "tests/support/patience.h"

using namespace Qt::StringLiterals;
using Role = StorageReference::Role;
using Origin = MachineReferences::Origin;

// The rule that decides what may be deleted, and the rules for forms.
class TestVolumeUsers : public QObject
{
    Q_OBJECT

    const QUuid pool = QUuid::createUuid();

    StorageFacts::Volume volume(const QString &name, const QString &backing = {},
                                const QString &format = u"qcow2"_s) const
    {
        return {.ref = {pool, name},
                .poolName = u"p"_s,
                .key = u"/p/"_s + name,
                .path = u"/p/"_s + name,
                .format = format,
                .backingPath = backing,
                .backingFormat = backing.isEmpty() ? QString() : u"qcow2"_s};
    }
    static MachineReferences machine(const QString &name, const StorageReference &reference,
                                     Origin origin = Origin::Inactive, bool running = false)
    {
        return {
            .uuid = QUuid::createUuidV5(QUuid(), name),
            .name = name,
            .running = running,
            .references = {{reference, origin, origin == Origin::Snapshot ? u"s1"_s : QString()}}};
    }
    VolumeUsers usersOf(const StorageFacts &facts, const QString &name) const
    {
        return StorageUsers(facts).of({pool, name});
    }

private Q_SLOTS:
    void aVolumeThatNobodyNamesIsFree()
    {
        QVERIFY(usersOf({.volumes = {volume(u"a"_s)}}, u"a"_s).isFree());
    }

    void aVolumeThatIsNotKnownIsNotFree()
    {
        QVERIFY(!usersOf({.volumes = {volume(u"a"_s)}}, u"b"_s).isFree());
    }

    void aMachineIsFoundByPathByPoolAndVolumeAndByServersName()
    {
        StorageFacts facts{.volumes = {volume(u"a"_s), volume(u"b"_s)}};
        facts.volumes.append(
            {.ref = {pool, u"image"_s}, .key = u"rbd/image"_s, .path = u"rbd/image"_s});
        facts.machines = {machine(u"one"_s, {.path = u"/p//x/../a"_s}),
                          machine(u"two"_s, {.poolName = u"p"_s, .volume = u"b"_s}),
                          machine(u"three"_s, {.path = u"rbd/image"_s, .protocol = u"rbd"_s})};
        QCOMPARE(usersOf(facts, u"a"_s).machines.value(0).name, u"one"_s);
        QCOMPARE(usersOf(facts, u"b"_s).machines.value(0).name, u"two"_s);
        QCOMPARE(usersOf(facts, u"image"_s).machines.value(0).name, u"three"_s);
    }

    void aFileIsFoundByEachOfItsNamesWhereTheyAreKnown()
    {
        StorageFacts facts{.volumes = {volume(u"a"_s)}};
        facts.machines = {machine(u"one"_s, {.path = u"/other/name"_s})};
        QVERIFY(usersOf(facts, u"a"_s).isFree());
        facts.identities = {{u"/p/a"_s, {1, 2}}, {u"/other/name"_s, {1, 2}}};
        QCOMPARE(usersOf(facts, u"a"_s).machines.size(), 1);
    }

    void twoPoolsWithTheSameFileKnowOfEachOther()
    {
        const QUuid other = QUuid::createUuid();
        StorageFacts facts{.volumes = {volume(u"a"_s), volume(u"a"_s)}};
        facts.volumes[1].ref.pool = other;
        facts.volumes[1].poolName = u"q"_s;
        facts.machines = {machine(u"one"_s, {.poolName = u"q"_s, .volume = u"a"_s})};
        QCOMPARE(usersOf(facts, u"a"_s).machines.size(), 1);
        QVERIFY(usersOf(facts, u"a"_s).dependants.isEmpty());
    }

    void everyOverlayCountsAndSoDoTheMachinesOnThem()
    {
        StorageFacts facts{.volumes = {volume(u"base"_s), volume(u"one"_s, u"/p/base"_s),
                                       volume(u"two"_s, u"base"_s),
                                       volume(u"deep"_s, u"/p/two"_s)}};
        facts.machines = {machine(u"m"_s, {.path = u"/p/deep"_s, .format = u"qcow2"_s})};
        const VolumeUsers users = usersOf(facts, u"base"_s);
        QCOMPARE(users.dependants.size(), 3);
        QCOMPARE(std::count_if(users.dependants.begin(), users.dependants.end(),
                               [](const VolumeDependant &one) { return one.direct; }),
                 2);
        QCOMPARE(users.machines.size(), 1);
        QCOMPARE(users.machines.first().through, u"/p/deep"_s);
        QVERIFY(users.unknown.isEmpty());
        QCOMPARE(usersOf(facts, u"one"_s).isFree(), true);
        QVERIFY(volumeUsersText(users).contains(u"m"_s));
    }

    void aRingOfOverlaysEnds()
    {
        const StorageFacts facts{.volumes = {volume(u"a"_s, u"/p/b"_s), volume(u"b"_s, u"/p/a"_s),
                                             volume(u"self"_s, u"/p/self"_s)}};
        QCOMPARE(usersOf(facts, u"a"_s).dependants.size(), 1);
        QVERIFY(usersOf(facts, u"self"_s).dependants.isEmpty());
    }

    void liveAndInactiveAreOneUserAndSnapshotsAreTheirOwn()
    {
        MachineReferences one =
            machine(u"one"_s, {.path = u"/p/a"_s, .chainKnown = true}, Origin::Live, true);
        one.references.append({{.path = u"/p/a"_s}, Origin::Inactive, {}});
        one.references.append({{.path = u"/p/a"_s}, Origin::Snapshot, u"s1"_s});
        const VolumeUsers users = usersOf({.machines = {one}, .volumes = {volume(u"a"_s)}}, u"a"_s);
        QCOMPARE(users.machines.size(), 2);
        QVERIFY(users.machines.at(0).running);
        QCOMPARE(users.machines.at(1).snapshot, u"s1"_s);
    }

    void anImageOutsideOfEveryPoolMakesItUnknown()
    {
        StorageFacts facts{.volumes = {volume(u"a"_s)}};
        facts.machines = {machine(u"m"_s, {.path = u"/home/x.qcow2"_s, .format = u"qcow2"_s})};
        QVERIFY(!usersOf(facts, u"a"_s).isFree());
        QCOMPARE(usersOf(facts, u"a"_s).unknown.size(), 1);
        // Its header was read: it lies on nothing, or on the volume.
        facts.files = {{.path = u"/home/x.qcow2"_s}};
        QVERIFY(usersOf(facts, u"a"_s).isFree());
        facts.files.first().backingPath = u"/p/a"_s;
        QCOMPARE(usersOf(facts, u"a"_s).machines.value(0).through, u"/home/x.qcow2"_s);
        // A raw one lies on nothing; of a running one the whole chain is told.
        facts.files.clear();
        facts.machines = {machine(u"m"_s, {.path = u"/home/x.raw"_s, .format = u"raw"_s})};
        QVERIFY(usersOf(facts, u"a"_s).isFree());
        facts.machines = {machine(
            u"m"_s, {.path = u"/home/x.qcow2"_s, .format = u"qcow2"_s, .chainKnown = true})};
        QVERIFY(usersOf(facts, u"a"_s).isFree());
    }

    void aBaseOutsideOfEveryPoolMakesItUnknownUnlessItIsRaw()
    {
        StorageFacts facts{.volumes = {volume(u"a"_s), volume(u"top"_s, u"/elsewhere/base"_s)}};
        QCOMPARE(usersOf(facts, u"a"_s).unknown.size(), 1);
        facts.volumes[1].backingFormat = u"raw"_s;
        QVERIFY(usersOf(facts, u"a"_s).isFree());
        facts.volumes[1].backingPath = u"json:{\"driver\":\"qcow2\"}"_s;
        facts.volumes[1].backingFormat.clear();
        QCOMPARE(usersOf(facts, u"a"_s).unknown.size(), 1);
    }

    void whatIsUnknownIsSaidForEveryVolume()
    {
        const StorageFacts facts{.volumes = {volume(u"a"_s)},
                                 .unknown = {u"The pool “x” is stopped."_s}};
        QVERIFY(!usersOf(facts, u"a"_s).isFree());
    }

    void whatWasDeletedNeedsItsBaseNoLonger()
    {
        StorageUsers users({.volumes = {volume(u"base"_s), volume(u"top"_s, u"/p/base"_s)}});
        QVERIFY(!users.of({pool, u"base"_s}).isFree());
        users.forget({pool, u"top"_s});
        QVERIFY(users.of({pool, u"base"_s}).isFree());
        QVERIFY(!users.isKnown({pool, u"top"_s}));
    }

    void tenThousandVolumesAreRuledOn()
    {
        StorageFacts facts;
        for (int i = 0; i < 10'000; ++i)
            facts.volumes.append(
                volume(u"v%1"_s.arg(i), i % 10 ? u"/p/v%1"_s.arg(i / 10 * 10) : QString()));
        const StorageUsers users(facts);
        for (int i = 0; i < 10'000; ++i)
            QCOMPARE(users.of({pool, u"v%1"_s.arg(i)}).dependants.size(), i % 10 ? 0 : 9);
    }

    void volumeNamesAreCheckedAsTheyAreTyped_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<bool>("good");
        QTest::newRow("plain") << u"disk-1.qcow2"_s << true;
        QTest::newRow("unicode") << u"Größe 大.img"_s << true;
        QTest::newRow("empty") << QString() << false;
        QTest::newRow("dots") << u".."_s << false;
        QTest::newRow("slash") << u"../a"_s << false;
        QTest::newRow("line feed") << u"a\nb"_s << false;
        QTest::newRow("bidi") << u"a\u202eb"_s << false;
        QTest::newRow("space at the end") << u"a "_s << false;
        QTest::newRow("taken") << u"taken"_s << false;
        QTest::newRow("long") << QString(251, u'a') << false;
    }
    void volumeNamesAreCheckedAsTheyAreTyped()
    {
        QFETCH(QString, name);
        QFETCH(bool, good);
        QCOMPARE(volumeNameProblem(name, {u"taken"_s}).isEmpty(), good);
    }

    void everyKnownTypeOfPoolHasAFormThatItsOwnSpecFills()
    {
        for (const QString &type : knownPoolTypes()) {
            QVERIFY(poolTypeText(type) != type);
            const PoolForm form = poolForm(type);
            QVERIFY((form.fields & form.required) == form.required);
            PoolSpec spec{.name = u"a"_s, .type = type};
            QVERIFY2(!poolSpecProblem(spec).isEmpty(), qPrintable(type));
            spec.targetPath = form.fields.testFlag(PoolField::TargetPath) ? u"/p"_s : QString();
            spec.hosts = {{u"h"_s}};
            spec.devices = {u"/dev/x"_s};
            spec.directory = u"/e"_s;
            spec.sourceName = u"n"_s;
            spec.adapter = u"host1"_s;
            spec.initiator = u"iqn"_s;
            QVERIFY2(poolSpecProblem(spec).isEmpty(), qPrintable(type));
        }
        QVERIFY(!poolPathProblem(u"relative"_s).isEmpty());
        QVERIFY(!poolPathProblem(u"/a/../b"_s).isEmpty());
    }

    void volumeSpecsAreChecked()
    {
        VolumeSpec spec{.name = u"a"_s, .format = u"qcow2"_s, .capacity = 1024};
        QVERIFY(volumeSpecProblem(spec).isEmpty());
        spec.clusterSize = 1000;
        QVERIFY(!volumeSpecProblem(spec).isEmpty());
        spec.clusterSize = 65536;
        QVERIFY(volumeSpecProblem(spec).isEmpty());
        spec.backingPath = u"/p/base"_s;
        QVERIFY(!volumeSpecProblem(spec).isEmpty());
        spec.backingFormat = u"raw"_s;
        QVERIFY(volumeSpecProblem(spec).isEmpty());
        spec.allocation = 4096;
        QVERIFY(!volumeSpecProblem(spec).isEmpty());
        spec.allocation = 1024;
        QVERIFY(!volumeSpecProblem(spec, 512).isEmpty());
        QVERIFY(!volumeSpecProblem({.name = u"a"_s}).isEmpty());
    }

    void whatAPoolCannotDoSaysWhy()
    {
        StoragePool running{.type = u"dir"_s, .state = PoolState::Running};
        StoragePool stopped{.type = u"iscsi"_s, .state = PoolState::Stopped};
        for (int bit = 0; bit < 9; ++bit) {
            const auto action = PoolAction(1 << bit);
            for (const StoragePool &one : {running, stopped}) {
                QCOMPARE(whyNot(one, action, false).isEmpty(),
                         allowedActions(one, false).testFlag(action));
                QVERIFY(!whyNot(one, action, true).isEmpty());
            }
        }
        QVERIFY(allowedActions(running, false).testFlag(PoolAction::NewVolume));
        QVERIFY(!allowedActions(stopped, false).testFlag(PoolAction::Build));
    }
};

QTEST_GUILESS_MAIN(TestVolumeUsers)
#include "tst_volumeusers.moc"
