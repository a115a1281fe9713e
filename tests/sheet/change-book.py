#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Changes a workbook in the way people do before they hand it on: change-book.py CHANGE FILE…"""

import sys

import openpyxl


def unmerge(sheet):
    for merged in list(sheet.merged_cells.ranges):
        sheet.unmerge_cells(str(merged))


def insert(sheet):
    unmerge(sheet)
    sheet.insert_rows(4, 2)
    sheet.insert_cols(3)


def text(sheet):
    for row in sheet.iter_rows():
        for cell in row:
            if isinstance(cell.value, (int, float)):
                places = len(cell.number_format.split(".")[1].rstrip("%")) if "." in cell.number_format else 0
                number = cell.value * 100 if "%" in cell.number_format else cell.value
                cell.value = f"{number:.{places}f}" + ("%" if "%" in cell.number_format else "")
                cell.data_type = "s"


def hide(sheet):
    for row in range(2, sheet.max_row, 5):
        sheet.row_dimensions[row].hidden = True


def twice(sheet):
    height = sheet.max_row
    merges = [m.bounds for m in sheet.merged_cells.ranges]
    for row in list(sheet.iter_rows(max_row=height)):
        for cell in row:
            if cell.value is not None:
                copy = sheet.cell(cell.row + height + 2, cell.column, cell.value)
                copy.data_type = cell.data_type
                copy.number_format = cell.number_format
    for left, top, right, bottom in merges:
        sheet.merge_cells(None, top + height + 2, left, bottom + height + 2, right)


def odd(sheet):
    sheet.cell(6, sheet.max_column + 2, "请尽快上报")
    for row in sheet.iter_rows():
        for cell in row:
            if "%" in cell.number_format:
                cell.number_format = "General"


def main():
    for path in sys.argv[2:]:
        book = openpyxl.load_workbook(path)
        for sheet in book.worksheets:
            globals()[sys.argv[1]](sheet)
        book.save(path)


main()
