// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/keyboard/keyboardlayout.h"
#include "models/keyboard/typingplan.h"
#include "tests/support/patience.h"

#include <linux/input-event-codes.h>
#include <xkbcommon/xkbcommon-compose.h>
#include <xkbcommon/xkbcommon.h>

using namespace Qt::StringLiterals;

// A keyboard of a layout that somebody types on, after the plan; what it types is read back.
static QString typed(const TypingPlan &plan, const KeyboardLayout &layout)
{
    xkb_context *context = xkb_context_new(XKB_CONTEXT_NO_ENVIRONMENT_NAMES);
    const QByteArray name = layout.layout.toUtf8(), variant = layout.variant.toUtf8();
    const xkb_rule_names names{"evdev", "pc105", name.constData(), variant.constData(), ""};
    xkb_keymap *keymap = xkb_keymap_new_from_names(context, &names, XKB_KEYMAP_COMPILE_NO_FLAGS);
    xkb_state *state = xkb_state_new(keymap);
    xkb_compose_table *table =
        xkb_compose_table_new_from_locale(context, "en_US.UTF-8", XKB_COMPOSE_COMPILE_NO_FLAGS);
    xkb_compose_state *compose = xkb_compose_state_new(table, XKB_COMPOSE_STATE_NO_FLAGS);
    QString text;
    for (const KeyStep &step : plan.steps) {
        const QList<quint16> &keys = step.chord.keys;
        for (const quint16 key : keys) {
            const xkb_keysym_t symbol = xkb_state_key_get_one_sym(state, key + 8u);
            char bytes[16] = {};
            if (key == keys.last()) {
                xkb_compose_state_feed(compose, symbol);
                const auto status = xkb_compose_state_get_status(compose);
                if (status == XKB_COMPOSE_COMPOSED)
                    xkb_compose_state_get_utf8(compose, bytes, sizeof bytes);
                else if (status == XKB_COMPOSE_NOTHING)
                    xkb_state_key_get_utf8(state, key + 8u, bytes, sizeof bytes);
                if (status != XKB_COMPOSE_COMPOSING)
                    xkb_compose_state_reset(compose);
                text += QString::fromUtf8(bytes);
            }
            xkb_state_update_key(state, key + 8u, XKB_KEY_DOWN);
        }
        for (auto key = keys.crbegin(); key != keys.crend(); ++key)
            xkb_state_update_key(state, *key + 8u, XKB_KEY_UP);
        if (xkb_state_serialize_mods(state, XKB_STATE_MODS_EFFECTIVE))
            text += u"<held>"_s;
    }
    xkb_compose_state_unref(compose);
    xkb_compose_table_unref(table);
    xkb_state_unref(state);
    xkb_keymap_unref(keymap);
    xkb_context_unref(context);
    return text.replace(u'\r', u'\n');
}

static const QString ascii = [] {
    QString all;
    for (char16_t c = u' '; c < 0x7f; ++c)
        all += c;
    return all;
}();

class TestTypingPlan : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatIsTypedIsTheText_data()
    {
        QTest::addColumn<QString>("id");
        QTest::addColumn<QString>("text");
        const QString all = ascii + u"\nand\ta tab\n"_s;
        QTest::newRow("us") << u"us"_s << all;
        QTest::newRow("gb") << u"gb"_s << all + u"£€¬"_s;
        QTest::newRow("de") << u"de"_s << all + u"äöüÄÖÜß§°€²³{[]}\\µ^`´éèêÉ"_s;
        QTest::newRow("de, no dead keys") << u"de(nodeadkeys)"_s << all + u"äöüß€^`~"_s;
        QTest::newRow("fr") << u"fr"_s << all + u"éèçàùâêëîôÂÊ€£µ§²"_s;
        QTest::newRow("us, international") << u"us(intl)"_s << all + u"äéèñçßõÅ¿¡€«»"_s;
        QTest::newRow("ru") << u"ru"_s << u"Съешь же ещё этих мягких булок, да выпей чаю. №1!"_s;
        QTest::newRow("es") << u"es"_s << all + u"áéíóúüñÑ¿¡ºªç"_s;
        QTest::newRow("ch") << u"ch"_s << all + u"äöüéàè"_s;
        QTest::newRow("neo") << u"de(neo)"_s << all + u"äöüß"_s;
        QTest::newRow("cz") << u"cz"_s << u"Příliš žluťoučký kůň úpěl ďábelské ódy"_s;
        QTest::newRow("gr") << u"gr"_s << u"Ξεσκεπάζω την ψυχοφθόρα βδελυγμία"_s;
        QTest::newRow("pl") << u"pl"_s << all + u"zażółć gęślą jaźń"_s;
    }

    void whatIsTypedIsTheText()
    {
        QFETCH(QString, id);
        QFETCH(QString, text);
        const KeyboardLayout layout = KeyboardLayout::fromId(id);
        QCOMPARE(layout.id(), id);
        const auto table = layoutTable(layout);
        QVERIFY(table);
        const TypingPlan plan = typingPlan(text, *table);
        QString missing;
        for (const TypingPlan::Gap &gap : plan.gaps)
            missing += gap.character;
        QCOMPARE(missing, QString());
        QCOMPARE(typed(plan, layout), text);
    }

    void everyLayoutTypesExactlyWhatItPromises()
    {
        const QList<NamedLayout> layouts = keyboardLayouts();
        QVERIFY2(layouts.size() > 300, qPrintable(QString::number(layouts.size())));
        const QString text = ascii + u"\näöüßéèçñøåœαβγдйשعไ€£¿"_s;
        // A sample: compiling all of them takes long in a build for debugging.
        for (qsizetype i = 0; i < layouts.size(); i += 23) {
            const LayoutTable table(layouts[i].layout);
            if (!table.isValid())
                continue;
            const TypingPlan plan = typingPlan(text, table);
            QString expected = text;
            for (auto gap = plan.gaps.crbegin(); gap != plan.gaps.crend(); ++gap)
                expected.remove(gap->position, gap->character.size());
            QVERIFY2(typed(plan, layouts[i].layout) == expected,
                     qPrintable(layouts[i].layout.id() + u": "_s + typed(plan, layouts[i].layout)));
        }
    }

    void whatALayoutLacksIsSaidAndLeftOut()
    {
        const auto us = layoutTable({u"us"_s, {}});
        const TypingPlan plan = typingPlan(u"a€b\U0001f600c\a"_s, *us);
        QCOMPARE(plan.gaps,
                 (QList<TypingPlan::Gap>{{1, u"€"_s}, {3, u"\U0001f600"_s}, {6, u"\a"_s}}));
        QCOMPARE(typed(plan, {u"us"_s, {}}), u"abc"_s);
        QVERIFY(!typingPlan(u"latin"_s, *layoutTable({u"ru"_s, {}})).gaps.isEmpty());
    }

    void lineEndsOfEverySystemAreOneEnter()
    {
        const auto us = layoutTable({u"us"_s, {}});
        const TypingPlan plan = typingPlan(u"a\r\nb\rc\nd"_s, *us);
        QCOMPARE(plan.lines, 3);
        QCOMPARE(typed(plan, {u"us"_s, {}}), u"a\nb\nc\nd"_s);
        QVERIFY(plan.gaps.isEmpty());
    }

    void aLetterAndItsAccentAreOneCharacter()
    {
        const auto de = layoutTable({u"de"_s, {}});
        QCOMPARE(typed(typingPlan(u"a\u0308e\u0301"_s, *de), {u"de"_s, {}}), u"äé"_s);
    }

    void modifiersComeFirstAndAreCounted()
    {
        const auto de = layoutTable({u"de"_s, {}});
        const TypingPlan plan = typingPlan(u"@A"_s, *de);
        QCOMPARE(plan.steps.at(0).chord.keys, (QList<quint16>{KEY_RIGHTALT, KEY_Q}));
        QCOMPARE(plan.steps.at(1).chord.keys, (QList<quint16>{KEY_LEFTSHIFT, KEY_A}));
        QCOMPARE(plan.strokes, 4);
    }

    void symbolsOfOtherProgramsHaveKeys()
    {
        const auto us = layoutTable({u"us"_s, {}});
        QCOMPARE(us->chordForSymbol(0xff0d).keys, QList<quint16>{KEY_ENTER});
        QCOMPARE(us->chordForSymbol(0xffc2).keys, QList<quint16>{KEY_F5});
        QCOMPARE(us->chordForSymbol('A').keys, (QList<quint16>{KEY_LEFTSHIFT, KEY_A}));
        QVERIFY(us->chordForSymbol(0x1000000).isEmpty());
    }

    void aLayoutThatIsNoneIsNone()
    {
        QVERIFY(!layoutTable({u"nosuchlayout"_s, {}}));
        QCOMPARE(KeyboardLayout::fromId(u"../../etc(x"_s), KeyboardLayout());
        QCOMPARE(KeyboardLayout::fromId({}), KeyboardLayout());
    }
};

QTEST_GUILESS_MAIN(TestTypingPlan)
#include "tst_typingplan.moc"
