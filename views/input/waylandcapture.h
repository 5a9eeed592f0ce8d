// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/input/inputcapture.h"

struct zwp_keyboard_shortcuts_inhibitor_v1;
struct zwp_locked_pointer_v1;
struct zwp_relative_pointer_v1;

// With Wayland's protocols: keyboard-shortcuts-inhibit for the compositor's keys,
// pointer-constraints and relative-pointer for the pointer. What the compositor does not have is
// not possible.
class WaylandCapture : public InputCapture
{
    Q_OBJECT

public:
    explicit WaylandCapture(QWidget *widget);
    ~WaylandCapture() override;

    bool setKeyboard(bool on) override;
    bool setPointer(bool on) override;

private:
    struct Listeners;

    zwp_keyboard_shortcuts_inhibitor_v1 *m_inhibitor = nullptr;
    zwp_locked_pointer_v1 *m_locked = nullptr;
    zwp_relative_pointer_v1 *m_relative = nullptr;
};
