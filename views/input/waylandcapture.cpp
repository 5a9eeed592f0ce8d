// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/input/waylandcapture.h"

#include "views/input/waylandglobals.h"

#include <keyboard-shortcuts-inhibit-unstable-v1.h>
#include <pointer-constraints-unstable-v1.h>
#include <relative-pointer-unstable-v1.h>

#include <QWidget>

struct WaylandCapture::Listeners
{
    static constexpr zwp_locked_pointer_v1_listener locked{
        [](void *, zwp_locked_pointer_v1 *) {},
        [](void *data, zwp_locked_pointer_v1 *) {
            Q_EMIT static_cast<WaylandCapture *>(data)->pointerLost();
        }};
    static constexpr zwp_relative_pointer_v1_listener relative{
        [](void *data, zwp_relative_pointer_v1 *, uint32_t, uint32_t, wl_fixed_t dx, wl_fixed_t dy,
           wl_fixed_t, wl_fixed_t) {
            auto *self = static_cast<WaylandCapture *>(data);
            Q_EMIT self->pointerMoved(QPointF(wl_fixed_to_double(dx), wl_fixed_to_double(dy))
                                      * self->widget()->devicePixelRatioF());
        }};
};

WaylandCapture::WaylandCapture(QWidget *widget) : InputCapture(widget)
{
    WaylandGlobals::instance(); // so that it has heard of all when they are needed
}

WaylandCapture::~WaylandCapture()
{
    setKeyboard(false);
    setPointer(false);
}

bool WaylandCapture::setKeyboard(bool on)
{
    WaylandGlobals *globals = WaylandGlobals::instance();
    if (!on && m_inhibitor)
        zwp_keyboard_shortcuts_inhibitor_v1_destroy(std::exchange(m_inhibitor, nullptr));
    if (!globals || !globals->inhibit)
        return false;
    wl_surface *surface = on && !m_inhibitor ? WaylandGlobals::surfaceOf(widget()) : nullptr;
    wl_seat *seat = WaylandGlobals::seat();
    if (surface && seat)
        m_inhibitor = zwp_keyboard_shortcuts_inhibit_manager_v1_inhibit_shortcuts(globals->inhibit,
                                                                                  surface, seat);
    return true;
}

bool WaylandCapture::setPointer(bool on)
{
    if (!on) {
        if (m_locked)
            zwp_locked_pointer_v1_destroy(std::exchange(m_locked, nullptr));
        if (m_relative)
            zwp_relative_pointer_v1_destroy(std::exchange(m_relative, nullptr));
        return true;
    }
    WaylandGlobals *globals = WaylandGlobals::instance();
    wl_pointer *pointer = WaylandGlobals::pointer();
    wl_surface *surface = WaylandGlobals::surfaceOf(widget());
    if (!globals || !globals->constraints || !globals->relative || !pointer || !surface)
        return false;
    if (m_locked)
        return true;
    m_locked =
        zwp_pointer_constraints_v1_lock_pointer(globals->constraints, surface, pointer, nullptr,
                                                ZWP_POINTER_CONSTRAINTS_V1_LIFETIME_PERSISTENT);
    zwp_locked_pointer_v1_add_listener(m_locked, &Listeners::locked, this);
    m_relative = zwp_relative_pointer_manager_v1_get_relative_pointer(globals->relative, pointer);
    zwp_relative_pointer_v1_add_listener(m_relative, &Listeners::relative, this);
    return true;
}
