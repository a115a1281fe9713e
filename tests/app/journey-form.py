# SPDX-License-Identifier: GPL-3.0-or-later
"""Types a whole published form into a new one, by keyboard alone, and compares what was kept."""

import json
import os
import sys
import tempfile
import time

from journey import Keyboard, Program, fail, pause, shot

GOLDEN = os.path.join(os.environ["G_TEST_SRCDIR"], "golden/urumqi-2020/16-medical-capacity-subsidy-37.ziping")
COLUMNS = ["level3", "target", "actual", "weight", "score", "deviation"]
FUNDING = [("total", ["initial", "budget", "executed", "score"]), ("fiscal", ["initial", "budget", "executed"]),
           ("carryover", ["initial", "budget", "executed"]), ("other", ["initial", "budget", "executed"])]
GROUPS = [("产出指标", "数量指标"), ("产出指标", "质量指标"), ("产出指标", "时效指标"), ("产出指标", "成本指标"),
          ("效益指标", "经济效益指标"), ("效益指标", "社会效益指标"), ("效益指标", "生态效益指标"),
          ("效益指标", "可持续影响指标"), ("满意度指标", "服务对象满意度指标")]


def texts(form):
    found = list(form["fields"].values())
    for rows in form["tables"].values():
        for row in rows:
            found += [text for text in row.values() if isinstance(text, str)]
    return found


def type_head(keyboard, form):
    for field in ("department", "unit"):
        keyboard.type(form["fields"][field])
        keyboard.key("Tab")


def type_funding(keyboard, form):
    rows = {row["row"]: row for row in form["tables"]["funding"]}
    for key, columns in FUNDING:
        for column in columns:
            keyboard.type(rows[key].get(column, ""))
            keyboard.key("Tab")


def type_row(keyboard, row):
    for column in COLUMNS:
        keyboard.type(row.get(column, ""))
        if column != COLUMNS[-1]:
            keyboard.key("Tab")


def type_indicators(keyboard, form):
    for level1, level2 in GROUPS:
        rows = [r for r in form["tables"]["indicators"] if (r["level1"], r["level2"]) == (level1, level2)]
        type_row(keyboard, rows[0] if rows else {})
        for row in rows[1:]:
            keyboard.key("alt+Insert")
            type_row(keyboard, row)
        keyboard.key("Tab")


def differences(wanted, kept):
    for field, text in wanted["fields"].items():
        if field != "year" and kept["fields"].get(field) != text:
            yield f"{field}: {kept['fields'].get(field)!r} instead of {text!r}"
    for table in ("funding", "indicators"):
        rows, others = wanted["tables"][table], kept["tables"].get(table, [])
        if len(rows) != len(others):
            yield f"{table}: {len(others)} rows instead of {len(rows)}"
        for number, (row, other) in enumerate(zip(rows, others), 1):
            for column, text in row.items():
                if other.get(column, "") != text:
                    yield f"{table} {number} {column}: {other.get(column)!r} instead of {text!r}"


def main():
    with open(GOLDEN, encoding="utf-8") as file:
        form = json.load(file)
    keyboard = Keyboard(texts(form))
    with tempfile.TemporaryDirectory() as folder:
        program = Program(os.path.join(folder, "library.db"))
        keyboard.key("ctrl+n")
        pause(1)
        program.focus()
        keyboard.type(form["fields"]["project_name"])
        keyboard.key("Return")
        pause(1)
        program.focus()
        begun = time.monotonic()
        type_head(keyboard, form)
        type_funding(keyboard, form)
        for field in ("goal_expected", "goal_actual"):
            keyboard.type(form["fields"][field])
            keyboard.key("Tab")
        type_indicators(keyboard, form)
        print(f"# typed in {time.monotonic() - begun:.1f} s")
        pause(2.5)
        shot(os.environ.get("ZIPING_SHOT"))
        kept = program.forms()
        program.quit()
    if len(kept) != 1:
        fail(f"{len(kept)} forms in the library instead of one")
    wrong = list(differences(form, kept[0]))
    for line in wrong:
        print("#", line)
    if wrong:
        fail(f"{len(wrong)} cells differ from what was typed")
    print("ok 1 - a whole form by keyboard\n1..1")


if __name__ == "__main__":
    sys.exit(main())
