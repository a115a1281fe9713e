# SPDX-License-Identifier: GPL-3.0-or-later
"""Reads every cell of workbooks into a dictionary, as a script does that takes a filled table over."""

import json
import sys

from openpyxl import load_workbook

for path in sys.argv[1:]:
    book = load_workbook(path, data_only=True)
    cells = {cell.coordinate: str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row
             if cell.value is not None}
    merges = [str(merge) for sheet in book for merge in sheet.merged_cells.ranges]
    json.dumps([cells, merges])
