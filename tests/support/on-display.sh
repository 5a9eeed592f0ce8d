#!/bin/bash
# SPDX-FileCopyrightText: 2026 The Guesthouse developers
# SPDX-License-Identifier: GPL-3.0-or-later
#
# tests/support/on-display.sh COMMAND...
# Runs a command on an X server, with a window manager and a session bus, all its own, and with an
# empty home: nothing of the user's is read or written. Ends with the command's status.
# GUESTHOUSE_SCREEN changes the size of the screen.
set -euo pipefail

home=$(mktemp -d "${TMPDIR:-/tmp}/guesthouse-home.XXXXXX")
started=()
clean_up() {
    [ ${#started[@]} -eq 0 ] || kill -- "${started[@]}" 2>/dev/null || true
    wait
    rm -rf "$home"
}
trap clean_up EXIT
trap 'exit 143' TERM INT HUP

# -displayfd: the server picks a free number and tells it when it is ready.
mkfifo "$home/display"
Xvfb -displayfd 9 -screen 0 "${GUESTHOUSE_SCREEN:-1280x1024x24}" -nolisten tcp -noreset \
    9>"$home/display" >"$home/xvfb.log" 2>&1 &
started+=($!)
read -r -t 30 number <"$home/display" || { cat "$home/xvfb.log" >&2; exit 1; }

# The guest image is found by the real home's cache.
export GUESTHOUSE_CACHE=${GUESTHOUSE_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/guesthouse}
mkdir -m 700 "$home/runtime"
export DISPLAY=:$number HOME=$home XDG_RUNTIME_DIR=$home/runtime LC_ALL=C.UTF-8
unset XAUTHORITY WAYLAND_DISPLAY XDG_CONFIG_HOME XDG_CACHE_HOME XDG_DATA_HOME XDG_STATE_HOME \
    DBUS_SESSION_BUS_ADDRESS XDG_CURRENT_DESKTOP SESSION_MANAGER

openbox --sm-disable >"$home/openbox.log" 2>&1 &
started+=($!)
# In a session of its own, so that all of it can be ended.
setsid dbus-run-session -- "$@" &
started+=(-$!)
status=0
wait $! || status=$?
exit $status
