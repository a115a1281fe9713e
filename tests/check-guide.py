#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The user's guide: every page is installed and has a title, every link and picture leads somewhere."""

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
wrong += [f"data/help/{name}: no other page leads here" for name in pages.keys() - linked]
print("\n".join(wrong))
sys.exit(1 if wrong else 0)
