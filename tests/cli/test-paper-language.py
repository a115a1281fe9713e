# SPDX-License-Identifier: GPL-3.0-or-later
"""A paper is Chinese in every language of the program: each kind is made in English and in Chinese, and both files
are the same to the byte.  Where the machine has no Chinese locale, the words of the English run are looked at."""

import io
import os
import re
import subprocess
import sys
import tempfile
import zipfile

COMMAND = os.environ["ZIPING_PROGRAM"]
LOCALES = os.environ["ZIPING_TEST_LOCALES"]
SOURCES = os.environ["G_TEST_SRCDIR"]
GOLDEN = [os.path.join(SOURCES, "golden", name) for name in (
    "urumqi-2020/12-expert-committee.ziping",  # its review comes below
    "urumqi-2020/04-office-renovation-281.ziping",
    "qujing-2023/01-department-narrative.ziping",  # without scores
    "qujing-2023/02-department-overall.ziping",
    "wuhan-2020/01-medical-aid.ziping",
)]
FORMATS = ("xlsx", "pdf", "docx")
EXPORTS = {"form": (), "appendix": ("--appendix",),
           **{name: ("--document", name) for name in ("working-paper", "opinion", "return-slip", "findings")}}
# Three English words are a sentence of the program; what forms say has fewer.
ENGLISH = re.compile(r"\b[A-Za-z]+ [a-z]+ [a-z]+\b")

PAPERS = [(f"{name}.{to}", ["export", "FORMS", "--to", to, *options])
          for name, options in EXPORTS.items() for to in FORMATS]
PAPERS += [(f"summary.{to}", ["summary", "FORMS", "-o", f"summary.{to}"]) for to in FORMATS]
PAPERS += [("summary.text", ["summary", "FORMS", "--to", "text"])]


def environment(language):
    result = dict(os.environ, SOURCE_DATE_EPOCH="1700000000", TZ="UTC", LANGUAGE=language, LC_ALL="C.UTF-8")
    if language:
        result["LC_ALL"] = "zh_CN.UTF-8"
        if os.path.isdir(os.path.join(LOCALES, "zh_CN.UTF-8")):
            result["LOCPATH"] = LOCALES
    return result


def run(language, folder, *arguments):
    return subprocess.run([COMMAND, *arguments], capture_output=True, text=True, cwd=folder, env=environment(language))


def return_form(folder):
    """A form with a history: handed in and returned."""
    store = os.path.join(folder, "library.db")
    added = run("", folder, "add", "--store", store, GOLDEN[0], "--json")
    name = re.search(r'"id"\s*:\s*"([^"]+)"', added.stdout).group(1)
    for arguments in (("submit", name, "--as", "张三"), ("return", name, "--as", "李四", "--reason", "补充佐证"),
                      ("get", name, "-o", "returned.ziping")):
        result = run("", folder, arguments[0], "--store", store, *arguments[1:])
        assert result.returncode == 0, result.stdout + result.stderr
    return os.path.join(folder, "returned.ziping")


def make(language, forms, arguments):
    """What the command prints and writes, by name."""
    with tempfile.TemporaryDirectory() as folder:
        at = arguments.index("FORMS")
        output = ("-o", "out/") if arguments[0] == "export" else ()
        if output:
            os.mkdir(os.path.join(folder, "out"))
        result = run(language, folder, *arguments[:at], *forms, *arguments[at + 1:], *output)
        assert result.returncode == 0, result.stderr
        files = {}
        for where, _, names in os.walk(folder):
            for name in names:
                with open(os.path.join(where, name), "rb") as file:
                    files[name] = file.read()
        return files or {"text": result.stdout.encode()}


def words(name, content):
    """The words in a file; those of a PDF are letters of fonts and cannot be read here."""
    if content[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            content = b"\n".join(archive.read(part) for part in archive.namelist()
                                 if re.search(r"sharedStrings|workbook\.xml$|chart\d+\.xml|document\.xml", part))
    elif content[:4] == b"%PDF":
        return ""
    return re.sub(r"<[^>]*>", "\n", content.decode())


def check_paper(arguments, forms, speaks_chinese):
    english = make("", forms, arguments)
    assert english, "nothing was made"
    for name, content in english.items():
        found = ENGLISH.findall(words(name, content))
        assert not found, f"{name}: {found[:5]}"
    if not speaks_chinese:
        return
    chinese = make("zh_CN", forms, arguments)
    assert sorted(english) == sorted(chinese), "the files have other names"
    others = [name for name in english if english[name] != chinese[name]]
    assert not others, f"other bytes: {others}"


def main():
    failed = 0
    print(f"1..{len(PAPERS)}")
    with tempfile.TemporaryDirectory() as folder:
        said = [run(language, folder, "score", GOLDEN[0]).stdout for language in ("", "zh_CN")]
        assert "execution rate" in said[0], said[0]
        speaks_chinese = said[0] != said[1]
        if not speaks_chinese:
            print("# there is no Chinese locale, so only the English run is looked at")
        returned = return_form(folder)
        for number, (name, arguments) in enumerate(PAPERS, 1):
            # Only what was returned has a slip.
            forms = [returned] if "return-slip" in arguments else [returned, *GOLDEN[1:]]
            try:
                check_paper(arguments, forms, speaks_chinese)
                print(f"ok {number} - {name}")
            except AssertionError as error:
                failed += 1
                print(f"not ok {number} - {name}")
                print("#", str(error).replace("\n", "\n# "))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
