// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/inventory/definitionhistory.h"
#include "tests/support/answers.h"
#include "tests/support/patience.h"

#include <QDir>
#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>

#include <memory>

using namespace Qt::StringLiterals;
using Origin = DefinitionVersion::Origin;

static QByteArray machine(const QByteArray &title, const QByteArray &more = {})
{
    return "<domain type='qemu'><name>web</name><title>" + title
           + "</title><devices><emulator>/q</emulator>" + more + "</devices></domain>";
}

class TestDefinitionHistory : public QObject
{
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> home;
    const MachineKey web{QUuid::createUuid(), QUuid::createUuid()};

    QString folder() const { return home->path() + u"/definitions"_s; }
    QStringList files() const
    {
        const QString own = folder() + u'/' + web.connection.toString(QUuid::WithoutBraces) + u'/'
                            + web.uuid.toString(QUuid::WithoutBraces);
        QStringList paths;
        for (const QString &name : QDir(own).entryList(QDir::Files, QDir::Name))
            paths += own + u'/' + name;
        return paths;
    }
    DefinitionHistory::Versions read(DefinitionHistory &history) const
    {
        auto future = history.versions(web);
        return answered(future) ? future.result() : DefinitionHistory::Versions();
    }

private Q_SLOTS:
    void init() { home = std::make_unique<QTemporaryDir>(); }

    void eachDefinitionIsKeptOnceWithWhoAndWhat()
    {
        {
            DefinitionHistory history(folder());
            history.record(web, machine("one"));
            history.record(web, machine("one"));
            history.record(web, machine("two"), u"Title changed"_s);
            history.record(web, machine("two"));
            history.record(web, machine("three"));
        }
        DefinitionHistory history(folder()); // and in the next life
        const auto kept = read(history);
        QCOMPARE(kept.unreadable, 0);
        QCOMPARE(kept.versions.size(), 3);
        QCOMPARE(kept.versions[0].xml, machine("three"));
        QCOMPARE(kept.versions[0].origin, Origin::Outside);
        QCOMPARE(kept.versions[1].origin, Origin::Ours);
        QCOMPARE(kept.versions[1].what, u"Title changed"_s);
        QCOMPARE(kept.versions[2].origin, Origin::Found);
        QVERIFY(kept.versions[2].when.isValid() && kept.versions[2].when <= kept.versions[0].when);
        QVERIFY(
            history.versions({web.connection, QUuid::createUuid()}).result().versions.isEmpty());
    }

    void whatAReadingSawFirstBecomesOursWhenWeSaySo()
    {
        DefinitionHistory history(folder());
        history.record(web, machine("one"));
        history.record(web, machine("two"));
        history.record(web, machine("two"), u"Title changed"_s);
        QCOMPARE(read(history).versions.size(), 2);
        QCOMPARE(read(history).versions[0].origin, Origin::Ours);
        history.expect(web, u"Rename"_s);
        history.record(web, machine("three"));
        QCOMPARE(read(history).versions[0].what, u"Rename"_s);
    }

    void nobodyElseReadsItAndNoPasswordIsInIt()
    {
        {
            DefinitionHistory history(folder());
            history.record(web, machine("x", "<graphics type='vnc' passwd='hidden'/>"));
        }
        QCOMPARE(files().size(), 1);
        QFile file(files().first());
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray content = file.readAll();
        QVERIFY(!content.contains("hidden") && content.contains("vnc"));
        const auto others = QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther
                            | QFile::WriteOther | QFile::ExeGroup | QFile::ExeOther;
        QVERIFY(!(file.permissions() & others));
        QVERIFY(!(QFile::permissions(QFileInfo(file).absolutePath()) & others));
    }

    void theOldestGo()
    {
        DefinitionHistory history(folder(), {.versions = 3, .bytes = 1 << 20});
        for (int i = 0; i < 10; ++i)
            history.record(web, machine(QByteArray::number(i)));
        auto kept = read(history);
        QCOMPARE(kept.versions.size(), 3);
        QCOMPARE(kept.versions.last().xml, machine("7"));
        DefinitionHistory small(folder(), {.versions = 100, .bytes = 5000});
        for (int i = 0; i < 10; ++i)
            small.record(web, machine(QByteArray(1000, char('a' + i))));
        kept = read(small);
        QVERIFY(kept.versions.size() >= 2 && kept.versions.size() <= 4);
        QCOMPARE(kept.versions.first().xml, machine(QByteArray(1000, 'j')));
    }

    void aFileThatIsNotOursIsSkippedAndCounted()
    {
        DefinitionHistory history(folder());
        history.record(web, machine("one"));
        history.record(web, machine("two"));
        QCOMPARE(read(history).versions.size(), 2);
        QFile torn(files().last());
        QVERIFY(torn.open(QIODevice::ReadWrite) && torn.resize(torn.size() / 2));
        torn.close();
        QFile other(QFileInfo(torn).absolutePath() + u"/000000000000001.json"_s);
        QVERIFY(other.open(QIODevice::WriteOnly) && other.write("[1]") == 3);
        other.close();
        const auto kept = read(history);
        QCOMPARE(kept.versions.size(), 1);
        QCOMPARE(kept.unreadable, 2);
        history.record(web, machine("three")); // goes on
        QCOMPARE(read(history).versions.size(), 2);
    }

    void aFolderThatCannotBeMadeIsSaidOnce()
    {
        QFile inTheWay(folder());
        QVERIFY(inTheWay.open(QIODevice::WriteOnly));
        DefinitionHistory history(folder());
        QSignalSpy failed(&history, &DefinitionHistory::failed);
        history.record(web, machine("one"));
        history.record(web, machine("two"));
        QVERIFY(read(history).versions.isEmpty());
        QTRY_COMPARE(failed.size(), 1);
    }
};

QTEST_GUILESS_MAIN(TestDefinitionHistory)
#include "tst_definitionhistory.moc"
