# SPDX-License-Identifier: GPL-3.0-or-later
"""Pastes a block as a spreadsheet offers it, takes it back with one key, and completes an indicator, all by real
keys."""

import os
import subprocess
import sys
import tempfile
import time

from journey import COMMAND, Keyboard, Program, fail, sh, shot

GOLDEN = os.path.join(os.environ["G_TEST_SRCDIR"], "golden/urumqi-2020/16-medical-capacity-subsidy-37.ziping")
KNOWN = "DRG医保信息采集系统接口开发数量"
BLOCK = """<table><tr><td>指标名称</td><td>分值</td><td>一级指标</td><td>二级指标</td></tr>
<tr><td>培训人次</td><td>30</td><td rowspan="2">产出指标</td><td>数量指标</td></tr>
<tr><td>合格率<br>按月</td><td>20</td><td>质量指标</td></tr>
<tr><td>满意度</td><td>10</td><td>满意度指标</td><td>服务对象满意度</td></tr></table>"""
CELLS = 17  # from the first empty cell of a new form to the first indicator


def offer():
    """What the clipboard holds is given out by this process until another one takes over."""
    return subprocess.Popen(["xclip", "-quiet", "-selection", "clipboard", "-t", "text/html"], stdin=subprocess.PIPE,
                            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def rows(program, project):
    for form in program.forms():
        if form["fields"].get("project_name") == project:
            return [(row.get("level2"), row.get("level3"), row.get("weight", "")) for row in
                    form["tables"].get("indicators", [])]
    fail("the form is not in the library")


def wait_for(program, project, wanted, what):
    """Everything is saved within two seconds."""
    for _ in range(40):
        found = rows(program, project)
        if found == wanted:
            return
        time.sleep(0.25)
    fail(f"{what}: {found}")


def main():
    keyboard = Keyboard(["new"])
    with tempfile.TemporaryDirectory() as folder:
        store = os.path.join(folder, "library.db")
        sh(COMMAND, "--store", store, "add", GOLDEN)
        clipboard = offer()
        clipboard.stdin.write(BLOCK.encode())
        clipboard.stdin.close()
        program = Program(store)
        keyboard.key("ctrl+n")
        time.sleep(1)
        program.focus()
        keyboard.type("new")
        keyboard.key("Return")
        time.sleep(1)
        program.focus()
        keyboard.key(*["Tab"] * CELLS)

        keyboard.key("ctrl+v")
        time.sleep(1.5)
        program.focus()
        shot(os.environ.get("ZIPING_SHOT"))
        keyboard.key("Return")
        time.sleep(0.5)
        program.focus()
        wait_for(program, "new", [("数量指标", "培训人次", "30"), ("质量指标", "合格率\n按月", "20"),
                                  ("服务对象满意度指标", "满意度", "10")], "pasted")
        keyboard.key("ctrl+z")
        wait_for(program, "new", [], "taken back")

        keyboard.type("DRG")
        time.sleep(0.5)
        keyboard.key("Down")
        keyboard.key("Return")
        wait_for(program, "new", [("数量指标", KNOWN, "5")], "completed")
        program.quit()
        clipboard.kill()
        clipboard.wait()
    print("ok 1 - a block pasted, taken back, an indicator completed\n1..1")


if __name__ == "__main__":
    sys.exit(main())
