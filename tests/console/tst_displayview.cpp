// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/displayview.h"
#include "tests/support/patience.h"

#include <QApplication>
#include <QKeyEvent>
#include <QPaintEvent>
#include <QRandomGenerator>
#include <QSignalSpy>
#include <QWheelEvent>

#include <linux/input-event-codes.h>

using namespace Qt::StringLiterals;

// A guest that writes down what it is sent.
class FakeDisplay : public MachineDisplay
{
    Q_OBJECT

public:
    QImage picture() const override { return image; }
    Wire::PointerMode pointerMode() const override { return mode; }
    bool canResize() const override { return resizable; }
    quint8 locks() const override { return lights; }
    void sendKey(quint16 code, bool pressed) override
    {
        log.append(u"%1%2"_s.arg(pressed ? u"+"_s : u"-"_s, QString::number(code)));
    }
    void setLocks(quint8 locks) override { log.append(u"locks %1"_s.arg(locks)); }
    void movePointerBy(QPoint d, quint8 buttons) override
    {
        log.append(u"by %1,%2 %3"_s.arg(QString::number(d.x()), QString::number(d.y()),
                                        QString::number(buttons)));
    }
    void movePointerTo(QPoint p, quint8 buttons) override
    {
        log.append(u"to %1,%2 %3"_s.arg(QString::number(p.x()), QString::number(p.y()),
                                        QString::number(buttons)));
    }
    void sendButton(Wire::Button button, bool pressed, quint8 buttons) override
    {
        log.append(u"%1button %2 %3"_s.arg(pressed ? u"+"_s : u"-"_s, QString::number(int(button)),
                                           QString::number(buttons)));
    }
    void resize(QSize pixels) override
    {
        asked = pixels;
        Q_EMIT resizeAsked();
    }
    void seen() override { ++seenCount; }

    QStringList takeLog() { return std::exchange(log, {}); }

    QImage image;
    Wire::PointerMode mode = Wire::PointerMode::Absolute;
    bool resizable = false;
    quint8 lights = 0;
    QStringList log;
    QSize asked;
    int seenCount = 0;

Q_SIGNALS:
    void resizeAsked();
};

static QImage noise(QSize size)
{
    QImage image(size, QImage::Format_RGB32);
    QRandomGenerator random(7);
    for (int y = 0; y < size.height(); ++y) {
        for (int x = 0; x < size.width(); ++x)
            image.setPixel(x, y, 0xff000000u | random.generate());
    }
    return image;
}

static QImage painted(QWidget &widget)
{
    return widget.grab().toImage().convertToFormat(QImage::Format_RGB32);
}

// A key as X11 and Wayland report it: by the kernel's code plus eight.
static bool sendKey(QWidget *view, QEvent::Type type, int linuxCode, int key = Qt::Key_unknown,
                    bool repeat = false)
{
    QKeyEvent event(type, key, Qt::NoModifier, quint32(linuxCode + 8), 0, 0, {}, repeat);
    return QApplication::sendEvent(view, &event) && event.isAccepted();
}

class TestDisplayView : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_display = std::make_unique<FakeDisplay>();
        m_display->image = noise({160, 120});
        m_view = std::make_unique<DisplayView>();
        m_view->resize(320, 240);
        m_view->setDisplay(m_display.get());
        m_view->show();
        QVERIFY(QTest::qWaitForWindowActive(m_view.get()));
        m_view->setFocus();
        m_display->takeLog();
    }
    void cleanup()
    {
        m_view.reset();
        m_display.reset();
    }

    // ---- picture ----

    void oneToOneIsExact()
    {
        m_view->setScaling(Scaling::OneToOne);
        m_view->resize(160, 120);
        QCOMPARE(m_view->minimumSize(), QSize(160, 120));
        QCOMPARE(painted(*m_view), m_display->image);
    }

    void fitKeepsTheProportions()
    {
        m_view->resize(400, 240);
        QCOMPARE(m_view->pictureRect(), QRectF(40, 0, 320, 240));
        m_view->resize(320, 500);
        QCOMPARE(m_view->pictureRect(), QRectF(0, 130, 320, 240));
    }

    void twiceAsLargeIsSharp()
    {
        const QImage image = painted(*m_view);
        for (int y = 0; y < 240; y += 7) {
            for (int x = 0; x < 320; x += 7)
                QCOMPARE(image.pixel(x, y), m_display->image.pixel(x / 2, y / 2));
        }
    }

    void partsThatChangeLeaveNoSeamAtAnyScale_data()
    {
        QTest::addColumn<QSize>("size");
        QTest::newRow("1.3") << QSize(208, 156);
        QTest::newRow("0.7") << QSize(112, 84);
        QTest::newRow("2.6, with a margin") << QSize(450, 312);
    }

    void partsThatChangeLeaveNoSeamAtAnyScale()
    {
        QFETCH(QSize, size);
        m_view->resize(size);
        QImage piecewise = painted(*m_view);
        QRandomGenerator random(3);
        for (int round = 0; round < 40; ++round) {
            const QRect changed(random.bounded(150), random.bounded(110), 1 + random.bounded(10),
                                1 + random.bounded(10));
            for (int y = changed.top(); y <= changed.bottom(); ++y) {
                for (int x = changed.left(); x <= changed.right(); ++x)
                    m_display->image.setPixel(x, y, 0xff000000u | random.generate());
            }
            Watcher watcher(m_view.get());
            Q_EMIT m_display->damaged({changed});
            QTRY_VERIFY(!watcher.painted.isEmpty());
            // What the view painted, laid over what was there before.
            QImage part(piecewise.size(), QImage::Format_RGB32);
            m_view->render(&part, {}, watcher.painted, QWidget::DrawChildren | QWidget::IgnoreMask);
            const QRegion region = watcher.painted;
            for (const QRect &rect : region) {
                for (int y = rect.top(); y <= rect.bottom(); ++y)
                    memcpy(piecewise.scanLine(y) + rect.left() * 4,
                           part.constScanLine(y - region.boundingRect().top())
                               + (rect.left() - region.boundingRect().left()) * 4,
                           size_t(rect.width()) * 4);
            }
        }
        const QImage whole = painted(*m_view);
        int worst = 0;
        for (int y = 0; y < whole.height(); ++y) {
            for (int x = 0; x < whole.width(); ++x) {
                const QColor a = whole.pixelColor(x, y), b = piecewise.pixelColor(x, y);
                worst = std::max({worst, qAbs(a.red() - b.red()), qAbs(a.green() - b.green()),
                                  qAbs(a.blue() - b.blue())});
            }
        }
        QVERIFY2(worst <= 8, qPrintable(QString::number(worst)));
    }

    void whatWasPaintedIsAcknowledgedOnce()
    {
        QTRY_COMPARE(m_view->isVisible(), true);
        const int before = m_display->seenCount;
        Q_EMIT m_display->damaged({QRect(0, 0, 10, 10)});
        QCOMPARE(m_display->seenCount, before); // not before it was painted
        QTRY_COMPARE(m_display->seenCount, before + 1);
        m_view->repaint();
        QCOMPARE(m_display->seenCount, before + 1);
    }

    void aHiddenViewDoesNotHoldTheGuestUp()
    {
        m_view->hide();
        const int before = m_display->seenCount;
        Q_EMIT m_display->damaged({QRect(0, 0, 10, 10)});
        QTRY_COMPARE(m_display->seenCount, before + 1);
    }

    void theImageIsACopy()
    {
        const QImage image = m_view->image();
        QCOMPARE(image, m_display->image);
        QVERIFY(image.constBits() != m_display->image.constBits());
        m_view->setDisplay(nullptr);
        QVERIFY(m_view->image().isNull());
        QVERIFY(m_view->pictureRect().isEmpty());
    }

    void theGuestFollowsTheWindowWhenItCan()
    {
        QSignalSpy asked(m_display.get(), &FakeDisplay::resizeAsked);
        m_display->resizable = true;
        m_view->setScaling(Scaling::GuestFollows);
        m_view->resize(333, 222);
        QVERIFY(asked.wait(patience));
        QCOMPARE(m_display->asked, (QSizeF(333, 222) * m_view->devicePixelRatioF()).toSize());
    }

    void theViewSurvivesItsDisplay()
    {
        m_display.reset();
        painted(*m_view);
        m_view->pressKey(KEY_A);
        QTest::mouseClick(m_view.get(), Qt::LeftButton);
        QVERIFY(m_view->image().isNull());
    }

    // ---- keyboard ----

    void keysGoByTheirPlace()
    {
        QVERIFY(sendKey(m_view.get(), QEvent::KeyPress, KEY_A, Qt::Key_Q));
        sendKey(m_view.get(), QEvent::KeyRelease, KEY_A, Qt::Key_Q);
        QCOMPARE(m_display->takeLog(), (QStringList{u"+30"_s, u"-30"_s}));
    }

    void aHeldKeyRepeatsAsAKeyboardDoes()
    {
        sendKey(m_view.get(), QEvent::KeyPress, KEY_A);
        sendKey(m_view.get(), QEvent::KeyRelease, KEY_A, Qt::Key_A, true);
        sendKey(m_view.get(), QEvent::KeyPress, KEY_A, Qt::Key_A, true);
        sendKey(m_view.get(), QEvent::KeyRelease, KEY_A);
        QCOMPARE(m_display->takeLog(), (QStringList{u"+30"_s, u"+30"_s, u"-30"_s}));
    }

    void tabBelongsToTheGuestThoughItChangesItsName()
    {
        QVERIFY(sendKey(m_view.get(), QEvent::KeyPress, KEY_TAB, Qt::Key_Backtab));
        sendKey(m_view.get(), QEvent::KeyRelease, KEY_TAB, Qt::Key_Tab);
        QCOMPARE(m_display->takeLog(), (QStringList{u"+15"_s, u"-15"_s}));
        QVERIFY(m_view->hasFocus());
    }

    void theWindowsShortcutsAreTheGuests()
    {
        QKeyEvent event(QEvent::ShortcutOverride, Qt::Key_F, Qt::ControlModifier);
        event.ignore();
        QApplication::sendEvent(m_view.get(), &event);
        QVERIFY(event.isAccepted());
    }

    // xdotool, screen keyboards and input methods: a symbol, but no place.
    void aKeyWithoutAPlaceIsLookedUpOnTheGuestsLayout()
    {
        const auto synthetic = [&](QEvent::Type type, quint32 symbol, const QString &text) {
            QKeyEvent event(type, Qt::Key_unknown, Qt::NoModifier, 8, symbol, 0, text);
            QApplication::sendEvent(m_view.get(), &event);
        };
        synthetic(QEvent::KeyPress, 'A', u"A"_s);
        synthetic(QEvent::KeyRelease, 'A', u"A"_s);
        QCOMPARE(m_display->takeLog(), (QStringList{u"+42"_s, u"+30"_s, u"-30"_s, u"-42"_s}));
        synthetic(QEvent::KeyPress, 0xff54, {}); // Down
        synthetic(QEvent::KeyRelease, 0xff54, {});
        QCOMPARE(m_display->takeLog(), (QStringList{u"+108"_s, u"-108"_s}));
        m_view->setGuestLayout({u"de"_s, {}});
        synthetic(QEvent::KeyPress, '@', u"@"_s); // AltGr+Q there
        synthetic(QEvent::KeyRelease, '@', u"@"_s);
        QCOMPARE(m_display->takeLog(), (QStringList{u"+100"_s, u"+16"_s, u"-16"_s, u"-100"_s}));
        sendKey(m_view.get(), QEvent::KeyPress, -8, Qt::Key_A); // nothing at all
        QVERIFY(m_display->takeLog().isEmpty());
    }

    void theUserChoosesWhatReleases()
    {
        m_view->setReleaseChord({{KEY_RIGHTCTRL}});
        const QSignalSpy released(m_view.get(), &DisplayView::captureReleased);
        for (int code : {KEY_LEFTCTRL, KEY_LEFTALT})
            m_view->pressKey(quint16(code));
        for (int code : {KEY_LEFTALT, KEY_LEFTCTRL})
            m_view->releaseKey(quint16(code));
        QCOMPARE(released.size(), 0);
        m_view->pressKey(KEY_RIGHTCTRL);
        m_view->pressKey(KEY_C); // as a modifier it stays the guest's
        m_view->releaseKey(KEY_C);
        m_view->releaseKey(KEY_RIGHTCTRL);
        QCOMPARE(released.size(), 0);
        m_view->pressKey(KEY_RIGHTCTRL);
        m_view->releaseKey(KEY_RIGHTCTRL);
        QCOMPARE(released.size(), 1);
    }

    void whatTheUserKeepsIsNotTheGuests()
    {
        m_view->setHostChords({{{KEY_F11}}, {{KEY_LEFTCTRL, KEY_LEFTSHIFT, KEY_F2}}});
        QSignalSpy kept(m_view.get(), &DisplayView::hostChordPressed);
        const auto isGuests = [&](int linuxCode) {
            QKeyEvent event(QEvent::ShortcutOverride, 0, Qt::NoModifier, quint32(linuxCode + 8), 0,
                            0);
            event.ignore();
            QApplication::sendEvent(m_view.get(), &event);
            return event.isAccepted();
        };
        QVERIFY(!isGuests(KEY_F11));
        QVERIFY(isGuests(KEY_F2));
        sendKey(m_view.get(), QEvent::KeyPress, KEY_LEFTSHIFT);
        sendKey(m_view.get(), QEvent::KeyPress, KEY_RIGHTCTRL); // the right one is as good
        QVERIFY(isGuests(KEY_F11));
        QVERIFY(!isGuests(KEY_F2));
        m_display->takeLog();
        sendKey(m_view.get(), QEvent::KeyPress, KEY_F2);
        QCOMPARE(kept.size(), 1);
        const QStringList log = m_display->takeLog(); // the guest keeps nothing held
        QCOMPARE(log.size(), 2);
        QVERIFY(log.contains(u"-42"_s) && log.contains(u"-97"_s));
    }

    void lockKeysAreKeptInStep()
    {
        const auto press = [&](quint32 modifiers) {
            QKeyEvent event(QEvent::KeyPress, 0, Qt::NoModifier, KEY_A + 8, 'a', modifiers);
            QApplication::sendEvent(m_view.get(), &event);
            return m_display->takeLog();
        };
        m_view->clearFocus();
        m_view->setFocus();
        m_display->takeLog();
        // Turned on while the guest did not look: set before the key.
        QCOMPARE(press(2), (QStringList{u"locks 4"_s, u"+30"_s}));
        m_display->lights = Wire::CapsLock;
        Q_EMIT m_display->locksChanged();
        QCOMPARE(press(2), QStringList{u"+30"_s});
        // The guest changed its own.
        m_display->lights = 0;
        Q_EMIT m_display->locksChanged();
        QCOMPARE(press(2 | 16), (QStringList{u"locks 6"_s, u"+30"_s}));
        // What follows the user's own press of the key is the answer to it.
        QKeyEvent caps(QEvent::KeyPress, 0, Qt::NoModifier, KEY_CAPSLOCK + 8, 0, 2);
        QApplication::sendEvent(m_view.get(), &caps);
        m_display->takeLog();
        m_display->lights = Wire::NumLock;
        Q_EMIT m_display->locksChanged();
        QCOMPARE(press(2 | 16), QStringList{u"+30"_s});
    }

    void losingTheFocusReleasesWhatIsHeld()
    {
        sendKey(m_view.get(), QEvent::KeyPress, KEY_LEFTSHIFT);
        m_view->clearFocus();
        QCOMPARE(m_display->takeLog(), (QStringList{u"+42"_s, u"-42"_s}));
        sendKey(m_view.get(), QEvent::KeyRelease, KEY_LEFTSHIFT);
        QVERIFY(m_display->takeLog().isEmpty()); // not twice
    }

    void ctrlAndAltAloneGiveTheKeyboardBack()
    {
        const QSignalSpy released(m_view.get(), &DisplayView::captureReleased);
        m_view->pressKey(KEY_LEFTCTRL);
        m_view->pressKey(KEY_LEFTALT);
        m_view->releaseKey(KEY_LEFTALT);
        QCOMPARE(released.size(), 1);
        QVERIFY(m_display->takeLog().contains(u"-29"_s)); // the guest is left with nothing held
    }

    void ctrlAltAndMoreIsTheGuests()
    {
        const QSignalSpy released(m_view.get(), &DisplayView::captureReleased);
        for (int code : {KEY_LEFTCTRL, KEY_LEFTALT, KEY_T})
            m_view->pressKey(quint16(code));
        for (int code : {KEY_T, KEY_LEFTALT, KEY_LEFTCTRL})
            m_view->releaseKey(quint16(code));
        QCOMPARE(released.size(), 0);
    }

    void keysThatAreSentAreReleasedInReverse()
    {
        m_view->sendKeys({KEY_LEFTCTRL, KEY_LEFTALT, KEY_DELETE});
        QCOMPARE(m_display->takeLog(),
                 (QStringList{u"+29"_s, u"+56"_s, u"+111"_s, u"-111"_s, u"-56"_s, u"-29"_s}));
    }

    // ---- pointer ----

    void thePointerIsWhereItPoints()
    {
        QTest::mouseMove(m_view.get(), QPoint(100, 60));
        QTRY_VERIFY(m_display->log.contains(u"to 50,30 0"_s));
        QCOMPARE(m_view->toPicture({-50, -50}), QPoint(0, 0));
        QCOMPARE(m_view->toPicture({5000, 5000}), QPoint(159, 119));
    }

    void buttonsAreHeldUntilReleased()
    {
        QTest::mousePress(m_view.get(), Qt::RightButton, {}, QPoint(100, 60));
        QVERIFY(m_display->takeLog().contains(u"+button 3 4"_s));
        m_view->clearFocus();
        QVERIFY(m_display->takeLog().contains(u"-button 3 0"_s));
    }

    void theWheelIsTwoButtons()
    {
        QWheelEvent event({100, 60}, m_view->mapToGlobal(QPointF(100, 60)), {}, {0, -240},
                          Qt::NoButton, Qt::NoModifier, Qt::NoScrollPhase, false);
        QApplication::sendEvent(m_view.get(), &event);
        QCOMPARE(m_display->takeLog(), (QStringList{u"+button 5 16"_s, u"-button 5 0"_s,
                                                    u"+button 5 16"_s, u"-button 5 0"_s}));
    }

    void theWheelAcrossIsTheWheelWithShift()
    {
        const auto turn = [&](QPoint angle) {
            QWheelEvent event({100, 60}, m_view->mapToGlobal(QPointF(100, 60)), {}, angle,
                              Qt::NoButton, Qt::NoModifier, Qt::NoScrollPhase, false);
            QApplication::sendEvent(m_view.get(), &event);
            return m_display->takeLog();
        };
        QCOMPARE(turn({120, 0}),
                 (QStringList{u"+42"_s, u"+button 4 8"_s, u"-button 4 0"_s, u"-42"_s}));
        // A touchpad's parts of a step add up; the other way begins anew.
        QVERIFY(turn({0, 50}).isEmpty());
        QVERIFY(turn({0, 50}).isEmpty());
        QCOMPARE(turn({0, 50}), (QStringList{u"+button 4 8"_s, u"-button 4 0"_s}));
        QVERIFY(turn({0, -100}).isEmpty());
    }

    void aRelativePointerIsNotCapturedInTheFirstInstants()
    {
        m_display->mode = Wire::PointerMode::Relative;
        Q_EMIT m_display->pointerModeChanged();
        QTest::mouseClick(m_view.get(), Qt::LeftButton, {}, QPoint(100, 60));
        QVERIFY(!m_view->isPointerCaptured());
        QVERIFY(m_display->takeLog().isEmpty());
    }

    void aRelativePointerIsCapturedByAClickAndReleasedByTheChord()
    {
        m_display->mode = Wire::PointerMode::Relative;
        Q_EMIT m_display->pointerModeChanged();
        QTRY_VERIFY(capturedByClick());
        QVERIFY(!m_display->takeLog().contains(u"+button 1 1"_s)); // that click was ours
        m_view->pressKey(KEY_LEFTALT);
        m_view->pressKey(KEY_LEFTCTRL);
        m_view->releaseKey(KEY_LEFTCTRL);
        QVERIFY(!m_view->isPointerCaptured());
    }

    void aGuestThatTurnsAbsoluteGivesThePointerBack()
    {
        m_display->mode = Wire::PointerMode::Relative;
        Q_EMIT m_display->pointerModeChanged();
        QTRY_VERIFY(capturedByClick());
        m_display->mode = Wire::PointerMode::Absolute;
        Q_EMIT m_display->pointerModeChanged();
        QVERIFY(!m_view->isPointerCaptured());
    }

    void theGuestsCursorIsShown()
    {
        QImage shape(8, 8, QImage::Format_ARGB32);
        shape.fill(Qt::red);
        Q_EMIT m_display->cursorChanged(shape, {1, 2});
        QCOMPARE(m_view->cursor().hotSpot() * m_view->devicePixelRatioF(), QPoint(1, 2));
        Q_EMIT m_display->cursorChanged({}, {});
        QVERIFY(m_view->cursor().shape() == Qt::BitmapCursor); // a dot, not nothing
        // In relative mode it is part of the picture, where the guest has it.
        Q_EMIT m_display->cursorChanged(shape, {0, 0});
        m_display->mode = Wire::PointerMode::Relative;
        Q_EMIT m_display->pointerModeChanged();
        Q_EMIT m_display->cursorMoved({20, 30});
        QCOMPARE(painted(*m_view).pixelColor(44, 64), QColor(Qt::red));
    }

private:
    // One click at a time, until one captures: it takes a moment after the mode has changed.
    bool capturedByClick()
    {
        if (!m_view->isPointerCaptured())
            QTest::mouseClick(m_view.get(), Qt::LeftButton, {}, QPoint(100, 60));
        return m_view->isPointerCaptured();
    }

    // Notes what a widget is asked to paint.
    struct Watcher : QObject
    {
        explicit Watcher(QWidget *watched) { watched->installEventFilter(this); }
        bool eventFilter(QObject *, QEvent *event) override
        {
            if (event->type() == QEvent::Paint)
                painted |= static_cast<QPaintEvent *>(event)->region();
            return false;
        }
        QRegion painted;
    };

    std::unique_ptr<FakeDisplay> m_display;
    std::unique_ptr<DisplayView> m_view;
};

QTEST_MAIN(TestDisplayView)
#include "tst_displayview.moc"
