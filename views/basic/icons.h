// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Makes our own icons stand in for every name that the desktop's icon theme lacks, and for all of
// them where there is no such theme. Once, after QApplication and before the first widget.
void installIcons();
