// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/prompt.h"
#include "app/reporter.h"
#include "dialogs/confirmdialog.h"
#include "dialogs/errordialog.h"
#include "models/settings/preferences.h"
#include "tests/support/byname.h"
#include "tests/support/patience.h"
#include "views/basic/noticebar.h"

#include <QCheckBox>
#include <QPointer>
#include <QPushButton>
#include <QTemporaryDir>
#include <QToolButton>

using namespace Qt::StringLiterals;

static Error failure(const QString &summary, Error::Kind kind = Error::Kind::Failed)
{
    Error error;
    error.summary = summary;
    error.kind = kind;
    return error;
}

class TestReporter : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theNewestFailureIsShownAndTheOthersWait()
    {
        NoticeBar bar;
        NoticeReporter reporter(&bar);
        QVERIFY(bar.isHidden());
        reporter.show(failure(u"one"_s));
        reporter.show(failure(u"two <b>"_s));
        QCOMPARE(bar.text(), u"two <b>"_s);
        QCOMPARE(reporter.waiting(), 2);
        byName<QToolButton>(&bar, u"Dismiss"_s)->click();
        QCOMPARE(bar.text(), u"one"_s);
        byName<QToolButton>(&bar, u"Dismiss"_s)->click();
        QVERIFY(bar.isHidden());
    }

    void whatTheUserCanceledIsSilent()
    {
        NoticeBar bar;
        NoticeReporter reporter(&bar);
        reporter.show(failure(u"x"_s, Error::Kind::Canceled));
        QVERIFY(bar.isHidden());
    }

    void whatIsDoneButComesLaterAlarmsNobody()
    {
        NoticeBar bar;
        NoticeReporter reporter(&bar);
        reporter.show(failure(u"red"_s));
        const QPalette red = bar.palette();
        reporter.show(failure(u"waits"_s, Error::Kind::Postponed));
        QCOMPARE(bar.text(), u"waits"_s);
        QVERIFY(bar.palette() != red);
    }

    void aConnectionHasOneNoticeHoweverOftenItFails()
    {
        NoticeBar bar;
        NoticeReporter reporter(&bar);
        for (int i = 0; i < 1000; ++i) {
            reporter.show(failure(u"host a is gone"_s, Error::Kind::Lost), u"a"_s);
            reporter.show(failure(u"host b is gone"_s, Error::Kind::Lost), u"b"_s);
        }
        QCOMPARE(reporter.waiting(), 2);
        QCOMPARE(bar.text(), u"host b is gone (1000 times)"_s);
        reporter.settle(u"b"_s);
        QCOMPARE(bar.text(), u"host a is gone (1000 times)"_s);
        reporter.settle(u"a"_s);
        QVERIFY(bar.isHidden());
    }

    void aStormOfFailuresStaysBounded()
    {
        NoticeBar bar;
        NoticeReporter reporter(&bar);
        for (int i = 0; i < 1000; ++i)
            reporter.show(failure(u"failure %1"_s.arg(i)));
        QVERIFY(reporter.waiting() <= 50);
        byName<QPushButton>(&bar, u"Dismiss all"_s)->click();
        QVERIFY(bar.isHidden());
    }

    void detailsOpenTheWholeError()
    {
        QWidget window;
        auto *bar = new NoticeBar(&window);
        NoticeReporter reporter(bar);
        reporter.show(failure(u"what happened"_s));
        byName<QPushButton>(bar, u"Details"_s)->click();
        QPointer<ErrorDialog> details = window.findChild<ErrorDialog *>();
        QVERIFY(details);
        QCOMPARE(details->heading(), u"what happened"_s);
        QVERIFY(!details->isModal());
        details->close();
        QTRY_VERIFY(!details);
    }

    void aQuestionIsAnsweredByItsVerb()
    {
        QTemporaryDir folder;
        Settings settings(folder.filePath(u"x.conf"_s));
        QWidget window;
        DialogPrompt prompt(settings, &window);
        Question question;
        question.verb = u"&Force off"_s;
        question.confirmation = &Preferences::confirmForceOff;
        QList<bool> answers;
        const auto note = [&answers](bool agreed) { answers << agreed; };

        prompt.confirm(question, note);
        auto *dialog = window.findChild<ConfirmDialog *>();
        QVERIFY(dialog);
        QCOMPARE(answers, QList<bool>());
        dialog->findChild<QCheckBox *>()->click();
        dialog->reject();
        QCOMPARE(answers, QList<bool>{false});
        QVERIFY(settings.get(Preferences::confirmForceOff)); // a refusal stores nothing
        QTRY_VERIFY(!window.findChild<ConfirmDialog *>());

        prompt.confirm(question, note);
        dialog = window.findChild<ConfirmDialog *>();
        dialog->findChild<QCheckBox *>()->click();
        dialog->acceptButton()->click();
        QCOMPARE(answers, (QList<bool>{false, true}));
        QVERIFY(!settings.get(Preferences::confirmForceOff));
        QTRY_VERIFY(!window.findChild<ConfirmDialog *>());

        prompt.confirm(question, note); // not asked any more
        QCOMPARE(answers, (QList<bool>{false, true, true}));
        QVERIFY(!window.findChild<ConfirmDialog *>());
    }

    void aWindowThatClosesAnswersNothing()
    {
        QTemporaryDir folder;
        Settings settings(folder.filePath(u"x.conf"_s));
        auto window = std::make_unique<QWidget>();
        DialogPrompt prompt(settings, window.get());
        bool answered = false;
        prompt.confirm({}, [&answered](bool) { answered = true; });
        window.reset();
        QVERIFY(!answered);
    }
};

QTEST_MAIN(TestReporter)
#include "tst_reporter.moc"
