// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QWidget;

// For what stands on a page that is scrolled: choices and numbers in `editor`, or it itself, take the
// wheel only while they have the focus. Otherwise they change as the page passes under the pointer.
void guardFromWheel(QWidget *editor);
