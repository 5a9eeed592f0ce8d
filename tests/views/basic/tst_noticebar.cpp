// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/patience.h"
#include "views/basic/icons.h"
#include "views/basic/noticebar.h"
#include "views/basic/wrappable.h"

#include <QApplication>
#include <QLabel>
#include <QPalette>
#include <QPushButton>
#include <QSignalSpy>

using namespace Qt::StringLiterals;

class TestNoticeBar : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { installIcons(); }

    void nothingToTellShowsNothing()
    {
        const NoticeBar bar;
        QVERIFY(bar.isHidden());
    }

    void aHostileTextStaysTextInANarrowWindow()
    {
        NoticeBar bar;
        bar.showNotice(NoticeBar::Severity::Failure,
                       u"<img src='/dev/zero'>\u202e\n"_s + QString(5000, u'w'), 7);
        QVERIFY(bar.text().startsWith(u"<img src='/dev/zero'>\\u202e\\n"_s));
        QVERIFY(bar.text().size() < 450);
        for (const QLabel *label : bar.findChildren<QLabel *>())
            QCOMPARE(label->textFormat(), Qt::PlainText);
        QVERIFY2(bar.minimumSizeHint().width() < 640,
                 qPrintable(QString::number(bar.minimumSizeHint().width())));
        QCOMPARE(bar.accessibleDescription(), bar.text());
    }

    void itFollowsTheDesktopFromLightToDark()
    {
        const QPalette before = QApplication::palette();
        NoticeBar bar;
        bar.showNotice(NoticeBar::Severity::Warning, u"x"_s);
        QApplication::setPalette(QPalette(QColor(250, 250, 250)));
        QTRY_VERIFY(bar.palette().color(QPalette::Window).lightness() > 160);
        QApplication::setPalette(QPalette(QColor(30, 30, 30)));
        QTRY_VERIFY(bar.palette().color(QPalette::Window).lightness() < 90);
        QVERIFY(bar.palette().color(QPalette::WindowText).lightness() > 160);
        QApplication::setPalette(before);
    }

    void eachButtonSaysWhatItIsFor()
    {
        NoticeBar bar;
        QSignalSpy details(&bar, &NoticeBar::detailsRequested), all(&bar, &NoticeBar::allDismissed);
        bar.showNotice(NoticeBar::Severity::Information, u"x"_s, 1);
        for (QPushButton *button : bar.findChildren<QPushButton *>())
            button->click();
        QCOMPARE(details.count(), 1);
        QCOMPARE(all.count(), 1);
    }

    void aLongWordCanBreak()
    {
        QCOMPARE(wrappable(u"short words stay"_s), u"short words stay"_s);
        const QString broken = wrappable(QString(100, u'x'));
        QCOMPARE(broken.count(QChar(0x200b)), 4);
        QCOMPARE(QString(broken).remove(QChar(0x200b)), QString(100, u'x'));
        QString foxes;
        for (int i = 0; i < 40; ++i)
            foxes += u"🦊"_s;
        for (const QString &part : wrappable(foxes).split(QChar(0x200b)))
            QCOMPARE(part.size() % 2, 0); // no pair is torn apart
    }
};

QTEST_MAIN(TestNoticeBar)
#include "tst_noticebar.moc"
