// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// spice-client-glib starts a helper with file capabilities (spice-client-glib-usb-acl-helper) before
// it opens a USB device, and would need this process to keep the way to such rights open, for
// whoever takes it over: PR_SET_NO_NEW_PRIVS would have to go. So the window, which decides what is
// redirected anyway, has the helper grant access beforehand, for the one device that the user chose;
// and what the library starts in its place is this program, without an argument: it speaks the
// helper's protocol, and only answers whether the device can be opened.
namespace UsbAccess {

// Makes the library start us, not the helper. Before the first session.
void answerForTheHelper();

// The helper's part: reads bus and address, answers, and lives until its input ends. Returns the
// exit code; -1: it was not asked as a helper.
int runAsHelper();

} // namespace UsbAccess
