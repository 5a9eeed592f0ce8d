// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QAction;
class QToolBar;
class QToolButton;

// The button that `bar` made for `action`, as all of ours are: a menu opens by a click anywhere on
// it, Tab reaches it, and its accessible name is what is written on it, also when that changes.
QToolButton *setUpBarButton(QToolBar *bar, QAction *action);
