# SPDX-License-Identifier: GPL-3.0-or-later
"""Opens the summary of a library by keyboard, exports it, and looks into the workbook."""

import glob
import os
import sys
import tempfile
import time
import zipfile

from journey import COMMAND, Keyboard, Program, fail, sh, shot

SAMPLES = os.path.join(os.environ["ZIPING_DATADIR"], "samples", "*.ziping")
# contents, overview, and the tables of nine figures
FRONT = 11


def wait_for(path):
    for _ in range(200):
        if os.path.exists(path) and zipfile.is_zipfile(path):
            return
        time.sleep(0.1)
    fail(f"{os.path.basename(path)} was not written")


def main():
    samples = sorted(glob.glob(SAMPLES))
    keyboard = Keyboard([])
    with tempfile.TemporaryDirectory() as folder:
        store = os.path.join(folder, "library.db")
        book = os.path.join(folder, "book.xlsx")
        sh(COMMAND, "--store", store, "add", *samples)
        program = Program(store)
        time.sleep(1.5)
        keyboard.key("ctrl+u")
        time.sleep(2)
        program.focus()
        shot(os.environ.get("ZIPING_SHOT"))
        keyboard.key("ctrl+e")
        time.sleep(1.5)
        program.focus()
        keyboard.key("ctrl+a")
        keyboard.type(book)
        keyboard.key("Return")
        wait_for(book)
        with zipfile.ZipFile(book) as parts:
            names = parts.namelist()
        program.quit()
    sheets = sum(name.startswith("xl/worksheets/sheet") for name in names)
    charts = sum(name.startswith("xl/charts/chart") for name in names)
    if sheets != FRONT + len(samples):
        fail(f"{sheets} sheets instead of {FRONT + len(samples)}")
    if charts < 5:
        fail(f"{charts} charts")
    print("ok 1 - a summary by keyboard\n1..1")


if __name__ == "__main__":
    sys.exit(main())
