# SPDX-License-Identifier: GPL-3.0-or-later
"""Fills the bureau's own workbook: the values stand in its cells, and everything else is as it was, byte for byte
in all other parts and as another tool sees it in the sheet."""

import json
import os
import subprocess
import sys
import tempfile
import zipfile

try:
    import openpyxl
    from openpyxl.styles import Font, PatternFill
except ImportError:
    print("1..0 # SKIP openpyxl is not installed")
    sys.exit(0)

COMMAND = os.environ["ZIPING_PROGRAM"]
GOLDEN = os.path.join(os.environ["G_TEST_SRCDIR"], "golden")
FORM = os.path.join(GOLDEN, "urumqi-2020/01-fanghuiju.ziping")
OTHER = os.path.join(GOLDEN, "urumqi-2020/10-lawyer-litigation.ziping")


def run(*arguments):
    return subprocess.run([COMMAND, *arguments], capture_output=True, text=True)


def export(form, path):
    assert run("export", form, "--to", "xlsx", "-o", path).returncode == 0


def make_bureau_book(folder, form):
    """The official table as a bureau hands it out: its own fonts, a hidden sheet, a formula, a moved column."""
    path = os.path.join(folder, "bureau.xlsx")
    export(form, path)
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    for row in sheet.iter_rows():
        for cell in row:
            cell.font = Font(name="FangSong", size=13, italic=True)
            cell.fill = PatternFill("solid", fgColor="FFF2CC")
    sheet.column_dimensions["C"].width = 33.5
    sheet.row_dimensions[4].height = 41
    sheet["L2"] = "=D6+1"
    hidden = book.create_sheet("说明")
    hidden["A1"] = "请勿改动"
    hidden.sheet_state = "hidden"
    book.save(path)
    return path


def empty(folder, form):
    with open(form, encoding="utf-8") as file:
        content = json.load(file)
    path = os.path.join(folder, "empty.ziping")
    with open(path, "w", encoding="utf-8") as file:
        json.dump({key: content[key] for key in ("format", "version", "template", "profile")}, file)
    return path


def parts(path):
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def looks(sheet):
    cells = {c.coordinate: (c.font.name, c.font.sz, c.font.i, c.fill.fgColor.rgb, c.number_format, c.border.left.style)
             for row in sheet.iter_rows() for c in row}
    widths = {key: dimension.width for key, dimension in sheet.column_dimensions.items()}
    heights = {key: dimension.height for key, dimension in sheet.row_dimensions.items() if dimension.height}
    return cells, widths, heights, sorted(map(str, sheet.merged_cells.ranges))


def read(folder, path):
    target = os.path.join(folder, "read.ziping")
    run("import", path, "--force", "-o", target)
    with open(target, encoding="utf-8") as file:
        return json.load(file)


def check_untouched(folder):
    book = make_bureau_book(folder, empty(folder, FORM))
    filled = os.path.join(folder, "filled.xlsx")
    result = run("export", FORM, "--into", book, "-o", filled)
    assert result.returncode == 0, result.stdout + result.stderr
    before, after = parts(book), parts(filled)
    assert list(before) == list(after), "the parts are others"
    changed = [name for name in before if before[name] != after[name]]
    assert changed == ["xl/worksheets/sheet1.xml"], changed
    old, new = openpyxl.load_workbook(book), openpyxl.load_workbook(filled)
    old_looks, new_looks = looks(old.worksheets[0]), looks(new.worksheets[0])
    assert old_looks == new_looks, "the sheet looks different"
    assert new["说明"].sheet_state == "hidden" and new["说明"]["A1"].value == "请勿改动"
    assert new.worksheets[0]["L2"].value == "=D6+1", "the formula is gone"


def check_values(folder):
    book = make_bureau_book(folder, empty(folder, FORM))
    filled = os.path.join(folder, "filled.xlsx")
    assert run("export", FORM, "--into", book, "-o", filled).returncode == 0
    sheet = openpyxl.load_workbook(filled).worksheets[0]
    values = {cell.value for row in sheet.iter_rows() for cell in row}
    assert 25.15 in values and 13.83 in values, "money is a number"
    form = read(folder, filled)
    with open(FORM, encoding="utf-8") as file:
        golden = json.load(file)
    assert form["fields"] == {key: value for key, value in golden["fields"].items() if value}, form["fields"]
    keys = ("level1", "level2", "level3", "target", "actual")
    pick = lambda content: [[row.get(key, "") for key in keys] for row in content["tables"]["indicators"]]
    assert pick(form) == pick(golden)


def check_old_values_go(folder):
    """A workbook with last year's values, of another project: none of them stays."""
    book = os.path.join(folder, "old.xlsx")
    export(FORM, book)
    filled = os.path.join(folder, "filled.xlsx")
    result = run("export", OTHER, "--into", book, "-o", filled)
    old = {cell.value for row in openpyxl.load_workbook(book).worksheets[0].iter_rows() for cell in row}
    new = {cell.value for row in openpyxl.load_workbook(filled).worksheets[0].iter_rows() for cell in row}
    with open(FORM, encoding="utf-8") as file:
        texts = {row["level3"] for row in json.load(file)["tables"]["indicators"]}
    assert texts <= old
    assert not texts & new, texts & new
    # More indicators than rows: each value without a cell is told.
    assert result.returncode == 1 and "not written" in result.stdout, result.stdout


def check_refused(folder):
    book = os.path.join(folder, "list.xlsx")
    workbook = openpyxl.Workbook()
    workbook.active["A1"] = "名单"
    workbook.save(book)
    result = run("export", FORM, "--into", book, "-o", os.path.join(folder, "x.xlsx"))
    assert result.returncode == 2 and len(result.stderr.splitlines()) == 1, result.stderr
    assert not os.path.exists(os.path.join(folder, "x.xlsx"))
    result = run("export", FORM, "--into", book, "-o", book, "--force")
    assert result.returncode == 2, "the workbook itself is not written over"


CHECKS = (check_untouched, check_values, check_old_values_go, check_refused)


def main():
    failed = 0
    print(f"1..{len(CHECKS)}")
    for number, check in enumerate(CHECKS, 1):
        with tempfile.TemporaryDirectory() as folder:
            try:
                check(folder)
                print(f"ok {number} - {check.__name__}")
            except AssertionError as error:
                failed += 1
                print(f"not ok {number} - {check.__name__}")
                print("#", str(error).replace("\n", "\n# "))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
