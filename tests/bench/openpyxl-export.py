# SPDX-License-Identifier: GPL-3.0-or-later
"""What an office writes today: openpyxl-export.py FOLDER FORM… puts each form into a workbook of its own.

It writes the same cells as the official table of mof-2020, merged and framed alike, with scores as they
stand in the file: it neither scores nor measures texts."""

import json
import os
import sys

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, Side

SIDE = Side(style="thin")
BORDER = Border(left=SIDE, right=SIDE, top=SIDE, bottom=SIDE)
CENTER = Alignment(horizontal="center", vertical="center", wrap_text=True)
FONT = Font(name="宋体", size=10)
TITLE = Font(name="黑体", size=16, bold=True)
WIDTHS = [6, 8, 10, 24, 10, 10, 6, 7, 19]
HEADINGS = ["一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分", "偏差原因分析及改进措施"]
FUNDING = [("total", "年度资金总额"), ("fiscal", "其中：当年财政拨款"), ("carryover", "上年结转资金"), ("other", "其他资金")]


def put(sheet, row, column, text, columns=1, rows=1, font=FONT, border=BORDER):
    for r in range(row, row + rows):
        for c in range(column, column + columns):
            sheet.cell(r, c).border = border
    cell = sheet.cell(row, column, text)
    cell.font = font
    cell.alignment = CENTER
    if columns > 1 or rows > 1:
        sheet.merge_cells(start_row=row, start_column=column, end_row=row + rows - 1,
                          end_column=column + columns - 1)


def number(text):
    try:
        return float(text)
    except (TypeError, ValueError):
        return text


def put_header(sheet, fields):
    put(sheet, 1, 1, "项目支出绩效自评表", 9, font=TITLE, border=Border())
    put(sheet, 2, 1, f"（{fields.get('year', '')} 年度）", 9, border=Border())
    put(sheet, 3, 1, "项目名称", 2)
    put(sheet, 3, 3, fields.get("project_name", ""), 7)
    put(sheet, 4, 1, "主管部门", 2)
    put(sheet, 4, 3, fields.get("department", ""), 3)
    put(sheet, 4, 6, "实施单位", 2)
    put(sheet, 4, 8, fields.get("unit", ""), 2)
    return 5


def put_funding(sheet, row, rows):
    values = {r.get("row"): r for r in rows}
    put(sheet, row, 1, "项目资金（万元）", 2, 5)
    for i, heading in enumerate(["", "", "年初预算数", "全年预算数", "全年执行数", "分值", "得分"]):
        put(sheet, row, 3 + i, heading)
    for i, (key, label) in enumerate(FUNDING):
        put(sheet, row + 1 + i, 3, label, 2)
        for j, column in enumerate(["initial", "budget", "executed"]):
            put(sheet, row + 1 + i, 5 + j, number(values.get(key, {}).get(column, "")))
        for j in range(2):
            put(sheet, row + 1 + i, 8 + j, "")
    return row + 5


def put_indicators(sheet, row, rows):
    put(sheet, row, 1, "年度绩效指标完成情况", rows=len(rows) + 1)
    for i, heading in enumerate(HEADINGS):
        put(sheet, row, 2 + i, heading)
    for key, column in (("level1", 2), ("level2", 3)):
        begin = 0
        for i in range(1, len(rows) + 1):
            if i == len(rows) or rows[i].get(key) != rows[begin].get(key):
                put(sheet, row + 1 + begin, column, rows[begin].get(key, ""), rows=i - begin)
                begin = i
    for i, indicator in enumerate(rows):
        for j, key in enumerate(["level3", "target", "actual", "weight", "score", "deviation"]):
            put(sheet, row + 1 + i, 4 + j, number(indicator.get(key, "")))
        sheet.row_dimensions[row + 1 + i].height = 30
    return row + 1 + len(rows)


def export(path, folder):
    with open(path, encoding="utf-8") as file:
        form = json.load(file)
    book = Workbook()
    sheet = book.active
    for i, width in enumerate(WIDTHS):
        sheet.column_dimensions["ABCDEFGHI"[i]].width = width
    fields = form["fields"]
    row = put_header(sheet, fields)
    row = put_funding(sheet, row, form["tables"].get("funding", []))
    put(sheet, row, 1, "年度总体目标", rows=2)
    put(sheet, row, 2, "预期目标", 4)
    put(sheet, row, 6, "实际完成情况", 4)
    put(sheet, row + 1, 2, fields.get("goal_expected", ""), 4)
    put(sheet, row + 1, 6, fields.get("goal_actual", ""), 4)
    row = put_indicators(sheet, row + 2, form["tables"].get("indicators", []))
    put(sheet, row, 1, "总分", 6)
    put(sheet, row, 7, number(form.get("printed", {}).get("total/weight", "")))
    put(sheet, row, 8, number(form.get("printed", {}).get("total/score", "")))
    put(sheet, row, 9, "")
    sheet.page_setup.paperSize = 9
    sheet.page_setup.fitToWidth = 1
    name = os.path.splitext(os.path.basename(path))[0]
    book.save(os.path.join(folder, name + ".xlsx"))


if __name__ == "__main__":
    for argument in sys.argv[2:]:
        export(argument, sys.argv[1])
