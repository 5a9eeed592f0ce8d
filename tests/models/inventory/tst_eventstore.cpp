// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/inventory/eventlog.h"
#include "models/inventory/eventstore.h"
#include "tests/support/patience.h"

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTemporaryDir>

#include <csignal>
#include <sys/resource.h>

using namespace Qt::StringLiterals;

static const MachineKey machine{QUuid(u"{11111111-2222-3333-4444-555555555555}"_s),
                                QUuid(u"{aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee}"_s)};
static constexpr auto writerVariable = "GUESTHOUSE_TEST_EVENT_WRITER";

static MachineEvent numbered(int number)
{
    return {.timeMs = 1'700'000'000'000 + number,
            .machine = machine,
            .kind = MachineEvent::Kind::IoError,
            .type = number,
            .detail = -1,
            .subject = u"disk \u202e\n\"é🦊"_s,
            .text = u"/a/b"_s,
            .machineName = u"web"_s};
}

static QList<MachineEvent> numbered(int from, int to)
{
    QList<MachineEvent> events;
    for (int number = from; number < to; ++number)
        events.append(numbered(number));
    return events;
}

class TestEventStore : public QObject
{
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> temporary;
    QString folder() const { return temporary->filePath(u"state/events"_s); }
    QString file() const { return folder() + u"/events.jsonl"_s; }

    QByteArray contents() const
    {
        QFile input(file());
        return input.open(QIODevice::ReadOnly) ? input.readAll() : QByteArray();
    }

    void replaceContents(const QByteArray &text) const
    {
        QFile output(file());
        QVERIFY(output.open(QIODevice::WriteOnly));
        QCOMPARE(output.write(text), text.size());
    }

    QList<MachineEvent> stored(int limit = 20000) const
    {
        EventStore store(folder(), limit);
        QSignalSpy loaded(&store, &EventStore::loaded);
        if (!store.isLoaded() && !loaded.wait(patience))
            return {};
        return store.events(machine);
    }

private Q_SLOTS:
    void init() { temporary = std::make_unique<QTemporaryDir>(); }

    void whatHappenedIsThereAfterARestart()
    {
        {
            EventStore store(folder());
            QSignalSpy appended(&store, &EventStore::appended);
            store.append(numbered(0, 3));
            store.append({});
            QCOMPARE(appended.size(), 1);
            QCOMPARE(store.events(machine), numbered(0, 3)); // before anything is read or written
        }
        QCOMPARE(stored(), numbered(0, 3));
        QVERIFY(EventStore(folder()).events({machine.connection, QUuid::createUuid()}).isEmpty());
    }

    void whatCameWhileItWasReadComesAfterIt()
    {
        {
            EventStore store(folder());
            store.append(numbered(0, 10));
        }
        EventStore store(folder());
        store.append(numbered(10, 12));
        QSignalSpy loaded(&store, &EventStore::loaded);
        QVERIFY(loaded.wait(patience));
        QCOMPARE(store.events(machine), numbered(0, 12));
    }

    void onlyTheUserCanReadIt()
    {
        EventStore(folder()).append(numbered(0, 1));
        const auto others = QFile::ReadGroup | QFile::WriteGroup | QFile::ExeGroup
                            | QFile::ReadOther | QFile::WriteOther | QFile::ExeOther;
        QVERIFY(!(QFile::permissions(file()) & others));
        QVERIFY(!(QFile::permissions(folder()) & others));
    }

    void theNewestStayWithinTheLimitInMemoryAndOnDisk()
    {
        {
            EventStore store(folder(), 100);
            for (int i = 0; i < 1000; i += 10)
                store.append(numbered(i, i + 10));
            QCOMPARE(store.events(machine), numbered(900, 1000));
        }
        QVERIFY(contents().count('\n') <= 201);
        QCOMPARE(stored(100), numbered(900, 1000));
        QCOMPARE(QDir(folder()).entryList({u"*.new"_s}).size(), 0);
    }

    void aTornLastLineCostsOnlyItself()
    {
        EventStore(folder()).append(numbered(0, 5));
        const QByteArray whole = contents();
        replaceContents(whole.chopped(20));
        QCOMPARE(stored(), numbered(0, 4));
        EventStore(folder()).append(numbered(5, 6));
        QCOMPARE(stored(), numbered(0, 4) + numbered(5, 6));
        QVERIFY(!QFile::exists(file() + u".bad"_s));
    }

    void aProcessThatIsKilledLosesNothingItWrote()
    {
        QProcess writer;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(QString::fromLatin1(writerVariable), folder());
        writer.setProcessEnvironment(environment);
        writer.start(QCoreApplication::applicationFilePath(), QStringList());
        int written = 0; // the child says how far it has come
        while (written < 2000) {
            QVERIFY(writer.waitForReadyRead());
            while (writer.canReadLine())
                written = writer.readLine().trimmed().toInt();
        }
        writer.kill();
        QVERIFY(writer.waitForFinished());
        const QList<MachineEvent> events = stored(1'000'000);
        QVERIFY(events.size() >= written);
        QCOMPARE(events, numbered(0, int(events.size())));
    }

    void aBrokenFileIsKeptAsideAndWhatIsReadableInItStays()
    {
        EventStore(folder()).append(numbered(0, 3));
        QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"was damaged"_s));
        QByteArray text = contents();
        text.replace(text.indexOf('\n') + 1, 30, QByteArray(30, '\0'));
        replaceContents(text);
        QCOMPARE(stored(), numbered(1, 3));
        QVERIFY(QFile::exists(file() + u".bad"_s));
        QCOMPARE(stored(), numbered(1, 3));
    }

    void aFileThatIsNotOursIsKeptAside()
    {
        QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"was damaged"_s));
        QVERIFY(QDir().mkpath(folder()));
        replaceContents(QByteArray(3'000'000, 'x'));
        QVERIFY(stored().isEmpty());
        QCOMPARE(QFile(file() + u".bad"_s).size(), 3'000'000);
        EventStore(folder()).append(numbered(0, 1));
        QCOMPARE(stored(), numbered(0, 1));
    }

    void twoProcessesDoNotHarmEachOther()
    {
        {
            // Locks belong to open files, so two logs in one process stand for two processes.
            EventLog first(folder(), 100), second(folder(), 100);
            first.open();
            second.open();
            QVERIFY(first.file() != second.file());
            for (int i = 0; i < 50; i += 2) {
                QVERIFY(first.append({numbered(i)}));
                QVERIFY(second.append({numbered(i + 1)}));
            }
            QCOMPARE(EventLog(folder(), 100).open(), numbered(0, 50));
        }
        QCOMPARE(stored(), numbered(0, 50));
        QCOMPARE(QDir(folder()).entryList({u"*.jsonl"_s}), QStringList(u"events.jsonl"_s));
        QCOMPARE(stored(), numbered(0, 50));
    }

    void aFullDiskStopsNothingAndIsRecoveredFrom()
    {
        EventLog log(folder(), 1000);
        log.open();
        QVERIFY(log.append(numbered(0, 10)));
        const QByteArray before = contents();

        std::signal(SIGXFSZ, SIG_IGN);
        rlimit old = {};
        QCOMPARE(getrlimit(RLIMIT_FSIZE, &old), 0);
        rlimit full = old;
        full.rlim_cur = rlim_t(before.size() + 100); // room for half a line
        QCOMPARE(setrlimit(RLIMIT_FSIZE, &full), 0);
        const bool appended = log.append(numbered(10, 20));
        QCOMPARE(setrlimit(RLIMIT_FSIZE, &old), 0);
        QVERIFY(!appended);
        QCOMPARE(contents(), before);

        QVERIFY(log.append(numbered(10, 20)));
        QCOMPARE(EventLog(folder(), 1000).open(), numbered(0, 20));
    }

    void aFolderThatCannotBeMadeLeavesTheEventsInMemory()
    {
        QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"cannot be written"_s));
        QFile inTheWay(temporary->filePath(u"state"_s));
        QVERIFY(inTheWay.open(QIODevice::WriteOnly));
        EventStore store(folder());
        store.append(numbered(0, 10));
        QSignalSpy loaded(&store, &EventStore::loaded);
        QVERIFY(loaded.wait(patience));
        QCOMPARE(store.events(machine), numbered(0, 10));
    }

    void aFileThatIsRemovedUnderUsIsBegunAnew()
    {
        EventLog log(folder(), 100);
        log.open();
        QVERIFY(log.append(numbered(0, 5)));
        QVERIFY(QFile::remove(file()));
        QVERIFY(log.append(numbered(5, 7)));
        QCOMPARE(EventLog(folder(), 100).open(), numbered(5, 7));
    }

    void whatAGuestMakesEndlessIsCutBeforeItIsStored()
    {
        MachineEvent event = numbered(0);
        event.subject = QString(1'000'000, u'x');
        event.text = QString(1'000'000, u'\n');
        EventStore(folder()).append({event});
        QVERIFY(contents().size() < 20'000);
        const QList<MachineEvent> events = stored();
        QCOMPARE(events.size(), 1);
        QCOMPARE(events.first().timeMs, event.timeMs);
    }
};

// The child of aProcessThatIsKilledLosesNothingItWrote().
static int writeUntilKilled(const QString &folder)
{
    EventLog log(folder, 1'000'000);
    log.open();
    for (int i = 0; i < 1'000'000; i += 7) {
        if (!log.append(numbered(i, i + 7)))
            return 1;
        std::printf("%d\n", i + 7);
        std::fflush(stdout);
    }
    return 0;
}

int main(int argc, char **argv)
{
    const QCoreApplication app(argc, argv);
    const QString folder = qEnvironmentVariable(writerVariable);
    if (!folder.isEmpty())
        return writeUntilKilled(folder);
    TestEventStore test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_eventstore.moc"
