#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Installs into an empty folder and looks at what is there.

    test-install.py BUILD-FOLDER SOURCE-FOLDER
"""

import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

build, source = map(pathlib.Path, sys.argv[1:])
APP = "io.github.ziping.Ziping"
EXPECTED = [
    "bin/ziping",
    "libexec/ziping-window",
    f"share/applications/{APP}.desktop",
    f"share/metainfo/{APP}.metainfo.xml",
    f"share/glib-2.0/schemas/{APP}.gschema.xml",
    f"share/mime/packages/{APP}.xml",
    f"share/icons/hicolor/scalable/apps/{APP}.svg",
    f"share/icons/hicolor/symbolic/apps/{APP}-symbolic.svg",
    "share/icons/hicolor/scalable/mimetypes/application-x-ziping.svg",
    "share/bash-completion/completions/ziping",
    "share/man/man1/ziping.1",
    "share/locale/zh_CN/LC_MESSAGES/ziping.mo",
    "share/ziping/help/10-start.md",
    "share/ziping/samples/medical-aid.ziping",
]
failures = []


def check(what, holds, why=""):
    print(f"{'ok' if holds else 'not ok'} - {what}")
    if not holds:
        failures.append(what)
        print(f"# {why}")


def run(*command, **options):
    return subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8", check=False,
                          **options)


def complete(program, *words):
    """What the shell offers behind these words."""
    script = f"""
source {source}/data/completion/ziping
COMP_WORDS=(ziping "$@") COMP_CWORD=$#
_ziping ziping "${{COMP_WORDS[COMP_CWORD]}}" "${{COMP_WORDS[COMP_CWORD-1]}}"
printf '%s\\n' "${{COMPREPLY[@]}}"
"""
    environment = dict(os.environ, PATH=f"{program.parent}:{os.environ['PATH']}", LC_ALL="C.UTF-8", LANGUAGE="")
    return run("bash", "-c", script, "bash", *words, env=environment).stdout.split()


with tempfile.TemporaryDirectory() as folder:
    result = run("meson", "install", "-C", str(build), "--no-rebuild", "--destdir", folder)
    check("installs", result.returncode == 0, result.stdout[-2000:])
    programs = [path for path in pathlib.Path(folder).rglob("ziping") if path.parent.name == "bin"]
    root = programs[0].parent.parent if programs else pathlib.Path(folder)
    for name in EXPECTED:
        check(name, (root / name).is_file(), "it is not installed")
    pages = {path.name for path in (source / "data/help").glob("*.md")}
    check("every page of the guide", pages == {path.name for path in (root / "share/ziping/help").glob("*.md")})
    program = root / "bin/ziping"
    result = run(program, "score", "--json", *sorted(map(str, (root / "share/ziping/samples").glob("*.ziping"))))
    check("the installed program scores the installed samples", result.returncode == 0, result.stdout[-500:])

    manual = (root / "share/man/man1/ziping.1").read_text(encoding="utf-8")
    check("the manual page lists the commands", "\\fBscore\\fR" in manual and "@" not in manual)
    if shutil.which("groff"):
        result = run("groff", "-man", "-Tutf8", "-K", "utf8", "-ww", "-z", root / "share/man/man1/ziping.1")
        check("the manual page is well formed", result.returncode == 0 and not result.stdout, result.stdout)
    check("completes a command", "score" in complete(program, "sc"), complete(program, "sc"))
    check("completes an option", complete(program, "export", "x", "--fo") == ["--force"],
          complete(program, "export", "x", "--fo"))
    check("completes a kind of file", "pdf" in complete(program, "export", "--to", ""),
          complete(program, "export", "--to", ""))
    check("completes a template", "mof-2020" in complete(program, "import", "--template", "mof"),
          complete(program, "import", "--template", "mof"))

sys.exit(1 if failures else 0)
