# SPDX-License-Identifier: GPL-3.0-or-later
"""Drives the real window with real keys under Xvfb, as a user would."""

import json
import os
import random
import signal
import subprocess
import sys
import time

WINDOW = os.environ["ZIPING_WINDOW"]
COMMAND = os.environ["ZIPING_PROGRAM"]


def sh(*args, check=True):
    return subprocess.run(args, check=check, capture_output=True, text=True).stdout


# Milliseconds from key to key.
DELAY = int(os.environ.get("ZIPING_DELAY", "70"))


def pause(seconds):
    """Waits until the program has done what it was told; one that is given its keys slowly is slow."""
    time.sleep(seconds * max(1, DELAY / 70))


class Keyboard:
    """Types through the X server.  Characters the keyboard does not have get keys of their own first, those of
    media keys that nobody presses here: remapping a key for each character while typing loses some."""

    def __init__(self, texts):
        spare = [line.split()[1] for line in sh("xmodmap", "-pke").splitlines()
                 if line.strip().endswith("=") or "XF86" in line.split("=")[1].split()[0]]
        wanted = sorted({c for text in texts for c in text if ord(c) > 0x7e})
        pairs = [wanted[i:i + 2] for i in range(0, len(wanted), 2)]
        if len(pairs) > len(spare):
            raise SystemExit(f"{len(wanted)} characters, but only {len(spare)} keys to spare")
        lines = [f"keycode {code} = " + " ".join(f"U{ord(c):04X}" for c in pair)
                 for code, pair in zip(spare, pairs)]
        subprocess.run(["xmodmap", "-"], input="\n".join(lines) + "\n", text=True, check=True)
        pause(0.5)

    def type(self, text):
        if text:
            sh("xdotool", "type", "--delay", str(DELAY), "--", text)

    def key(self, *keys):
        sh("xdotool", "key", "--delay", "20", *keys)


def write_settings(folder, settings):
    """The preferences of a user of their own."""
    os.makedirs(os.path.join(folder, "glib-2.0/settings"), exist_ok=True)
    with open(os.path.join(folder, "glib-2.0/settings/keyfile"), "w", encoding="utf-8") as file:
        file.write("[io/github/ziping/Ziping]\n")
        for key, value in settings.items():
            file.write(f"{key}='{value}'\n")
    return folder


class Program:
    """The window program with a library of its own."""

    def __init__(self, store, *files, input_method="gtk-im-context-simple", settings=None):
        environment = dict(os.environ, GSK_RENDERER="cairo", GTK_A11Y="none", GDK_BACKEND="x11",
                           GSETTINGS_BACKEND="memory", GTK_IM_MODULE=input_method)
        if settings:
            environment.update(GSETTINGS_BACKEND="keyfile", XDG_CONFIG_HOME=write_settings(store + ".config", settings))
        self.store = store
        self.log = open(store + ".log", "ab")
        self.process = subprocess.Popen([WINDOW, "--store", store, *files], env=environment,
                                        stdout=self.log, stderr=self.log)
        # In a sandbox the program has another number than here.
        window_class = os.environ.get("ZIPING_WINDOW_CLASS")
        self.find = ["--class", window_class] if window_class else ["--pid", str(self.process.pid)]
        self.focus()

    def focus(self):
        """There is no window manager to do it: the newest window gets the keys."""
        end = time.monotonic() + max(10, DELAY / 10)
        while time.monotonic() < end:
            windows = sh("xdotool", "search", "--onlyvisible", *self.find, check=False).split()
            if windows:
                sh("xdotool", "windowfocus", "--sync", windows[-1], check=False)
                pause(0.3)
                return
            if self.process.poll() is not None:
                raise SystemExit(f"the window ended with {self.process.returncode}; see {self.store}.log")
            time.sleep(0.05)
        raise SystemExit("no window appeared")

    def kill(self):
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def quit(self):
        self.process.terminate()
        try:
            self.process.wait(60)
        except subprocess.TimeoutExpired:
            self.kill()

    def forms(self):
        ids = [form["id"] for form in json.loads(sh(COMMAND, "--store", self.store, "list", "--json"))]
        return [json.loads(sh(COMMAND, "--store", self.store, "get", form)) for form in ids]


def shot(path):
    if path:
        sh("import", "-window", "root", path, check=False)


def fail(message):
    print(f"not ok - {message}")
    sys.exit(1)


def rounds(default):
    return int(os.environ.get("ZIPING_ROUNDS", default))


def seed():
    value = int(os.environ.get("ZIPING_SEED", time.time()))
    random.seed(value)
    print(f"# seed {value}")
