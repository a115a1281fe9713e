# SPDX-License-Identifier: GPL-3.0-or-later
"""Kills the window at random moments while somebody types: nothing older than two seconds may be lost."""

import os
import sqlite3
import sys
import tempfile
import random
import time

from journey import Keyboard, Program, fail, rounds, seed

FORM = """{ "format": "ziping-form", "version": 1, "id": "7d3c1c52-3f5e-4a62-9c8a-0e1f2a3b4c5d",
  "template": "mof-2020", "profile": "mof-2020", "fields": { "year": "2020" } }"""

def allowed_seconds():
    """The throttle, the time of one transaction on a slow disk, and the time a key needs to arrive, which is
    longer where the processors have other things to do."""
    return 2.0 + 0.8 * max(1.0, os.getloadavg()[0] / os.cpu_count())


def typed_text(forms):
    return forms[0]["fields"].get("project_name", "") if forms else ""


def check(store, keys, killed_at):
    with sqlite3.connect(store) as database:
        answer = database.execute("PRAGMA integrity_check").fetchone()[0]
    if answer != "ok":
        fail(f"integrity_check says {answer}")
    return [c for c, at in keys if at < killed_at - allowed_seconds()]


def one_round(folder, number, keyboard):
    store = os.path.join(folder, f"library-{number}.db")
    source = os.path.join(folder, "empty.ziping")
    with open(source, "w", encoding="utf-8") as file:
        file.write(FORM)
    program = Program(store, source)
    keys = []
    stop = time.monotonic() + random.uniform(0.2, 4.5)
    while time.monotonic() < stop:
        c = random.choice("abcdefghijklmnopqrstuvwxyz0123456789")
        keyboard.key(c)
        keys.append((c, time.monotonic()))
    program.kill()
    killed_at = time.monotonic()
    old = "".join(check(store, keys, killed_at))
    typed = "".join(c for c, _ in keys)
    kept = typed_text(program.forms())
    if not typed.startswith(kept) or not kept.startswith(old):
        fail(f"round {number}: typed {typed!r}, older than the limit {old!r}, kept {kept!r}")
    return len(typed) - len(kept)


def main():
    seed()
    keyboard = Keyboard([])
    n = rounds(6)
    lost = []
    with tempfile.TemporaryDirectory() as folder:
        for number in range(n):
            lost.append(one_round(folder, number, keyboard))
    print(f"# {n} kills; keys of the last two seconds that were lost: {lost}")
    print("ok 1 - killed while typing\n1..1")


if __name__ == "__main__":
    sys.exit(main())
