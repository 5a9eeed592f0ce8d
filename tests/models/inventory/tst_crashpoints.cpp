// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later

// The program is killed at every call to libvirt in turn, before the daemon sees it and after it
// has done it, and started again: what is left is nothing, or what the journal can take back.
#include "models/core/async.h"
#include "models/inventory/connection.h"
#include "models/inventory/journal.h"
#include "models/inventory/lane.h"
#include "models/inventory/machinecreator.h"
#include "models/inventory/storage.h"
#include "models/virt/eventloop.h"
#include "tests/support/answers.h"
#include "tests/support/patience.h"
#include "tests/support/privatelibvirtd.h"
#include "tests/support/rpcproxy.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QProcess>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QSocketNotifier>
#include <QTemporaryDir>

#include <cstdio>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace {

constexpr quint64 mib = 1024 * 1024;
const QUuid host = QUuid::fromString(u"{a3a5b7a0-2f0b-4d4f-8a39-0a7f3a2b9c01}"_s);
const QUuid machine = QUuid::fromString(u"{a3a5b7a0-2f0b-4d4f-8a39-0a7f3a2b9c02}"_s);

// What the killed program does, between its start and its end.
class Victim : public QObject
{
public:
    Victim(const QStringList &arguments)
        : m_operation(arguments.value(2))
        , m_pool(arguments.value(4))
        , m_folder(arguments.value(5))
        , m_connection({.id = host, .uri = arguments.value(3)})
        , m_start(STDIN_FILENO, QSocketNotifier::Read)
    {
        m_connection.storage()->setJournal(std::make_shared<Journal>(arguments.value(6)));
        m_start.setEnabled(false);
        connect(&m_connection, &Connection::statusChanged, this, [this](const auto &status) {
            if (status.state == ConnectionState::Connected)
                say("ready");
        });
        connect(&m_start, &QSocketNotifier::activated, this, [this] {
            m_start.setEnabled(false);
            act();
        });
        m_connection.open();
    }

private:
    void say(const char *word)
    {
        std::puts(word);
        std::fflush(stdout);
        m_start.setEnabled(true);
    }
    template <class T>
    void endWith(const QFuture<Result<T>> &future)
    {
        whenDone(future, this, [](const Result<T> &done) {
            std::puts(done
                          ? "done"
                          : qPrintable("failed: "_L1 + done.error().summary + done.error().detail));
            std::fflush(stdout);
            waitForWorkers(5000); // the journal's last word
            _exit(0);
        });
    }
    void act()
    {
        Storage *storage = m_connection.storage();
        const VolumeRef base{m_pool, u"base.raw"_s};
        if (m_operation == u"delete"_s) {
            endWith(
                storage->deleteVolumes({{m_pool, u"lower.qcow2"_s}, {m_pool, u"upper.qcow2"_s}}));
        } else if (m_operation == u"clone"_s) {
            endWith(
                storage->copyVolume(base, m_pool, {.name = u"clone.qcow2"_s, .format = u"qcow2"_s})
                    .future);
        } else if (m_operation == u"rename"_s) {
            endWith(storage->renamePool(m_pool, u"renamed"_s));
        } else {
            MachinePlan plan{
                .volumes = {
                    {.pool = m_pool,
                     .volume = {.name = u"a.qcow2"_s, .format = u"qcow2"_s, .capacity = 4 * mib}},
                    {.kind = VolumeStep::Kind::Copy,
                     .pool = m_pool,
                     .volume = {.name = u"b.raw"_s, .format = u"raw"_s},
                     .source = base},
                    {.kind = VolumeStep::Kind::Upload,
                     .pool = m_pool,
                     .volume = {.name = u"c.iso"_s},
                     .file = m_folder + "/base.raw"_L1}}};
            plan.spec.name = u"sweep"_s;
            plan.spec.uuid = machine;
            QByteArray disks;
            const char *const files[] = {"a.qcow2", "b.raw", "c.iso"};
            for (int i = 0; i < 3; ++i) {
                disks += "<disk type='file' device='disk'><driver name='qemu' type='"
                         + QByteArray(i == 0 ? "qcow2" : "raw") + "'/><source file='"
                         + m_folder.toUtf8() + '/' + files[i] + "'/><target dev='vd"
                         + QByteArray(1, char('a' + i)) + "' bus='virtio'/></disk>";
            }
            plan.xml = "<domain type='qemu'><name>sweep</name><uuid>"
                       + machine.toByteArray(QUuid::WithoutBraces)
                       + "</uuid><memory unit='MiB'>16</memory><os><type arch='x86_64'>hvm</type>"
                         "</os><devices>"
                       + disks + "</devices></domain>";
            endWith((new MachineCreator(&m_connection, plan, this))->run());
        }
    }

    const QString m_operation;
    const QUuid m_pool;
    const QString m_folder;
    Connection m_connection;
    QSocketNotifier m_start;
};

} // namespace

class TestCrashPoints : public QObject
{
    Q_OBJECT

    std::unique_ptr<EventLoop> eventLoop;
    PrivateLibvirtd daemon;
    RpcProxy proxy;
    QUuid pool;
    QTemporaryDir local;

    QString folder() const { return daemon.folder() + "/images"_L1; }
    QString pathOf(const QString &name) const { return folder() + u'/' + name; }
    QString journalFile() const { return local.filePath(u"journal.json"_s); }

    using Files = QMap<QString, QByteArray>; // name → checksum
    Files files() const
    {
        Files found;
        const auto names = QDir(folder()).entryList(QDir::Files);
        for (const QString &name : names) {
            QFile file(pathOf(name));
            QCryptographicHash hash(QCryptographicHash::Sha256);
            found[name] =
                file.open(QIODevice::ReadOnly) && hash.addData(&file) ? hash.result() : "unread";
        }
        return found;
    }

    std::unique_ptr<Connection> opened(const std::shared_ptr<Journal> &journal)
    {
        auto fresh =
            std::make_unique<Connection>(ConnectionConfig{.id = host, .uri = daemon.uri()});
        fresh->storage()->setJournal(journal);
        fresh->open();
        [&] { QTRY_COMPARE(fresh->status().state, ConnectionState::Connected); }();
        return fresh;
    }

    // Runs the operation in a process of its own until it ends, or is ended at that call. Answers
    // what it said last.
    QString run(const QString &operation, RpcProxy::Stop how, int call,
                const QList<int> &procedures = {})
    {
        constexpr int never = 1'000'000;
        if (!proxy.stopAt(how, never)) // one that did not come to pass last time
            return u"no proxy"_s;
        QProcess process;
        process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        QSignalSpy finished(&process, &QProcess::finished);
        process.start(QCoreApplication::applicationFilePath(),
                      {u"--victim"_s, operation, daemon.uri(proxy.socket()), pool.toString(),
                       folder(), journalFile()});
        QString last;
        const auto read = [&] {
            while (process.canReadLine())
                last = QString::fromUtf8(process.readLine()).trimmed();
            return last == u"ready"_s || process.state() == QProcess::NotRunning;
        };
        // What opening a connection asks for has nothing to do with it.
        int calls = -1, quiet = 0;
        const auto settled = [&] {
            const int now = proxy.traffic().calls;
            quiet = now == std::exchange(calls, now) ? quiet + 1 : 0;
            return quiet > 8;
        };
        if (!QTest::qWaitFor(read, 60'000) || !QTest::qWaitFor(settled, 60'000) || !proxy.forget()
            || !proxy.stopAt(how, call, procedures))
            return u"did not start"_s;
        process.write("go\n");
        if (process.state() != QProcess::NotRunning && !finished.wait(60'000))
            return u"did not end"_s;
        read();
        // libvirtd 9.0 itself dies now and then of a client that goes while it registers events.
        if (!daemon.virsh({u"version"_s}).ok()
            && (!daemon.kill() || !daemon.restart()
                || !daemon.virsh({u"pool-start"_s, u"images"_s}).ok()))
            return u"the daemon did not come back"_s;
        return last;
    }

    // As the next start of the program would, with everything that is offered undone or finished.
    QStringList startOver(Remedy wanted, bool &offered)
    {
        QStringList problems;
        const auto journal = std::make_shared<Journal>(journalFile());
        const auto connection = opened(journal);
        const auto left = connection->storage()->leftBehind();
        offered = !left.isEmpty();
        if (left.size() > 1)
            problems << u"%1 entries"_s.arg(left.size());
        for (const Journal::Entry &entry : left) {
            const auto settled =
                answerOf(wanted == Remedy::Undo ? connection->storage()->undoLeft(entry.id)
                                                : connection->storage()->finishLeft(entry.id));
            if (!settled)
                problems << whyNot(settled);
        }
        if (!Journal(journalFile()).open().isEmpty())
            problems << u"the journal is not empty"_s;
        return problems;
    }

    bool writeBase()
    {
        QFile base(pathOf(u"base.raw"_s));
        return base.open(QIODevice::WriteOnly) && base.write(QByteArray(mib, 'b')) == qint64(mib)
               && base.setPermissions(QFile::Permissions(0x6666))
               && daemon.virsh({u"pool-refresh"_s, u"images"_s}).ok();
    }

private Q_SLOTS:
    void initTestCase()
    {
        eventLoop = std::make_unique<EventLoop>();
        QVERIFY2(daemon.start(), qPrintable(daemon.errorString()));
        QVERIFY(proxy.start(daemon.socket()));
    }

    void init()
    {
        QVERIFY(daemon.addPool(u"images"_s));
        pool = QUuid(daemon.virsh({u"pool-uuid"_s, u"images"_s}).output.trimmed());
        QVERIFY(!pool.isNull());
        QVERIFY(writeBase());
    }

    void cleanup()
    {
        daemon.virsh({u"destroy"_s, u"sweep"_s});
        daemon.virsh({u"undefine"_s, u"sweep"_s});
        for (const QString &name : {u"images"_s, u"renamed"_s}) {
            daemon.virsh({u"pool-start"_s, name});
            for (const auto all = files(); const QString &file : all.keys())
                daemon.virsh({u"vol-delete"_s, file, u"--pool"_s, name});
            daemon.virsh({u"pool-destroy"_s, name});
            daemon.virsh({u"pool-undefine"_s, name});
        }
        QFile::remove(journalFile());
        QVERIFY(waitForWorkers(30'000));
    }

    void cleanupTestCase()
    {
        proxy.quit();
        daemon.quit();
        eventLoop.reset();
    }

    void aMachineThatIsMadeHalfIsTakenBackWhole_data()
    {
        QTest::addColumn<int>("how");
        QTest::newRow("killed before each call") << int(RpcProxy::Stop::KillBefore);
        QTest::newRow("killed after each call") << int(RpcProxy::Stop::KillAfter);
    }
    void aMachineThatIsMadeHalfIsTakenBackWhole()
    {
        QFETCH(int, how);
        const Files before = files();
        int offers = 0, call = 1;
        for (;; ++call) {
            // After a call that only asks nothing is different from before the next one.
            // (virStorageVolCreateXML, …From, Upload, PoolRefresh, DomainDefineXMLFlags, Create.)
            static const QList<int> changing = {93, 125, 208, 83, 350, 9};
            const bool after = RpcProxy::Stop(how) == RpcProxy::Stop::KillAfter;
            const QString said =
                run(u"create"_s, RpcProxy::Stop(how), call, after ? changing : QList<int>());
            if (!proxy.hasStopped()) {
                QCOMPARE(said, u"done"_s);
                break;
            }
            const QByteArray where = "call " + QByteArray::number(call);
            // Of a machine that runs already nothing is taken back: that would cost its user more.
            const bool runs =
                daemon.virsh({u"domstate"_s, u"sweep"_s}).output.trimmed() == "running"_L1;
            if (runs) {
                QCOMPARE(daemon.virsh({u"destroy"_s, u"sweep"_s}).status, 0);
                if (Journal(journalFile()).leftBehind().isEmpty()) {
                    QVERIFY(QFile::exists(pathOf(u"c.iso"_s))); // whole, then
                    QCOMPARE(daemon.virsh({u"undefine"_s, u"sweep"_s}).status, 0);
                    for (const QString &name : {u"a.qcow2"_s, u"b.raw"_s, u"c.iso"_s})
                        QCOMPARE(daemon.virsh({u"vol-delete"_s, name, u"images"_s}).status, 0);
                    continue;
                }
            }
            bool offered = false;
            QStringList problems = startOver(Remedy::Undo, offered);
            // The daemon may have been at starting it when the program was gone.
            if (!problems.isEmpty() && daemon.virsh({u"destroy"_s, u"sweep"_s}).ok())
                problems = startOver(Remedy::Undo, offered);
            QVERIFY2(problems.isEmpty(), where + ": " + problems.join(u'\n').toUtf8());
            offers += int(offered);
            QVERIFY2(daemon.virsh({u"list"_s, u"--all"_s, u"--name"_s}).output.trimmed().isEmpty(),
                     where);
            QVERIFY2(files() == before, where + ": " + files().keys().join(u' ').toUtf8());
        }
        qInfo("%d calls, %d times something to undo", call - 1, offers);
        QVERIFY(call > 6 && offers > call / 2);
    }

    void aDeletionThatWasInterruptedHasTouchedNothingElse()
    {
        const auto make = [this] {
            return daemon
                       .virsh({u"vol-create-as"_s, u"images"_s, u"lower.qcow2"_s, u"4M"_s,
                               u"--format"_s, u"qcow2"_s})
                       .ok()
                   && daemon
                          .virsh({u"vol-create-as"_s, u"images"_s, u"upper.qcow2"_s, u"4M"_s,
                                  u"--format"_s, u"qcow2"_s, u"--backing-vol"_s,
                                  pathOf(u"lower.qcow2"_s), u"--backing-vol-format"_s, u"qcow2"_s})
                          .ok();
        };
        const Files before = files();
        for (const auto how : {RpcProxy::Stop::KillBefore, RpcProxy::Stop::KillAfter}) {
            for (int call = 1;; ++call) {
                QVERIFY(files().contains(u"lower.qcow2"_s) || make());
                const Files now = files();
                QVERIFY(now.contains(u"upper.qcow2"_s) || call > 1);
                const QString said = run(u"delete"_s, how, call);
                if (!proxy.hasStopped()) {
                    QCOMPARE(said, u"done"_s);
                    QVERIFY(files() == before);
                    break;
                }
                // The overlay goes before its base, and what is there is what was there.
                const Files after = files();
                QVERIFY(after.contains(u"lower.qcow2"_s) || !after.contains(u"upper.qcow2"_s));
                for (auto file = after.begin(); file != after.end(); ++file)
                    QCOMPARE(*file, now.value(file.key()));
                QCOMPARE(after.value(u"base.raw"_s), before.value(u"base.raw"_s));
                bool offered = false;
                QCOMPARE(startOver(Remedy::Undo, offered), QStringList());
                QVERIFY(!offered); // there is nothing to do about it but to delete the rest
                if (!after.contains(u"upper.qcow2"_s) && after.contains(u"lower.qcow2"_s))
                    QCOMPARE(daemon.virsh({u"vol-delete"_s, u"lower.qcow2"_s, u"images"_s}).status,
                             0);
            }
        }
    }

    void aCloneThatWasInterruptedIsTakenBack()
    {
        const Files before = files();
        for (const auto how : {RpcProxy::Stop::KillBefore, RpcProxy::Stop::KillAfter}) {
            for (int call = 1;; ++call) {
                const QString said = run(u"clone"_s, how, call);
                const QByteArray where = "call " + QByteArray::number(call);
                if (!proxy.hasStopped()) {
                    QCOMPARE(said, u"done"_s);
                    break;
                }
                bool offered = false;
                const QStringList problems = startOver(Remedy::Undo, offered);
                QVERIFY2(problems.isEmpty(), where + ": " + problems.join(u'\n').toUtf8());
                if (files().contains(u"clone.qcow2"_s)) {
                    // Only when it was whole already.
                    QVERIFY2(!offered, where);
                    QCOMPARE(daemon.virsh({u"vol-delete"_s, u"clone.qcow2"_s, u"images"_s}).status,
                             0);
                }
                QVERIFY2(files() == before, where);
            }
            QCOMPARE(daemon.virsh({u"vol-delete"_s, u"clone.qcow2"_s, u"images"_s}).status, 0);
        }
    }

    void aPoolIsNeverLostInItsRenaming()
    {
        for (const auto how : {RpcProxy::Stop::KillBefore, RpcProxy::Stop::KillAfter}) {
            int offers = 0;
            for (int call = 1;; ++call) {
                const Remedy remedy = call % 2 ? Remedy::Undo : Remedy::Finish;
                daemon.virsh({u"pool-destroy"_s, u"images"_s});
                QVERIFY(daemon.virsh({u"pool-autostart"_s, u"images"_s}).ok());
                const QString said = run(u"rename"_s, how, call);
                bool offered = false;
                const QStringList problems = startOver(remedy, offered);
                QVERIFY2(problems.isEmpty(), qPrintable(problems.join(u'\n')));
                offers += int(offered);
                const QStringList names = daemon.virsh({u"pool-list"_s, u"--all"_s, u"--name"_s})
                                              .output.simplified()
                                              .split(u' ');
                QCOMPARE(names.size(), 1);
                QVERIFY(names.first() == u"images"_s || names.first() == u"renamed"_s);
                const QString info = daemon.virsh({u"pool-info"_s, names.first()}).output;
                QVERIFY2(info.contains(pool.toString(QUuid::WithoutBraces)), qPrintable(info));
                QVERIFY2(!offered
                             || QRegularExpression(u"Autostart: +yes"_s).match(info).hasMatch(),
                         qPrintable(info));
                if (names.first() == u"renamed"_s) {
                    const auto connection = opened(std::make_shared<Journal>(QString()));
                    QVERIFY(answerOf(connection->storage()->renamePool(pool, u"images"_s)));
                }
                if (!proxy.hasStopped()) {
                    QCOMPARE(said, u"done"_s);
                    break;
                }
            }
            QVERIFY2(offers > 1, QByteArray::number(offers));
        }
    }
};

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.value(1) == u"--victim"_s) {
        EventLoop eventLoop;
        Victim victim(arguments);
        return QCoreApplication::exec();
    }
    TestCrashPoints test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_crashpoints.moc"
