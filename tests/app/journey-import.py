# SPDX-License-Identifier: GPL-3.0-or-later
"""Opens three workbooks, reads the plan, accepts it, and finds the forms in the library; then the same again, of which
nothing is taken twice."""

import json
import os
import subprocess
import sys
import tempfile
import time

from journey import COMMAND, Keyboard, Program, fail, shot

GOLDEN = os.path.join(os.environ["G_TEST_SRCDIR"], "golden")
FORMS = ("urumqi-2020/01-fanghuiju", "wuhan-2020/01-medical-aid", "qujing-2023/03-project-service-capacity")


def count(store):
    return len(json.loads(subprocess.check_output([COMMAND, "list", "--store", store, "--json"])))


def wait_for(store, number):
    for _ in range(100):
        if count(store) == number:
            return True
        time.sleep(0.2)
    return False


def main():
    print("1..2")
    with tempfile.TemporaryDirectory() as folder:
        store = os.path.join(folder, "library.db")
        books = []
        for number, form in enumerate(FORMS):
            books.append(os.path.join(folder, f"{number}.xlsx"))
            subprocess.check_call([COMMAND, "export", os.path.join(GOLDEN, form + ".ziping"), "--to", "xlsx", "-o",
                                   books[-1]], stdout=subprocess.DEVNULL)
        keyboard = Keyboard([])
        program = Program(store, *books)
        time.sleep(3)
        program.focus()
        # The plan alone changes nothing.
        before = count(store)
        keyboard.key("Down")
        keyboard.key("ctrl+Return")
        if before != 0 or not wait_for(store, 3):
            shot(os.environ.get("ZIPING_SHOT"))
            return fail(f"{before} forms before, {count(store)} after")
        print("ok 1 - three workbooks became three forms")
        program.quit()
        program = Program(store, *books)
        time.sleep(3)
        program.focus()
        keyboard.key("ctrl+Return")
        time.sleep(2)
        program.quit()
        if count(store) != 3:
            return fail(f"{count(store)} forms after the same workbooks again")
        print("ok 2 - the same workbooks again are left out")
    return 0


if __name__ == "__main__":
    sys.exit(main())
