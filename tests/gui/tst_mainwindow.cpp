// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialogs/confirmdialog.h"
#include "dialogs/connectiondialog.h"
#include "dialogs/errordialog.h"
#include "dialogs/machinetextdialog.h"
#include "dialogs/preferencesdialog.h"
#include "tests/support/nodefile.h"
#include "tests/support/windowuser.h"
#include "views/basic/messagepage.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QSplitter>
#include <QTextDocument>
#include <QXmlStreamWriter>

using namespace Qt::StringLiterals;

// The window on libvirt's test driver: a whole hypervisor in the process.
class TestMainWindow : public QObject
{
    Q_OBJECT

    std::unique_ptr<WindowUser> user;
    QTemporaryDir folder;
    const QString testUri = u"test:///default"_s;

    void open(const QStringList &uris)
    {
        user->start(uris);
        QVERIFY(QTest::qWaitForWindowExposed(&user->window()));
        for (const QString &uri : uris) {
            const auto &status = user->connection(uri)->status();
            QTRY_VERIFY2(status.state == ConnectionState::Connected,
                         qPrintable(status.error ? status.error->detail : QString()));
        }
    }
    QString writeNode(const QString &name, const QByteArray &xml) const
    {
        QFile file(folder.filePath(name));
        return file.open(QIODevice::WriteOnly) && file.write(xml) == xml.size()
                   ? u"test://"_s + file.fileName()
                   : QString();
    }
    int rows() const
    {
        const QAbstractItemModel *model = user->tree()->model();
        return model->rowCount(model->index(0, 0));
    }

private Q_SLOTS:
    void init() { user = std::make_unique<WindowUser>(); }
    void cleanup()
    {
        QVERIFY(user->quit());
        user.reset();
    }

    void rowsAppearAndTheFilterNarrowsThem()
    {
        open({writeNode(u"node.xml"_s, nodeXml(50))});
        QTRY_COMPARE(rows(), 50);
        QTRY_VERIFY(user->row(u"Machine 7"_s).isValid());
        QVERIFY(user->choose(u"Find"_s)
                || user->window().machinePanel()->findAction()->isEnabled());
        user->window().machinePanel()->filter()->setText(u"m00042"_s);
        QTRY_COMPARE(rows(), 1);
        QVERIFY(user->row(u"Machine 42"_s).isValid());
        user->window().machinePanel()->filter()->setText(u"state:running"_s);
        QTRY_COMPARE(rows(), 5);
        user->window().machinePanel()->filter()->clear();
        QTRY_COMPARE(rows(), 50);
    }

    void manySelectedMachinesShareTheCommandsThatMakeSense()
    {
        open({writeNode(u"node.xml"_s, nodeXml(20))});
        QTRY_VERIFY(user->row(u"Machine 19"_s).isValid());
        QVERIFY(user->select(u"Machine 0"_s)); // runs
        QVERIFY(user->command(u"Shut down"_s)->isEnabled());
        QVERIFY(!user->command(u"Start"_s)->isEnabled());
        user->tree()->selectionModel()->select(
            user->row(u"Machine 1"_s), QItemSelectionModel::Select | QItemSelectionModel::Rows);
        QTRY_COMPARE(user->tree()->selectedMachines().size(), 2);
        QVERIFY(user->command(u"Start"_s)->isEnabled()); // for the one that is off
        QVERIFY(user->command(u"Shut down"_s)->isEnabled());
        QVERIFY(!user->command(u"Rename"_s)->isEnabled());
        QVERIFY(user->command(u"Rename"_s)->toolTip().contains(u"one machine at a time"_s));
        const auto pages = user->window().findChildren<MessagePage *>();
        QVERIFY(std::any_of(pages.begin(), pages.end(), [](const MessagePage *page) {
            return page->isVisible() && page->title() == u"2 machines are selected"_s;
        }));
        QVERIFY(user->choose(u"Start"_s));
        QTRY_VERIFY(user->state(u"Machine 1"_s).startsWith(u"Running"_s));
        QVERIFY(user->state(u"Machine 0"_s).startsWith(u"Running"_s));
        QTRY_VERIFY(!user->command(u"Start"_s)->isEnabled());
        QVERIFY(user->command(u"Start"_s)->toolTip().contains(u"None of the selected machines"_s));
    }

    void theContextMenuHasTheCommandsOfTheRow()
    {
        open({testUri});
        QVERIFY(user->select(u"test"_s));
        const QPoint at = user->tree()->visualRect(user->row(u"test"_s)).center();
        QContextMenuEvent event(QContextMenuEvent::Mouse, at,
                                user->tree()->viewport()->mapToGlobal(at));
        QCoreApplication::sendEvent(user->tree()->viewport(), &event);
        QTRY_VERIFY(qobject_cast<QMenu *>(QApplication::activePopupWidget()));
        auto *menu = qobject_cast<QMenu *>(QApplication::activePopupWidget());
        QVERIFY(menu->actions().contains(user->command(u"Pause"_s)));
        QVERIFY(menu->toolTipsVisible());
        menu->close();
    }

    void everyPageShowsSomethingOrSaysWhyNot()
    {
        open({testUri});
        QVERIFY(user->select(u"test"_s));
        for (const QString &page :
             {u"Overview"_s, u"Console"_s, u"Hardware"_s, u"Performance"_s, u"Events"_s}) {
            QVERIFY2(user->showPage(page), qPrintable(page));
            const auto words = [&] {
                const auto labels = user->window().machinePages()->findChildren<QLabel *>();
                return std::any_of(labels.begin(), labels.end(), [](const QLabel *label) {
                    return label->isVisible() && label->text().size() > 3;
                });
            };
            QTRY_VERIFY2(words(), qPrintable(page));
        }
        user->tree()->setCurrentIndex(user->tree()->model()->index(0, 0)); // the host
        QVERIFY(user->showPage(u"Performance"_s));
        QVERIFY(user->showPage(u"Overview"_s));
    }

    void aTaskThatFailsIsToldWithItsDetails()
    {
        open({testUri});
        QVERIFY(user->select(u"test"_s));
        QVERIFY(user->choose(u"Force off"_s));
        QVERIFY(user->answer(u"Force off"_s));
        QTRY_VERIFY(user->state(u"test"_s).startsWith(u"Shut off"_s));
        QTRY_VERIFY(user->command(u"Rename"_s)->isEnabled());
        QVERIFY(user->choose(u"Rename"_s));
        auto *dialog = user->dialog<MachineTextDialog>();
        QVERIFY(dialog);
        dialog->setValue(u"other"_s);
        // Another hand starts it while the dialog is open.
        Connection *host = user->connection(testUri);
        host->perform(host->machines().first().uuid, {.action = MachineAction::Start});
        QTRY_VERIFY(user->state(u"test"_s).startsWith(u"Running"_s));
        QVERIFY(user->answer(u"Rename"_s));
        QTRY_VERIFY(user->notice().contains(u"“test”"_s));
        const QString task = u"Rename “test”"_s;
        QCOMPARE(user->cellOf(task, JobModel::Action), u"Details…"_s);
        QVERIFY(user->chooseInTask(task));
        auto *details = user->dialog<ErrorDialog>();
        QVERIFY(details);
        QVERIFY2(details->report().contains(u"VIR_ERR_"_s), qPrintable(details->report()));
        details->close();
        QVERIFY(WindowUser::click(user->window().findChild<NoticeBar *>(), u"Dismiss"_s));
        QCOMPARE(user->notice(), QString());
    }

    void hostileTextIsShownAsItIsEverywhere()
    {
        const QStringList names{u"<img src='x' onerror=1>"_s, u"%2 %1 %n"_s, QString(200, u'x'),
                                u"a\u202Egpj.exe"_s, u"<b>bold<b> & \"co\""_s};
        QByteArray text;
        QXmlStreamWriter xml(&text);
        xml.writeStartElement(u"node"_s);
        for (int i = 0; i < names.size(); ++i) {
            xml.writeStartElement(u"domain"_s);
            xml.writeAttribute(u"type"_s, u"test"_s);
            xml.writeTextElement(u"name"_s, names.at(i));
            xml.writeTextElement(u"uuid"_s, nodeMachineUuid(i));
            if (i != 3)
                xml.writeTextElement(u"title"_s, u"<img src='/dev/zero'> "_s + names.at(i));
            xml.writeTextElement(u"description"_s,
                                 u"<a href='file:///dev/zero'>line</a>\n<h1>two</h1>"_s);
            xml.writeTextElement(u"memory"_s, u"65536"_s);
            xml.writeStartElement(u"os"_s);
            xml.writeTextElement(u"type"_s, u"hvm"_s);
            xml.writeEndElement();
            xml.writeEndElement();
        }
        xml.writeEndElement();
        open({writeNode(u"hostile.xml"_s, text)});
        QTRY_COMPARE(rows(), int(names.size()));
        QTRY_VERIFY(user->row(u"<img src='/dev/zero'> %2 %1 %n"_s).isValid());
        const QAbstractItemModel *model = user->tree()->model();
        for (int i = 0; i < rows(); ++i) {
            const QModelIndex row = model->index(i, 0, model->index(0, 0));
            QVERIFY(!row.data().toString().contains(QChar(0x202e)));
            user->tree()->setCurrentIndex(row);
            for (const QString &page :
                 {u"Overview"_s, u"Console"_s, u"Hardware"_s, u"Performance"_s, u"Events"_s}) {
                QVERIFY(user->showPage(page));
                QCoreApplication::sendPostedEvents();
                checkTexts();
            }
            QVERIFY(user->choose(u"Force off"_s));
            auto *question = user->dialog<ConfirmDialog>();
            QVERIFY(question);
            checkTexts();
            question->reject();
            QTRY_VERIFY(!user->hasDialog());
        }
    }

    void preferencesTakeBackWhatWasAgreedTo()
    {
        open({testUri});
        QVERIFY(user->select(u"test"_s));
        QVERIFY(user->choose(u"Reset"_s));
        auto *question = user->dialog<ConfirmDialog>();
        QVERIFY(question);
        byName<QCheckBox>(question, u"Don't ask again"_s)->setChecked(true);
        QVERIFY(user->answer(u"Reset"_s));
        QTRY_COMPARE(user->outcome(u"Reset “test”"_s), u"Done"_s);
        QVERIFY(user->choose(u"Reset"_s));
        QVERIFY(!user->hasDialog());
        QVERIFY(user->choose(u"Preferences"_s));
        auto *preferences = user->dialog<PreferencesDialog>();
        QVERIFY(preferences);
        auto *box = byName<QCheckBox>(preferences, u"Reset"_s);
        QVERIFY(box);
        QVERIFY(!box->isChecked());
        box->setChecked(true);
        preferences->acceptButton()->click();
        QTRY_VERIFY(!user->hasDialog());
        QVERIFY(user->choose(u"Reset"_s));
        QVERIFY(user->dialog<ConfirmDialog>());
        QVERIFY(user->answer(u"Cancel"_s));
    }

    void aConnectionIsAddedChangedAndRemoved()
    {
        open({});
        QVERIFY(user->choose(u"Add connection"_s));
        auto *dialog = user->dialog<ConnectionDialog>();
        QVERIFY(dialog);
        auto *hypervisor = dialog->findChild<QComboBox *>(u"hypervisor"_s);
        QVERIFY(hypervisor);
        hypervisor->setCurrentIndex(hypervisor->count() - 1); // by its URI
        Q_EMIT hypervisor->activated(hypervisor->count() - 1);
        auto *uri = dialog->findChild<QLineEdit *>(u"uri"_s);
        QVERIFY(uri);
        uri->clear();
        QTest::keyClicks(uri, testUri);
        QVERIFY(user->answer(u"Add"_s));
        QTRY_VERIFY(user->connection(testUri));
        QTRY_COMPARE(user->connection(testUri)->status().state, ConnectionState::Connected);
        QTRY_VERIFY(user->row(u"test"_s).isValid());

        QVERIFY(user->select(connectionDisplayName(user->connection(testUri)->config())));
        QVERIFY(user->choose(u"Edit connection"_s));
        dialog = user->dialog<ConnectionDialog>();
        QVERIFY(dialog);
        dialog->findChild<QLineEdit *>(u"name"_s)->setText(u"My <i>host</i>"_s);
        QVERIFY(user->answer(u"Save"_s));
        QTRY_VERIFY(user->row(u"My <i>host</i>"_s).isValid());

        QVERIFY(user->choose(u"Disconnect"_s));
        QTRY_COMPARE(user->state(u"My <i>host</i>"_s), u"Disconnected"_s);
        QVERIFY(user->row(u"test"_s).isValid()); // as it was
        QVERIFY(user->choose(u"Connect"_s));
        QTRY_COMPARE(user->state(u"My <i>host</i>"_s), u"Connected"_s);

        QVERIFY(user->choose(u"Remove connection"_s));
        QVERIFY(user->answer(u"Remove"_s));
        QTRY_VERIFY(!user->row(u"My <i>host</i>"_s).isValid());
        QVERIFY(!user->connection(testUri));
    }

    void aFailureToConnectTellsWhy()
    {
        const QString uri = u"qemu:///system?socket=/nonexistent/libvirt-sock"_s;
        user->start({uri});
        QTRY_COMPARE(user->connection(uri)->status().state, ConnectionState::Failed);
        QTRY_VERIFY(!user->notice().isEmpty());
        QVERIFY(WindowUser::click(user->window().findChild<NoticeBar *>(), u"Details"_s));
        auto *details = user->dialog<ErrorDialog>();
        QVERIFY(details);
        QVERIFY2(details->report().contains(u"/nonexistent/libvirt-sock"_s),
                 qPrintable(details->report()));
        details->close();
    }

    void theWindowIsFoundAsItWasLeft()
    {
        open({testUri});
        QVERIFY(user->select(u"test"_s));
        QVERIFY(user->showPage(u"Events"_s));
        QVERIFY(user->showTasks());
        user->window().resize(1000, 640);
        QTRY_COMPARE(user->window().size(), QSize(1000, 640));
        user->tree()->setColumnHidden(MachineTreeModel::Vcpus, false);
        QVERIFY(user->quit());

        user->start({}); // its connections are remembered, too
        QVERIFY(QTest::qWaitForWindowExposed(&user->window()));
        QVERIFY(user->connection(testUri));
        QTRY_COMPARE(user->window().size(), QSize(1000, 640));
        QVERIFY(!user->tree()->isColumnHidden(MachineTreeModel::Vcpus));
        QTRY_COMPARE(user->tree()->selectedMachines().size(), 1); // selected as before
        QCOMPARE(user->window().machinePages()->currentPage(), MachinePages::Events);
        QVERIFY(user->taskList()->isVisible());
        QTRY_COMPARE(user->connection(testUri)->status().state, ConnectionState::Connected);
    }

private:
    // Whatever Qt might take for markup stands where it is not guessed.
    void checkTexts() const
    {
        const auto labels = user->window().findChildren<QLabel *>();
        for (const QLabel *label : labels) {
            if (Qt::mightBeRichText(label->text()))
                QVERIFY2(label->textFormat() == Qt::PlainText, qPrintable(label->text()));
        }
        const auto harmless = [](const QString &tip) {
            return !Qt::mightBeRichText(tip)
                   || !(tip.contains(u"<img"_s) || tip.contains(u"<b>"_s) || tip.contains(u"<a "_s)
                        || tip.contains(u"<h1"_s));
        };
        const auto actions = user->window().findChildren<QAction *>();
        for (const QAction *action : actions)
            QVERIFY2(harmless(action->toolTip()), qPrintable(action->toolTip()));
        const auto widgets = user->window().findChildren<QWidget *>();
        for (const QWidget *widget : widgets)
            QVERIFY2(harmless(widget->toolTip()), qPrintable(widget->toolTip()));
        const auto views = user->window().findChildren<QAbstractItemView *>();
        for (const QAbstractItemView *view : views) {
            const QModelIndex index = view->currentIndex();
            if (index.isValid())
                QVERIFY2(harmless(index.data(Qt::ToolTipRole).toString()),
                         qPrintable(index.data(Qt::ToolTipRole).toString()));
        }
    }
};

QTEST_MAIN(TestMainWindow)
#include "tst_mainwindow.moc"
