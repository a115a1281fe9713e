# SPDX-License-Identifier: GPL-3.0-or-later
"""Types a whole form into a window that was built with the address sanitizer, and looks for memory that was lost:
every leak with a function of the program on its stack counts, unless it lies within a known one of a library."""

import os
import re
import subprocess
import sys
import tempfile

# What stands below everything in the main thread says nothing about who asked for the memory.
NOT_OURS = {"main"}
# Libraries keep these until the process ends, however they are called.
KNOWN = re.compile(r"libfontconfig|libpango|libharfbuzz|libicu|g_set_user_dirs|gtk_widget_class_set_template|"
                   r"g_type_register|g_type_class_ref|g_intern_|g_quark_|gtk_css_|gtk_style_|gtk_settings_|"
                   r"gtk_icon_theme_|gdk_display_|_dl_|libX11|libcairo")


def read_leaks(text):
    """The stacks of the blocks that nothing points to, each as a list of “function place”."""
    for block in re.split(r"\n\n", text):
        lines = block.strip().splitlines()
        if lines and lines[0].startswith("Direct leak"):
            yield lines[0], [re.sub(r"^\s*#\d+ 0x[0-9a-f]+ (in )?", "", line) for line in lines[1:]]


def is_ours(frame):
    function = frame.split()[0] if frame else ""
    return "/src/" in frame and "../src/" in frame and function not in NOT_OURS


def main():
    journey = os.path.join(os.path.dirname(os.path.abspath(__file__)), "journey-form.py")
    with tempfile.TemporaryDirectory() as folder:
        log = os.path.join(folder, "leaks")
        environment = dict(os.environ, ASAN_OPTIONS=f"detect_leaks=1:fast_unwind_on_malloc=0:log_path={log}:exitcode=0",
                           LSAN_OPTIONS="suppressions=:print_suppressions=0",
                           ZIPING_DELAY=os.environ.get("ZIPING_DELAY", "250"))
        done = subprocess.run([sys.executable, journey], env=environment, check=False)
        text = ""
        for name in os.listdir(folder):
            with open(os.path.join(folder, name), encoding="utf-8", errors="replace") as file:
                text += file.read()
    if done.returncode != 0:
        print("Bail out! the journey failed")
        return 1
    leaks = list(read_leaks(text))
    wrong = [(head, frames) for head, frames in leaks
             if any(map(is_ours, frames)) and not any(map(KNOWN.search, frames))]
    for head, frames in wrong:
        print("#", head)
        for frame in frames:
            print("#    ", frame)
    print(f"# {len(leaks)} leaks in all, most of them of libraries")
    print(f"{'not ok' if wrong else 'ok'} 1 - {len(wrong)} leaks of the program\n1..1")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
