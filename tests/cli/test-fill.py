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
    from openpyxl.chart import BarChart, Reference
    from openpyxl.comments import Comment
    from openpyxl.formatting.rule import CellIsRule
    from openpyxl.styles import Font, PatternFill
    from openpyxl.worksheet.datavalidation import DataValidation
    from openpyxl.worksheet.pagebreak import Break
    from openpyxl.worksheet.table import Table
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


def replace(path, old, new):
    """Changes bytes in all parts, for what openpyxl cannot write."""
    content = parts(path)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in content.items():
            archive.writestr(name, data.replace(old, new))


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
    assert result.returncode == 0, result.stdout


SHEET = "'项目支出绩效自评表'!"


def make_rich_book(folder):
    """The official table with all that names rows: sums, looks, allowed input, comments, charts, names, other sheets."""
    path = os.path.join(folder, "rich.xlsx")
    export(FORM, path)
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    sheet["G22"], sheet["H22"] = "=SUM(G13:G21)+G6", "=SUM(H13:H21)+I6"
    for row in range(13, 22):
        sheet[f"K{row}"] = f"=G{row}*0.9"
        sheet[f"L{row}"] = f"=H{row}/1000+{row}" if row == 13 else f"=0/{row}"
    sheet["K22"] = f'=IF($G$22>90,"G13:G21",{SHEET}H22)'
    sheet["K5"] = "=SUM(G17:G20)"
    red = PatternFill("solid", bgColor="FFC7CE")
    sheet.conditional_formatting.add("H13:H21", CellIsRule(operator="lessThan", formula=["$G$22/10"], fill=red))
    allowed = DataValidation(type="decimal", operator="between", formula1="0", formula2="$G$22")
    allowed.add("G13:G21")
    sheet.add_data_validation(allowed)
    sheet["A22"].comment = Comment("总分", "财政局")
    sheet.freeze_panes = "A6"
    sheet.row_breaks.append(Break(id=22))
    other = book.create_sheet("汇总")
    other["A1"], other["A2"], other["A3"] = f"={SHEET}H22", f"=SUM({SHEET}G13:G21)", "=G13"
    chart = BarChart()
    chart.add_data(Reference(sheet, min_col=8, min_row=13, max_row=21))
    other.add_chart(chart, "C3")
    book.save(path)
    # A formula that several cells share, as Excel writes one that was drawn down.
    replace(path, b"<f>H13/1000+13</f>", b'<f t="shared" ref="L13:L21" si="0">H13/1000</f>')
    for row in range(14, 22):
        replace(path, f"<f>0/{row}</f>".encode(), b'<f t="shared" si="0"/>')
    return path


def merges(sheet):
    return {str(merged) for merged in sheet.merged_cells.ranges}


def check_rows_added(folder):
    """Nine indicators where the workbook has one row for each level 2: two rows are added, and all goes along."""
    filled = os.path.join(folder, "filled.xlsx")
    result = run("export", OTHER, "--into", make_rich_book(folder), "-o", filled, "--json")
    told = json.loads(result.stdout)
    told = told[0] if isinstance(told, list) else told
    assert result.returncode == 0 and told["added_rows"] == 2 and not told["not_written"], result.stdout
    book = openpyxl.load_workbook(filled)
    sheet, other = book.worksheets
    with open(OTHER, encoding="utf-8") as file:
        golden = json.load(file)["tables"]["indicators"]
    texts = [sheet.cell(row, 4).value for row in range(13, 24)]
    assert [text for text in texts if text] == [row["level3"] for row in golden], texts
    assert {"A12:A23", "B13:B18", "C13:C14", "C15:C16", "B19:B22", "A24:F24"} <= merges(sheet), merges(sheet)
    formulas = {"G24": "=SUM(G13:G23)+G6", "H24": "=SUM(H13:H23)+I6", "K14": "=G14*0.9", "K16": "=G16*0.9",
                "K23": "=G23*0.9", "K24": f'=IF($G$24>90,"G13:G21",{SHEET}H24)', "K5": "=SUM(G19:G22)",
                "L13": "=H13/1000", "L15": "=H15/1000", "L23": "=H23/1000"}
    assert {cell: sheet[cell].value for cell in formulas} == formulas, {cell: sheet[cell].value for cell in formulas}
    assert [other[f"A{n}"].value for n in (1, 2, 3)] == [f"={SHEET}H24", f"=SUM({SHEET}G13:G23)", "=G13"]
    looks_like = [(str(rule.sqref), rule.rules[0].formula) for rule in sheet.conditional_formatting]
    assert looks_like == [("H13:H23", ["$G$24/10"])], looks_like
    allowed = sheet.data_validations.dataValidation[0]
    assert (str(allowed.sqref), allowed.formula2) == ("G13:G23", "$G$24")
    assert sheet["A24"].comment.text == "总分" and sheet["A22"].comment is None
    assert [mark.id for mark in sheet.row_breaks.brk] == [24] and sheet.freeze_panes == "A6"
    assert "24" in str(sheet.print_area) and sheet["G14"].border.left.style == sheet["G13"].border.left.style
    assert b"$H$13:$H$23" in parts(filled)["xl/charts/chart1.xml"]
    assert read(folder, filled)["tables"]["indicators"][1]["level3"] == golden[1]["level3"]


def check_level_added(folder):
    """A level that the workbook does not have gets a row with its names."""
    with open(FORM, encoding="utf-8") as file:
        content = json.load(file)
    content["tables"]["indicators"].append({"level1": "成本效益指标", "level2": "新设指标", "level3": "新行",
                                            "target": "1个", "actual": "1个", "weight": "0", "score": "0"})
    form = os.path.join(folder, "level.ziping")
    with open(form, "w", encoding="utf-8") as file:
        json.dump(content, file)
    book, filled = os.path.join(folder, "book.xlsx"), os.path.join(folder, "filled.xlsx")
    export(FORM, book)
    result = run("export", form, "--into", book, "-o", filled)
    sheet = openpyxl.load_workbook(filled).worksheets[0]
    assert result.returncode == 0, result.stdout
    assert [sheet.cell(22, column).value for column in (2, 3, 4)] == ["成本效益指标", "新设指标", "新行"]
    assert "A12:A22" in merges(sheet) and sheet["A23"].value == "总分", merges(sheet)


def check_not_added(folder):
    """What would break is left alone; every value without a cell is told, with the reason."""
    changes = {
        "one by one": lambda sheet: sheet.__setitem__("G22", "=G13+G14+G15+G16+G18+G20+G21"),
        "several cells": lambda sheet: sheet.__setitem__("K13", "=G13*2"),
        "table": lambda sheet: sheet.add_table(Table(displayName="T", ref="M1:N3")),
    }
    for number, (name, change) in enumerate(changes.items()):
        path, filled = os.path.join(folder, f"book{number}.xlsx"), os.path.join(folder, "filled.xlsx")
        export(FORM, path)
        book = openpyxl.load_workbook(path)
        sheet = book.worksheets[0]
        if name == "table":
            sheet["M1"], sheet["N1"] = "甲", "乙"
        change(sheet)
        book.save(path)
        replace(path, b"<f>G13*2</f>", b'<f t="array" ref="K13:K14">G13*2</f>')
        result = run("export", OTHER, "--into", path, "-o", filled, "--force")
        assert result.returncode == 1, (name, result.stdout)
        lines = [line for line in result.stdout.splitlines() if "not written" in line]
        assert any("律师执业率" in line and "no row can be added" in line for line in lines), (name, lines)
        after = openpyxl.load_workbook(filled).worksheets[0]
        assert after["A22"].value == "总分" and merges(after) == merges(sheet), name


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


CHECKS = (check_untouched, check_values, check_old_values_go, check_rows_added, check_level_added, check_not_added,
          check_refused)


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
