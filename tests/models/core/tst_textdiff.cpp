// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/core/textdiff.h"
#include "tests/support/patience.h"

#include <QRandomGenerator>

using namespace Qt::StringLiterals;
using TextDiff::Run;
using Kind = Run::Kind;

class TestTextDiff : public QObject
{
    Q_OBJECT

    static QStringList lines(const QString &letters)
    {
        QStringList result;
        for (const QChar letter : letters)
            result += QString(letter);
        return result;
    }
    // " a-b+c": each line with its sign.
    static QString unified(const QString &first, const QString &second, qsizetype mostEdits = 2000)
    {
        QString text;
        for (const Run &run : TextDiff::compare(lines(first), lines(second), mostEdits)) {
            for (qsizetype i = 0; i < run.count; ++i) {
                if (run.kind == Kind::Same)
                    text += u' ' + first[run.first + i];
                else if (run.kind == Kind::Removed)
                    text += u'-' + first[run.first + i];
                else
                    text += u'+' + second[run.second + i];
            }
        }
        return text;
    }
    // Both texts, made again of a comparison.
    static void check(const QStringList &first, const QStringList &second, const QList<Run> &runs)
    {
        QStringList a, b;
        for (const Run &run : runs) {
            if (run.kind != Kind::Added)
                a += first.sliced(run.first, run.count);
            if (run.kind != Kind::Removed)
                b += second.sliced(run.second, run.count);
            QVERIFY(run.first <= first.size());
            QVERIFY(run.second <= second.size());
        }
        QCOMPARE(a, first);
        QCOMPARE(b, second);
    }

private Q_SLOTS:
    void equalTextsAreOneRun()
    {
        QCOMPARE(TextDiff::compare({}, {}), QList<Run>());
        QCOMPARE(TextDiff::compare(lines(u"abc"_s), lines(u"abc"_s)),
                 (QList<Run>{{Kind::Same, 0, 0, 3}}));
    }

    void whatIsRemovedStandsBeforeWhatIsAdded()
    {
        QCOMPARE(unified(u"abc"_s, u"axc"_s), u" a-b+x c"_s);
        QCOMPARE(unified(u"abcd"_s, u"axyd"_s), u" a-b-c+x+y d"_s);
        QCOMPARE(unified(u"ab"_s, u"b"_s), u"-a b"_s);
        QCOMPARE(unified(u"b"_s, u"ab"_s), u"+a b"_s);
        QCOMPARE(unified({}, u"ab"_s), u"+a+b"_s);
        QCOMPARE(unified(u"ab"_s, {}), u"-a-b"_s);
    }

    void theFewestLinesAreChanged()
    {
        // Myers' own example: five edits.
        const QString text = unified(u"ABCABBA"_s, u"CBABAC"_s);
        QCOMPARE(text.count(u'-') + text.count(u'+'), 5);
    }

    void anyTwoTextsAreToldWhole()
    {
        QRandomGenerator random(7);
        for (int round = 0; round < 2000; ++round) {
            QStringList a, b;
            for (QStringList *text : {&a, &b}) {
                const int count = random.bounded(14);
                for (int i = 0; i < count; ++i)
                    *text += QString(QChar(u'a' + random.bounded(4)));
            }
            check(a, b, TextDiff::compare(a, b, random.bounded(12)));
        }
    }

    void tooManyDifferencesAreToldRoughlyAndNotSlowly()
    {
        QCOMPARE(unified(u"abcdef"_s, u"ahcjel"_s, 2), u" a-b-c-d-e-f+h+c+j+e+l"_s);
        QStringList a, b;
        for (int i = 0; i < 100'000; ++i) {
            a += u"a%1"_s.arg(i);
            b += u"b%1"_s.arg(i % 1000);
        }
        const auto runs = TextDiff::compare(a, b);
        QCOMPARE(runs.size(), 2);
        check(a, b, runs);
    }
};

QTEST_APPLESS_MAIN(TestTextDiff)
#include "tst_textdiff.moc"
