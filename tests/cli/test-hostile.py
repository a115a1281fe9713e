# SPDX-License-Identifier: GPL-3.0-or-later
"""Hostile workbooks: each is refused in one line, or read in part with a report, in bounded time and memory."""

import io
import os
import subprocess
import sys
import tempfile
import time
import zipfile

COMMAND = os.environ["ZIPING_PROGRAM"]
SECONDS = 5
MEMORY = 256 * 1024  # KiB
# A program under a sanitizer needs more of both.
SANITIZED = b"__asan_init" in open(COMMAND, "rb").read()

BOOK = "<workbook xmlns='m' xmlns:r='r'><sheets><sheet name='A' sheetId='1' r:id='rId1'/></sheets></workbook>"
RELATIONS = "<Relationships><Relationship Id='rId1' Target='worksheets/sheet1.xml'/></Relationships>"
ODS_HEAD = ("<office:document-content xmlns:office='o' xmlns:table='t' xmlns:text='x'><office:body><office:spreadsheet>"
            "<table:table table:name='A'>")
ODS_TAIL = "</table:table></office:spreadsheet></office:body></office:document-content>"
ENTITIES = ("<!DOCTYPE a [<!ENTITY a 'aaaaaaaaaa'>" +
            "".join(f"<!ENTITY {chr(98 + i)} '{('&' + chr(97 + i) + ';') * 10}'>" for i in range(9)) + "]>")


def pack(parts):
    """Parts are texts, or (head, repeated, times, tail) for large ones."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, content in parts.items():
            if isinstance(content, (str, bytes)):
                content = (content, b"", 0, b"")
            head, repeated, times, tail = (c.encode() if isinstance(c, str) else c for c in content)
            with archive.open(name, "w", force_zip64=True) as part:
                part.write(head)
                many = max(1, (1 << 20) // max(1, len(repeated)))
                for _ in range(times // many):
                    part.write(repeated * many)
                part.write(repeated * (times % many))
                part.write(tail)
    return buffer.getvalue()


def xlsx(sheet, **others):
    return pack({"xl/workbook.xml": BOOK, "xl/_rels/workbook.xml.rels": RELATIONS, "xl/worksheets/sheet1.xml": sheet,
                 **others})


def ods(content):
    return pack({"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": content})


def rows(cells):
    return f"<worksheet><sheetData><row r='1'>{cells}</row></sheetData></worksheet>"


def filled(cell, n_rows, n_columns):
    row = "<row>" + cell * n_columns + "</row>"
    return ("<worksheet><sheetData>", row, n_rows, "</sheetData></worksheet>")


def books():
    good = xlsx(rows("<c r='A1' t='inlineStr'><is><t>项目名称</t></is></c>"))
    merges = "<mergeCell ref='A1:XFD1048576'/>"
    yield "truncated.xlsx", good[:len(good) // 2]
    yield "missing-sheet.xlsx", pack({"xl/workbook.xml": BOOK, "xl/_rels/workbook.xml.rels": RELATIONS})
    yield "missing-book.xlsx", pack({"xl/_rels/workbook.xml.rels": RELATIONS})
    yield "relation-to-itself.xlsx", pack({"xl/workbook.xml": BOOK,
                                           "xl/_rels/workbook.xml.rels": RELATIONS.replace("worksheets/sheet1", "workbook")})
    yield "zeros.xlsx", xlsx(("", bytes(1 << 20), 1024, ""))
    yield "spaces.xlsx", xlsx(("<worksheet>", " " * 1024, 31 * 1024, "</worksheet>"))
    yield "merges.xlsx", xlsx(("<worksheet><mergeCells>", merges, 10_000_000, "</mergeCells></worksheet>"))
    yield "merges-that-fit.xlsx", xlsx(("<worksheet><sheetData><row><c t='n'><v>1</v></c></row></sheetData><mergeCells>", merges,
                                        90_000, "</mergeCells></worksheet>"))
    yield "entities.xlsx", xlsx(ENTITIES + rows("<c t='inlineStr'><is><t>&j;</t></is></c>"))
    yield "outside.xlsx", xlsx("<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>" + rows("<c t='inlineStr'><is><t>&x;</t></is></c>"))
    yield "no-utf-8.xlsx", xlsx(b"<worksheet><sheetData><row><c t='inlineStr'><is><t>\xff\xfe</t></is></c></row></sheetData></worksheet>")
    yield "wrong-declaration.xlsx", xlsx("<?xml version='1.0' encoding='UTF-16'?>" + rows("<c><v>1</v></c>"))
    yield "cycle.xlsx", xlsx(rows("<c r='A1'><f>B1</f></c><c r='B1'><f>A1</f></c>"))
    yield "many-cells.xlsx", xlsx(filled("<c><v>1</v></c>", 400, 1200))
    yield "many-words.xlsx", xlsx(filled("<c t='inlineStr'><is><t>项目名称</t></is></c>", 3000, 60))
    yield "many-strings.xlsx", xlsx(rows("<c t='s'><v>0</v></c>"),
                                    **{"xl/sharedStrings.xml": ("<sst>", "<si><t>a</t></si>", 1_900_000, "</sst>")})
    yield "zeros.ods", ods(("", bytes(1 << 20), 1024, ""))
    yield "merges.ods", ods((ODS_HEAD + "<table:table-row>", "<table:table-cell table:number-columns-spanned='9'/>", 10_000_000,
                             "</table:table-row>" + ODS_TAIL))
    yield "repeated.ods", ods(ODS_HEAD + "<table:table-row table:number-rows-repeated='1048576'><table:table-cell "
                              "table:number-columns-repeated='16384' xmlns:o='o' o:value-type='string'><text:p>x</text:p>"
                              "</table:table-cell></table:table-row>" + ODS_TAIL)
    yield "entities.ods", ods(ENTITIES + ODS_HEAD + "&j;" + ODS_TAIL)
    yield "cycle.ods", ods(ODS_HEAD + "<table:table-row><table:table-cell table:formula='of:=[.B1]'/><table:table-cell "
                           "table:formula='of:=[.A1]'/></table:table-row>" + ODS_TAIL)
    yield "deep.ods", ods((ODS_HEAD, "<table:table-row-group>", 1_000_000, ""))
    yield "truncated.ods", ods(ODS_HEAD + ODS_TAIL)[:120]
    yield "long.csv", b"\xe9\xa1\xb9\xe7\x9b\xae," * 2_800_000
    yield "quotes.csv", b'"' * 20_000_000
    yield "wrong.csv", bytes(range(128, 256)) * 1000


def check(folder, name, content):
    path = os.path.join(folder, name)
    with open(path, "wb") as file:
        file.write(content)
    begin = time.monotonic()
    process = subprocess.Popen([COMMAND, "import", path, "-o", folder], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    out, err = process.stdout.read(), process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = status
    wall = time.monotonic() - begin
    used = usage.ru_utime + usage.ru_stime
    os.unlink(path)
    if not os.WIFEXITED(status) or os.WEXITSTATUS(status) not in (1, 2):
        return f"status {status}: {err.decode(errors='replace')[-300:]}"
    if os.WEXITSTATUS(status) == 2 and len(err.decode().splitlines()) != 1:
        return f"not one line: {err.decode()}"
    if os.WEXITSTATUS(status) == 1 and not out:
        return "no report"
    if not SANITIZED and used > SECONDS:
        return f"{used:.1f} s of the processor, {wall:.1f} s in all"
    if not SANITIZED and usage.ru_maxrss > MEMORY:
        return f"{usage.ru_maxrss // 1024} MiB"
    print(f"# {name}: {used:.2f} s, {usage.ru_maxrss // 1024} MiB: {(err or out).decode().strip().splitlines()[-1][:110]}")
    return None


def main():
    failed = number = 0
    with tempfile.TemporaryDirectory() as folder:
        for number, (name, content) in enumerate(books(), 1):
            problem = check(folder, name, content)
            print(f"{'not ok' if problem else 'ok'} {number} - {name}")
            if problem:
                print("#", problem.replace("\n", "\n# "))
                failed += 1
    print(f"1..{number}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
