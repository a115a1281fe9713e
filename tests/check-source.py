#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The house rules that a script can check.  Every message names the replacement.

    check-source.py [FOLDER]      checks the source tree (default: the one this script is in)
    check-source.py --self-test   shows each rule a line that it must refuse
    check-source.py --potfiles    prints what po/POTFILES should list

A remark made twice in a review belongs here.
"""

import collections
import pathlib
import re
import sys
import tempfile

FUNCTION_LINES = 120
FILE_LINES = 1000
UI_LINES = 500
SUFFIXES = {".c", ".h", ".py", ".sh", ".ui", ".css", ".json", ".xml", ".in", ".build", ".md", ".svg"}
PLACES = ["src", "ui", "data", "po", "tests", "flatpak", ".ci", "dev", "meson.build", "README.md"]
# Published papers and seeds of the fuzzer are quoted as they are.
QUOTED = ("tests/golden/", "data/samples/", "tests/fuzz/seeds/")
CODE = r"\.[ch]$"


class Rule:
    """A pattern that no line of the files in `where` may contain.

    `bare` looks at the code without its comments and strings, `example` is a file and a line that
    the rule must refuse.
    """

    def __init__(self, where, pattern, message, example, but=None, bare=True):
        self.where = re.compile(where)
        self.pattern = re.compile(pattern)
        self.message = message
        self.example = example
        self.but = re.compile(but) if but else None
        self.bare = bare

    def concerns(self, name):
        return self.where.search(name) and not (self.but and self.but.search(name))


RULES = [
    Rule(r"^src/core/.*" + CODE,
         r"\b(g?double|g?float|atof|strtod|strtof|g_strtod|g_ascii_strtod|g_ascii_dtostr)\b",
         "no floating point in the core; use ZpDecimal (zp-decimal.h)",
         ("src/core/zp-a.c", "  double score = 0;")),
    Rule(r"^src/(core|sheet)/.*" + CODE,
         r'^\s*#\s*include\s+[<"](gtk/|gdk/|adwaita|sqlite3)',
         "core and sheet know neither windows nor databases; "
         "hand the data in as an argument from src/app, src/cli or src/store",
         ("src/sheet/zp-a.h", "#include <gtk/gtk.h>")),
    Rule(r"^src/core/.*" + CODE,
         r'^\s*#\s*include\s+[<"](pango|cairo|xlsxwriter|zp-sheet)',
         "the core draws and writes no tables; that belongs in src/sheet",
         ("src/core/zp-a.c", "#include <pango/pangocairo.h>")),
    Rule(r"^src/(?!store/).*" + CODE,
         r'^\s*#\s*include\s+[<"]sqlite3|\bsqlite3_\w+\s*\(',
         "SQL only in src/store; add a function to ZpStore and call that",
         ("src/app/zp-a.c", "#include <sqlite3.h>")),
    Rule(r"^src/.*" + CODE,
         r'^\s*#\s*include\s+[<"]xlsxwriter',
         "libxlsxwriter only behind the writer in src/sheet/zp-xlsx-*; use zp-xlsx-writer.h",
         ("src/cli/zp-a.c", "#include <xlsxwriter.h>"),
         but=r"^src/sheet/zp-xlsx-[\w-]+\.[ch]$"),
    Rule(r"^src/.*" + CODE,
         r"\b(strcpy|strcat|strncpy|strncat|sprintf|vsprintf|g_sprintf|gets)\s*\(",
         "unbounded or unterminated copy; use g_strdup_printf, g_strconcat, GString or g_strlcpy",
         ("src/core/zp-a.c", "  strcpy (a, b);")),
    Rule(r"^tests/.*" + CODE,
         r"\bg_assert\s*\(",
         "g_assert() vanishes in release builds; use g_assert_true, g_assert_cmpint, "
         "g_assert_cmpstr, g_assert_no_error …",
         ("tests/core/test-a.c", "  g_assert (a == b);")),
    Rule(r".",
         r"\b(" + "TO" + "DO|FIX" + "ME|XX" + r"X|WIP)\b",
         "unfinished work is not left in the source; do it, or leave it out",
         ("src/core/zp-a.c", "/* " + "TO" + "DO: later */"),
         # Official forms print such letters as a blank to fill.
         but=r"^data/(templates|profiles)/", bare=False),
    Rule(r".",
         r"(?<![\w.*~$}/-])/(work|root|home/\w+)(/|\b)|\.\./" + "shared",
         "a path of one person's machine; use a path relative to the source or build folder, "
         "G_TEST_SRCDIR, or g_get_user_data_dir()",
         ("tests/core/test-a.c", '  load ("/ho' + 'me/someone/a.ziping");'),
         bare=False),
    Rule(r"^src/.*" + CODE,
         r'\b(_|N_|C_)\s*\([^)]*%"\s*(G_GU?INT|G_GSIZE|PRI)',
         "translators would see half a sentence; write the number into a string first and pass %s",
         ("src/core/zp-a.c", '  a = _("%' + '" G_GINT64_FORMAT " bytes");'),
         bare=False),
    Rule(r"^src/(core/zp-(checks|cross|wording|summary)|sheet/zp-(summary-figures|figure|appendix|review-|sheet))"
         r"[\w-]*" + CODE,
         r"^\s*#\s*include\s+<glib/gi18n",
         "these words stand on papers, which are Chinese in every language; include zp-paper-words.h",
         ("src/core/zp-checks-a.c", "#include <glib/gi18n-lib.h>")),
    Rule(CODE,
         r"[ \t]+$",
         "spaces at the end of the line; ./dev format removes them",
         ("src/core/zp-a.c", "int a; "),
         bare=False),
]


def spaces(match):
    """The same lines, emptied, so that line numbers stay right."""
    return re.sub(r"[^\n]", " ", match.group(0))


TOKENS = re.compile(r'(?P<comment>/\*.*?\*/|//[^\n]*)|(?P<text>"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])*\')',
                    re.DOTALL)


def bare_code(text):
    """C without comments and without the contents of strings; the names of includes stay."""
    def drop(match):
        if match.group("comment"):
            return spaces(match)
        start = text.rfind("\n", 0, match.start()) + 1
        if text[start:match.start()].lstrip().startswith("#"):
            return match.group(0)
        return '"' + " " * (len(match.group(0)) - 2) + '"'
    return TOKENS.sub(drop, text)


def long_functions(bare):
    """(line, length) of functions that are too long: a brace in column 0 after a parameter list."""
    start = None
    before = ""
    for number, line in enumerate(bare.split("\n"), 1):
        if line.startswith("{") and before.endswith(")"):
            start = number
        elif line.startswith("}") and start is not None:
            if number - start - 1 > FUNCTION_LINES:
                yield start, number - start - 1
            start = None
        before = line.rstrip() or before


def check_length(name, lines, bare):
    limit = UI_LINES if name.endswith(".ui") else FILE_LINES
    if name.endswith((".c", ".h", ".py", ".sh", ".ui")) and len(lines) > limit:
        yield 1, f"{len(lines)} lines, the limit is {limit}; split the file by kind of work"
    if re.search(CODE, name):
        for line, length in long_functions(bare):
            yield line, (f"a function of {length} lines, the limit is {FUNCTION_LINES}; "
                         "move its steps into functions with names of their own")


def check_head(name, lines, bare):
    if not re.search(CODE, name):
        return
    licence = "/* SPDX-License-Identifier: GPL-3.0-or-later */"
    if not lines or lines[0] != licence:
        yield 1, f"the first line is not the licence; begin the file with {licence}"
    if name.startswith("src/") and name.endswith(".c"):
        first = re.search(r"^#include\s+(\S+)", bare, re.MULTILINE)
        if first and first.group(1) != '"config.h"':
            yield bare[:first.start()].count("\n") + 1, 'the first include is not "config.h"; put it first'


def check_file(name, text):
    """(line, message) for everything in the file that breaks a rule."""
    bare = bare_code(text) if re.search(CODE, name) else text
    lines, bare_lines = text.splitlines(), bare.splitlines()
    yield from check_head(name, lines, bare)
    yield from check_length(name, lines, bare)
    for rule in RULES:
        if rule.concerns(name):
            for number, line in enumerate(bare_lines if rule.bare else lines, 1):
                if rule.pattern.search(line):
                    yield number, rule.message


TRANSLATABLE_C = re.compile(r"\b(_|N_|C_|NC_|Q_|ngettext|g_dngettext|g_dpgettext2?)\s*\(\s*\"")


def has_strings(name, text):
    """Whether the file contains strings for the translators."""
    if re.search(CODE, name):
        without_comments = TOKENS.sub(lambda m: spaces(m) if m.group("comment") else m.group(0), text)
        return bool(TRANSLATABLE_C.search(without_comments))
    if name.endswith(".ui"):
        return re.search(r'translatable="(yes|true|1)"', text) is not None
    return name.endswith((".desktop.in", ".metainfo.xml.in", ".gschema.xml"))


def files_with_strings(files):
    return {name for name, text in files.items()
            if name.startswith(("src/", "ui/", "data/")) and has_strings(name, text)}


def check_potfiles(files, listed):
    """Compares po/POTFILES with the files that have strings."""
    wanted = files_with_strings(files)
    for name in sorted(wanted - set(listed)):
        yield 1, f"{name} has strings to translate and is missing here; run ./dev strings"
    for name in sorted(set(listed) - wanted):
        yield 1, f"{name} has no strings to translate; run ./dev strings"


DECLARED = re.compile(r"^(?:\w[\w ]*[ *]+)?(_?zp_\w+) \(", re.MULTILINE)
NAMES = re.compile(r"\b_?zp_\w+")


def check_unused(files):
    """(file, line, message) for each function in a header that nobody calls."""
    used = collections.Counter()
    for name, text in files.items():
        if name.endswith((".c", ".h", ".ui")):
            bare = bare_code(text) if re.search(CODE, name) else text
            used.update(NAMES.findall(bare))
            used.subtract(DECLARED.findall(bare))
    for name, text in files.items():
        if name.startswith("src/") and name.endswith(".h"):
            for match in DECLARED.finditer(bare_code(text)):
                if used[match.group(1)] <= 0:
                    line = text.count("\n", 0, match.start()) + 1
                    yield name, line, f"nobody calls {match.group(1)}(); remove it"


def read_tree(top):
    files = {}
    for place in PLACES:
        path = top / place
        for found in [path] if path.is_file() else sorted(path.rglob("*")):
            name = found.relative_to(top).as_posix()
            if found.is_file() and not name.startswith(QUOTED) \
               and (found.suffix in SUFFIXES or place in ("dev", ".ci")):
                files[name] = found.read_text(encoding="utf-8")
    return files


def potfiles(top):
    lines = (top / "po" / "POTFILES").read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def check_tree(top):
    """Sorted messages about the whole tree."""
    files = read_tree(top)
    found = [f"{name}:{line}: {message}"
             for name, text in files.items() if name != "tests/check-source.py"
             for line, message in check_file(name, text)]
    found += [f"{name}:{line}: {message}" for name, line, message in check_unused(files)]
    found += [f"po/POTFILES:{line}: {message}" for line, message in check_potfiles(files, potfiles(top))]
    return sorted(found)


def self_test():
    """Each rule must refuse its example, and must not refuse the clean file."""
    head = '/* SPDX-License-Identifier: GPL-3.0-or-later */\n#include "config.h"\n'
    clean = head + '/* A double, as a word. */\nstatic const char *a = "strtod (";\n'
    body = "static void\na (void)\n{\n" + "  b ();\n" * (FUNCTION_LINES + 1) + "}\n"
    cases = [(rule.example[0], head + rule.example[1] + "\n", rule.message) for rule in RULES]
    cases += [
        ("src/core/zp-a.c", head + body, "a function of"),
        ("src/core/zp-a.c", "int a;\n", "the first line is not the licence"),
        ("src/core/zp-a.c", head.replace("config.h", "zp-a.h"), "the first include"),
        ("src/core/zp-a.c", head + "int a;\n" * FILE_LINES, "lines, the limit is"),
        ("ui/zp-a.ui", "<a/>\n" * (UI_LINES + 1), "lines, the limit is"),
    ]
    failed = [message for name, text, message in cases
              if not any(message in found for _, found in check_file(name, text))]
    failed += [f"the clean file: {message}" for _, message in check_file("src/core/zp-a.c", clean)]
    with tempfile.TemporaryDirectory() as folder:
        top = pathlib.Path(folder)
        (top / "src").mkdir()
        (top / "po").mkdir()
        (top / "src" / "zp-a.c").write_text(head + 'char *a = _("Title");\n', encoding="utf-8")
        (top / "po" / "POTFILES").write_text("src/zp-b.c\n", encoding="utf-8")
        if len(check_tree(top)) != 2:
            failed.append("po/POTFILES: " + str(check_tree(top)))
    unused = {"src/zp-a.h": "void zp_a (void);\nvoid zp_b (void);\n",
              "src/zp-a.c": "void\nzp_a (void)\n{\n  zp_b ();\n}\n\nvoid\nzp_b (void)\n{\n}\n"}
    if [line for _, line, _ in check_unused(unused)] != [1]:
        failed.append("nobody calls: " + str(list(check_unused(unused))))
    return [f"not refused: {message}" for message in failed]


def main(arguments):
    top = pathlib.Path(__file__).resolve().parent.parent
    if arguments == ["--potfiles"]:
        print(*sorted(files_with_strings(read_tree(top))), sep="\n")
        return 0
    if arguments == ["--self-test"]:
        found = self_test()
    else:
        found = check_tree(pathlib.Path(arguments[0]) if arguments else top)
    for line in found:
        print(line)
    print(f"{len(found)} remarks")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
