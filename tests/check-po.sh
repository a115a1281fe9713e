#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Compares the translations with the strings of the source, not with a template that may be old.
#   check-po.sh            fails when a string is untranslated, uncertain or malformed
#   check-po.sh --update   merges the strings of the source into po/*.po
set -euo pipefail
cd "$(dirname "$0")/.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# The same keywords as the preset "glib" that po/meson.build names.
keywords=(_ N_ C_:1c,2 NC_:1c,2 Q_:1g
          g_dcgettext:2 g_dngettext:2,3 g_dpgettext2:2c,3)

[ "${1-}" != --update ] || python3 tests/check-source.py --potfiles >po/POTFILES
xgettext --files-from=po/POTFILES --output="$work/ziping.pot" --from-code=UTF-8 \
  --package-name=ziping --add-comments --flag=C_:2:pass-c-format \
  "${keywords[@]/#/--keyword=}"

status=0
while read -r language; do
  po=po/$language.po
  if [ "${1-}" = --update ]; then
    msgmerge --quiet --update --backup=none --no-fuzzy-matching --no-wrap "$po" "$work/ziping.pot"
    msgattrib --no-obsolete --no-wrap --output-file="$po" "$po"
    msgfmt --statistics --output-file=/dev/null "$po"
    continue
  fi
  merged=$work/$language.po
  msgmerge --quiet --no-fuzzy-matching --no-wrap --output-file="$merged" "$po" "$work/ziping.pot"
  msgfmt --check --statistics --output-file=/dev/null "$merged" || status=1
  {
    msgattrib --no-obsolete --untranslated --no-wrap "$merged"
    msgattrib --no-obsolete --only-fuzzy --no-wrap "$merged"
  } >"$work/open"
  if grep -q '^#:' "$work/open"; then
    echo "$po: these strings are untranslated or uncertain; run ./dev strings, then translate them:"
    grep -E '^(#:|msgid )' "$work/open" | grep -v '^msgid ""$'
    status=1
  fi
done <po/LINGUAS
exit $status
