// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMetaType>

// How the machine's picture fills its place.
enum class Scaling {
    Fit,          // as large as fits, all of it visible
    OneToOne,     // one pixel for one pixel, scrolled where it is larger
    GuestFollows, // the guest changes its resolution; scaled to fit until it has, or if it cannot
};
Q_DECLARE_METATYPE(Scaling)
