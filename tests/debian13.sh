#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# debian13.sh [ARGUMENT OF ./dev test…]: builds and tests in a Debian 13 of its own.
#
# The system is made once, in the user's cache; the next run only copies the sources that changed.
# It needs root, for chroot and for the packages inside.
set -euo pipefail
top=$(dirname "$(dirname "$(readlink -f "$0")")")
root=${XDG_CACHE_HOME:-$HOME/.cache}/ziping/debian13
mirror=${ZIPING_DEBIAN_MIRROR:-http://deb.debian.org/debian}

if [ "$(id -u)" -ne 0 ]; then
  echo 'debian13: only root can make a system to test in; run it with sudo' >&2
  exit 1
fi
if [ ! -e "$root/.ready" ]; then
  rm -rf "$root"
  mkdir -p "$root"
  debootstrap --variant=minbase trixie "$root" "$mirror" >&2
  touch "$root/.ready"
fi
cp /etc/resolv.conf "$root/etc/resolv.conf"

# What changed gets the time of now, so that it is built anew; what is gone goes; what was built stays.
rm -rf "$root/new"
mkdir -p "$root/ziping" "$root/new"
tar -C "$top" --exclude='./build*' --exclude=./.git -c . | tar -C "$root/new" -x
find "$root/ziping" -mindepth 1 -maxdepth 1 -name 'build*' -exec mv -t "$root/new" {} +
find "$root/new" -name 'build*' -prune -o -type f -print0 | while IFS= read -r -d '' file; do
  old=$root/ziping/${file#"$root/new/"}
  if cmp -s "$file" "$old"; then touch -r "$old" "$file"; else touch "$file"; fi
done
rm -rf "$root/ziping"
mv "$root/new" "$root/ziping"

# Mounts and processes of the run end with it.
export root
exec unshare --mount --pid --fork --kill-child bash -c '
  set -e
  mount -t proc proc "$root/proc"
  mount --rbind /dev "$root/dev"
  # The numbers of displays are given out there.
  mount --bind /tmp "$root/tmp"
  exec chroot "$root" /usr/bin/env -i HOME="$HOME" LANG=C.UTF-8 TERM=dumb PATH=/usr/sbin:/usr/bin:/sbin:/bin \
    bash -c "cd /ziping && exec ./dev test \"\$@\"" dev "$@"' debian13 "$@"
