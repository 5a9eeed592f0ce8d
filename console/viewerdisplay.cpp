// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/viewerdisplay.h"

#include "console/viewerprocess.h"

using namespace Wire;

ViewerDisplay::ViewerDisplay(int number, ViewerProcess &viewer)
    : MachineDisplay(&viewer), m_number(number), m_viewer(viewer)
{}

QImage ViewerDisplay::picture() const
{
    if (!m_picture)
        return {};
    // The image keeps the mapping alive by itself.
    auto *owner = new SharedPicture(m_picture);
    return QImage(
        std::as_const(*owner).pixels(), owner->size().width(), owner->size().height(),
        owner->bytesPerLine(), QImage::Format_RGB32,
        [](void *p) { delete static_cast<SharedPicture *>(p); }, owner);
}

PointerMode ViewerDisplay::pointerMode() const
{
    return m_viewer.pointerMode();
}

bool ViewerDisplay::canResize() const
{
    return m_viewer.features().resize;
}

quint8 ViewerDisplay::locks() const
{
    return m_viewer.locks();
}

void ViewerDisplay::sendKey(quint16 linuxCode, bool pressed)
{
    m_viewer.send(Key{linuxCode, pressed});
}

void ViewerDisplay::setLocks(quint8 locks)
{
    m_viewer.send(SetLocks{locks});
}

void ViewerDisplay::movePointerBy(QPoint distance, quint8 buttons)
{
    m_viewer.send(PointerMoved{distance.x(), distance.y(), buttons});
}

void ViewerDisplay::movePointerTo(QPoint position, quint8 buttons)
{
    m_viewer.send(PointerAt{quint8(m_number), position.x(), position.y(), buttons});
}

void ViewerDisplay::sendButton(Button button, bool pressed, quint8 buttons)
{
    m_viewer.send(PointerButton{button, pressed, buttons});
}

void ViewerDisplay::resize(QSize pixels)
{
    if (isPictureSize(pixels.width(), pixels.height()))
        m_viewer.send(ResizeDisplay{quint8(m_number), pixels.width(), pixels.height()});
}

void ViewerDisplay::seen()
{
    m_viewer.send(DamageSeen{quint8(m_number)});
}

void ViewerDisplay::adopt(const SharedPicture &picture)
{
    m_picture = picture;
    Q_EMIT pictureReplaced();
}

void ViewerDisplay::adopt(const Pointer &pointer)
{
    m_pointer = pointer;
    Q_EMIT cursorChanged(pointer.shape, pointer.hotSpot);
}
