// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/leftovers.h"
#include "app/reporter.h"
#include "dialogs/storage/leftbehinddialog.h"
#include "models/inventory/inventory.h"
#include "models/inventory/jobs.h"
#include "models/inventory/lane.h"
#include "models/inventory/storage.h"
#include "models/virt/eventloop.h"
#include "tests/support/byname.h"
#include "tests/support/patience.h"
#include "tests/support/privatelibvirtd.h"
#include "views/basic/plainlabel.h"

#include <QDir>
#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryDir>

using namespace Qt::StringLiterals;

namespace {

class Listener : public Reporter
{
public:
    void show(const Error &, const QString &) override {}
    void offer(const Error &error, const QString &, const QString &,
               const std::function<void()> &act) override
    {
        offered = error.summary;
        open = act;
    }
    void settle(const QString &) override { offered.clear(); }

    QString offered;
    std::function<void()> open;
};

} // namespace

class TestLeftovers : public QObject
{
    Q_OBJECT

    std::unique_ptr<EventLoop> eventLoop;
    PrivateLibvirtd daemon;
    QTemporaryDir local;
    QUuid pool;
    const QUuid host = QUuid::createUuid();

    QString folder() const { return daemon.folder() + "/images"_L1; }
    QString journalFile() const { return local.filePath(u"journal.json"_s); }
    bool makeVolume(const QString &name)
    {
        return daemon.virsh({u"vol-create-as"_s, u"images"_s, name, u"1M"_s}).ok();
    }
    // As a program leaves it that is killed.
    void crashIn(const Journal::Entry &entry) { QVERIFY(Journal(journalFile()).begin(entry)); }

private Q_SLOTS:
    void initTestCase()
    {
        eventLoop = std::make_unique<EventLoop>();
        QVERIFY2(daemon.start(), qPrintable(daemon.errorString()));
        QVERIFY(daemon.addPool(u"images"_s));
        pool = QUuid(daemon.virsh({u"pool-uuid"_s, u"images"_s}).output.trimmed());
    }

    void cleanup()
    {
        QFile::remove(journalFile());
        QVERIFY(waitForWorkers(15'000));
    }

    void cleanupTestCase()
    {
        daemon.quit();
        eventLoop.reset();
    }

    void whatACrashLeftIsOfferedOnceItsHostIsConnected()
    {
        QVERIFY(makeVolume(u"half.qcow2"_s));
        QVERIFY(makeVolume(u"mine.qcow2"_s));
        QVERIFY(makeVolume(u"kept.qcow2"_s));
        crashIn({.connection = host, .volume = {pool, u"half.qcow2"_s}});
        crashIn({.connection = host, .volume = {pool, u"kept.qcow2"_s}});
        crashIn({.connection = QUuid::createUuid(), .volume = {pool, u"mine.qcow2"_s}});

        Inventory inventory;
        Jobs jobs;
        Listener listener;
        QWidget window;
        Leftovers leftovers(inventory, jobs, listener, &window);
        auto *connection = inventory.add({.id = host, .uri = daemon.uri()});
        connection->storage()->setJournal(std::make_shared<Journal>(journalFile()));
        QVERIFY(listener.offered.isEmpty());
        connection->open();
        QTRY_VERIFY(listener.offered.contains(u"2 operations"_s));
        listener.open();
        auto *dialog = window.findChild<LeftBehindDialog *>();
        QVERIFY(dialog);
        const auto row = [dialog](const QString &volume) -> QWidget * {
            for (auto *frame : dialog->findChildren<QFrame *>()) {
                if (frame->accessibleName().contains(volume))
                    return frame;
            }
            return nullptr;
        };
        const auto says = [](const QWidget *frame, const QString &text) {
            const auto labels = frame->findChildren<PlainLabel *>();
            return std::any_of(labels.begin(), labels.end(), [&](const PlainLabel *label) {
                return label->text().contains(text);
            });
        };
        QVERIFY(row(u"half.qcow2"_s) && row(u"kept.qcow2"_s));
        QTRY_VERIFY(says(row(u"half.qcow2"_s), folder() + u"/half.qcow2"_s)); // the full path
        if (qEnvironmentVariableIsSet("GUESTHOUSE_PICTURES"))
            dialog->grab().save(qEnvironmentVariable("GUESTHOUSE_PICTURES") + u"/left.png"_s);

        // In use by now: it stays, and the dialog says why.
        const QByteArray xml = u"<domain type='qemu'><name>user</name><memory>16384</memory><os>"
                               "<type arch='x86_64'>hvm</type></os><devices><disk type='file'>"
                               "<source file='%1/half.qcow2'/><target dev='vda'/></disk>"
                               "</devices></domain>"_s.arg(folder())
                                   .toUtf8();
        QVERIFY(daemon.define(xml).ok());
        QTest::mouseClick(byName<QPushButton>(row(u"half.qcow2"_s), u"Undo"_s), Qt::LeftButton);
        QTRY_VERIFY(says(row(u"half.qcow2"_s), u"user"_s));
        QVERIFY(QFile::exists(folder() + u"/half.qcow2"_s));
        QVERIFY(daemon.virsh({u"undefine"_s, u"user"_s}).ok());

        QTest::mouseClick(byName<QPushButton>(row(u"half.qcow2"_s), u"Undo"_s), Qt::LeftButton);
        QTRY_VERIFY(!QFile::exists(folder() + u"/half.qcow2"_s));
        QTRY_VERIFY(!listener.offered.contains(u"operations"_s));
        QTRY_VERIFY(!row(u"half.qcow2"_s));
        QSignalSpy closed(dialog, &QDialog::finished);
        QTest::mouseClick(byName<QPushButton>(row(u"kept.qcow2"_s), u"Keep"_s), Qt::LeftButton);
        QTRY_COMPARE(closed.count(), 1);
        QVERIFY(listener.offered.isEmpty());
        QVERIFY(QFile::exists(folder() + u"/kept.qcow2"_s));
        // What is another host's stays.
        QVERIFY(QFile::exists(folder() + u"/mine.qcow2"_s));
        QCOMPARE(Journal(journalFile()).open().size(), 1);
    }

    void aVolumeThatIsNotTheOneThatWasMadeStays()
    {
        QVERIFY(makeVolume(u"other.qcow2"_s));
        crashIn({.kind = Journal::Kind::CreateMachine,
                 .connection = host,
                 .name = u"lost"_s,
                 .made = {{.volume = {pool, u"other.qcow2"_s}, .file = {1, 1}}}});
        Inventory inventory;
        auto *connection = inventory.add({.id = host, .uri = daemon.uri()});
        connection->storage()->setJournal(std::make_shared<Journal>(journalFile()));
        connection->open();
        QTRY_COMPARE(connection->status().state, ConnectionState::Connected);
        const auto left = connection->storage()->leftBehind();
        QCOMPARE(left.size(), 1);
        const auto undone = connection->storage()->undoLeft(left.first().id);
        QTRY_VERIFY(undone.isFinished());
        QVERIFY(!undone.result());
        QVERIFY(QFile::exists(folder() + u"/other.qcow2"_s));
        QCOMPARE(connection->storage()->leftBehind().size(), 1);
    }

    void entriesOfANewerProgramAndUnreadableFilesAreKept()
    {
        QFile file(journalFile());
        QVERIFY(file.open(QIODevice::WriteOnly));
        QVERIFY(file.write("[{\"id\":\"{a3a5b7a0-2f0b-4d4f-8a39-0a7f3a2b9c02}\",\"kind\":99}]")
                > 0);
        file.close();
        {
            Journal journal(journalFile());
            QVERIFY(journal.leftBehind().isEmpty());
            const auto entry = journal.begin({.connection = host});
            QVERIFY(entry);
            journal.end(*entry);
        }
        QVERIFY(file.open(QIODevice::ReadOnly));
        QVERIFY(file.readAll().contains("99"));
        file.close();
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write("torn") > 0);
        file.close();
        {
            Journal journal(journalFile());
            QVERIFY(journal.begin({.connection = host}));
        }
        const QStringList aside = QDir(local.path()).entryList({u"*.unreadable-*"_s});
        QCOMPARE(aside.size(), 1);
        QVERIFY(QFile::remove(local.filePath(aside.first())));
    }
};

QTEST_MAIN(TestLeftovers)
#include "tst_leftovers.moc"
