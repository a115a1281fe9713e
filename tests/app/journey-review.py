# SPDX-License-Identifier: GPL-3.0-or-later
"""A whole review by keyboard, with two libraries: handed in, reviewed, returned, mended, approved,
and the working paper of it."""

import json
import os
import subprocess
import tempfile
import time

import openpyxl

from journey import COMMAND, Keyboard, Program, fail, sh, shot

SAMPLE = os.path.join(os.environ["G_TEST_SRCDIR"], "golden/urumqi-2020/12-expert-committee.ziping")
PICTURES = os.environ.get("ZIPING_SHOTS")


def picture(name):
    shot(os.path.join(PICTURES, f"review-{name}.png") if PICTURES else None)


def state(program):
    return program.forms()[0].get("review", {}).get("state", "draft")


def wait_for(what, condition):
    for _ in range(100):
        if condition():
            return
        time.sleep(0.2)
    fail(f"{what}: nothing came of it")


class Desk:
    """One of the two who pass the form on: a library, and the preferences that say who it is."""

    def __init__(self, folder, name, role):
        self.store = os.path.join(folder, f"{role}.db")
        self.settings = {"user-name": name, "user-role": role}

    def open(self, keyboard):
        program = Program(self.store, settings=self.settings)
        time.sleep(1)
        keyboard.key("Down", "Return")
        time.sleep(2)
        return program

    def hand_to(self, other, folder):
        file = os.path.join(folder, "exchange.ziping")
        form = json.loads(sh(COMMAND, "--store", self.store, "list", "--json"))[0]["id"]
        sh(COMMAND, "--store", self.store, "pack", form, "-o", file, "--force")
        result = subprocess.run([COMMAND, "--store", other.store, "unpack", file], capture_output=True, text=True)
        if result.returncode != 0:
            fail(f"unpack: {result.stdout}{result.stderr}")


def submit(keyboard, desk, name, mend=None):
    program = desk.open(keyboard)
    if mend:
        keyboard.type(mend)
    keyboard.key("ctrl+shift+Return")
    wait_for("handing in", lambda: state(program) == "submitted")
    picture(name)
    program.quit()


def review(keyboard, desk):
    program = desk.open(keyboard)
    keyboard.type("3")
    keyboard.key("Tab")
    keyboard.type("two names only")
    wait_for("typing", lambda: program.forms()[0]["review"].get("rows", {}).get("indicators/r1", {}).get("reason") == "two names only")
    keyboard.key("ctrl+m")
    keyboard.type("list the experts")
    keyboard.key("Return")
    wait_for("the remark", lambda: program.forms()[0]["review"].get("remarks"))
    picture("2-table")
    keyboard.key("ctrl+shift+r")
    time.sleep(1)
    program.focus()
    keyboard.type("add the list")
    picture("3-return")
    keyboard.key("alt+r")
    wait_for("returning", lambda: state(program) == "returned")
    program.quit()


def approve(keyboard, desk):
    program = desk.open(keyboard)
    keyboard.key("ctrl+shift+d")
    time.sleep(1.5)
    picture("5-changes")
    program.focus()
    keyboard.key("Escape")
    time.sleep(1)
    program.focus()
    keyboard.key("ctrl+shift+Return")
    wait_for("approving", lambda: state(program) == "approved")
    picture("6-approved")
    form = program.forms()[0]
    program.quit()
    return form


def working_paper(folder, form):
    """The texts of 复核工作底稿 as a workbook."""
    source = os.path.join(folder, "approved.ziping")
    with open(source, "w", encoding="utf-8") as file:
        json.dump(form, file, ensure_ascii=False)
    book = os.path.join(folder, "paper.xlsx")
    sh(COMMAND, "export", source, "--document", "working-paper", "--to", "xlsx", "-o", book)
    return " ".join(str(cell.value) for sheet in openpyxl.load_workbook(book) for row in sheet.iter_rows()
                    for cell in row if cell.value is not None)


def main():
    keyboard = Keyboard([])
    with tempfile.TemporaryDirectory() as folder:
        accountant = Desk(folder, "Zhang", "preparer")
        supervisor = Desk(folder, "Li", "reviewer")
        sh(COMMAND, "--store", accountant.store, "add", SAMPLE)
        submit(keyboard, accountant, "1-submitted")
        accountant.hand_to(supervisor, folder)
        review(keyboard, supervisor)
        supervisor.hand_to(accountant, folder)
        submit(keyboard, accountant, "4-mended", mend="Committee of experts")
        accountant.hand_to(supervisor, folder)
        form = approve(keyboard, supervisor)
        paper = working_paper(folder, form)
    events = [(event["what"], event["who"]) for event in form["history"]]
    if events != [("submit", "Zhang"), ("return", "Li"), ("submit", "Zhang"), ("approve", "Li")]:
        fail(f"the history says {events}")
    if form["fields"]["project_name"] != "Committee of experts" or form["review"]["rows"]["indicators/r1"]["score"] != "3":
        fail("what was typed is not what was kept")
    if "two names only" not in paper or "Committee of experts" not in paper or "复核得分" not in paper:
        fail(f"the working paper says {paper}")
    print("1..1")
    print("ok 1 - handed in, reviewed, returned, mended, approved")


main()
