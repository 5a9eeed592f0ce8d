// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/consoles.h"
#include "console/consoleinput.h"
#include "console/consolepage.h"
#include "console/displayview.h"
#include "models/keyboard/typingplan.h"
#include "tests/support/testguest.h"
#include "tests/support/windowuser.h"

#include <QFile>
#include <QSignalSpy>

using namespace Qt::StringLiterals;

// Text typed as keys into a real machine, read back by its serial line: nothing is lost, doubled or
// changed, by a PS/2 keyboard and by a USB one, with the console open and closed.
class TestGuestTyping : public QObject
{
    Q_OBJECT

    PrivateLibvirtd daemon;
    WindowUser user;
    const QString title = u"Guesthouse demo"_s;

    ConsolePage *page() const
    {
        const auto key = user.row(title).data(MachineTreeModel::KeyRole).value<MachineKey>();
        return user.window().consoles().existing(key);
    }

    // 300 characters and more: every sign of ASCII, long runs with and without Shift.
    static QString text()
    {
        QString all;
        for (char16_t c = u' '; c < 0x7f; ++c)
            all += c;
        return all + u'\n' + all.toUpper() + u"\naaaaaaaaaaAAAAAAAAAA!!!!!!!!!!"_s
               + u"The quick brown fox jumps over the lazy dog; 0123456789."_s + u"\n"_s
               + u"{}[]()<>|&;~`'\"\\/?*#$%^@!"_s + u"\n"_s;
    }

    bool play(const QString &typed)
    {
        const TypingPlan plan = typingPlan(typed, *layoutTable(KeyboardLayout()));
        KeyPlayer *player = page()->input()->player();
        QSignalSpy finished(player, &KeyPlayer::finished);
        page()->input()->send(plan.steps);
        return plan.gaps.isEmpty() && finished.wait(120'000) && finished.first().first().toBool();
    }

    // Typed into a file of the guest's, and shown on its serial line between two marks.
    QByteArray readBack(const TestGuest &guest, const QString &typed, const QByteArray &mark)
    {
        const QString name = u"/tmp/"_s + QString::fromLatin1(mark);
        if (!play(u"cat > %1\n"_s.arg(name)) || !play(typed))
            return "not typed";
        page()->input()->send({{*KeyChord::parse(u"Ctrl+D"), 0}});
        QSignalSpy(page()->input()->player(), &KeyPlayer::finished).wait(patience);
        play(u"(echo BEGIN-$((40+2)); cat %1; echo END-$((40+2)) %2) > /dev/ttyS0\n"_s.arg(
            name, QString::fromLatin1(mark)));
        if (!guest.waitFor("END-42 " + mark, 1, patience))
            return "no answer: " + guest.serialOutput().right(400);
        QByteArray output = guest.serialOutput();
        output.truncate(output.lastIndexOf("END-42 " + mark));
        return output.sliced(output.lastIndexOf("BEGIN-42") + 8).replace("\r\n", "\n").sliced(1);
    }

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY2(daemon.start(), qPrintable(daemon.errorString()));
        user.start({daemon.uri()});
        QVERIFY(QTest::qWaitForWindowExposed(&user.window()));
    }
    void cleanupTestCase()
    {
        QVERIFY(user.quit());
        daemon.quit();
    }

    void whatIsTypedArrivesByteForByte_data()
    {
        QTest::addColumn<bool>("usb");
        QTest::newRow("PS/2 keyboard") << false;
        QTest::newRow("USB keyboard") << true;
    }

    void whatIsTypedArrivesByteForByte()
    {
        QFETCH(bool, usb);
        TestGuest guest(daemon);
        QVERIFY2(guest.define(), qPrintable(guest.errorString()));
        if (usb) {
            QFile device(daemon.folder() + u"/keyboard.xml"_s);
            QVERIFY(device.open(QIODevice::WriteOnly));
            device.write("<input type='keyboard' bus='usb'/>");
            device.close();
            QVERIFY(
                daemon.virsh({u"attach-device"_s, guest.name(), device.fileName(), u"--config"_s})
                    .ok());
        }
        QVERIFY(guest.start());
        QVERIFY(user.select(title));
        QVERIFY(user.showPage(u"Console"_s));
        QTRY_VERIFY(page());
        QTRY_COMPARE_WITH_TIMEOUT(page()->displayState(), ConsoleState::Connected, patience);
        QVERIFY(guest.waitFor("GUEST-READY"));

        QCOMPARE(readBack(guest, text(), "open"), text().toLatin1());

        // The same with nobody looking, through libvirt.
        page()->clearTarget();
        page()->setActive(false);
        QTRY_VERIFY(page()->displayState() != ConsoleState::Connected);
        QVERIFY(page()->input()->canSend());
        QCOMPARE(readBack(guest, text(), "closed"), text().toLatin1());

        guest.remove();
        QTRY_VERIFY_WITH_TIMEOUT(!user.row(title).isValid(), patience);
    }
};

QTEST_MAIN(TestGuestTyping)
#include "tst_guesttyping.moc"
