// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/machineactions.h"
#include "dialogs/confirmdialog.h"
#include "dialogs/deletedialog.h"
#include "dialogs/machinetextdialog.h"
#include "tests/support/testguest.h"
#include "tests/support/windowuser.h"

#include <QCheckBox>
#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QFileInfo>
#include <QRegularExpression>

#include <atomic>
#include <csignal>
#include <thread>

using namespace Qt::StringLiterals;

// Holds up the process that writes a machine's saved state to its file (libvirt_iohelper, a child of
// the daemon) as soon as there is one.
class SaverPause
{
public:
    explicit SaverPause(qint64 daemon)
        : m_thread([this, daemon] {
            while (!m_stop && m_saver == 0)
                look(daemon);
        })
    {}
    ~SaverPause() { end(); }
    Q_DISABLE_COPY_MOVE(SaverPause)

    bool holds() const { return m_saver != 0; }
    void end()
    {
        m_stop = true;
        if (m_thread.joinable())
            m_thread.join();
        if (const pid_t saver = m_saver.exchange(0))
            ::kill(saver, SIGCONT);
    }

private:
    void look(qint64 daemon)
    {
        const QDir tasks(u"/proc/%1/task"_s.arg(daemon));
        for (const QString &task : tasks.entryList(QDir::Dirs | QDir::NoDotAndDotDot)) {
            QFile children(tasks.filePath(task + u"/children"_s));
            if (!children.open(QIODevice::ReadOnly))
                continue;
            for (const QByteArray &child : children.readAll().simplified().split(' ')) {
                QFile command("/proc/"_L1 + QString::fromLatin1(child) + "/cmdline"_L1);
                if (!child.isEmpty() && command.open(QIODevice::ReadOnly)
                    && command.readAll().contains("libvirt_iohelper")) {
                    ::kill(pid_t(child.toInt()), SIGSTOP);
                    m_saver = pid_t(child.toInt());
                    return;
                }
            }
        }
    }

    std::atomic<bool> m_stop = false;
    std::atomic<pid_t> m_saver = 0;
    std::thread m_thread;
};

// A real machine through the window's own commands; what became of it is read by virsh.
class TestLifecycle : public QObject
{
    Q_OBJECT

    PrivateLibvirtd daemon;
    std::unique_ptr<TestGuest> guest;
    WindowUser user;
    bool failed = false;
    QElapsedTimer ignored;               // since a request to shut down was ignored
    QString name = u"Guesthouse demo"_s; // its title is what the tree shows

    QString virsh(const QStringList &arguments) const { return daemon.virsh(arguments).output; }

    // The row says `state`, and so does virsh.
    bool becomes(const QString &state, const QString &word) const
    {
        return QTest::qWaitFor([&] { return user.state(name).startsWith(state); }, patience)
               && guest->state() == word;
    }
    bool isRunning() const { return becomes(u"Running"_s, u"running"_s); }
    bool isOff() const { return becomes(u"Shut off"_s, u"shut off"_s); }

    // An independent hand brings the machine there, so that each test starts from where it needs.
    void bringUp()
    {
        if (guest->state() == u"shut off"_s) {
            daemon.virsh({u"managedsave-remove"_s, guest->name()});
            QVERIFY2(guest->start(), qPrintable(guest->errorString()));
            QVERIFY(guest->waitFor("GUEST-READY"));
        }
        QVERIFY(isRunning());
    }
    void bringDown()
    {
        daemon.virsh({u"destroy"_s, guest->name()});
        daemon.virsh({u"managedsave-remove"_s, guest->name()});
        QVERIFY(isOff());
    }

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY2(daemon.start(), qPrintable(daemon.errorString()));
        guest = std::make_unique<TestGuest>(daemon);
        QVERIFY2(guest->define(), qPrintable(guest->errorString()));
        user.start({daemon.uri()});
        QVERIFY(QTest::qWaitForWindowExposed(&user.window()));
        QVERIFY(user.select(name));
        QVERIFY(isOff());
    }

    // Each test goes on from where the one before left the machine.
    void init()
    {
        if (failed)
            QFAIL("an earlier test failed");
    }
    void cleanup() { failed |= QTest::currentTestFailed(); }

    void cleanupTestCase()
    {
        QVERIFY(user.quit());
        daemon.quit();
    }

    void startBootsTheMachine()
    {
        QVERIFY(!user.command(u"Shut down"_s)->isEnabled());
        QVERIFY(user.command(u"Shut down"_s)->toolTip().contains(u"The machine is shut off."_s));
        QVERIFY(user.choose(u"Start"_s));
        QVERIFY(isRunning());
        QVERIFY(!user.command(u"Start"_s)->isEnabled());
        QVERIFY(user.command(u"Start"_s)->toolTip().contains(u"running already"_s));
        QTRY_COMPARE(user.outcome(u"Start “%1”"_s.arg(name)), u"Done"_s);
        QVERIFY(guest->waitFor("GUEST-READY"));
    }

    void pauseAndResumeTakeTurns()
    {
        bringUp();
        QVERIFY(user.command(u"Pause"_s)->isVisible());
        QVERIFY(user.choose(u"Pause"_s));
        QVERIFY(becomes(u"Paused: by the user"_s, u"paused"_s));
        QVERIFY(user.command(u"Resume"_s)->isVisible());
        QVERIFY(!user.command(u"Pause"_s)->isVisible());
        QVERIFY(user.choose(u"Resume"_s));
        QVERIFY(isRunning());
    }

    void whatIsAlreadySoIsASuccess()
    {
        bringUp();
        // Another hand was faster, and the window has not heard of it yet.
        QAction *pause = user.command(u"Pause"_s);
        QVERIFY(pause->isEnabled());
        QProcess other;
        other.start(u"/usr/bin/virsh"_s,
                    {u"--connect"_s, daemon.uri(), u"suspend"_s, guest->name()});
        QVERIFY(other.waitForFinished(patience)); // without events for the window
        QCOMPARE(other.exitCode(), 0);
        pause->trigger();
        QTRY_COMPARE(user.outcome(u"Pause “%1”"_s.arg(name)), u"Done"_s);
        QVERIFY(becomes(u"Paused"_s, u"paused"_s));
        QCOMPARE(user.notice(), QString());
        daemon.virsh({u"resume"_s, guest->name()});
        QVERIFY(isRunning());
    }

    void rebootAsksAndThenTheGuestStartsAnew()
    {
        bringUp();
        const int boots = int(guest->serialOutput().count("GUEST-READY"));
        QVERIFY(user.choose(u"Reboot"_s));
        auto *question = user.dialog<ConfirmDialog>();
        QVERIFY(question);
        QCOMPARE(question->heading(), u"Reboot “%1”?"_s.arg(name));
        QVERIFY(user.answer(u"Cancel"_s));
        QCOMPARE(user.outcome(u"Reboot “%1”"_s.arg(name)),
                 QString()); // nothing was asked of libvirt
        QVERIFY(user.choose(u"Reboot"_s));
        QVERIFY(user.answer(u"Reboot"_s));
        QVERIFY(guest->waitFor("GUEST-READY", boots + 1));
        QVERIFY(isRunning());
    }

    void aResetStartsTheGuestAnew()
    {
        bringUp();
        const int boots = int(guest->serialOutput().count("GUEST-READY"));
        QVERIFY(user.choose(u"Reset"_s));
        QVERIFY(user.answer(u"Reset"_s));
        QVERIFY(guest->waitFor("GUEST-READY", boots + 1));
        QVERIFY(isRunning());
    }

    void theStateIsSavedAndRestored()
    {
        bringUp();
        QVERIFY(user.choose(u"Save state"_s));
        QVERIFY(becomes(u"Saved"_s, u"shut off"_s));
        QVERIFY(virsh({u"dominfo"_s, guest->name()})
                    .contains(QRegularExpression(u"Managed save: +yes"_s)));
        QTRY_COMPARE(user.outcome(u"Save the state of “%1”"_s.arg(name)), u"Done"_s);
        QVERIFY(!user.command(u"Start"_s)->isVisible());
        QVERIFY(user.choose(u"Restore"_s));
        QVERIFY(becomes(u"Running: restored"_s, u"running"_s));
        // It goes on where it was, without a boot: its agent answers, and its log, which began anew,
        // tells of none.
        QTRY_VERIFY_WITH_TIMEOUT(
            daemon.virsh({u"qemu-agent-command"_s, guest->name(), uR"({"execute":"guest-ping"})"_s})
                .ok(),
            patience);
        QVERIFY(!guest->serialOutput().contains("GUEST-READY"));
        QVERIFY(virsh({u"dominfo"_s, guest->name()})
                    .contains(QRegularExpression(u"Managed save: +no"_s)));
    }

    void savingCanBeCanceled()
    {
        bringUp();
        const QString task = u"Save the state of “%1”"_s.arg(name);
        // What writes the file is held up, so that there is time to change one's mind.
        SaverPause pause(daemon.pid());
        QVERIFY(user.choose(u"Save state"_s));
        QTRY_VERIFY_WITH_TIMEOUT(pause.holds(), patience);
        QTRY_COMPARE(user.cellOf(task, JobModel::Action), u"Cancel"_s);
        QVERIFY(user.chooseInTask(task));
        QTRY_COMPARE(user.outcome(task), u"Canceling…"_s);
        QVERIFY(daemon.virsh({u"domstate"_s, guest->name()}).ok()); // asked later, answered
        pause.end();
        QTRY_COMPARE_WITH_TIMEOUT(user.outcome(task), u"Canceled"_s, patience);
        QVERIFY(isRunning());
        QCOMPARE(user.notice(), QString()); // to cancel is no failure
        QVERIFY(virsh({u"dominfo"_s, guest->name()})
                    .contains(QRegularExpression(u"Managed save: +no"_s)));
    }

    void aSavedStateIsDiscardedAfterAQuestion()
    {
        bringUp();
        QVERIFY(daemon.virsh({u"managedsave"_s, guest->name()}).ok());
        QVERIFY(becomes(u"Saved"_s, u"shut off"_s));
        QVERIFY(user.choose(u"Discard saved state"_s));
        QVERIFY(user.answer(u"Discard"_s));
        QVERIFY(isOff());
        QVERIFY(virsh({u"dominfo"_s, guest->name()})
                    .contains(QRegularExpression(u"Managed save: +no"_s)));
    }

    void startPausedWaitsForResume()
    {
        bringDown();
        QVERIFY(user.choose(u"Start paused"_s));
        QVERIFY(becomes(u"Paused"_s, u"paused"_s));
        QVERIFY(user.choose(u"Resume"_s));
        QVERIFY(isRunning());
        QVERIFY(guest->waitFor("GUEST-READY"));
    }

    void forceOffAsksAndRemembersNotToAsk()
    {
        bringUp();
        QVERIFY(user.choose(u"Force off"_s));
        auto *question = user.dialog<ConfirmDialog>();
        QVERIFY(question);
        QVERIFY(question->text().contains(u"lost"_s));
        auto *dontAsk = byName<QCheckBox>(question, u"Don't ask again"_s);
        QVERIFY(dontAsk);
        dontAsk->setChecked(true);
        QVERIFY(user.answer(u"Cancel"_s)); // a tick on the way out changes nothing
        QCOMPARE(guest->state(), u"running"_s);
        QVERIFY(user.choose(u"Force off"_s));
        question = user.dialog<ConfirmDialog>();
        QVERIFY(question);
        byName<QCheckBox>(question, u"Don't ask again"_s)->setChecked(true);
        QVERIFY(user.answer(u"Force off"_s));
        QVERIFY(becomes(u"Shut off: forced off"_s, u"shut off"_s));
        // Now without a question.
        QVERIFY(guest->start() && isRunning());
        QVERIFY(user.choose(u"Force off"_s));
        QVERIFY(isOff());
    }

    void aRequestToShutDownIsFollowed()
    {
        bringUp();
        QVERIFY(user.choose(u"Shut down"_s));
        QVERIFY(guest->waitFor("GUEST-POWERBUTTON"));
        QVERIFY(isOff());
    }

    // Nothing listens to the power button while a guest boots.
    void anIgnoredRequestToShutDownIsToldAfterAMinute()
    {
        bringDown();
        QVERIFY(user.choose(u"Start"_s));
        QVERIFY(isRunning());
        ignored.start();
        QVERIFY(user.choose(u"Shut down"_s));
        QTRY_COMPARE(user.outcome(u"Ask “%1” to shut down"_s.arg(name)), u"Done"_s);
        QVERIFY(guest->waitFor("GUEST-READY"));
        QVERIFY(isRunning());
    }

    void autostartIsSetAndCleared()
    {
        const auto autostart = [this] {
            return virsh({u"dominfo"_s, guest->name()})
                .contains(QRegularExpression(u"Autostart: +enable"_s));
        };
        QAction *action = user.command(u"Start with the host"_s);
        QVERIFY(!action->isChecked());
        QVERIFY(user.choose(u"Start with the host"_s));
        QTRY_VERIFY(action->isChecked()); // what was read, not what was clicked
        QVERIFY(autostart());
        QVERIFY(user.choose(u"Start with the host"_s));
        QTRY_VERIFY(!action->isChecked());
        QVERIFY(!autostart());
    }

    void theTitleAndTheDescriptionAreChangedWhileItRuns()
    {
        QVERIFY(user.choose(u"Edit title"_s));
        auto *dialog = user.dialog<MachineTextDialog>();
        QVERIFY(dialog);
        QCOMPARE(dialog->value(), name);
        dialog->setValue(u"A <b>new</b> & %1 title"_s);
        QVERIFY(user.answer(u"Save"_s));
        name = u"A <b>new</b> & %1 title"_s;
        QTRY_VERIFY(user.row(name).isValid());
        QVERIFY(virsh({u"desc"_s, guest->name(), u"--title"_s}).contains(name));

        QVERIFY(user.choose(u"Edit description"_s));
        dialog = user.dialog<MachineTextDialog>();
        QVERIFY(dialog);
        dialog->setValue(u"Two\nlines"_s);
        QVERIFY(user.answer(u"Save"_s));
        QTRY_COMPARE(virsh({u"desc"_s, guest->name()}).trimmed(), u"Two\nlines"_s);
    }

    void theEventsPageTellsWhatHappenedInWords()
    {
        QVERIFY(user.showPage(u"Events"_s));
        const QStringList lines = user.events();
        for (const QString &word :
             {u"Started: booted"_s, u"Paused"_s, u"Resumed"_s, u"Rebooted"_s,
              u"Stopped: its state was saved"_s, u"Started: restored from its saved state"_s,
              u"Stopped: forced off"_s}) {
            const bool found = std::any_of(lines.begin(), lines.end(), [&](const QString &line) {
                return line.contains(word);
            });
            QVERIFY2(found, qPrintable(word));
        }
    }

    void aMinuteLaterTheIgnoredRequestIsTold()
    {
        QVERIFY(ignored.isValid());
        QTRY_COMPARE_WITH_TIMEOUT(user.notice(), u"“%1” has not shut down."_s.arg(name), 90'000);
        QCOMPARE(guest->state(), u"running"_s);
        qInfo("told %lld ms after the request", ignored.elapsed());
    }

    void aMachineThatIsOffIsRenamed()
    {
        bringDown();
        const QString uuid = guest->uuid();
        QVERIFY(user.choose(u"Rename"_s));
        auto *dialog = user.dialog<MachineTextDialog>();
        QVERIFY(dialog);
        QCOMPARE(dialog->value(), guest->name());
        dialog->setValue(u"renamed"_s);
        QVERIFY(user.answer(u"Rename"_s));
        QTRY_COMPARE(virsh({u"domname"_s, uuid}).trimmed(), u"renamed"_s);
        QTRY_COMPARE(user.row(name).data(MachineTreeModel::MachineRole).value<Machine>().name,
                     u"renamed"_s);
        QCOMPARE(user.tree()->selectedMachines().size(), 1); // it is still the selected one
        QVERIFY(
            daemon.virsh({u"domrename"_s, u"renamed"_s, guest->name()}).ok()); // by another hand
        QTRY_COMPARE(user.row(name).data(MachineTreeModel::MachineRole).value<Machine>().name,
                     guest->name());
    }

    void deletingRemovesTheDefinitionAndNoFile()
    {
        bringDown();
        QVERIFY(user.choose(u"Delete"_s));
        auto *dialog = user.dialog<DeleteDialog>();
        QVERIFY(dialog);
        QVERIFY(dialog->text().contains(u"Only the definition is deleted"_s));
        QVERIFY(user.answer(u"Delete"_s));
        QTRY_VERIFY(!user.row(name).isValid());
        QVERIFY(guest->uuid().isEmpty());
        QVERIFY(QFileInfo::exists(daemon.folder() + u"/vmlinuz"_s));
        QVERIFY(QFileInfo::exists(daemon.folder() + u"/initrd.img"_s));
    }
};

QTEST_MAIN(TestLifecycle)
#include "tst_lifecycle.moc"
