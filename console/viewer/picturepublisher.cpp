// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/viewer/picturepublisher.h"

using namespace Wire;

static constexpr gint64 frameMicroseconds = 1000000 / 60;

PicturePublisher::PicturePublisher(quint8 display, WindowLink &window,
                                   std::function<std::optional<Source>()> look,
                                   std::function<void()> broken)
    : m_display(display), m_window(window), m_look(std::move(look)), m_broken(std::move(broken))
{}

PicturePublisher::~PicturePublisher()
{
    if (m_timer)
        g_source_remove(m_timer);
}

void PicturePublisher::replaced()
{
    m_pictureDue = true;
    schedule();
}

void PicturePublisher::vanished()
{
    m_pictureDue = false;
    m_damage.take();
}

void PicturePublisher::damaged(const QRect &rect)
{
    m_damage.add(rect.translated(-m_area.topLeft()) & QRect(QPoint(0, 0), m_area.size()));
    schedule();
}

void PicturePublisher::seen()
{
    m_awaitingSeen = false;
    schedule();
}

// At most 60 announcements a second, and never one while the window paints.
void PicturePublisher::schedule()
{
    if (m_timer || m_awaitingSeen || (!m_pictureDue && m_damage.isEmpty()))
        return;
    const gint64 wait = qBound<gint64>(0, m_announced + frameMicroseconds - g_get_monotonic_time(),
                                       frameMicroseconds);
    m_timer = g_timeout_add(
        guint(wait / 1000),
        [](gpointer self) -> gboolean {
            static_cast<PicturePublisher *>(self)->m_timer = 0;
            static_cast<PicturePublisher *>(self)->announce();
            return G_SOURCE_REMOVE;
        },
        this);
}

void PicturePublisher::announce()
{
    const std::optional<Source> source = m_look();
    if (!source)
        return;
    if (!isPictureSize(source->pixels.size.width(), source->pixels.size.height()))
        return m_broken();
    m_announced = g_get_monotonic_time();
    const QList<QRect> damage = m_damage.take();
    if (std::exchange(m_pictureDue, false))
        sendPicture(*source);
    else
        sendDamage(*source, damage);
}

void PicturePublisher::sendPicture(const Source &source)
{
    m_area = source.area;
    const QRect whole(QPoint(0, 0), m_area.size());
    const bool same = m_picture && m_picture.size() == m_area.size();
    if (!same)
        m_picture = SharedPicture::create(m_area.size());
    if (!m_picture)
        return m_broken();
    copyPixels(source.pixels, m_area.topLeft(), m_picture, whole);
    if (same)
        m_window.send(Damage{m_display, {whole}});
    else
        m_window.send(Picture{m_display, whole.width(), whole.height()}, m_picture.memory());
    m_awaitingSeen = true;
}

void PicturePublisher::sendDamage(const Source &source, const QList<QRect> &damage)
{
    QList<QRect> rects;
    for (const QRect &rect : damage) {
        if (const QRect inside = rect & QRect(QPoint(0, 0), m_picture.size()); !inside.isEmpty()) {
            copyPixels(source.pixels, m_area.topLeft(), m_picture, inside);
            rects.append(inside);
        }
    }
    if (rects.isEmpty())
        return;
    m_window.send(Damage{m_display, rects});
    m_awaitingSeen = true;
}
