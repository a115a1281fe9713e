#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Takes the pictures of the windows for data/screenshots; run by “./dev shots”, which gives it a
# display of its own.
#   shots.sh [FOLDER]     writes into FOLDER instead
set -euo pipefail
top=$(cd "$(dirname "$0")/../.." && pwd)
build=${ZIPING_BUILD-$top/build}
out=${1-$top/data/screenshots}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir -p "$out" "$work/config/glib-2.0/settings"

# The pictures are Chinese, as the forms are, and 1000 pixels wide when they are shown.
export LANGUAGE=zh_CN LC_ALL=zh_CN.UTF-8
export GSETTINGS_BACKEND=keyfile XDG_CONFIG_HOME=$work/config GTK_A11Y=none
cat >"$work/config/glib-2.0/settings/keyfile" <<'KEYFILE'
[io/github/ziping/Ziping]
window-width=1280
window-height=896
KEYFILE

"$build/src/cli/ziping" --store "$work/library.db" add "$top"/data/samples/*.ziping >/dev/null

# shot NAME STYLE [KEY…]: starts the window, presses the keys, takes the picture.
shot () {
  local name=$1 style=$2 pid id=
  shift 2
  ADW_DEBUG_COLOR_SCHEME=prefer-$style "$build/src/app/ziping-window" --store "$work/library.db" &
  pid=$!
  for _ in $(seq 100); do
    id=$(xdotool search --onlyvisible --pid "$pid" 2>/dev/null | tail -1) && [ -n "$id" ] && break
    sleep 0.1
  done
  [ -n "$id" ] || { echo "shots: the window did not appear" >&2; return 1; }
  xdotool windowfocus "$id"
  sleep 2
  for key; do
    xdotool key --window "$id" "$key"
    sleep 0.5
  done
  sleep 1
  import -window "$id" "$work/full.png"
  # Without a window manager the toolkit draws a frame of a few pixels.
  convert "$work/full.png" -shave 5x5 -resize '1000x700>' -strip "$out/$name.png"
  kill "$pid"
  wait "$pid" || true
}

shot library light
shot library-dark dark
shot form light Down Down Return
shot form-dark dark Down Down Return

# One filled form of each template, as it is printed.
python3 "$top/tests/app/gallery.py" "$build/src/cli/ziping" "$out"
ls -l "$out"
