// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/agentnote.h"
#include "console/clipboardsharing.h"
#include "console/consoleextras.h"
#include "console/consolepage.h"
#include "console/consolesettings.h"
#include "console/displayview.h"
#include "console/displaywindows.h"
#include "console/sharing/filedrop.h"
#include "console/soundcontrol.h"
#include "tests/support/fakeviewer.h"
#include "tests/support/patience.h"
#include "views/basic/plainlabel.h"

#include <QAction>
#include <QPushButton>
#include <QSignalSpy>
#include <QSlider>
#include <QTemporaryDir>

#include <algorithm>

using namespace Qt::StringLiterals;

class TestConsoleExtras : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aGuestsTextControlsNothing()
    {
        QCOMPARE(ClipboardSharing::fromGuest("a\r\nb\n\tc ä😀"), u"a\nb\n\tc ä😀"_s);
        QCOMPARE(ClipboardSharing::fromGuest(QByteArray("rm\r \x1b[31mx\x07\x7f\xc2\x9b", 14)),
                 u"rm [31mx"_s);
    }

    void screensBesideEachOtherStaySo()
    {
        using Screen = DisplayWindows::Screen;
        QCOMPARE(DisplayWindows::placesOn({}), QList<QRect>{});
        // One above the origin, as where the second is the primary one.
        QCOMPARE(DisplayWindows::placesOn(
                     {Screen{{-1280, 56, 1280, 1024}, 1}, Screen{{0, 0, 1920, 1080}, 1}}),
                 (QList<QRect>{{0, 56, 1280, 1024}, {1280, 0, 1920, 1080}}));
        QCOMPARE(
            DisplayWindows::placesOn({Screen{{0, 0, 960, 540}, 2}, Screen{{960, 0, 960, 540}, 2}}),
            (QList<QRect>{{0, 0, 1920, 1080}, {1920, 0, 1920, 1080}}));
        // Of different ratios: in a row, without gaps.
        QCOMPARE(DisplayWindows::placesOn(
                     {Screen{{0, 0, 960, 540}, 2}, Screen{{960, 100, 1280, 720}, 1}}),
                 (QList<QRect>{{0, 0, 1920, 1080}, {1920, 0, 1280, 720}}));
    }

    void theNoteSaysWhatIsMissing()
    {
        using Wire::Protocol;
        Wire::Features features;
        const QString all = AgentNote::text(Protocol::Spice, features);
        QVERIFY(all.contains(u"spice-vdagent"_s) && all.contains(u"clipboard"_s)
                && all.contains(u"files"_s) && all.contains(u"resolution"_s));
        features.clipboard = true;
        QVERIFY(!AgentNote::text(Protocol::Spice, features).contains(u"clipboard"_s));
        features.resize = features.files = features.pointerMode = true;
        QVERIFY(AgentNote::text(Protocol::Spice, features).isEmpty());
        QVERIFY(AgentNote::text(Protocol::Spice, {.agent = true}).isEmpty());
    }

    void overVncTheAgentIsForTheClipboardAlone()
    {
        using Wire::Protocol;
        const QString words = AgentNote::text(Protocol::Vnc, {});
        QVERIFY(words.contains(u"clipboard"_s) && words.contains(u"qemu-vdagent"_s)
                && words.contains(u"copypaste='yes'"_s) && words.contains(u"spice-vdagent"_s));
        QVERIFY(!words.contains(u"files"_s) && !words.contains(u"resolution"_s)
                && !words.contains(u"pointer"_s) && !words.contains(u"SPICE agent channel"_s));
        QVERIFY(AgentNote::text(Protocol::Vnc, {.clipboard = true}).isEmpty());
    }

    void aMachineThatMovesSaysSo()
    {
        FakeViewer fake;
        fake.says(Wire::Opened{});
        fake.says(Wire::Features{.pointerMode = true});
        fake.says(Wire::Migrating{true});
        fake.answers<Wire::WantPointerMode>(Wire::Migrating{false});
        qputenv("GUESTHOUSE_VIEWER", QFile::encodeName(fake.program()));
        ConsolePage page;
        page.show();
        page.setActive(true);
        page.setMachine(u"web"_s, MachineState::Running, false);
        ConsoleTarget target;
        target.fixed = Wire::Open{.local = true, .path = u"/nowhere"_s};
        page.setTarget(target);
        const auto label = [&page]() -> const PlainLabel * {
            const auto labels = page.findChildren<PlainLabel *>();
            for (const PlainLabel *each : labels) {
                if (each->text().contains(u"another host"_s))
                    return each;
            }
            return nullptr;
        };
        QTRY_VERIFY_WITH_TIMEOUT(label() && label()->isVisible(), 20000);
        QAction resume(u"Resume"_s);
        page.setResumeAction(&resume);
        page.setMachine(u"web"_s, MachineState::Paused, false); // as it does before it goes
        QVERIFY(label() && label()->isVisible());
        const auto button = [&page, &resume] {
            const auto buttons = page.findChildren<QPushButton *>();
            return std::ranges::any_of(buttons, [&resume](const QPushButton *each) {
                return each->text() == resume.text() && each->isVisible();
            });
        };
        QVERIFY(!button());
        page.extras()->pointerAction()->trigger();
        QTRY_VERIFY(!label());
        QVERIFY(button()); // it is paused, and that counts again
        page.setMachine(u"web"_s, MachineState::Running, false);
        QVERIFY(!button());
        qunsetenv("GUESTHOUSE_VIEWER");
    }

    void aFurtherScreenTakesFilesToo()
    {
        ConsolePage page;
        DisplayView view;
        QVERIFY(!view.acceptDrops());
        Q_EMIT page.extras()->displays()->viewAdded(&view);
        QVERIFY(view.acceptDrops());
        QVERIFY(view.findChild<FileDrop *>());
    }

    void choicesAreKeptForEachMachine()
    {
        QTemporaryDir folder;
        const QString file = folder.filePath(u"settings/guesthouse.conf"_s);
        MachineKey one, other;
        one.uuid = QUuid::createUuid();
        other.uuid = QUuid::createUuid();
        const ConsoleChoices chosen{.shareClipboard = true,
                                    .muted = true,
                                    .volume = 30,
                                    .displays = {1, 3},
                                    .screens = {u"DP-1"_s, u"HDMI-1"_s}};
        {
            Settings settings(file);
            QCOMPARE(ConsoleSettings::choices(settings, one), ConsoleChoices{});
            QVERIFY(!ConsoleChoices{}.shareClipboard);
            ConsoleSettings::setChoices(settings, one, chosen);
        }
        Settings settings(file);
        QCOMPARE(ConsoleSettings::choices(settings, one), chosen);
        QCOMPARE(ConsoleSettings::choices(settings, other), ConsoleChoices{});
    }

    void aPageTakesAndGivesThem()
    {
        ConsolePage page;
        const QSignalSpy changed(&page, &ConsolePage::choicesChanged);
        const ConsoleChoices chosen{.shareClipboard = true,
                                    .muted = true,
                                    .volume = 40,
                                    .displays = {2},
                                    .screens = {u"DP-1"_s}};
        page.setChoices(chosen);
        QCOMPARE(page.choices(), chosen);
        QCOMPARE(changed.size(), 0);
        QVERIFY(page.extras()->clipboardAction()->isChecked());
        page.extras()->clipboardAction()->trigger();
        QVERIFY(!page.choices().shareClipboard);
        QCOMPARE(changed.size(), 1);
        page.extras()->sound()->findChild<QSlider *>()->setValue(70);
        QCOMPARE(page.choices().volume, 70);
        QCOMPARE(changed.size(), 2);
        // Not connected: nothing to turn, and the reason.
        QVERIFY(!page.extras()->sound()->menuAction()->isEnabled());
        QVERIFY(!page.extras()->sound()->microphoneAction()->isChecked());
        QVERIFY(!page.extras()->sound()->listeningAction()->isVisible());
        QVERIFY(page.extras()->sound()->menuAction()->toolTip().contains(u"connected"_s));
    }
};

QTEST_MAIN(TestConsoleExtras)
#include "tst_consoleextras.moc"
