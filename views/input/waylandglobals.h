// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

struct wl_pointer;
struct wl_registry;
struct wl_seat;
struct wl_surface;
struct zwp_keyboard_shortcuts_inhibit_manager_v1;
struct zwp_pointer_constraints_v1;
struct zwp_relative_pointer_manager_v1;

class QWidget;

// What the Wayland compositor offers beside what Qt uses itself, on Qt's own connection to it.
// Each may be null, and is at first: the compositor tells of them once events run. GUI thread.
class WaylandGlobals
{
public:
    // Null where we do not run on Wayland. Lives as long as the QApplication.
    static WaylandGlobals *instance();

    zwp_keyboard_shortcuts_inhibit_manager_v1 *inhibit = nullptr;
    zwp_pointer_constraints_v1 *constraints = nullptr;
    zwp_relative_pointer_manager_v1 *relative = nullptr;

    // Qt's.
    static wl_seat *seat();
    static wl_pointer *pointer();
    static wl_surface *surfaceOf(const QWidget *widget);

private:
    explicit WaylandGlobals(struct wl_display *display);
    ~WaylandGlobals();

    wl_registry *m_registry;
};
