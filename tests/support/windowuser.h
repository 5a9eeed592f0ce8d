// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/application.h"
#include "app/machinepages.h"
#include "app/mainwindow.h"
#include "dialogs/plaindialog.h"
#include "models/inventory/inventory.h"
#include "models/inventory/lane.h"
#include "models/items/jobmodel.h"
#include "models/items/machinetreemodel.h"
#include "models/virt/eventloop.h"
#include "tests/support/byname.h"
#include "tests/support/patience.h"
#include "views/basic/icons.h"
#include "views/basic/noticebar.h"
#include "views/machinetree/machinepanel.h"
#include "views/machinetree/machinetreeview.h"

#include <QAction>
#include <QMenu>
#include <QPushButton>
#include <QTabWidget>
#include <QTableView>
#include <QTemporaryDir>

#include <csignal>
#include <memory>

// The whole program in this process, and somebody who uses its window: finds things by what is
// written on them, answers dialogs by their buttons, reads what the window says. For the tests
// that are linked to the target app; GUI thread, every wait lets events through.
class WindowUser
{
public:
    WindowUser()
    {
        std::signal(SIGPIPE, SIG_IGN); // as main() does
        installIcons();
        if (!qEnvironmentVariableIsSet("GUESTHOUSE_VIEWER"))
            qputenv("GUESTHOUSE_VIEWER",
                    QFile::encodeName(QCoreApplication::applicationDirPath()
                                      + QStringLiteral("/../app/guesthouse-viewer")));
    }
    ~WindowUser() { quit(); }
    Q_DISABLE_COPY_MOVE(WindowUser)

    // Starts the program with preferences of its own, as `guesthouse --connect URI`.
    void start(const QStringList &uris, CommandLine line = {})
    {
        line.connect = uris;
        line.profile = m_profile.path();
        startEventLoop();
        m_application = std::make_unique<Application>(line);
        m_application->start();
        m_application->open(line, true);
    }
    // start() on one host; true when its window is there and it is connected.
    bool startOn(const QString &uri)
    {
        start({uri});
        return QTest::qWaitForWindowExposed(&window())
               && QTest::qWaitFor(
                   [&] { return connection(uri)->status().state == ConnectionState::Connected; },
                   patience);
    }
    // Closes the window and ends the program; start() begins its next life with the same profile.
    // False when some call still hangs.
    bool quit()
    {
        if (m_application) {
            window().close();
            m_application.reset();
        }
        return waitForWorkers(30'000);
    }

    Application &application() const { return *m_application; }
    MainWindow &window() const { return m_application->window(); }
    QString profile() const { return m_profile.path(); }
    Connection *connection(const QString &uri) const
    {
        return m_application->inventory().connectionByUri(uri);
    }

    // --- the tree

    MachineTreeView *tree() const { return window().machinePanel()->tree(); }
    // The row of the host or machine that is shown by this name; invalid when there is none.
    QModelIndex row(const QString &name, const QModelIndex &below = {}) const
    {
        const QAbstractItemModel *model = tree()->model();
        for (int i = 0; i < model->rowCount(below); ++i) {
            const QModelIndex index = model->index(i, 0, below);
            if (index.data().toString() == name)
                return index;
            if (const QModelIndex found = row(name, index); found.isValid())
                return found;
        }
        return {};
    }
    // "Running: booted"; empty without such a row.
    QString state(const QString &name) const
    {
        return row(name).data(MachineTreeModel::StateTextRole).toString();
    }
    bool select(const QString &name) const
    {
        const auto shown = [&] { return row(name).isValid(); };
        if (!QTest::qWaitFor(shown, patience))
            return false;
        tree()->setCurrentIndex(row(name));
        return true;
    }

    // --- commands and dialogs

    // By what is written on it, without mnemonic and ellipsis.
    QAction *command(const QString &name) const
    {
        const auto actions = window().findChildren<QAction *>();
        QAction *found = nullptr;
        for (QAction *action : actions) {
            if (action->objectName() == name) // one of the machines'
                return action;
            if (!found && action->iconText() == name && !action->menu())
                found = action;
        }
        return found;
    }
    // Waits until it can be chosen, and chooses it.
    bool choose(const QString &name) const
    {
        QAction *action = command(name);
        if (!action || !QTest::qWaitFor([&] { return action->isEnabled(); }, patience))
            return false;
        action->trigger();
        return true;
    }
    // The page with this tab, of the machine or host that is selected.
    bool showPage(const QString &title) const
    {
        const auto all = window().findChildren<QTabWidget *>();
        for (QTabWidget *tabs : all) {
            for (int i = 0; tabs->isVisible() && i < tabs->count(); ++i) {
                if (tabs->tabText(i) != title)
                    continue;
                tabs->setCurrentIndex(i);
                return true;
            }
        }
        return false;
    }
    // The dialog that is open; null after a while.
    template <class Dialog = PlainDialog>
    Dialog *dialog() const
    {
        Dialog *open = nullptr;
        const auto found = [&] {
            const auto all = window().findChildren<Dialog *>();
            for (Dialog *dialog : all) {
                if (dialog->isVisible())
                    open = dialog;
            }
            return open != nullptr;
        };
        return QTest::qWaitFor(found, patience) ? open : nullptr;
    }
    bool hasDialog() const
    {
        const auto all = window().findChildren<PlainDialog *>();
        return std::any_of(all.begin(), all.end(),
                           [](const PlainDialog *dialog) { return dialog->isVisible(); });
    }
    // Waits for a button of this name, and clicks it.
    static bool click(const QWidget *in, const QString &name)
    {
        QAbstractButton *button = nullptr;
        const auto found = [&] {
            button = byName<QAbstractButton>(in, name);
            return button && button->isVisible() && button->isEnabled();
        };
        if (!QTest::qWaitFor(found, patience))
            return false;
        button->click();
        return true;
    }
    // Answers the dialog that opens, by its button, and waits until it has gone.
    bool answer(const QString &verb) const
    {
        const QPointer<PlainDialog> open = dialog();
        return open && click(open, verb)
               && QTest::qWaitFor([&] { return !open || !open->isVisible(); }, patience);
    }
    template <class Widget>
    static Widget *byName(const QWidget *in, const QString &name)
    {
        return ::byName<Widget>(in, name);
    }

    // --- what the window says

    QString notice() const
    {
        const auto *bar = window().findChild<NoticeBar *>();
        return bar->isVisible() ? bar->text() : QString();
    }
    // "Start “demo”" → "Done"; of the newest task of this title.
    QString outcome(const QString &task) const { return cellOf(task, JobModel::Outcome); }
    QString cellOf(const QString &task, int column) const
    {
        return rowOf(task).siblingAtColumn(column).data().toString();
    }
    // Clicks the button of its row: Cancel, or Details….
    bool chooseInTask(const QString &task) const
    {
        if (!rowOf(task).isValid() || !showTasks())
            return false;
        const QPersistentModelIndex button = rowOf(task).siblingAtColumn(JobModel::Action);
        const auto rect = [&] { return taskList()->visualRect(button); };
        const auto seen = [&] {
            taskList()->scrollTo(button);
            return rect().isValid() && taskList()->viewport()->rect().contains(rect());
        };
        if (!QTest::qWaitFor(seen, patience))
            return false;
        QTest::mouseClick(taskList()->viewport(), Qt::LeftButton, {}, rect().center());
        return true;
    }
    bool showTasks() const
    {
        QAction *show = command(QStringLiteral("Tasks"));
        if (!show->isChecked())
            show->trigger();
        return QTest::qWaitFor([this] { return taskList()->isVisible(); }, patience);
    }
    QTreeView *taskList() const { return byName<QTreeView>(&window(), QStringLiteral("Tasks")); }
    // All lines of the Events page that is shown.
    QStringList events() const
    {
        QStringList lines;
        const auto *table = byName<QTableView>(&window(), QStringLiteral("Events"));
        for (int i = 0; table && i < table->model()->rowCount(); ++i)
            lines.append(table->model()->index(i, 1).data().toString());
        return lines;
    }

private:
    // There can be one in a process, ever; it ends with the QApplication.
    static void startEventLoop()
    {
        static EventLoop *loop = nullptr;
        if (loop)
            return;
        loop = new EventLoop;
        qAddPostRoutine([] { delete loop; });
    }
    QModelIndex rowOf(const QString &task) const
    {
        const QAbstractItemModel *tasks = taskList()->model();
        for (int i = 0; i < tasks->rowCount(); ++i) {
            const QModelIndex row = tasks->index(i, JobModel::Task);
            if (row.data().toString() == task)
                return row;
        }
        return {};
    }

    QTemporaryDir m_profile;
    std::unique_ptr<Application> m_application;
};
