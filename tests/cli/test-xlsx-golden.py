# SPDX-License-Identifier: GPL-3.0-or-later
"""Exports every published form as xlsx and reads it back with another tool: every value must stand in its
row, in the order of the form, with the printed digits, and no text may have become a formula."""

import glob
import json
import os
import re
import subprocess
import sys
import tempfile

try:
    import openpyxl
except ImportError:
    print("1..0 # SKIP openpyxl is not installed")
    sys.exit(0)

COMMAND = os.environ["ZIPING_PROGRAM"]
ROW_KEYS = ("initial", "budget", "executed", "level3", "target", "actual", "completion", "weight", "score", "deviation")


def shown(cell):
    """The text of a cell as Excel shows it, from its number and number format."""
    if cell.value is None:
        return ""
    if isinstance(cell.value, str):
        return cell.value
    form = cell.number_format
    places = len(form.split(".")[1].rstrip("%")) if "." in form else 0
    if form.endswith("%"):
        return f"{cell.value * 100:.{places}f}%"
    return f"{cell.value:.{places}f}"


def is_subsequence(wanted, row):
    row = iter(row)
    return all(any(text == cell for cell in row) for text in wanted)


def printed(value):
    """Dates are printed in words."""
    date = re.fullmatch(r"(\d{4})-(\d{2})-(\d{2})", value)
    return "{}年{}月{}日".format(*date.groups()) if date else value


def check_form(form, rows):
    everything = [cell for row in rows for cell in row]
    for field, value in form["fields"].items():
        if isinstance(value, str) and not any(printed(value) in cell for cell in everything):
            yield f"{field} {value!r} is missing"
    for key, table in form["tables"].items():
        if key == "levels":
            continue
        for number, entry in enumerate(table, 1):
            keys = [k for k in ROW_KEYS if not (key == "goals" and k == "weight")]  # stands in the label
            wanted = [entry[k] for k in keys if isinstance(entry.get(k), str) and entry[k]]
            if wanted and not any(is_subsequence(wanted, row) for row in rows):
                yield f"{key} {number} {wanted} stands in no row"
    for address, value in form.get("printed", {}).items():
        if value not in everything and not any(value in cell for cell in everything):
            yield f"{address} {value!r} is missing"


def known(form):
    """Published contradictions, which the program reports instead of copying."""
    return {("wuhan-project-2020", "政府买岗经费")}.__contains__((form["template"], form["fields"].get("project_name")))


def main():
    templates = {t["id"] for t in json.loads(subprocess.check_output([COMMAND, "templates", "--json"]))}
    failed = number = 0
    for path in sorted(glob.glob(os.path.join(os.environ["G_TEST_SRCDIR"], "golden/*/*.ziping"))):
        with open(path, encoding="utf-8") as file:
            form = json.load(file)
        if form["template"] not in templates:
            continue
        number += 1
        with tempfile.TemporaryDirectory() as folder:
            target = os.path.join(folder, "form.xlsx")
            subprocess.check_call([COMMAND, "export", path, "--to", "xlsx", "-o", target],
                                  stdout=subprocess.DEVNULL)
            sheet = openpyxl.load_workbook(target).worksheets[0]
            rows = [[shown(cell) for cell in row] for row in sheet.iter_rows()]
            formulas = [c.coordinate for r in sheet.iter_rows() for c in r if c.data_type == "f"]
        wrong = list(check_form(form, rows)) + [f"{c} became a formula" for c in formulas]
        if known(form):
            wrong = [line for line in wrong if not re.match(r"(funding|total)/", line)]
        print(f"{'not ok' if wrong else 'ok'} {number} - {os.path.basename(path)}")
        for line in wrong:
            print("#", line)
        failed += bool(wrong)
    print(f"1..{number}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
