# SPDX-License-Identifier: GPL-3.0-or-later
"""Types Chinese with a real input method, ibus with libpinyin: whole words, a word that is given up, and keys that
belong to the input method while a word is being composed."""

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time

from journey import COMMAND, Keyboard, Program, fail, sh, shot

ENGINE = "/usr/libexec/ibus-engine-libpinyin"
SAMPLE = os.path.join(os.environ["G_TEST_SRCDIR"], "..", "data/samples/medical-aid.ziping")


def skip(reason):
    print(f"1..0 # SKIP {reason}")
    sys.exit(0)


def start_input_method(home):
    """A daemon of its own in an empty home: the user's words are left alone."""
    os.environ.update(HOME=home, XDG_CONFIG_HOME=home, XDG_CACHE_HOME=home)
    for name in ("GSETTINGS_BACKEND", "G_DEBUG", "MALLOC_PERTURB_"):
        os.environ.pop(name, None)
    subprocess.run(["ibus-daemon", "--daemonize", "--panel", "disable", "--emoji-extension", "disable", "--replace"],
                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True)
    answer = ""
    for _ in range(10):
        time.sleep(1)
        answer = subprocess.run(["ibus", "engine", "libpinyin"], capture_output=True, text=True, check=False).stderr
        if sh("ibus", "engine", check=False).strip() == "libpinyin":
            return
    skip(f"the input method does not start: {answer}")


def project(program):
    return program.forms()[0]["fields"]["project_name"]


def wait_for(program, wanted, what, seen):
    for _ in range(40):
        if project(program) == wanted:
            seen.append(wanted)
            print(f"# {what}: {wanted}")
            return
        time.sleep(0.25)
    fail(f"{what}: the cell has “{project(program)}”, not “{wanted}”")


def main():
    if not shutil.which("ibus-daemon") or not os.path.exists(ENGINE):
        skip("ibus-libpinyin is not installed")
    with tempfile.TemporaryDirectory() as folder:
        start_input_method(folder)
        store = os.path.join(folder, "library.db")
        sh(COMMAND, "--store", store, "add", SAMPLE)
        with open(SAMPLE, encoding="utf-8") as sample:
            before = [json.load(sample)["fields"]["project_name"]]
        keyboard = Keyboard([])
        program = Program(store, SAMPLE, input_method="ibus")
        time.sleep(1)
        program.focus()
        keyboard.key("F2", "ctrl+a")
        keyboard.type("jixiao")
        keyboard.key("space")
        wait_for(program, "绩效", "a word", before)
        keyboard.type("ziping")
        keyboard.key("space")
        wait_for(program, "绩效自评", "another one behind it", before)
        # Enter gives the letters; it does not lead to the next row.
        keyboard.type("zhongxin")
        keyboard.key("Return")
        keyboard.type("biao")
        keyboard.key("space")
        wait_for(program, "绩效自评zhongxin表", "letters, and the cell is still the same", before)
        # Escape gives the word up and leaves the cell alone.
        keyboard.type("bushi")
        keyboard.key("Escape")
        # A half-composed word when the score is worked out anew and the form is saved.
        keyboard.type("zhengti")
        time.sleep(3)
        keyboard.key("space")
        wait_for(program, "绩效自评zhongxin表整体", "a word that was half composed while the form was saved", before)
        shot(os.environ.get("ZIPING_SHOT"))
        # One step of undo takes whole words back, never a letter of one: as many as were typed without a pause.
        keyboard.key("ctrl+z")
        time.sleep(0.5)
        program.quit()
        left = project(program)
        subprocess.run(["ibus", "exit"], check=False)
        if left not in before[:-1]:
            fail(f"undo left “{left}”")
    print("ok 1 - chinese\n1..1")


main()
