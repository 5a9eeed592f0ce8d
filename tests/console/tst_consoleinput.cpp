// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/consoleinput.h"
#include "console/displayview.h"
#include "console/keyrow.h"
#include "console/sendkeymenu.h"
#include "models/core/async.h"
#include "tests/support/patience.h"

#include <QAction>
#include <QSignalSpy>
#include <QToolButton>

#include <linux/input-event-codes.h>

using namespace Qt::StringLiterals;

// A guest that writes down the keys it is sent.
class KeyLog : public MachineDisplay
{
    Q_OBJECT

public:
    QImage picture() const override { return {}; }
    Wire::PointerMode pointerMode() const override { return Wire::PointerMode::Absolute; }
    bool canResize() const override { return false; }
    quint8 locks() const override { return lights; }
    void sendKey(quint16 code, bool pressed) override
    {
        log.append((pressed ? u"+"_s : u"-"_s) + QString::number(code));
    }
    void setLocks(quint8 locks) override
    {
        lights = locks;
        log.append(u"locks %1"_s.arg(locks));
    }
    void movePointerBy(QPoint, quint8) override {}
    void movePointerTo(QPoint, quint8) override {}
    void sendButton(Wire::Button, bool, quint8) override {}
    void resize(QSize) override {}
    void seen() override {}

    QStringList takeLog() { return std::exchange(log, {}); }
    quint8 lights = 0;
    QStringList log;
};

class TestConsoleInput : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_window = std::make_unique<QWidget>();
        m_view = new DisplayView(m_window.get());
        m_input = new ConsoleInput(*m_view, m_window.get());
        m_display = std::make_unique<KeyLog>();
        m_window->show();
        m_view->setDisplay(m_display.get());
        m_input->setDisplay(m_display.get());
    }
    void cleanup()
    {
        m_window.reset();
        m_display.reset();
    }

    void theMenuHasTheUsualChordsAndTheMacros()
    {
        const auto texts = [](const QMenu *menu) {
            QStringList all;
            const QList<QAction *> actions = menu->actions();
            for (const QAction *action : actions)
                all.append(action->text());
            return all;
        };
        QVERIFY(texts(m_input->menu()).contains(u"Ctrl+Alt+Delete"_s));
        QVERIFY(texts(m_input->menu()).contains(u"&Type clipboard…"_s));
        m_input->setMacros({{u"A & B"_s, {{KEY_LEFTCTRL, KEY_F2}}, {{{{KEY_A}}, 0}}}});
        const auto menus = m_input->menu()->findChildren<QMenu *>();
        QAction *macro = nullptr;
        for (QMenu *menu : menus) {
            if (menu->title() == u"Macros"_s)
                macro = menu->actions().value(0);
        }
        QVERIFY(macro);
        QCOMPARE(macro->text(), u"A && B\tCtrl+F2"_s);
        macro->trigger();
        QTRY_COMPARE(m_display->log, (QStringList{u"+30"_s, u"-30"_s}));
    }

    void aMacrosShortcutSendsItInsteadOfItself()
    {
        m_input->setMacros({{u"m"_s, {{KEY_LEFTCTRL, KEY_F2}}, {{{{KEY_B}}, 0}}}});
        Q_EMIT m_view->hostChordPressed({{KEY_F2, KEY_LEFTCTRL}});
        QTRY_COMPARE(m_display->log, (QStringList{u"+48"_s, u"-48"_s}));
    }

    void capsLockIsOffWhileItTypes()
    {
        m_display->lights = Wire::CapsLock | Wire::NumLock;
        m_input->send({{{{KEY_A}}, 0}});
        QTRY_COMPARE(m_display->log, (QStringList{u"locks 2"_s, u"+30"_s, u"-30"_s, u"locks 6"_s}));
    }

    void withoutADisplayKeysGoTheOtherWay()
    {
        m_input->setDisplay(nullptr);
        QVERIFY(!m_input->canSend());
        QVERIFY(!m_input->menu()->menuAction()->isEnabled());
        QList<KeyChord> sent;
        m_input->setRemoteSink([&](const KeyChord &chord, int) {
            sent.append(chord);
            return readyFuture(Result<>());
        });
        QVERIFY(m_input->menu()->menuAction()->isEnabled());
        m_input->send({{{{KEY_LEFTCTRL, KEY_C}}, 0}});
        QTRY_COMPARE(sent.size(), 1);
        QVERIFY(m_display->log.isEmpty());
    }

    void aConsoleThatClosesEndsWhatIsTyped()
    {
        QSignalSpy finished(m_input->player(), &KeyPlayer::finished);
        m_input->send(QList<KeyStep>(50, KeyStep{{{KEY_A}}, 0}));
        m_display.reset();
        QTRY_COMPARE(finished.size(), 1);
        QCOMPARE(finished.first().first().toBool(), false);
    }

    void onScreenModifiersStayForTheNextKey()
    {
        m_input->keyRowAction()->setChecked(true);
        KeyRow *row = m_input->keyRow();
        row->button(KEY_LEFTCTRL)->click();
        row->button(KEY_LEFTALT)->click();
        QVERIFY(row->button(KEY_LEFTCTRL)->isChecked());
        QCOMPARE(m_display->takeLog(), (QStringList{u"+29"_s, u"+56"_s}));
        row->button(KEY_DELETE)->click();
        const QStringList log = m_display->takeLog();
        QCOMPARE(log.first(2), (QStringList{u"+111"_s, u"-111"_s}));
        QVERIFY(log.contains(u"-29"_s) && log.contains(u"-56"_s));
        QVERIFY(!row->button(KEY_LEFTCTRL)->isChecked());
        // Also for a key of the keyboard.
        row->button(KEY_LEFTMETA)->click();
        m_view->pressKey(KEY_L);
        m_view->releaseKey(KEY_L);
        QCOMPARE(m_display->takeLog(), (QStringList{u"+125"_s, u"+38"_s, u"-38"_s, u"-125"_s}));
        // And nothing stays behind.
        row->button(KEY_LEFTCTRL)->click();
        m_input->keyRowAction()->setChecked(false);
        QCOMPARE(m_display->takeLog(), (QStringList{u"+29"_s, u"-29"_s}));
    }

    void onScreenLocksShowTheGuestsLights()
    {
        QVERIFY(!m_input->keyRow()->button(KEY_CAPSLOCK)->isChecked());
        m_display->lights = Wire::CapsLock;
        Q_EMIT m_display->locksChanged();
        QVERIFY(m_input->keyRow()->button(KEY_CAPSLOCK)->isChecked());
        QVERIFY(!m_input->keyRow()->button(KEY_NUMLOCK)->isChecked());
    }

private:
    std::unique_ptr<QWidget> m_window;
    std::unique_ptr<KeyLog> m_display;
    DisplayView *m_view = nullptr;
    ConsoleInput *m_input = nullptr;
};

QTEST_MAIN(TestConsoleInput)
#include "tst_consoleinput.moc"
