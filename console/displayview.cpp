// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/displayview.h"

#include "views/basic/plainlabel.h"
#include "views/input/inputcapture.h"

#include <QKeyEvent>
#include <QPaintEvent>
#include <QPainter>
#include <QTimerEvent>

#include <cmath>

// A hidden view paints nothing; the guest's picture still has to move on now and then.
static constexpr int unseenMs = 200;
static constexpr int followMs = 300;
static constexpr int hintMs = 4000;

DisplayView::DisplayView(QWidget *parent)
    : QWidget(parent), m_hint(new PlainLabel({}, this)), m_capture(InputCapture::make(this))
{
    setAttribute(Qt::WA_OpaquePaintEvent);
    setAttribute(Qt::WA_InputMethodEnabled, false);
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    m_hint->setAutoFillBackground(true);
    m_hint->setFrameShape(QFrame::StyledPanel);
    m_hint->setMargin(fontMetrics().height() / 2);
    m_hint->setAttribute(Qt::WA_TransparentForMouseEvents);
    m_hint->hide();
    connect(m_capture, &InputCapture::pointerMoved, this, &DisplayView::pointerMovedBy);
    connect(m_capture, &InputCapture::pointerLost, this, &DisplayView::releasePointer);
}

DisplayView::~DisplayView()
{
    captureKeyboard(false);
}

void DisplayView::setDisplay(MachineDisplay *display)
{
    if (m_display == display)
        return;
    releaseAllKeys();
    releaseButtons();
    releasePointer();
    if (m_display)
        m_display->disconnect(this);
    m_display = display;
    m_unseen = false;
    m_unseenTimer.stop();
    m_cursor = {};
    m_cursorKnown = false;
    m_locksDue = true;
    m_modeSince.start();
    if (display) {
        connect(display, &MachineDisplay::pictureReplaced, this, &DisplayView::pictureReplaced);
        connect(display, &MachineDisplay::damaged, this, &DisplayView::damaged);
        connect(display, &MachineDisplay::pointerModeChanged, this,
                &DisplayView::pointerModeChanged);
        connect(display, &MachineDisplay::locksChanged, this, &DisplayView::locksChanged);
        connect(display, &MachineDisplay::canResizeChanged, this, &DisplayView::askGuestToFollow);
        connect(display, &MachineDisplay::cursorChanged, this,
                [this](const QImage &shape, QPoint hotSpot) {
                    const QRect before = cursorRect();
                    m_cursor = shape;
                    m_cursorHotSpot = hotSpot;
                    m_cursorKnown = true;
                    updatePointerShape();
                    update(before | cursorRect());
                });
        connect(display, &MachineDisplay::cursorMoved, this, [this](QPoint position) {
            const QRect before = cursorRect();
            m_cursorAt = position;
            update(before | cursorRect());
        });
        if (const auto pointer = display->pointer()) {
            m_cursor = pointer->shape;
            m_cursorHotSpot = pointer->hotSpot;
            m_cursorKnown = true;
        }
        if (!display->picture().isNull())
            pictureReplaced();
    }
    updateMinimumSize();
    updatePointerShape();
    update();
    Q_EMIT pictureChanged();
}

void DisplayView::setScaling(Scaling scaling)
{
    m_scaling = scaling;
    updateMinimumSize();
    askGuestToFollow();
    update();
}

void DisplayView::setSurroundings(bool black)
{
    m_blackSurroundings = black;
    update();
}

void DisplayView::setKeyboardCapture(bool on)
{
    m_keyboardCapture = on;
    captureKeyboard(on && hasFocus() && underMouse());
}

QImage DisplayView::image() const
{
    return m_display ? m_display->picture().copy() : QImage();
}

bool DisplayView::event(QEvent *event)
{
    if (event->type() == QEvent::ShortcutOverride
        && overridesShortcut(static_cast<QKeyEvent *>(event))) {
        event->accept();
        return true;
    }
    return QWidget::event(event);
}

void DisplayView::hideEvent(QHideEvent *event)
{
    releasePointer();
    captureKeyboard(false);
    QWidget::hideEvent(event);
}

void DisplayView::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    askGuestToFollow();
    placeHint();
}

void DisplayView::timerEvent(QTimerEvent *event)
{
    if (event->timerId() == m_unseenTimer.timerId()) {
        acknowledge();
    } else if (event->timerId() == m_hintTimer.timerId()) {
        m_hintTimer.stop();
        m_hint->hide();
    } else if (event->timerId() == m_followTimer.timerId()) {
        m_followTimer.stop();
        const QSize wanted = (QSizeF(size()) * devicePixelRatioF()).toSize();
        if (m_display && m_scaling == Scaling::GuestFollows && m_display->canResize()
            && wanted != m_display->picture().size())
            m_display->resize(wanted);
    } else {
        QWidget::timerEvent(event);
    }
}

void DisplayView::showHint(const QString &text)
{
    m_hint->setText(text);
    m_hint->show();
    m_hint->raise();
    placeHint();
    m_hintTimer.start(hintMs, this);
}

// In the part that is not scrolled away; wrapped where it is narrow.
void DisplayView::placeHint()
{
    const QRect seen = visibleRegion().boundingRect();
    m_hint->setWordWrap(m_hint->fontMetrics().horizontalAdvance(m_hint->text())
                        > seen.width() * 3 / 4);
    m_hint->setMaximumWidth(seen.width());
    m_hint->adjustSize();
    m_hint->move(seen.left() + (seen.width() - m_hint->width()) / 2,
                 seen.bottom() - m_hint->height() * 2);
}

// ---- picture ----

void DisplayView::pictureReplaced()
{
    releaseButtons();
    updateMinimumSize();
    update();
    awaitPaint();
    Q_EMIT pictureChanged();
}

void DisplayView::damaged(const QList<QRect> &rects)
{
    for (const QRect &rect : rects)
        update(toWidget(rect));
    awaitPaint();
}

void DisplayView::awaitPaint()
{
    m_unseen = true;
    m_unseenTimer.start(unseenMs, this);
}

void DisplayView::acknowledge()
{
    m_unseenTimer.stop();
    if (std::exchange(m_unseen, false) && m_display)
        m_display->seen();
}

void DisplayView::updateMinimumSize()
{
    const QSize pixels = m_display ? m_display->picture().size() : QSize();
    const bool fixed = m_scaling == Scaling::OneToOne && !pixels.isEmpty();
    const qreal ratio = devicePixelRatioF();
    setMinimumSize(fixed ? QSize(int(std::ceil(pixels.width() / ratio)),
                                 int(std::ceil(pixels.height() / ratio)))
                         : QSize(1, 1));
}

void DisplayView::askGuestToFollow()
{
    // After the last step of a drag, not at each.
    if (m_scaling == Scaling::GuestFollows)
        m_followTimer.start(followMs, this);
}

// In whole device pixels, so that one to one is exact and edges are sharp.
QRect DisplayView::devicePictureRect() const
{
    const QSize pixels = m_display ? m_display->picture().size() : QSize();
    if (pixels.isEmpty())
        return {};
    const QSize room = (QSizeF(size()) * devicePixelRatioF()).toSize();
    const QSize shown =
        m_scaling == Scaling::OneToOne ? pixels : pixels.scaled(room, Qt::KeepAspectRatio);
    return {QPoint((room.width() - shown.width()) / 2, (room.height() - shown.height()) / 2),
            shown};
}

QRectF DisplayView::pictureRect() const
{
    const QRectF device = devicePictureRect();
    const qreal ratio = devicePixelRatioF();
    return {device.topLeft() / ratio, device.size() / ratio};
}

QPoint DisplayView::toPicture(QPointF position) const
{
    const QRectF shown = pictureRect();
    if (shown.isEmpty())
        return {};
    const QSize pixels = m_display->picture().size();
    const qreal x = (position.x() - shown.x()) * pixels.width() / shown.width();
    const qreal y = (position.y() - shown.y()) * pixels.height() / shown.height();
    return {qBound(0, int(std::floor(x)), pixels.width() - 1),
            qBound(0, int(std::floor(y)), pixels.height() - 1)};
}

// One pixel more on every side: smooth scaling mixes neighbours.
QRect DisplayView::toWidget(const QRect &pixels) const
{
    const QRectF shown = pictureRect();
    if (shown.isEmpty())
        return {};
    const QSize size = m_display->picture().size();
    const qreal sx = shown.width() / size.width(), sy = shown.height() / size.height();
    const QRectF scaled(shown.x() + (pixels.x() - 1) * sx, shown.y() + (pixels.y() - 1) * sy,
                        (pixels.width() + 2) * sx, (pixels.height() + 2) * sy);
    return scaled.toAlignedRect().adjusted(-1, -1, 1, 1);
}

// Where we draw the guest's pointer ourselves: in relative mode only.
QRect DisplayView::cursorRect() const
{
    if (!m_display || m_cursor.isNull() || m_display->pointerMode() != Wire::PointerMode::Relative)
        return {};
    return toWidget({m_cursorAt - m_cursorHotSpot, m_cursor.size()});
}

void DisplayView::paintEvent(QPaintEvent *event)
{
    QPainter painter(this);
    const QImage picture = m_display ? m_display->picture() : QImage();
    const QColor around =
        m_blackSurroundings ? QColor(Qt::black) : palette().color(QPalette::Window);
    const QRegion outside = event->region() - pictureRect().toRect().adjusted(1, 1, -1, -1);
    for (const QRect &rect : outside)
        painter.fillRect(rect, around);
    if (!picture.isNull()) {
        // Clip and the whole image: parts of an image that are scaled by themselves leave seams.
        painter.setClipRegion(event->region());
        paintPicture(painter, picture);
    }
    painter.end();
    acknowledge();
}

void DisplayView::paintPicture(QPainter &painter, const QImage &picture) const
{
    const QRect device = devicePictureRect();
    const bool exact =
        device.width() % picture.width() == 0 && device.height() % picture.height() == 0;
    painter.setRenderHint(QPainter::SmoothPixmapTransform, !exact);
    painter.drawImage(pictureRect(), picture, QRectF(picture.rect()));
    if (!m_cursor.isNull() && m_display->pointerMode() == Wire::PointerMode::Relative) {
        const QRectF shown = pictureRect();
        painter.setClipRect(shown, Qt::IntersectClip);
        painter.translate(shown.topLeft());
        painter.scale(shown.width() / picture.width(), shown.height() / picture.height());
        painter.drawImage(m_cursorAt - m_cursorHotSpot, m_cursor);
    }
}
