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

ziping=$build/src/cli/ziping
samples=("$top"/data/samples/*.ziping)
"$ziping" --store "$work/library.db" add "${samples[@]}" >/dev/null

# The supervisor's library: some forms are handed in.
"$ziping" --store "$work/supervisor.db" add "${samples[@]}" >/dev/null
for sample in office-renovation medical-capacity-subsidy medical-aid; do
  id=$(sed -nE 's/.*"id": *"([^"]+)".*/\1/p' "$top/data/samples/$sample.ziping" | head -1)
  "$ziping" --store "$work/supervisor.db" submit "$id" --as 王会计 >/dev/null
done

# Filled tables of other projects, as an office has them in its drawers.
mkdir "$work/drawer"
"$ziping" export "$top"/tests/golden/urumqi-2020/{05,07,09}*.ziping --to xlsx -o "$work/drawer" >/dev/null

# find_window PID: the newest window of the program.
find_window () {
  local id=
  for _ in $(seq 100); do
    id=$(xdotool search --onlyvisible --pid "$1" 2>/dev/null | tail -1) && [ -n "$id" ] && break
    sleep 0.1
  done
  [ -n "$id" ] || { echo "shots: the window did not appear" >&2; return 1; }
  printf '%s' "$id"
}

# shot NAME STYLE LIBRARY [KEY or @X,Y…] [-- FILE…]: starts the window, presses the keys, clicks at the places,
# takes the picture of the newest window.
shot () {
  local name=$1 style=$2 library=$3 pid id keys=()
  shift 3
  while [ $# -gt 0 ] && [ "$1" != -- ]; do keys+=("$1"); shift; done
  [ $# -eq 0 ] || shift
  ADW_DEBUG_COLOR_SCHEME=prefer-$style "$build/src/app/ziping-window" --store "$work/$library.db" "$@" &
  pid=$!
  id=$(find_window "$pid")
  xdotool windowfocus "$id"
  sleep 2
  for key in "${keys[@]}"; do
    if [[ $key == @* ]]; then
      xdotool mousemove --window "$id" "$(cut -d, -f1 <<<"${key#@}")" "$(cut -d, -f2 <<<"$key")" click 1
    else
      xdotool key --window "$id" "$key"
    fi
    sleep 0.6
    id=$(find_window "$pid")
    xdotool windowfocus "$id"
  done
  xdotool mousemove 0 0
  sleep 2
  id=$(find_window "$pid")
  import -window "$id" "$work/full.png"
  # Without a window manager the toolkit draws a frame of a few pixels.
  convert "$work/full.png" -shave 5x5 -resize '1000x700>' -strip "$out/$name.png"
  kill "$pid"
  wait "$pid" || true
}

as () {
  printf 'user-role=%s\nuser-name=%s\n' "'$1'" "'$2'" >>"$work/config/glib-2.0/settings/keyfile"
}

shot library light library
shot library-dark dark library
shot form light library Down Down Return
shot form-dark dark library Down Down Return
shot checks light library Down Down Return @1180,112
shot import light library -- "$work"/drawer/*.xlsx
shot summary light library ctrl+u
as reviewer 李审核
shot review light supervisor Down Down Return Down Down @945,275

# One filled form of each template, as it is printed.
python3 "$top/tests/app/gallery.py" "$build/src/cli/ziping" "$out"
ls -l "$out"
