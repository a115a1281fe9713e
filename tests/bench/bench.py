# SPDX-License-Identifier: GPL-3.0-or-later
"""Measures the program beside what people use today, and prints one table.

    bench.py BUILD_FOLDER SOURCE_FOLDER [--quick] [PART…]

Parts: start, editor, core, xlsx, pdf, store, summary, library, import.  Programs to be compared run in turns, several
times; what counts is the median.  The figures also go into bench.json in the build folder."""

import collections
import glob
import json
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

Row = collections.namedtuple("Row", "part what ours unit other other_name target cpu")


def fail(text):
    raise SystemExit(f"bench: {text}")


class Bench:
    def __init__(self, build, source, quick):
        self.build = build
        self.source = source
        self.quick = quick
        self.rows = []
        self.folder = tempfile.mkdtemp(prefix="ziping-bench-")
        self.ziping = os.path.join(build, "src/cli/ziping")
        self.window = os.path.join(build, "src/app/ziping-window")
        self.python = sys.executable

    # --- running ---

    def rounds(self, most):
        return max(most // 3, 1) if self.quick else most

    def program(self, name):
        return os.path.join(self.build, "tests/bench", "bench-" + name)

    def tell(self, *command, environment=None):
        """The values that one of our own programs says."""
        done = subprocess.run(command, capture_output=True, text=True, env=environment, check=False)
        if done.returncode != 0:
            fail(f"{' '.join(command[:3])}: {done.stderr.strip()[-400:]}")
        return {line.split()[0][1:]: float(line.split()[1]) for line in done.stdout.splitlines()
                if line.startswith("@")}

    def take(self, most, command):
        """Medians of all values over some rounds."""
        values = collections.defaultdict(list)
        for _ in range(self.rounds(most)):
            for name, value in command().items():
                values[name].append(value)
        return {name: statistics.median(all_values) for name, all_values in values.items()}

    def race(self, most, **commands):
        """Medians of the time that whole processes take, in milliseconds; they run in turns.  What they take of
        the processors (NAME-cpu) says more where the machine has other things to do."""
        times = collections.defaultdict(list)
        for turn in range(self.rounds(most)):
            names = list(commands)
            for name in names if turn % 2 == 0 else reversed(names):
                start, before = time.monotonic(), resource.getrusage(resource.RUSAGE_CHILDREN)
                done = subprocess.run(commands[name], capture_output=True, text=True, check=False)
                after = resource.getrusage(resource.RUSAGE_CHILDREN)
                times[name].append((time.monotonic() - start) * 1000)
                times[name + "-cpu"].append((after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime) * 1000)
                if done.returncode not in (0, 1):
                    fail(f"{name}: {done.stderr.strip()[-400:]}")
        return {name: statistics.median(all_times) for name, all_times in times.items()}

    def add_race(self, part, what, took, other_name, target):
        self.add(part, what, took["ours"], "ms", took["other"], other_name, target,
                 took["ours-cpu"] / max(took["other-cpu"], 0.001))

    def add(self, part, what, ours, unit, other=None, other_name="", target=None, cpu=None):
        self.rows.append(Row(part, what, ours, unit, other, other_name, target, cpu))
        print(f"  {what}: {ours:.3f} {unit}" + (f", {other_name} {other:.3f}" if other is not None else ""),
              file=sys.stderr)

    def make_forms(self, n):
        """Copies of the published forms of one bureau, under as many names as are wanted."""
        sources = sorted(glob.glob(os.path.join(self.source, "tests/golden/urumqi-2020/*.ziping")))
        folder = os.path.join(self.folder, f"forms-{n}")
        os.makedirs(folder, exist_ok=True)
        for i in range(n):
            shutil.copy(sources[i % len(sources)], os.path.join(folder, f"{i:02}.ziping"))
        return sorted(glob.glob(os.path.join(folder, "*.ziping")))

    def out(self, name):
        path = os.path.join(self.folder, name)
        os.makedirs(path, exist_ok=True)
        return path

    # --- parts ---

    def start(self):
        editor = shutil.which("gnome-text-editor") or fail("gnome-text-editor is missing")
        store = os.path.join(self.folder, "start.db")
        subprocess.run([self.ziping, "--store", store, "add", *self.make_forms(10)], check=False,
                       capture_output=True)
        # Both begin from nothing: no session, no settings, one window of their own.
        home = dict(os.environ, XDG_CONFIG_HOME=self.out("config"), XDG_DATA_HOME=self.out("data"),
                    XDG_CACHE_HOME=self.out("cache"), GTK_A11Y="none", GSK_RENDERER="cairo", GDK_BACKEND="x11")

        def once():
            values = self.tell(self.program("start"), "ours", self.window, "--store", store, environment=home)
            values.update(self.tell(self.program("start"), "editor", editor, "--standalone", environment=home))
            return values
        once()
        took = self.take(9, once)
        self.add("start", "start to the first frame", took["ours-frame"] / 1000, "ms",
                 took["editor-frame"] / 1000, "gnome-text-editor", 1.1)
        # The editor is empty and needs no Chinese font; of ours, 9 MiB are pages of the two that the list shows.
        self.add("start", "memory after the start (PSS)", took["ours-pss"] / 2**20, "MiB",
                 took["editor-pss"] / 2**20, "gnome-text-editor", 1.1)
        self.add("start", "the same, written pages alone", took["ours-private"] / 2**20, "MiB",
                 took["editor-private"] / 2**20, "gnome-text-editor", 1.1)

    def editor(self):
        took = self.take(3, lambda: self.tell(self.program("editor")))
        self.add("editor", "key to painted, 60 rows (frame: 16.7)", took["key-work"] / 1000, "ms", 16.7,
                 "a frame", 1.0)
        self.add("editor", "open a form of 60 rows, widgets", took["open-page"] / 1000, "ms")
        self.add("editor", "memory with 40 forms opened in turn", took["memory-40"] / 2**20, "MiB",
                 took["memory-1"] / 2**20, "with one", 1.1)

    def core(self):
        took = self.take(5, lambda: self.tell(self.program("core")))
        self.add("core", "score 60 rows", took["score-60"] / 1000, "ms", 0.2, "limit", 1.0)
        self.add("core", "score 300 rows", took["score-300"] / 1000, "ms", 1.0, "limit", 1.0)
        self.add("core", "check 60 rows", took["check-60"] / 1000, "ms")
        self.add("core", "table of 60 rows", took["sheet-60"] / 1000, "ms")
        self.add("core", "read, score, check, table: 60 rows", took["read-60"] / 1000, "ms")

    def xlsx(self):
        forms = self.make_forms(10)
        took = self.take(5, lambda: self.tell(self.program("xlsx"), *forms))
        self.add("xlsx", "workbook of a measured table", took["xlsx-ours"] / 1000, "ms", took["xlsx-bare"] / 1000,
                 "bare libxlsxwriter", 1.5)
        many = self.make_forms(50)
        took = self.race(5, ours=[self.ziping, "export", *many, "--to", "xlsx", "-o", self.out("ours"), "--force"],
                         other=[self.python, os.path.join(self.source, "tests/bench/openpyxl-export.py"),
                                self.out("openpyxl"), *many])
        self.add_race("xlsx", "50 forms as workbooks, process", took, "openpyxl", 1 / 5)

    def office(self, books):
        return ["soffice", f"-env:UserInstallation=file://{self.folder}/office", "--headless", "--convert-to", "pdf",
                "--outdir", self.out("office-pdf"), *books]

    def pdf(self):
        if shutil.which("soffice") is None:
            fail("libreoffice-calc-nogui is missing")
        forms = self.make_forms(10)
        books = self.out("books")
        subprocess.run([self.ziping, "export", *forms, "--to", "xlsx", "-o", books, "--force"], check=True,
                       capture_output=True)
        sheets = sorted(glob.glob(books + "/*.xlsx"))
        # Its first start makes a profile, which nobody waits for twice.
        subprocess.run(self.office(sheets[:1]), check=True, capture_output=True)
        to_pdf = [self.ziping, "export", "--to", "pdf", "-o", self.out("pdf"), "--force"]
        single = os.path.join(self.out("pdf"), "one.pdf")
        took = self.race(5, ours=[self.ziping, "export", forms[0], "--to", "pdf", "-o", single, "--force"],
                         other=self.office(sheets[:1]))
        self.add_race("pdf", "one form as PDF, process", took, "LibreOffice", 1 / 8)
        took = self.race(3, ours=to_pdf + forms, other=self.office(sheets))
        self.add_race("pdf", "ten forms as PDF, process", took, "LibreOffice", 1 / 4)

    def library(self):
        sizes = [1000, 10000] if self.quick else [1000, 10000, 100000]
        took = {}
        for size in sizes:
            # The libraries stay: to fill one takes longer than to measure it.
            folder = os.path.join(self.build, "bench-library", str(size))
            os.makedirs(folder, exist_ok=True)
            took[size] = self.take(3, lambda path=folder, n=size: self.tell(self.program("store"), path, str(n)))
        for size in sizes:
            for what in ("open-library", "list", "search", "search-slowest"):
                before = took.get(size // 10)
                self.add("library", f"{what}, {size} forms", took[size][what] / 1000, "ms",
                         before[what] / 100 if before else None, "10 × a tenth" if before else "",
                         1.1 if before and before[what] > 1000 else None)

    def store(self):
        folder = self.out("store")
        across = self.take(5, lambda: self.tell(self.program("store"), folder, "1000", "across"))
        form = sorted(glob.glob(os.path.join(self.source, "tests/golden/urumqi-2020/*.ziping")),
                      key=os.path.getsize)[-1]
        took = self.take(5, lambda: self.tell(self.program("save"), folder, form))
        for what, name in (("save a form that was changed", "changed"), ("save a new form", "new")):
            self.add("store", what, took[name] / 1000, "ms", took[name + "-bare"] / 1000, "bare SQLite", 1.5,
                     took[name + "-cpu"])
        self.add("store", "compare with 10,000 forms", across["across"] / 1000, "ms", 50, "limit", 1.0)
        self.add("store", "the same, slowest", across["across-slowest"] / 1000, "ms", 50, "limit", 1.0)

    def summary(self):
        """With one processor to share, the ratio of the processors is reached; see bench-summary.c."""
        forms = self.make_forms(10)
        took = self.take(3, lambda: self.tell(self.program("summary"), "1000", *forms))
        self.add("summary", "workbook of 1,000 forms, with charts", took["summary"], "ms", took["bare"],
                 "bare libxlsxwriter", 1.5, took["summary-cpu"] / took["bare-cpu"])
        self.add("summary", "the same, the thread that writes", took["summary-thread"], "ms", took["bare-thread"],
                 "bare libxlsxwriter", 1.5)

    def import_(self):
        forms = self.make_forms(20)
        books = self.out("books-in")
        subprocess.run([self.ziping, "export", *forms, "--to", "xlsx", "-o", books, "--force"], check=True,
                       capture_output=True)
        sheets = sorted(glob.glob(books + "/*.xlsx"))
        if len(sheets) != len(forms):
            fail(f"{len(sheets)} workbooks to import, not {len(forms)}")

        def command():
            folder = tempfile.mkdtemp(dir=self.folder)
            return [self.ziping, "import", *sheets, "-o", folder]
        times = collections.defaultdict(list)
        for _ in range(self.rounds(5)):
            took = self.race(1, ours=command(),
                             other=[self.python, os.path.join(self.source, "tests/bench/openpyxl-import.py"), *sheets])
            for name, value in took.items():
                times[name].append(value)
        self.add_race("import", "20 workbooks imported, process",
                      {name: statistics.median(all_times) for name, all_times in times.items()}, "openpyxl", 1 / 5)


def print_table(rows):
    print(f"{'':40} {'Ziping':>10} {'':3} {'compared with':>28} {'ratio':>7} {'target':>7} {'CPU':>7}")
    for row in rows:
        line = f"{row.what:40} {row.ours:10.2f} {row.unit:3}"
        if row.other is not None:
            ratio = row.ours / row.other
            line += f" {row.other_name:>17} {row.other:10.2f} {ratio:7.2f}"
            if row.target is not None:
                line += f" {row.target:7.2f}"
            if row.cpu is not None:
                line += f" {row.cpu:7.2f}"
            if row.target is not None and ratio > row.target:
                line += "  missed"
        print(line)


def write_json(path, rows):
    data = [dict(row._asdict(), ratio=row.ours / row.other if row.other else None) for row in rows]
    with open(path, "w", encoding="utf-8") as file:
        json.dump(data, file, ensure_ascii=False, indent=1)


def main():
    arguments = [a for a in sys.argv[1:] if not a.startswith("--")]
    bench = Bench(arguments[0], arguments[1], "--quick" in sys.argv)
    parts = {"start": bench.start, "editor": bench.editor, "core": bench.core, "xlsx": bench.xlsx, "pdf": bench.pdf,
             "store": bench.store, "summary": bench.summary, "library": bench.library,
             "import": bench.import_}
    try:
        for name in arguments[2:] or parts:
            print(f"{name} …", file=sys.stderr)
            parts.get(name, lambda n=name: fail(f"there is no part “{n}”; there are: {', '.join(parts)}"))()
    finally:
        shutil.rmtree(bench.folder, ignore_errors=True)
    print_table(bench.rows)
    write_json(os.path.join(bench.build, "bench.json"), bench.rows)


if __name__ == "__main__":
    main()
