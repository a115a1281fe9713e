#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The user's guide: every page is installed and has a title, every link and picture leads somewhere."""

import html
import pathlib
import re
import sys

folder = pathlib.Path(__file__).resolve().parent.parent / "data/help"
build = (folder / "meson.build").read_text(encoding="utf-8")
listed = set(re.findall(r"'([^'/]+\.md)'", build))
pictures = set(re.findall(r"'([^']+\.png)'", build))
pages = {page.name: page.read_text(encoding="utf-8") for page in sorted(folder.glob("*.md"))}
wrong = [f"data/help/meson.build: “{name}” is missing there" for name in pages.keys() - listed]
wrong += [f"data/help/meson.build: there is no “{name}”" for name in listed - pages.keys()]
linked = {"10-start.md"}
for name, text in pages.items():
    if not text.startswith("# "):
        wrong.append(f"data/help/{name}: begin it with a title (# …)")
    for number, line in enumerate(text.splitlines(), 1):
        for target in re.findall(r"\]\(([^)]*)\)", line):
            linked.add(target)
            if not (folder / target).is_file():
                wrong.append(f"data/help/{name}:{number}: “{target}” leads nowhere")
            if target.endswith(".png") and target not in pictures:
                wrong.append(f"data/help/meson.build: install the picture “{target}”")

# Keys in the guide are keys of the window; those of the system and of the cell itself are not listed there.
shortcuts = html.unescape((folder / "../../ui/zp-shortcuts.ui").read_text(encoding="utf-8"))
known = {frozenset(re.findall(r"<(\w+)>", keys)) | {re.sub(r"<\w+>", "", keys).lower()}
         for line in re.findall(r'"accelerator">([^\n]*)</property>', shortcuts) for keys in line.split(" ")}
NAMES = {"ctrl": "Control", "shift": "Shift", "alt": "Alt", "↑": "up", "↓": "down", ",": "comma", "?": "question",
         "enter": "return"}
LOCAL = {"空格", "Esc", "↓", "Enter", "Ctrl+C", "Ctrl+V", "Ctrl", "Shift"}
for name, text in pages.items():
    for keys in re.findall(r"`([^`\n]+)`", re.sub(r"```.*?```", "", text, flags=re.S)):
        if keys in LOCAL or not re.fullmatch(r"((Ctrl|Shift|Alt)\+)*(F\d+|Tab|Enter|Insert|Delete|[A-Z↑↓,?])", keys):
            continue
        parts = [NAMES.get(part.lower(), part.lower()) for part in keys.split("+")]
        if frozenset(parts) not in known:
            wrong.append(f"data/help/{name}: “{keys}” is not in ui/zp-shortcuts.ui")
wrong += [f"data/help/{name}: no other page leads here" for name in pages.keys() - linked]
print("\n".join(wrong))
sys.exit(1 if wrong else 0)
