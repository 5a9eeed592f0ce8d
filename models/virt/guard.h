// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

namespace Virt {

// Aborts a test build when libvirt is called on the GUI thread; costs nothing in a release.
#ifdef GUESTHOUSE_CALL_GUARD
void mustBeOffGuiThread();
#else
inline void mustBeOffGuiThread() {}
#endif

} // namespace Virt
