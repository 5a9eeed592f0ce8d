// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// What the forms of the Hardware page have in common, so that their columns line up and fit into the
// window as it opens at first. In average characters of the font.
namespace FormWidths {

constexpr int label = 20, field = 32;
constexpr int choice = 22; // of a combo box: with its frame and arrow it is a field's

} // namespace FormWidths
