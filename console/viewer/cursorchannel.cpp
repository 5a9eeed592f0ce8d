// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/viewer/cursorchannel.h"

using namespace Wire;

CursorChannel::CursorChannel(SpiceChannel *channel, WindowLink &window,
                             std::function<QMap<int, QRect>()> displays)
    : m_channel(SPICE_CHANNEL(g_object_ref(channel)))
    , m_window(window)
    , m_displays(std::move(displays))
{
    g_signal_connect_swapped(channel, "notify::cursor", G_CALLBACK(+[](CursorChannel *self) {
                                 self->m_hidden = false;
                                 self->tell();
                             }),
                             this);
    for (const char *hidden : {"cursor-hide", "cursor-reset"})
        g_signal_connect_swapped(channel, hidden, G_CALLBACK(+[](CursorChannel *self) {
                                     self->m_hidden = true;
                                     self->send({});
                                 }),
                                 this);
    g_signal_connect(channel, "cursor-move",
                     G_CALLBACK(+[](SpiceChannel *, int x, int y, CursorChannel *self) {
                         self->moved({x, y});
                     }),
                     this);
}

CursorChannel::~CursorChannel()
{
    g_signal_handlers_disconnect_by_data(m_channel, this);
    g_object_unref(m_channel);
}

void CursorChannel::send(Cursor cursor)
{
    for (const int display : m_displays().keys()) {
        cursor.display = quint8(display);
        m_window.send(cursor);
    }
}

void CursorChannel::moved(QPoint position)
{
    const QMap<int, QRect> displays = m_displays();
    for (auto it = displays.cbegin(); it != displays.cend(); ++it) {
        const QPoint inPicture = position - it.value().topLeft();
        const CursorAt at{quint8(it.key()), inPicture.x(), inPicture.y()};
        if (at.isValid())
            m_window.send(at);
    }
}

void CursorChannel::tell()
{
    SpiceCursorShape *shape = nullptr;
    g_object_get(m_channel, "cursor", &shape, nullptr);
    if (!shape)
        return;
    Cursor cursor{0, shape->width, shape->height, shape->hot_spot_x, shape->hot_spot_y, {}};
    if (shape->data && cursor.width <= maximumCursorSide && cursor.height <= maximumCursorSide) {
        const qsizetype pixels = qsizetype(cursor.width) * cursor.height;
        cursor.pixels.resize(pixels * 4);
        const auto *from = static_cast<const uchar *>(shape->data);
        for (qsizetype i = 0; i < pixels; ++i, from += 4) {
            const quint32 pixel =
                quint32(from[3]) << 24 | quint32(from[0]) << 16 | quint32(from[1]) << 8 | from[2];
            memcpy(cursor.pixels.data() + i * 4, &pixel, 4);
        }
    }
    g_boxed_free(SPICE_TYPE_CURSOR_SHAPE, shape);
    // Some servers place the hot spot outside.
    cursor.hotX = qMin<quint16>(cursor.hotX, quint16(qMax(0, cursor.width - 1)));
    cursor.hotY = qMin<quint16>(cursor.hotY, quint16(qMax(0, cursor.height - 1)));
    send(cursor.isValid() && !m_hidden ? cursor : Cursor{});
}
