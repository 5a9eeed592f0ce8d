// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/core/async.h"
#include "models/keyboard/keyplayer.h"
#include "tests/support/patience.h"

#include <QSignalSpy>
#include <array>

#include <linux/input-event-codes.h>

using namespace Qt::StringLiterals;

class TestKeyPlayer : public QObject
{
    Q_OBJECT

    QStringList m_log;
    KeySink logged()
    {
        m_log.clear();
        return {.key = [this](quint16 code, bool pressed) {
            m_log.append((pressed ? u"+"_s : u"-"_s) + QString::number(code));
            return true;
        }};
    }
    const QList<KeyStep> steps{{{{KEY_LEFTSHIFT, KEY_A}}, 0}, {{}, 30}, {{{KEY_B}}, 0}};

private Q_SLOTS:
    void keysGoOneByOneAndAreReleasedInReverse()
    {
        KeyPlayer player;
        QSignalSpy finished(&player, &KeyPlayer::finished);
        QSignalSpy progressed(&player, &KeyPlayer::progressed);
        player.play(steps, logged());
        QCOMPARE(m_log.size(), 1); // the rest at its pace
        QVERIFY(player.isPlaying());
        QVERIFY(finished.wait(patience));
        QCOMPARE(finished.first().first().toBool(), true);
        QCOMPARE(m_log, (QStringList{u"+42"_s, u"+30"_s, u"-30"_s, u"-42"_s, u"+48"_s, u"-48"_s}));
        QCOMPARE(progressed.last(), (QVariantList{3, 3}));
        QVERIFY(!player.isPlaying());
    }

    void cancellingReleasesWhatIsHeld()
    {
        KeyPlayer player;
        QSignalSpy finished(&player, &KeyPlayer::finished);
        player.play(steps, logged(), 1000);
        player.cancel();
        QCOMPARE(m_log, (QStringList{u"+42"_s, u"-42"_s}));
        QCOMPARE(finished.size(), 1);
        QCOMPARE(finished.first().first().toBool(), false);
    }

    void itStopsWhereNobodyListens()
    {
        KeyPlayer player;
        QSignalSpy finished(&player, &KeyPlayer::finished);
        int presses = 0;
        player.play(steps, {.key = [&](quint16, bool) { return ++presses < 3; }});
        QVERIFY(finished.wait(patience));
        QCOMPARE(finished.first().first().toBool(), false);
        QCOMPARE(presses, 3);
    }

    void chordsOfAClosedConsoleWaitForEachAnswer()
    {
        KeyPlayer player;
        QSignalSpy finished(&player, &KeyPlayer::finished);
        std::array<QPromise<Result<>>, 2> answers;
        QList<KeyChord> asked;
        player.play({{{{KEY_LEFTCTRL, KEY_C}}, 0}, {{{KEY_ENTER}}, 0}},
                    {.chord = [&](const KeyChord &chord, int hold) {
                        if (hold != 10)
                            qFatal("another pace");
                        auto &promise = answers[size_t(asked.size())];
                        asked.append(chord);
                        promise.start();
                        return promise.future();
                    }});
        QCOMPARE(asked.size(), 1);
        answers[0].addResult(Result<>());
        answers[0].finish();
        QTRY_COMPARE(asked.size(), 2);
        QCOMPARE(asked[1].keys, QList<quint16>{KEY_ENTER});
        answers[1].addResult(Result<>());
        answers[1].finish();
        QVERIFY(finished.wait(patience));
        QCOMPARE(finished.first().first().toBool(), true);
    }

    void aFailureEndsIt()
    {
        KeyPlayer player;
        QSignalSpy failed(&player, &KeyPlayer::failed);
        int calls = 0;
        player.play(steps, {.chord = [&](const KeyChord &, int) {
                        ++calls;
                        return readyFuture(Result<>(tl::unexpected(Error{.summary = u"no"_s})));
                    }});
        QVERIFY(failed.wait(patience));
        QCOMPARE(calls, 1);
        QVERIFY(!player.isPlaying());
    }
};

QTEST_GUILESS_MAIN(TestKeyPlayer)
#include "tst_keyplayer.moc"
