// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/input/waylandglobals.h"

#include <keyboard-shortcuts-inhibit-unstable-v1.h>
#include <pointer-constraints-unstable-v1.h>
#include <relative-pointer-unstable-v1.h>

#include <QGuiApplication>
#include <QWidget>
#include <QWindow>

#include <qpa/qplatformnativeinterface.h>

#include <cstring>

template <class T>
static T *resource(const char *name)
{
    QPlatformNativeInterface *native = QGuiApplication::platformNativeInterface();
    return native ? static_cast<T *>(native->nativeResourceForIntegration(name)) : nullptr;
}

static void announced(void *data, wl_registry *registry, uint32_t name, const char *interface,
                      uint32_t)
{
    auto *globals = static_cast<WaylandGlobals *>(data);
    const auto take = [&](auto *&place, const wl_interface &wanted) {
        if (!place && std::strcmp(interface, wanted.name) == 0)
            place = static_cast<std::remove_reference_t<decltype(place)>>(
                wl_registry_bind(registry, name, &wanted, 1));
    };
    take(globals->inhibit, zwp_keyboard_shortcuts_inhibit_manager_v1_interface);
    take(globals->constraints, zwp_pointer_constraints_v1_interface);
    take(globals->relative, zwp_relative_pointer_manager_v1_interface);
}

static const wl_registry_listener registryListener{announced,
                                                   [](void *, wl_registry *, uint32_t) {}};

WaylandGlobals::WaylandGlobals(wl_display *display) : m_registry(wl_display_get_registry(display))
{
    // On Qt's queue: its events are delivered in the GUI thread.
    wl_registry_add_listener(m_registry, &registryListener, this);
}

WaylandGlobals::~WaylandGlobals()
{
    if (inhibit)
        zwp_keyboard_shortcuts_inhibit_manager_v1_destroy(inhibit);
    if (constraints)
        zwp_pointer_constraints_v1_destroy(constraints);
    if (relative)
        zwp_relative_pointer_manager_v1_destroy(relative);
    wl_registry_destroy(m_registry);
}

WaylandGlobals *WaylandGlobals::instance()
{
    static WaylandGlobals *globals = nullptr;
    auto *display = globals ? nullptr : resource<wl_display>("wl_display");
    if (display) {
        globals = new WaylandGlobals(display);
        qAddPostRoutine([] { // before Qt cuts the connection
            delete globals;
            globals = nullptr;
        });
    }
    return globals;
}

wl_seat *WaylandGlobals::seat()
{
    return resource<wl_seat>("wl_seat");
}

wl_pointer *WaylandGlobals::pointer()
{
    return resource<wl_pointer>("wl_pointer");
}

wl_surface *WaylandGlobals::surfaceOf(const QWidget *widget)
{
    QWindow *window = widget->window()->windowHandle();
    QPlatformNativeInterface *native = QGuiApplication::platformNativeInterface();
    return window && window->handle() && native
               ? static_cast<wl_surface *>(native->nativeResourceForWindow("surface", window))
               : nullptr;
}
