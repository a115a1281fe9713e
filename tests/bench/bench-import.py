# SPDX-License-Identifier: GPL-3.0-or-later
"""Import of 20 filled tables, whole process against whole process: the program, and the openpyxl script that an
office would write.  Both in one run, turn by turn; the best of each counts.  bench-import.py ZIPING GOLDEN"""

import glob
import os
import subprocess
import sys
import tempfile
import time

N_FILES = 20
TURNS = 5

# Reads every sheet into JSON, cell by cell, with merged cells filled in: less than an import, which also knows
# forms by their words, chooses the rules and scores them.
SCRIPT = """
import json, sys
import openpyxl
for path in sys.argv[2:]:
    book = openpyxl.load_workbook(path)
    forms = []
    for sheet in book.worksheets:
        values = {}
        for row in sheet.iter_rows():
            for cell in row:
                if cell.value is not None:
                    values[cell.coordinate] = str(cell.value)
        for merged in sheet.merged_cells.ranges:
            first = sheet.cell(merged.min_row, merged.min_col).value
            for line in sheet.iter_rows(merged.min_row, merged.max_row, merged.min_col, merged.max_col):
                for cell in line:
                    values.setdefault(cell.coordinate, str(first))
        forms.append(values)
    with open(sys.argv[1] + "/" + path.split("/")[-1] + ".json", "w") as file:
        json.dump(forms, file, ensure_ascii=False)
"""


def measure(line):
    begin = time.monotonic()
    status = subprocess.run(line, stdout=subprocess.DEVNULL).returncode
    assert status in (0, 1), f"{line[0]} failed with {status}"
    return time.monotonic() - begin


def make_books(program, golden, folder):
    forms = sorted(glob.glob(os.path.join(golden, "*", "*.ziping")))
    for number in range(N_FILES):
        target = os.path.join(folder, f"{number:02}.xlsx")
        subprocess.check_call([program, "export", forms[number % len(forms)], "--to", "xlsx", "-o", target],
                              stdout=subprocess.DEVNULL)
    return sorted(glob.glob(os.path.join(folder, "*.xlsx")))


def main():
    program, golden = sys.argv[1:3]
    with tempfile.TemporaryDirectory() as folder:
        books = make_books(program, golden, folder)
        out = os.path.join(folder, "out")
        os.mkdir(out)
        ours, theirs = [], []
        for _ in range(TURNS):
            ours.append(measure([program, "import", *books, "--force", "-o", out]))
            theirs.append(measure([sys.executable, "-c", SCRIPT, out, *books]))
    print(f"import of {N_FILES} workbooks: ziping {min(ours) * 1000:.0f} ms, openpyxl {min(theirs) * 1000:.0f} ms, "
          f"{min(theirs) / min(ours):.1f} times as fast")
    return 0 if min(ours) * 5 <= min(theirs) else 1


if __name__ == "__main__":
    sys.exit(main())
