// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dialogs/newmachine/newmachinedialog.h"
#include "tests/support/privatelibvirtd.h"
#include "tests/support/windowuser.h"

#include <QDir>
#include <QLineEdit>
#include <QListWidget>
#include <QProcess>
#include <QSignalSpy>
#include <QSpinBox>

// Somebody who makes machines with the program's New machine wizard, on a private daemon with a
// storage pool "default". For the tests that are linked to the target app; GUI thread.
class WizardUser
{
public:
    // False when the daemon does not answer.
    bool start()
    {
        m_daemon = std::make_unique<PrivateLibvirtd>();
        return m_daemon->start()
               && m_daemon->addPool(QStringLiteral("images"), QStringLiteral("default"));
    }
    bool open()
    {
        m_user = std::make_unique<WindowUser>();
        return m_user->startOn(m_daemon->uri());
    }
    bool close()
    {
        const bool ended = !m_user || m_user->quit();
        m_user.reset();
        return ended;
    }
    void quit()
    {
        m_daemon->quit();
        m_daemon.reset();
    }

    PrivateLibvirtd &daemon() const { return *m_daemon; }
    WindowUser &user() const { return *m_user; }

    NewMachineDialog *openWizard() const
    {
        return m_user->choose(QStringLiteral("New machine")) ? m_user->dialog<NewMachineDialog>()
                                                             : nullptr;
    }
    static void chooseSource(const NewMachineDialog *dialog, const QString &title)
    {
        auto *list = byName<QListWidget>(dialog, QStringLiteral("Source"));
        QVERIFY(list);
        const auto found = list->findItems(title, Qt::MatchExactly);
        QCOMPARE(found.size(), 1);
        list->setCurrentItem(found.first());
    }
    static void type(const QWidget *dialog, const QString &field, const QString &text)
    {
        auto *edit = byName<QLineEdit>(dialog, field);
        QVERIFY2(edit && edit->isVisible(), qPrintable(field));
        edit->selectAll();
        QTest::keyClicks(edit, text);
        QCOMPARE(edit->text(), text);
    }
    static bool next(const NewMachineDialog *dialog)
    {
        const QString before = dialog->currentStep();
        return WindowUser::click(dialog, QStringLiteral("Next")) && dialog->currentStep() != before;
    }
    // From the first step to the last one.
    static void goToReview(const NewMachineDialog *dialog, int memoryMiB)
    {
        while (dialog->currentStep() != QStringLiteral("Review")) {
            if (dialog->currentStep() == QStringLiteral("Resources"))
                byName<QSpinBox>(dialog, QStringLiteral("Memory"))->setValue(memoryMiB);
            QVERIFY2(next(dialog), qPrintable(dialog->currentStep()));
        }
    }
    // The task of creating has succeeded.
    bool created(const QString &machine) const
    {
        const QString task = QStringLiteral("Create “%1”").arg(machine);
        return QTest::qWaitFor([&] { return m_user->outcome(task) == QStringLiteral("Done"); },
                               180'000);
    }
    QString serialTerminal(const QString &machine) const
    {
        return m_daemon->virsh({QStringLiteral("ttyconsole"), machine}).output.trimmed();
    }
    QString xml(const QString &machine, bool inactive) const
    {
        QStringList arguments{QStringLiteral("dumpxml"), machine};
        if (inactive)
            arguments += QStringLiteral("--inactive");
        return m_daemon->virsh(arguments).output;
    }
    void remove(const QString &machine) const
    {
        m_daemon->virsh({QStringLiteral("destroy"), machine});
        m_daemon->virsh({QStringLiteral("undefine"), machine});
    }
    // What a script of tests/support prints, the path of an image; empty when it failed, with its
    // status and what it says.
    static QString image(const QString &script, int *status = nullptr, QString *words = nullptr)
    {
        QProcess process;
        QSignalSpy finished(&process, &QProcess::finished);
        process.start(QStringLiteral(GUESTHOUSE_SOURCE_DIR "/tests/support/") + script, {});
        const bool ended = finished.wait(1'500'000);
        if (status)
            *status = ended ? process.exitCode() : -1;
        if (words)
            *words = QString::fromLocal8Bit(process.readAllStandardError()).trimmed();
        if (!ended || process.exitCode() != 0)
            return {};
        return QString::fromLocal8Bit(process.readAllStandardOutput()).trimmed();
    }

private:
    std::unique_ptr<PrivateLibvirtd> m_daemon;
    std::unique_ptr<WindowUser> m_user;
};
