#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes the manual page: its frame, and the commands as the program's own help lists them.

    make-manual.py PROGRAM FRAME VERSION OUTPUT
"""

import os
import pathlib
import subprocess
import sys


def escape(text):
    return text.replace("\\", "\\e").replace("-", "\\-")


def commands(program):
    """The help lists two lines for each: the usage, and further in what the command does."""
    environment = dict(os.environ, LC_ALL="C.UTF-8", LANGUAGE="")
    lines = subprocess.run([program, "--help"], env=environment, check=True, encoding="utf-8",
                           stdout=subprocess.PIPE).stdout.splitlines()
    for usage, does in zip(lines, lines[1:]):
        if usage.startswith("  ziping ") and not usage.startswith("  ziping ["):
            name, _, rest = usage.removeprefix("  ziping ").partition(" ")
            does = does.strip()
            yield f".TP\n\\fB{escape(name)}\\fR {escape(rest)}\n{escape(does[0].upper() + does[1:])}."


program, frame, version, output = sys.argv[1:]
text = pathlib.Path(frame).read_text(encoding="utf-8")
text = text.replace("@VERSION@", version).replace("@COMMANDS@", "\n".join(commands(program)))
pathlib.Path(output).write_text(text, encoding="utf-8")
