// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialogs/keyboardsettingsbox.h"
#include "dialogs/keymacrosdialog.h"
#include "dialogs/recordkeysdialog.h"
#include "dialogs/typetextdialog.h"
#include "models/keyboard/keyboardpreferences.h"
#include "tests/support/byname.h"
#include "tests/support/patience.h"
#include "views/input/keyrecorder.h"

#include <QComboBox>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QProgressBar>
#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryDir>

#include <linux/input-event-codes.h>

using namespace Qt::StringLiterals;

static void key(QWidget *widget, QEvent::Type type, int linuxCode)
{
    QKeyEvent event(type, 0, Qt::NoModifier, quint32(linuxCode + 8), 0, 0);
    QApplication::sendEvent(widget, &event);
}

static void chord(QWidget *widget, const QList<int> &codes)
{
    for (const int code : codes)
        key(widget, QEvent::KeyPress, code);
    for (const int code : codes)
        key(widget, QEvent::KeyRelease, code);
}

class TestKeyboardDialogs : public QObject
{
    Q_OBJECT

    template <class Dialog, class... Arguments>
    std::unique_ptr<Dialog> open(Arguments &&...arguments)
    {
        auto dialog = std::make_unique<Dialog>(std::forward<Arguments>(arguments)...);
        dialog->setAttribute(Qt::WA_DeleteOnClose, false);
        dialog->open();
        return dialog;
    }
    static QString said(const QWidget *in)
    {
        QStringList all;
        const auto labels = in->findChildren<QLabel *>();
        for (const QLabel *label : labels) {
            if (label->isVisible())
                all.append(label->text());
        }
        return all.join(u'\n');
    }

private Q_SLOTS:
    void aTextIsTypedAsSeenAndTheDialogFollows()
    {
        auto dialog = open<TypeTextDialog>(u"web"_s, u"ls -l\nid\n"_s, KeyboardLayout(), 20);
        QSignalSpy asked(dialog.get(), &TypeTextDialog::typeRequested);
        QVERIFY2(said(dialog.get()).contains(u"Enter is pressed 2"_s),
                 qPrintable(said(dialog.get())));
        dialog->acceptButton()->click();
        QCOMPARE(asked.size(), 1);
        QCOMPARE(asked.first().first().value<QList<KeyStep>>().size(), 9);
        QVERIFY(dialog->isVisible());
        auto *progress = dialog->findChild<QProgressBar *>();
        QVERIFY(progress->isVisible());
        dialog->setProgress(4, 9);
        QCOMPARE(progress->value(), 4);
        QVERIFY(!dialog->acceptButton()->isEnabled());
        dialog->finish(true);
        QVERIFY(!dialog->isVisible());
    }

    void cancelStopsTyping()
    {
        auto dialog = open<TypeTextDialog>(u"web"_s, u"abc"_s, KeyboardLayout(), 20);
        QSignalSpy cancelled(dialog.get(), &TypeTextDialog::cancelRequested);
        dialog->acceptButton()->click();
        dialog->reject();
        QCOMPARE(cancelled.size(), 1);
        QVERIFY(!dialog->isVisible());
    }

    void whatCannotBeTypedIsSaidFirst()
    {
        auto dialog = open<TypeTextDialog>(u"web"_s, u"a€b"_s, KeyboardLayout(), 20);
        QVERIFY2(said(dialog.get()).contains(u"€"_s), qPrintable(said(dialog.get())));
        auto *layouts = dialog->findChild<QComboBox *>();
        layouts->setCurrentIndex(layouts->findData(u"de"_s));
        QCOMPARE(dialog->layout(), (KeyboardLayout{u"de"_s, {}}));
        QVERIFY(!said(dialog.get()).contains(u"leaves out"_s));
        dialog->findChild<QPlainTextEdit *>()->clear();
        QVERIFY(!dialog->acceptButton()->isEnabled());
        dialog->findChild<QPlainTextEdit *>()->setPlainText(u"x"_s.repeated(20'001));
        QVERIFY(!dialog->acceptButton()->isEnabled());
    }

    void recordedKeysAreChords()
    {
        auto dialog = open<RecordKeysDialog>(u"web"_s);
        auto *recorder = dialog->findChild<KeyRecorder *>();
        recorder->click();
        chord(recorder, {KEY_LEFTMETA, KEY_L});
        chord(recorder, {KEY_TAB}); // not the next field
        chord(recorder, {KEY_ESC}); // and not the end
        QVERIFY(dialog->isVisible());
        QCOMPARE(
            dialog->steps(),
            (QList<KeyStep>{{{{KEY_LEFTMETA, KEY_L}}, 0}, {{{KEY_TAB}}, 0}, {{{KEY_ESC}}, 0}}));
        QVERIFY2(said(dialog.get()).contains(u"Super+L"_s), qPrintable(said(dialog.get())));
        recorder->click();
        chord(recorder, {KEY_A});
        QCOMPARE(dialog->steps().size(), 3);
        QSignalSpy saved(dialog.get(), &RecordKeysDialog::saveRequested);
        QVERIFY(clickOn(dialog.get(), u"Save as macro"_s));
        QCOMPARE(saved.size(), 1);
    }

    void macrosAreEditedAsText()
    {
        auto dialog = open<KeyMacrosDialog>(QList<KeyMacro>());
        dialog->addMacro({{{{KEY_F1}}, 0}});
        QCOMPARE(dialog->macros().size(), 1);
        dialog->findChild<QLineEdit *>()->setText(u"mine"_s);
        Q_EMIT dialog->findChild<QLineEdit *>()->textEdited(u"mine"_s);
        auto *steps = dialog->findChild<QPlainTextEdit *>();
        steps->setPlainText(u"F2\nnonsense"_s);
        QVERIFY(!dialog->acceptButton()->isEnabled());
        QVERIFY2(said(dialog.get()).contains(u"Line 2"_s), qPrintable(said(dialog.get())));
        steps->setPlainText(u"F2\nwait 100"_s);
        QVERIFY(dialog->acceptButton()->isEnabled());
        QCOMPARE(dialog->macros().first().name, u"mine"_s);
        QCOMPARE(dialog->macros().first().steps.size(), 2);
        QVERIFY(!dialog->import(u"F1"_s));
        QVERIFY(dialog->import(u"[mine]\nF3\n[other]\nF4\n"_s));
        QCOMPARE(dialog->macros().size(), 2);
        QCOMPARE(dialog->macros().first().steps.first().chord.keys, QList<quint16>{KEY_F3});
    }

    void thePreferencesKeepTheChords()
    {
        using namespace KeyboardPreferences;
        const QTemporaryDir folder;
        Settings settings(folder.filePath(u"s"_s));
        QCOMPARE(releaseChord(settings), defaultReleaseChord());
        QCOMPARE(hostChords(settings), (QList<KeyChord>{{{KEY_F11}}}));
        {
            KeyboardSettingsBox box(settings);
            box.show();
            box.findChild<QComboBox *>()->setCurrentIndex(1);
            const auto recorders = box.findChildren<KeyRecorder *>();
            QCOMPARE(recorders.size(), 2);
            recorders[1]->click();
            chord(recorders[1], {KEY_LEFTCTRL, KEY_LEFTSHIFT, KEY_Q});
            QVERIFY(!recorders[1]->isChecked()); // one is enough
            box.findChild<QListWidget *>()->setCurrentRow(0);
            box.findChild<QPushButton *>(u"remove"_s)->click();
            box.save(settings);
        }
        QCOMPARE(releaseChord(settings).keys, QList<quint16>{KEY_RIGHTCTRL});
        QCOMPARE(hostChords(settings), (QList<KeyChord>{{{KEY_LEFTCTRL, KEY_LEFTSHIFT, KEY_Q}}}));
        setHostChords(settings, {});
        QVERIFY(hostChords(settings).isEmpty());
        // A broken file is no reason to lose the way out.
        settings.setValue(releaseChordKey, u"Foo+Bar"_s);
        QCOMPARE(releaseChord(settings), defaultReleaseChord());
        setMacros(settings, {{u"m"_s, {}, {{{{KEY_A}}, 0}, {{}, 70}}}});
        QCOMPARE(macros(settings).first().steps.last().pause, 70);
        setPace(settings, QUuid(), 1);
        QCOMPARE(pace(settings, QUuid()), 20);
    }
};

QTEST_MAIN(TestKeyboardDialogs)
#include "tst_keyboarddialogs.moc"
