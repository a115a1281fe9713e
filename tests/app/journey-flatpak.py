# SPDX-License-Identifier: GPL-3.0-or-later
"""The installed Flatpak, in its sandbox: takes a sample in, opens and edits it with real keys, gives it out again.

    journey-flatpak.py APP-ID      on a display and a session bus
"""

import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import time

import openpyxl

APP = sys.argv[1]
TOP = pathlib.Path(__file__).resolve().parents[2]
SAMPLE = TOP / "data/samples/medical-aid.ziping"
# The only folder that both sides see under the same name.
INSIDE = pathlib.Path.home() / ".var/app" / APP / "data/journey"
WORDS = "sandboxed 1"


def make_command(folder):
    """What the other journeys start as a program, started in the sandbox."""
    script = pathlib.Path(folder) / "ziping"
    script.write_text(f"#!/bin/sh\nexec flatpak run --user --env=GSK_RENDERER=cairo --env=GTK_A11Y=none {APP} \"$@\"\n")
    script.chmod(0o755)
    os.environ.update(ZIPING_WINDOW=str(script), ZIPING_PROGRAM=str(script), ZIPING_WINDOW_CLASS="ziping")
    return str(script)


def main():
    shutil.rmtree(INSIDE, ignore_errors=True)
    INSIDE.mkdir(parents=True)
    store = str(INSIDE / "library.db")
    with tempfile.TemporaryDirectory() as folder:
        command = make_command(folder)
        from journey import Keyboard, Program, fail, shot
        with open(SAMPLE, "rb") as sample:
            subprocess.run([command, "--store", store, "add", "-"], stdin=sample, check=True)
        keyboard = Keyboard([])
        program = Program(store)
        time.sleep(3)
        program.focus()
        keyboard.key("Down", "Return")
        time.sleep(2)
        keyboard.key("F2", "ctrl+a")
        keyboard.type(WORDS)
        keyboard.key("Tab")
        time.sleep(3)
        shot(os.environ.get("ZIPING_SHOT"))
        form = program.forms()[0]
        subprocess.run(["flatpak", "kill", APP], check=False)
        if form["fields"]["project_name"] != WORDS:
            fail(f"the form has “{form['fields']['project_name']}”")
        for kind in ("xlsx", "pdf"):
            with open(INSIDE / f"form.{kind}", "wb"):
                pass
            subprocess.run([command, "--store", store, "get", form["id"], "-o", str(INSIDE / "form.ziping"), "--force"],
                           check=True)
            subprocess.run([command, "export", str(INSIDE / "form.ziping"), "--to", kind,
                            "-o", str(INSIDE / f"form.{kind}"), "--force"], check=True)
        book = openpyxl.load_workbook(INSIDE / "form.xlsx")
        texts = {str(cell.value) for row in book.worksheets[0].iter_rows() for cell in row}
        if WORDS not in texts or (INSIDE / "form.pdf").read_bytes()[:5] != b"%PDF-":
            fail("what came out is not the form")
        outside = subprocess.run([command, "score", str(SAMPLE)], capture_output=True, text=True, check=False)
        if outside.returncode != 2:
            fail("the sandbox sees files that nobody gave it")
    print("ok 1 - in the sandbox\n1..1")


main()
