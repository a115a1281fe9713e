# SPDX-License-Identifier: GPL-3.0-or-later
"""Ends the window as a session does that is logged out, while somebody types: nothing that was typed is lost."""

import os
import sys
import tempfile
import time

from journey import Keyboard, Program, fail

FORM = """{ "format": "ziping-form", "version": 1, "id": "7d3c1c52-3f5e-4a62-9c8a-0e1f2a3b4c5d",
  "template": "mof-2020", "profile": "mof-2020", "fields": { "year": "2020" } }"""
TYPED = "abcdefgh"


def main():
    keyboard = Keyboard([])
    with tempfile.TemporaryDirectory() as folder:
        source = os.path.join(folder, "empty.ziping")
        with open(source, "w", encoding="utf-8") as file:
            file.write(FORM)
        program = Program(os.path.join(folder, "library.db"), source)
        keyboard.type(TYPED)
        # Long enough for the keys to arrive, not for the two seconds after which everything is saved anyway.
        time.sleep(0.5)
        program.process.terminate()
        if program.process.wait(30) != 0:
            fail(f"the window ended with {program.process.returncode}")
        kept = program.forms()[0]["fields"].get("project_name", "")
    if kept != TYPED:
        fail(f"typed {TYPED!r}, kept {kept!r}")
    print("ok 1 - ended while typing\n1..1")


if __name__ == "__main__":
    sys.exit(main())
